"""TorchScript archives: the same tensors as torch reads, and nothing in the file is run."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.torchscript import CodeError, ScriptArchive, ScriptError, is_script
from tests.make_toy_clip import make_toy_clip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_toy_clip(tmp_path_factory.mktemp("script") / "clip.pt", dim=8, vocabulary=600)


pytestmark = pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of an archive with its records changed or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name.partition("/")[2], old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


class Greedy:
    """Asks for a function of Python when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return eval, (f"open({str(self.mark)!r}, 'w')",)  # type: ignore[return-value]


def test_all_tensors_are_those_that_torch_reads(archive: Path) -> None:
    expected = torch.jit.load(str(archive)).state_dict()
    with ScriptArchive(archive) as script:
        assert script.names == set(expected)
        for name, tensor in expected.items():
            found = script.read(name)
            assert str(found.dtype) == str(tensor.dtype).removeprefix("torch.")
            np.testing.assert_array_equal(found, tensor.numpy())


def test_views_of_a_shared_record(tmp_path: Path) -> None:
    class Views(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            whole = torch.arange(24.0).reshape(4, 6)
            self.register_buffer("turned", whole.T)
            self.register_buffer("part", whole[1:3, ::2])

        def forward(self) -> torch.Tensor:
            return self.turned

    path = tmp_path / "views.pt"
    torch.jit.save(torch.jit.script(Views()), str(path))
    with ScriptArchive(path) as script:
        np.testing.assert_array_equal(script.read("turned"), np.arange(24).reshape(4, 6).T)
        np.testing.assert_array_equal(script.read("part"), np.arange(24).reshape(4, 6)[1:3, ::2])


def test_a_state_dict_is_no_script(archive: Path, tmp_path: Path) -> None:
    torch.save({"a": torch.zeros(2)}, tmp_path / "plain.pt")
    (tmp_path / "text.pt").write_text("no archive")
    assert is_script(archive)
    assert not is_script(tmp_path / "plain.pt")
    assert not is_script(tmp_path / "text.pt")
    assert not is_script(tmp_path / "none.pt")


def test_code_is_refused_and_not_run(archive: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    greedy = pickle.dumps(Greedy(mark), protocol=2)
    path = rewritten(
        archive, tmp_path / "bad.pt", lambda name, data: greedy if name == "data.pkl" else data
    )
    with pytest.raises(CodeError, match="eval"):
        ScriptArchive(path)
    assert not mark.exists()


@pytest.mark.parametrize("length", [0, 1, 40, 700])
def test_a_damaged_list_of_tensors(archive: Path, tmp_path: Path, length: int) -> None:
    path = rewritten(
        archive,
        tmp_path / "bad.pt",
        lambda name, data: data[:length] if name == "data.pkl" else data,
    )
    with pytest.raises(ScriptError):
        ScriptArchive(path)


@pytest.mark.parametrize("keep", [None, 0, 10, -4])
def test_a_damaged_record(archive: Path, tmp_path: Path, keep: int | None) -> None:
    def change(name: str, data: bytes) -> bytes | None:
        if name != "data/0":
            return data
        return None if keep is None else data[:keep]

    path = rewritten(archive, tmp_path / "bad.pt", change)
    with ScriptArchive(path) as script, pytest.raises(ScriptError):
        script.read("positional_embedding")


def test_a_tensor_that_reaches_behind_its_record(archive: Path, tmp_path: Path) -> None:
    """A shape of 77 x 64 (one byte each) is made 255 x 64."""

    def change(name: str, data: bytes) -> bytes:
        assert name != "data.pkl" or b"KMK@" in data
        return data.replace(b"KMK@", b"K\xffK@") if name == "data.pkl" else data

    path = rewritten(archive, tmp_path / "bad.pt", change)
    with ScriptArchive(path) as script, pytest.raises(ScriptError, match="does not fit"):
        script.read("positional_embedding")


def test_numbers_that_are_no_floats(tmp_path: Path) -> None:
    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("count", torch.arange(4))

        def forward(self) -> torch.Tensor:
            return self.count

    path = tmp_path / "whole.pt"
    torch.jit.save(torch.jit.script(Whole()), str(path))
    with ScriptArchive(path) as script, pytest.raises(ScriptError, match="LongStorage"):
        script.read("count")
