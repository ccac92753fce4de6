"""Checkpoint files: whole, damaged, dangerous, and of other kinds."""

from __future__ import annotations

import pickle
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.checkpoints.reading import load_array, load_checkpoint, load_tensors
from retarget.errors import BadInput

KEYS = ("vq_model", "net")


class Danger:
    """Unpickled, it makes a file."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.made), "w")


def test_tensors_come_in_single_precision_whatever_else_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "latest.tar"
    weights = {"a": torch.ones(2, dtype=torch.float16), "b": torch.zeros(3).double()}
    state = {"net": weights, "scheduler": {"milestones": Counter([1])}, "ep": 3}
    for zipped in (True, False):
        torch.save(state, path, _use_new_zipfile_serialization=zipped)
        tensors = load_tensors(path, KEYS, "a motion tokeniser")
        assert set(tensors) == {"a", "b"}
        assert {tensor.dtype for tensor in tensors.values()} == {torch.float32}


@pytest.mark.parametrize("protocol", [2, 4, "zip"])
def test_a_pickle_that_wants_to_run_code_is_refused_and_runs_nothing(
    tmp_path: Path, protocol: int | str
) -> None:
    path, made = tmp_path / "latest.tar", tmp_path / "made"
    if isinstance(protocol, int):
        path.write_bytes(pickle.dumps({"net": Danger(made)}, protocol=protocol))
    else:
        torch.save({"net": Danger(made)}, path)
    with pytest.raises(BadInput, match="could run code.*not opened"):
        load_checkpoint(path)
    assert not made.exists()
    pickle.loads(pickle.dumps(Danger(made)))
    assert made.exists(), "the danger was real"


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_truncated_file_is_told(tmp_path: Path, zipped: bool, share: float) -> None:
    path = tmp_path / "latest.tar"
    state = {"net": {"a": torch.randn(500)}}
    torch.save(state, path, _use_new_zipfile_serialization=zipped)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(BadInput, match="is cut short or damaged"):
        load_checkpoint(path)


def test_files_of_other_kinds_are_told(tmp_path: Path) -> None:
    path = tmp_path / "latest.tar"
    with pytest.raises(BadInput, match="There is no file"):
        load_checkpoint(path)
    path.write_bytes(pickle.dumps({"net": Danger(tmp_path / "made")}, protocol=0))
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)
    assert not (tmp_path / "made").exists()
    path.write_bytes(b"")
    with pytest.raises(BadInput, match="cut short"):
        load_checkpoint(path)
    path.write_text("<html>quota exceeded</html>\n")
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)
    with tarfile.open(path, "w") as archive:
        archive.add(__file__, "code.py")
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), str(path))
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)
    torch.save([1, 2], path)
    with pytest.raises(BadInput, match="is not a checkpoint"):
        load_checkpoint(path)


def test_another_models_checkpoint_is_told_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "finest.tar"
    torch.save({"movement_encoder": {}, "text_encoder": {}, "epoch": 1}, path)
    with pytest.raises(BadInput, match="something else than a length estimator.*text_encoder"):
        load_tensors(path, ("estimator",), "a length estimator")
    torch.save({"estimator": 3}, path)
    with pytest.raises(BadInput, match="does not hold a length estimator as named tensors"):
        load_tensors(path, ("estimator",), "a length estimator")


def test_numbers_that_are_not_finite_are_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "latest.tar"
    torch.save({"net": {"good": torch.ones(2), "bad": torch.tensor([1.0, float("nan")])}}, path)
    with pytest.raises(BadInput, match="damaged: not all of bad are finite"):
        load_tensors(path, KEYS, "a motion tokeniser")


def test_means_have_to_fit(tmp_path: Path) -> None:
    path = tmp_path / "mean.npy"
    with pytest.raises(BadInput, match="There is no file"):
        load_array(path, 3)
    np.save(path, np.arange(3.0))
    assert load_array(path, 3).dtype == np.float32
    with pytest.raises(BadInput, match="holds 3 numbers, and the motion tokeniser has 251"):
        load_array(path, 251)
    np.save(path, np.array([1.0, np.inf, 2.0]))
    with pytest.raises(BadInput, match="damaged"):
        load_array(path, 3)
    np.save(path, np.array([{}, {}, {}], dtype=object), allow_pickle=True)
    with pytest.raises(BadInput, match="is not a file of numbers"):
        load_array(path, 3)
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(BadInput, match="is not a file of numbers"):
        load_array(path, 3)
