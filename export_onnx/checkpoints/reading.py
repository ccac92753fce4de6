"""Opens checkpoint files. Nothing in them is ever run: tensors and plain numbers are all we take.

``torch.load(weights_only=True)`` rebuilds tensors and containers by itself and refuses every
other object a pickle asks for.
"""

from __future__ import annotations

import pickle
import re
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retarget.errors import BadInput

AGAIN = "Copy or download it again."

Tensors = dict[str, Tensor]

_ZIP = b"PK"
"""How a zip archive starts, as which torch saves."""

_ASKED_FOR = re.compile(r"GLOBAL:? (?:GLOBAL )?([\w.]+)")


def load_tensors(path: Path, keys: Sequence[str], what: str) -> Tensors:
    """The tensors (float32) of the network that a checkpoint holds.

    Args:
        keys: names under which a checkpoint may hold it; the first that is there counts.
        what: the network, for the sentence of a failure.

    Raises:
        BadInput: no file, a damaged one, one that wants to run code, or another model's.
    """
    state = load_checkpoint(path)
    key = next((key for key in keys if key in state), None)
    if key is None:
        held = ", ".join(sorted(map(str, state))[:6]) or "nothing"
        raise BadInput(f"{path} is a checkpoint of something else than {what}: it holds {held}.")
    tensors = state[key]
    if not (isinstance(tensors, dict) and all(isinstance(t, Tensor) for t in tensors.values())):
        raise BadInput(f"{path} does not hold {what} as named tensors.")
    for name, tensor in tensors.items():
        if not (tensor.is_floating_point() and bool(torch.isfinite(tensor).all())):
            raise BadInput(f"{path} is damaged: not all of {name} are finite numbers.", AGAIN)
    return {str(name): tensor.detach().float().contiguous() for name, tensor in tensors.items()}


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Everything in a checkpoint file.

    Raises:
        BadInput: no file, a damaged one, one that wants to run code, or no checkpoint at all.
    """
    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    if _is_cut_short(path):
        raise BadInput(f"{path} is cut short or damaged.", AGAIN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            state = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise _refusal(path, str(error)) from error
    except EOFError as error:
        raise BadInput(f"{path} is cut short or damaged.", AGAIN) from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read.") from error
    except Exception as error:  # torch raises RuntimeError, KeyError, ValueError and others
        if "EOF" in str(error) or "PytorchStreamReader" in str(error):
            raise BadInput(f"{path} is cut short or damaged.", AGAIN) from error
        raise BadInput(f"{path} is not a checkpoint.") from error
    if not isinstance(state, dict):
        raise BadInput(f"{path} is not a checkpoint.")
    return state


def load_array(path: Path, size: int) -> NDArray[np.float32]:
    """The ``size`` finite numbers of an ``npy`` file.

    Raises:
        BadInput: no such file, a damaged one, or other contents.
    """
    try:
        array = np.load(path, allow_pickle=False)
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.") from error
    except (OSError, ValueError, EOFError) as error:
        raise BadInput(f"{path} is not a file of numbers.", AGAIN) from error
    if not (isinstance(array, np.ndarray) and array.dtype.kind == "f"):
        raise BadInput(f"{path} is not a file of numbers.", AGAIN)
    if array.shape != (size,):
        raise BadInput(
            f"{path} holds {array.size} numbers, and the motion tokeniser has {size} features."
        )
    if not np.isfinite(array).all():
        raise BadInput(f"{path} is damaged: not all of it are finite numbers.", AGAIN)
    return array.astype(np.float32)


def _is_cut_short(path: Path) -> bool:
    """Whether a file starts as a zip archive, as torch writes them, and has no directory."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_ZIP))
        return start == _ZIP and not zipfile.is_zipfile(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read.") from error


def _refusal(path: Path, reason: str) -> BadInput:
    """What to say of a file that torch refuses: it asks for objects, or is no pickle at all."""
    asked = _ASKED_FOR.search(reason)
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
    if not asked and start != _ZIP and start[:1] != pickle.PROTO:
        return BadInput(f"{path} is not a checkpoint.")
    wants = f" (it asks for {asked[1]})" if asked else ""
    return BadInput(
        f"{path} holds more than tensors and could run code{wants}, so it is not opened.",
        "Use only checkpoints whose publisher you trust.",
    )
