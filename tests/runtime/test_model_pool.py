"""Several models in one process: loaded when asked for, few at once, each its own motions."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retarget.errors import BadInput, ModelError
from runtime.engine.engine import Engine
from runtime.model_pool import Models
from runtime.pipeline import Pipeline
from runtime.request import Request, read_request

NAMES = ("first", "second", "third")


@pytest.fixture
def models(
    pipeline: Pipeline, second_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Models]:
    """A served model, and three others, which are alike."""
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path))
    for name in NAMES:
        shutil.copytree(second_model, tmp_path / "models" / name)
    parts = Models(pipeline, lambda folder: Pipeline(folder, provider="cpu"))
    yield parts
    parts.close()


def request(model: str | None, seconds: float = 2) -> Request:
    return read_request({"prompt": "a man limps", "seed": 5, "seconds": seconds, "model": model})


def load(models: Models, name: str) -> Engine:
    with models.use(name) as pipeline:
        return pipeline.engine()


def loaded(models: Models) -> list[str]:
    return [model.name for model in models.installed() if models.loaded(model.name)]


def test_a_request_is_made_by_the_model_it_names(models: Models) -> None:
    made = {}
    for name in (None, "first", "second"):
        with models.use(name) as pipeline:
            (made[name],) = pipeline.generate(request(name))
    assert [r.origin.model_version for r in made.values()] == ["0.0", "0.1", "0.1"]
    assert [r.origin.model_name for r in made.values()] == [None, "first", "second"]
    assert np.array_equal(made["first"].joints, made["second"].joints)
    assert not np.array_equal(made[None].joints, made["first"].joints)


def test_a_model_is_loaded_when_it_is_used_and_not_before(models: Models) -> None:
    assert [model.name for model in models.installed()] == ["served", "default", *NAMES]
    assert models.limits("first").min_seconds == models.limits(None).min_seconds
    models.check(request("first"))
    with models.use("first"):
        pass
    assert loaded(models) == ["served"]
    load(models, "first")
    assert loaded(models) == ["served", "first"]


def test_two_at_once_load_a_model_once(models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Path] = []
    real = Engine.load

    def counted(folder: Path, provider: str | None = None) -> Engine:
        loads.append(folder)
        return real(folder, provider)

    monkeypatch.setattr(Engine, "load", counted)
    together = threading.Barrier(2)
    engines: list[Engine] = []

    def ask() -> None:
        together.wait()
        engines.append(load(models, "first"))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1 and engines[0] is engines[1]


def test_the_least_recently_used_makes_room_and_the_served_one_stays(models: Models) -> None:
    engine = load(models, "first")
    assert load(models, "first") is engine
    load(models, "second")
    assert loaded(models) == ["served", "second"]
    load(models, "served")
    assert loaded(models) == ["served", "second"]
    assert load(models, "first") is not engine


def test_a_model_that_made_room_is_out_of_memory(models: Models) -> None:
    engine = weakref.ref(load(models, "first"))
    load(models, "second")
    gc.collect()
    assert engine() is None


def test_a_model_in_use_does_not_make_room_until_it_is_free(models: Models) -> None:
    with models.use("first") as pipeline:
        engine = pipeline.engine()
        load(models, "second")
        assert pipeline.engine() is engine and pipeline.generate(request("first"))
        assert models.loaded("first")
        load(models, "third")
    assert len(loaded(models)) == 2


def test_a_name_that_is_not_installed_is_refused(models: Models) -> None:
    for ask in (models.limits, lambda name: models.use(name).__enter__()):
        with pytest.raises(BadInput, match='"fourth".*served, default, first, second, third'):
            ask("fourth")


def test_a_wish_outside_a_models_lengths_is_refused(models: Models) -> None:
    with pytest.raises(BadInput, match="seconds"):
        models.check(request("first", seconds=900))


def test_a_broken_model_works_once_it_is_mended(models: Models, second_model: Path) -> None:
    (folder,) = [model.folder for model in models.installed() if model.name == "first"]
    (folder / "decoder.onnx").write_bytes(b"not a graph")
    with pytest.raises(ModelError, match="decoder.onnx"):
        load(models, "first")
    shutil.copy(second_model / "decoder.onnx", folder)
    assert load(models, "first").version == "0.1"
    (folder / "manifest.json").write_text("{")
    with pytest.raises(ModelError, match='"first" cannot be used. .* cannot be read'):
        models.check(request("first"))
