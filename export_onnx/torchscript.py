"""Reads the tensors of a TorchScript archive without running anything in it.

``torch.jit.load`` compiles the archive's code and loads all of its tensors. We need some tensors
only, so the module tree is read from ``data.pkl`` with an unpickler that knows tensors and empty
modules and refuses everything else; a tensor's numbers are read when they are asked for.
"""

from __future__ import annotations

import math
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

PRECISIONS = {"HalfStorage": "<f2", "FloatStorage": "<f4", "DoubleStorage": "<f8"}
"""numpy's name of each kind of storage that can be read."""

MODULES = "__torch__"
"""Names of TorchScript's classes begin with this."""


class ScriptError(ValueError):
    """The archive is damaged or not what TorchScript writes."""


class CodeError(ScriptError):
    """The archive asks for something else than tensors and modules."""


def is_script(path: Path) -> bool:
    """Whether a file is a TorchScript archive: a zip with constants beside its data."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.partition("/")[2] for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return False
    return {"data.pkl", "constants.pkl"} <= names


@dataclass(frozen=True)
class _Storage:
    """A record of numbers inside the archive."""

    kind: str
    key: str
    count: int


@dataclass(frozen=True)
class _Tensor:
    """A view of a storage; sizes and strides are in numbers."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


class _Module:
    """A module of the tree, without its code."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}

    def __setstate__(self, state: Any) -> None:
        if not isinstance(state, dict):
            raise ScriptError("a module without named parts")
        self.held = state


class ScriptArchive:
    """An open TorchScript archive; close it or use it as a context manager.

    Attributes:
        names: dotted names of all tensors, as ``state_dict`` gives them.
    """

    def __init__(self, path: Path) -> None:
        """Read the names.

        Raises:
            ScriptError: a damaged archive.
            CodeError: one that asks for more than tensors and modules.
            OSError: the file cannot be read.
        """
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise ScriptError(str(error)) from error
        try:
            places = [n for n in self._zip.namelist() if n.partition("/")[2] == "data.pkl"]
            if len(places) != 1:
                raise ScriptError("not one list of tensors")
            self._folder = places[0].partition("/")[0]
            self._tensors = _load_tensors(self._read("data.pkl"))
        except BaseException:
            self._zip.close()
            raise
        self.names = frozenset(self._tensors)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def read(self, name: str) -> NDArray[np.floating[Any]]:
        """A copy of one tensor in the precision it is stored in.

        Raises:
            ScriptError: a damaged record, or numbers of another kind than floats.
        """
        tensor = self._tensors[name]
        dtype = PRECISIONS.get(tensor.storage.kind)
        if dtype is None:
            raise ScriptError(f"{name} is stored as {tensor.storage.kind}")
        data = self._read(f"data/{tensor.storage.key}")
        if len(data) != tensor.storage.count * np.dtype(dtype).itemsize:
            raise ScriptError(f"the record of {name} has another length")
        flat = np.frombuffer(data, dtype)
        reach = sum((n - 1) * s for n, s in zip(tensor.shape, tensor.strides, strict=True))
        lowest = min((tensor.offset, *tensor.shape, *tensor.strides))
        longest = max(tensor.offset + reach + 1, math.prod(tensor.shape))
        if lowest < 0 or longest > len(flat):
            raise ScriptError(f"{name} does not fit its record")
        steps = [stride * flat.itemsize for stride in tensor.strides]
        view = np.lib.stride_tricks.as_strided(flat[tensor.offset :], tensor.shape, steps)
        return view.copy()

    def _read(self, record: str) -> bytes:
        try:
            return self._zip.read(f"{self._folder}/{record}")
        except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
            raise ScriptError(f"{record} is missing or damaged") from error


class _TreeUnpickler(pickle.Unpickler):
    """Builds tensors and modules; anything else that is asked for ends the reading."""

    def find_class(self, module: str, name: str) -> Any:
        if module.partition(".")[0] == MODULES:
            return _Module
        if module == "torch" and name.endswith("Storage"):
            return name
        known = KNOWN.get((module, name))
        if known is None:
            raise CodeError(f"{module}.{name}")
        return known

    def persistent_load(self, pid: Any) -> _Storage:
        _, kind, key, _, count = pid
        return _Storage(str(kind), str(key), int(count))


def _tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_: Any) -> _Tensor:
    if not isinstance(storage, _Storage):
        raise ScriptError("a tensor without numbers")
    return _Tensor(storage, int(offset), tuple(map(int, shape)), tuple(map(int, strides)))


def _same(value: Any, *_: Any) -> Any:
    return value


KNOWN: dict[tuple[str, str], Callable[..., Any]] = {
    ("torch._utils", "_rebuild_tensor_v2"): _tensor,
    ("collections", "OrderedDict"): OrderedDict,
    **{
        ("torch.jit._pickle", name): _same
        for name in (
            *("build_intlist", "build_doublelist", "build_boollist", "build_tensorlist"),
            "restore_type_tag",
        )
    },
}
"""All that a module tree of TorchScript is made of, and what stands for it here."""


def _load_tensors(data: bytes) -> dict[str, _Tensor]:
    """All tensors of a pickled module tree by their dotted names."""
    try:
        tree = _TreeUnpickler(BytesIO(data)).load()
        if not isinstance(tree, _Module):
            raise ScriptError("it holds no module")
        return dict(_tensors_in(tree, ""))
    except ScriptError:
        raise
    except Exception as error:  # a damaged pickle raises whatever its bytes lead to
        raise ScriptError("its list of tensors is damaged") from error


def _tensors_in(module: _Module, prefix: str) -> Iterator[tuple[str, _Tensor]]:
    for name, part in module.held.items():
        if isinstance(part, _Tensor):
            yield f"{prefix}{name}", part
        elif isinstance(part, _Module):
            yield from _tensors_in(part, f"{prefix}{name}.")
