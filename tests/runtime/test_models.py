"""The models on this machine: which there are, what they are called, where they lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from retarget.errors import BadInput
from runtime import paths
from runtime.models import (
    DEFAULT,
    InstalledModel,
    installed_models,
    name_of,
    read_name,
    resolve_model,
)
from runtime.pipeline import Pipeline


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the installed models of a user of their own."""
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path))
    return tmp_path / "models"


def install(models: Path, name: str, text: str) -> Path:
    """A model folder that holds nothing but a manifest."""
    folder = models / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(text, "utf-8")
    return folder


def listed(name: str) -> InstalledModel:
    (model,) = [model for model in installed_models() if model.name == name]
    return model


def test_without_any_other_the_default_is_listed(models: Path) -> None:
    (model,) = installed_models()
    assert (model.name, model.folder, model.problem) == (DEFAULT, paths.default_model(), None)
    assert model.model_id == "gaitbox-default" and model.version and model.licence


def test_the_others_follow_by_name(models: Path, toy_model: Path) -> None:
    manifest = (toy_model / "manifest.json").read_text("utf-8")
    for name in ("walker", "momask", "Kit 2.1"):
        install(models, name, manifest)
    assert [model.name for model in installed_models()] == [DEFAULT, "Kit 2.1", "momask", "walker"]
    model = listed("momask")
    assert (model.model_id, model.version, model.licence) == ("gaitbox-toy", "0.0", "MIT")


def test_what_is_no_model_is_left_out(models: Path, toy_model: Path) -> None:
    manifest = (toy_model / "manifest.json").read_text("utf-8")
    (models / "empty").mkdir(parents=True)
    (models / "notes.txt").write_text("mine")
    for name in (".importing-momask", "default", "served"):
        install(models, name, manifest)
    assert [model.folder for model in installed_models()] == [paths.default_model()]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("{", "cannot be read"),
        ("\x00", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("[]", "is not a manifest"),
        ("7", "is not a manifest"),
        ({"format": 99}, "another version"),
        ({"model_id": None, "version": None, "limits": None}, "incomplete or wrong"),
        ({"limits": {"min_frames": "few", "max_frames": 196}}, "incomplete or wrong"),
        ({"unit_length": 0}, "make no sense"),
        ({"fps": 0}, "make no sense"),
    ],
)
def test_a_manifest_of_no_use_is_listed_with_its_problem(
    models: Path, toy_model: Path, change: str | dict[str, object], word: str
) -> None:
    if isinstance(change, dict):
        record = json.loads((toy_model / "manifest.json").read_text("utf-8"))
        change = json.dumps({**record, **change})
    install(models, "broken", change)
    model = listed("broken")
    assert model.problem is not None and word in model.problem and model.problem.endswith(".")
    assert model.limits is None
    assert listed(DEFAULT).problem is None


def test_the_lengths_are_those_of_the_loaded_model(
    models: Path, toy_model: Path, pipeline: Pipeline
) -> None:
    install(models, "toy", (toy_model / "manifest.json").read_text("utf-8"))
    limits = pipeline.engine().limits
    told = listed("toy").limits
    assert told is not None
    assert (told.min_seconds, told.max_seconds) == (limits.min_seconds, limits.max_seconds)


def test_a_model_is_found_by_name_or_by_folder(
    models: Path, toy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(toy_model, models / "momask")
    assert resolve_model(None) == resolve_model(DEFAULT) == paths.default_model()
    assert resolve_model("momask") == models / "momask"
    assert resolve_model(str(toy_model)) == toy_model
    monkeypatch.chdir(toy_model.parent)
    assert resolve_model(toy_model.name).resolve() == toy_model
    (tmp_path / "here" / "momask").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert resolve_model("momask") == models / "momask"
    assert resolve_model("./momask") == Path("momask")


def test_an_unknown_name_is_refused_with_the_names_there_are(models: Path, toy_model: Path) -> None:
    shutil.copytree(toy_model, models / "momask")
    with pytest.raises(BadInput, match='no model "momsk".*default, momask') as refused:
        resolve_model("momsk")
    assert str(refused.value).count(".") == 2


def test_a_folder_knows_the_name_it_is_installed_under(models: Path, toy_model: Path) -> None:
    assert name_of(paths.default_model()) == DEFAULT
    assert name_of(models / "momask") == "momask"
    assert name_of(models / "momask" / ".." / "kit") == "kit"
    for elsewhere in (toy_model, models, models / "a" / "b", models / "default", models / ".x"):
        assert name_of(elsewhere) is None


@pytest.mark.parametrize("name", ["momask", "MoMask t2m", "kit-2.1", "модель"])
def test_names(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    "value",
    ["/etc", "../up", "a/b", "a\\b", "C:", ".", "..", "~", "", " a", "a\n", "x" * 101, 7, {}, True],
)
def test_no_path_is_a_name(value: object) -> None:
    with pytest.raises(BadInput, match="not by a path"):
        read_name(value)
