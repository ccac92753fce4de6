"""CLIP files in: both forms give the same tower, and every bad one gives its sentence."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from export_onnx.clip_checkpoint import Tower, TowerSizes, read_text_tower
from retarget.errors import BadInput
from tests.make_toy_clip import make_toy_clip, toy_clip_state

SIZES = TowerSizes(layers=2, width=64, vocabulary=600, context=20, dim=8)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checkpoint") / "ViT-B-32.pt"
    return make_toy_clip(path, dim=8, vocabulary=600, context=20)


def state() -> dict[str, Tensor]:
    return toy_clip_state(dim=8, width=64, layers=2, vocabulary=600, context=20)


def assert_same(found: Tower, expected: dict[str, Tensor]) -> None:
    own = {name for name in expected if not name.startswith("visual.")} - {"logit_scale"}
    assert set(found) == own
    for name in own:
        np.testing.assert_array_equal(found[name], expected[name].numpy(), strict=True)


def test_a_torchscript_archive(script: Path) -> None:
    tower, sizes = read_text_tower(script)
    assert sizes == SIZES
    assert sizes.heads == 1
    assert_same(tower, state())


@pytest.mark.parametrize("key", [None, "state_dict", "model_state_dict"])
@pytest.mark.parametrize("zipped", [True, False])
def test_a_state_dict(tmp_path: Path, key: str | None, zipped: bool) -> None:
    path = tmp_path / "clip.pt"
    held: Any = state() if key is None else {key: state(), "epoch": 3}
    torch.save(held, path, _use_new_zipfile_serialization=zipped)
    tower, sizes = read_text_tower(path)
    assert sizes == SIZES
    assert_same(tower, state())


def test_precisions_that_numpy_lacks_become_float(tmp_path: Path) -> None:
    torch.save({name: t.bfloat16() for name, t in state().items()}, tmp_path / "clip.pt")
    tower, _ = read_text_tower(tmp_path / "clip.pt")
    assert {str(values.dtype) for values in tower.values()} == {"float32"}


# --- bad files --------------------------------------------------------------------------------


def sentence_for(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_text_tower(path)
    assert caught.value.sentence.endswith(".") and "\n" not in str(caught.value)
    return caught.value.sentence


class Greedy:
    """Asks for a function of Python when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, (f"open({str(self.mark)!r}, 'w')",)


@pytest.mark.parametrize("form", ["script", "zip", "old"])
def test_a_file_that_wants_to_run_code(script: Path, tmp_path: Path, form: str) -> None:
    path, mark = tmp_path / "bad.pt", tmp_path / "ran"
    if form == "script":
        with zipfile.ZipFile(script) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                greedy = name.endswith("/data.pkl")
                new.writestr(name, pickle.dumps(Greedy(mark), 2) if greedy else old.read(name))
    else:
        held = {**state(), "more": Greedy(mark)}
        torch.save(held, path, _use_new_zipfile_serialization=form == "zip")
    assert "could run code" in sentence_for(path)
    assert "eval" in sentence_for(path)
    assert not mark.exists()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_a_truncated_file(script: Path, tmp_path: Path, share: float) -> None:
    data = script.read_bytes()
    (tmp_path / "short.pt").write_bytes(data[: int(len(data) * share)])
    assert "cut short or damaged" in sentence_for(tmp_path / "short.pt")


def test_an_archive_with_changed_bytes(script: Path, tmp_path: Path) -> None:
    data = bytearray(script.read_bytes())
    data[5000:5100] = bytes(100)
    (tmp_path / "changed.pt").write_bytes(data)
    assert "is damaged" in sentence_for(tmp_path / "changed.pt")


def test_a_file_that_is_neither(tmp_path: Path) -> None:
    (tmp_path / "text.pt").write_text("<html>404</html>" * 20)
    assert "neither a TorchScript archive nor a state" in sentence_for(tmp_path / "text.pt")


def test_no_file(tmp_path: Path) -> None:
    assert "There is no file" in sentence_for(tmp_path / "none.pt")
    assert "There is no file" in sentence_for(tmp_path)


Change = Callable[[dict[str, Any]], Any]


def without(*names: str) -> Change:
    return lambda state: [state.pop(name) for name in names]


def put(name: str, value: Any) -> Change:
    return lambda state: state.update({name: value})


def with_nan(state: dict[str, Tensor]) -> None:
    state["ln_final.weight"][3] = torch.nan


NORM = "transformer.resblocks.1.ln_1.weight"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("token_embedding.weight"), "it has no text tower"),
        (without(NORM), f"lacks {NORM}"),
        (without(*[n for n in state() if "resblocks.0" in n]), "lacks transformer.resblocks.0"),
        (put("transformer.resblocks.0.ln_3.weight", torch.ones(64)), "unknown .*ln_3"),
        (put("ln_final.weight", torch.ones(65)), "ln_final.weight is 65, not 64"),
        (put("positional_embedding", torch.ones(20, 128)), "is 20 x 128, not 20 x 64"),
        (put("positional_embedding", torch.ones(20)), "other shapes"),
        (put("text_projection", "secret"), "text_projection is not a tensor of numbers"),
        (put("text_projection", torch.ones(64, 8, dtype=torch.int64)), "not a tensor of numbers"),
        (with_nan, "not all of ln_final.weight are finite"),
    ],
)
def test_a_tower_that_is_not_whole(tmp_path: Path, change: Change, words: str) -> None:
    import re

    held = state()
    change(held)
    torch.save(held, tmp_path / "clip.pt")
    assert re.search(words, sentence_for(tmp_path / "clip.pt"))


def test_a_width_that_no_clip_has(tmp_path: Path) -> None:
    torch.save(toy_clip_state(8, 96, 1, 600, 20), tmp_path / "clip.pt")
    assert "other shapes" in sentence_for(tmp_path / "clip.pt")


def test_another_network(tmp_path: Path) -> None:
    torch.save({"state_dict": {"layer.weight": torch.ones(3)}}, tmp_path / "other.pt")
    assert "it has no text tower" in sentence_for(tmp_path / "other.pt")
