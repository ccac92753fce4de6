"""Steps: done where needed, silent elsewhere, one sentence where they cannot be done."""

from __future__ import annotations

import io
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from installer import commands, console_build, lock, node, packages, steps, system
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress
from installer.steps import Needs

DEBIAN = system.Distribution("debian", "Debian")
LIBRARY = system.BPY_LIBRARIES[0]


@pytest.fixture
def ready(pretended: Checkout, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A checkout in which everything that running takes is there."""
    monkeypatch.setattr(system, "missing_libraries", list)
    packages.write_stamp(pretended, commands.RUNNING.extras)
    return pretended


def set_up(checkout: Checkout, needs: Needs) -> tuple[bool, str]:
    """Run the set-up and answer whether it did anything, and what it said."""
    said = io.StringIO()
    return steps.set_up(checkout, needs, Progress(said)), said.getvalue()


def test_a_repeat_is_silent(ready: Checkout) -> None:
    assert set_up(ready, commands.RUNNING) == (False, "")


def test_only_what_is_needed_is_done(ready: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.stamp.unlink()
    done: list[frozenset[str]] = []
    monkeypatch.setattr(steps.environment, "deep_fault", lambda checkout: None)
    monkeypatch.setattr(packages, "install", lambda checkout, extras, progress: done.append(extras))
    changed, said = set_up(ready, commands.RUNNING)
    assert changed and done == [commands.RUNNING.extras]
    assert "[3/5] Installing the packages" in said
    assert "[2/5]" not in said and "[5/5]" not in said


def test_missing_libraries_as_a_user_are_one_sentence(
    ready: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "missing_libraries", lambda: list(system.BPY_LIBRARIES[:2]))
    monkeypatch.setattr(system, "this_distribution", lambda: DEBIAN)
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(SetupProblem) as caught:
        set_up(ready, Needs())
    assert "libX11.so.6, libXrender.so.1" in caught.value.sentence
    assert "sudo apt-get install -y libx11-6 libxrender1" in caught.value.remedy


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("fedora", "dnf install -y libX11"),
        ("suse", "zypper install -y libX11-6"),
        ("arch", "pacman -S --needed libx11"),
        ("other", "the package manager of this system"),
    ],
)
def test_missing_libraries_in_the_words_of_each_family(family: str, expected: str) -> None:
    problem = steps.libraries_problem([LIBRARY], system.Distribution(family, family))
    assert expected in problem.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="the pretended apt-get is a shell script")
def test_missing_libraries_as_root_on_debian_are_installed(
    ready: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = tmp_path / "called"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >> "{called}"\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "this_distribution", lambda: DEBIAN)
    monkeypatch.setattr(system, "missing_libraries", lambda: [] if called.exists() else [LIBRARY])
    changed, said = set_up(ready, Needs())
    assert changed and "[1/4] Installing the system libraries" in said
    update, install = called.read_text().splitlines()
    assert update.startswith("noninteractive ") and update.endswith(" update")
    assert install.endswith("install -y --no-install-recommends libx11-6")


def test_libraries_are_asked_of_the_loader() -> None:
    def load(soname: str) -> None:
        if soname == "libGL.so.1":
            raise OSError(soname)

    if not sys.platform.startswith("linux"):
        assert system.missing_libraries(load) == []
        return
    assert [library.soname for library in system.missing_libraries(load)] == ["libGL.so.1"]


def test_a_missing_browser_is_one_sentence(
    ready: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "browser", lambda: None)
    monkeypatch.setattr(system, "this_distribution", lambda: DEBIAN)
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(SetupProblem, match="sudo apt-get install -y chromium"):
        set_up(ready, Needs(testing=True))


def test_missing_network_tools_are_asked_for_only_where_they_can_be_used(
    ready: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "browser", lambda: "chromium")
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    monkeypatch.setattr(system, "is_root", lambda: False)
    assert system.missing_network_tools() == []
    if not sys.platform.startswith("linux"):
        return
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "this_distribution", lambda: DEBIAN)
    with pytest.raises(SetupProblem, match="apt-get install -y iproute2 nftables"):
        set_up(ready, Needs(testing=True))


# --- the console ------------------------------------------------------------------------------


@pytest.fixture
def console(ready: Checkout) -> Checkout:
    """A checkout with a console to build, and a Node.js that pretends to and keeps its calls."""
    (ready.console / "src").mkdir(parents=True)
    (ready.console / "src" / "main.ts").write_text("one")
    (ready.console / "package.json").write_text("{}")
    (ready.console / "package-lock.json").write_text("{}")
    ready.node_folder.mkdir(parents=True)
    ready.node.write_text(
        "#!/bin/sh\nscript=$1\nshift\n"
        '[ "$1" = ci ] && mkdir -p node_modules\n'
        '[ "$1" = run ] && mkdir -p dist && touch dist/index.html\n'
        f'echo "$PATH|$script|$*" >> "{ready.root}/calls"\nexit 0\n'
    )
    ready.node.chmod(0o755)
    return ready


def calls(checkout: Checkout) -> list[list[str]]:
    """PATH, script and words of every call of the pretended Node.js."""
    lines = (checkout.root / "calls").read_text().splitlines()
    return [line.split("|") for line in lines]


def test_the_console_is_built_once_and_again_when_its_sources_change(console: Checkout) -> None:
    assert set_up(console, commands.RUNNING)[0]
    assert [words for _, _, words in calls(console)] == ["ci", "run build"]
    assert set_up(console, commands.RUNNING) == (False, "")
    (console.console / "src" / "main.ts").write_text("two")
    assert set_up(console, commands.RUNNING)[0]
    assert [words for _, _, words in calls(console)] == ["ci", "run build", "run build"]


def test_a_console_whose_build_was_deleted_is_built_again(console: Checkout) -> None:
    console_build.build(console, Progress(io.StringIO()))
    assert not console_build.is_stale(console)
    shutil.rmtree(console.console_dist)
    assert console_build.is_stale(console)


def test_npm_runs_the_node_of_the_environment(console: Checkout) -> None:
    console_build.build(console, Progress(io.StringIO()))
    for path, script, _ in calls(console):
        assert path.split(":")[0] == str(console.node_folder)
        assert script == str(console.npm)


def test_commands_that_show_no_page_build_none(console: Checkout) -> None:
    assert set_up(console, commands.start_for("generate", ["x"]).needs) == (False, "")


def test_npm_packages_follow_the_lock_file(console: Checkout) -> None:
    assert node.modules_are_missing(console.console)
    node.install_modules(console, console.console, Progress(io.StringIO()))
    assert not node.modules_are_missing(console.console)
    (console.console / "package-lock.json").write_text('{"changed": 1}')
    assert node.modules_are_missing(console.console)


def test_a_failing_build_shows_its_last_words(console: Checkout) -> None:
    console.node.write_text("#!/bin/sh\necho 'src/main.ts(3,1): error TS2304'\nexit 2\n")
    with pytest.raises(SetupProblem) as caught:
        set_up(console, commands.RUNNING)
    assert "error TS2304" in caught.value.details
    assert console_build.is_stale(console)


# --- one at a time ----------------------------------------------------------------------------


def test_a_second_set_up_waits_for_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "RETRY_SECONDS", 0.01)
    order: list[str] = []

    def second() -> None:
        with lock.held(tmp_path, order.append):
            order.append("second")

    with lock.held(tmp_path, order.append):
        thread = threading.Thread(target=second)
        thread.start()
        while not order:
            time.sleep(0.01)
        order.append("first")
    thread.join(timeout=10)
    assert [word.split()[0] for word in order] == ["Another", "first", "second"]
