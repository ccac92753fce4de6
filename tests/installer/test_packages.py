"""What pip is asked for, and when it is not asked at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any, cast

import pytest

from installer import commands, environment, packages
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.steps import Needs

RUN = frozenset({"console"})
TEST = frozenset({"console", "test", "train"})


def test_nothing_to_do_after_a_finished_installation(pretended: Checkout) -> None:
    assert packages.are_missing(pretended, RUN)
    packages.write_stamp(pretended, RUN)
    assert not packages.are_missing(pretended, RUN)
    assert not packages.are_missing(pretended, frozenset())


def test_more_extras_have_to_be_installed_and_fewer_have_not(pretended: Checkout) -> None:
    packages.write_stamp(pretended, RUN)
    assert packages.are_missing(pretended, TEST)
    packages.write_stamp(pretended, TEST)
    assert not packages.are_missing(pretended, RUN)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("setup.cfg", "uvicorn==", "uvicorn==9"),
        ("installer/constraints.txt", "starlette==", "starlette==9"),
        ("setup.cfg", "gaitbox = runtime.__main__:main", "gaitbox = runtime.cli:main"),
    ],
)
def test_changed_requirements_are_noticed(
    pretended: Checkout, file: str, old: str, new: str
) -> None:
    packages.write_stamp(pretended, RUN)
    path = pretended.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert packages.are_missing(pretended, RUN)


def test_settings_of_tools_do_not_count(pretended: Checkout) -> None:
    packages.write_stamp(pretended, RUN)
    with (pretended.root / "setup.cfg").open("a", encoding="utf-8") as file:
        file.write("\n[tool:other]\nsetting = 1\n")
    assert not packages.are_missing(pretended, RUN)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"hash": 1}', '{"extras": null, "hash": ""}'])
def test_a_damaged_stamp_means_installing_again(pretended: Checkout, text: str) -> None:
    pretended.stamp.write_text(text, encoding="utf-8")
    assert packages.are_missing(pretended, RUN)


def test_command_line_is_pinned_and_relative() -> None:
    checkout = Checkout(Path("/some where/gaitbox"), windows=False)
    command = packages.pip_command(checkout, TEST)
    assert command[:4] == ["/some where/gaitbox/.venv/bin/python", "-m", "pip", "install"]
    assert command[-2:] == ["--editable", ".[console,test,train]"]
    assert command[command.index("--constraint") + 1] == "installer/constraints.txt"
    assert packages.pip_command(checkout, ())[-1] == "."


def test_command_line_on_windows() -> None:
    root = cast(Path, PureWindowsPath(r"C:\Users\José Núñez\gaitbox"))
    command = packages.pip_command(Checkout(root, windows=True), RUN)
    assert command[0] == r"C:\Users\José Núñez\gaitbox\.venv\Scripts\python.exe"


def test_no_source_of_packages_is_chosen_for_the_user() -> None:
    command = packages.pip_command(Checkout(Path("/x")), TEST)
    assert not [word for word in command if "index" in word or "host" in word or "://" in word]


def test_only_testing_and_training_ask_for_torch(checkout: Checkout) -> None:
    def asks_for_torch(needs: Needs) -> bool:
        lists = [packages.requirements_of(checkout, extra) for extra in needs.extras]
        return any(line.startswith("torch") for lines in lists for line in lines)

    assert asks_for_torch(commands.TESTING) and asks_for_torch(commands.TRAINING)
    assert not asks_for_torch(commands.RUNNING)
    assert not asks_for_torch(commands.start_for("generate", ["x"]).needs)


def test_records_of_packages_cut_off_are_forgotten(tmp_path: Path) -> None:
    for name, files in {"whole-1.0": ["METADATA", "RECORD"], "cut-2.0": ["METADATA"]}.items():
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        for file in files:
            (folder / file).touch()
    assert packages.forget_half_installed(tmp_path) == ["cut-2.0.dist-info"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["whole-1.0.dist-info"]


def test_a_failed_installation_leaves_no_stamp(
    pretended: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        def note(self, text: str) -> None: ...

    packages.write_stamp(pretended, RUN)
    with pytest.raises(SetupProblem) as caught:  # the pretended Python always fails
        packages.install(pretended, TEST, cast(Any, Silent()))
    assert "pip could not install" in caught.value.sentence
    assert str(pretended.log) in caught.value.remedy
    assert packages.are_missing(pretended, frozenset())


@pytest.mark.parametrize(("version", "old"), [("23.2.1", True), ("24.0", True), ("26.3", False)])
def test_old_pip_is_recognised(pretended: Checkout, version: str, old: bool) -> None:
    (pretended.site_packages / f"pip-{version}.dist-info").mkdir()
    assert packages.pip_is_old(pretended) is old


def test_pip_tells_what_it_downloads_and_how_far_it_is() -> None:
    notes: list[str] = []
    listener = packages.PipListener(notes.append)
    assert listener("  Downloading bpy-4.5.15-cp311-cp311-manylinux_2_28_x86_64.whl (374.2 MB)")
    assert not listener("Progress 187100000 of 374200000")
    assert notes == ["downloading bpy-4.5.15", "downloading bpy-4.5.15 50 % of 374 MB"]


def test_too_little_space_is_said_before_anything_is_installed(checkout: Checkout) -> None:
    packages.check_space(checkout, RUN, free=int(4e9))
    with pytest.raises(SetupProblem, match=r"4\.0 GB free"):
        packages.check_space(checkout, TEST, free=int(4e9))


def test_an_environment_of_its_own_has_its_own_python(checkout: Checkout) -> None:
    aside = replace(checkout, venv_name=".venv-avatar")
    assert aside.python.is_relative_to(checkout.root / ".venv-avatar")
    assert environment.fault(aside) == "it is not there"
