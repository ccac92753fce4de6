"""The text tower's tensors in a file of CLIP (Radford et al. 2021), as OpenAI publishes it.

Such a file is a TorchScript archive; a plain state dict is read as well. Nothing in the file is
run, and the image tower is not kept.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from export_onnx.checkpoints.reading import AGAIN, load_checkpoint
from export_onnx.torchscript import CodeError, ScriptArchive, ScriptError, is_script
from retarget.errors import BadInput

Tower = dict[str, NDArray[np.floating[Any]]]
"""Tensors by their official names, float16 or float32."""

HEAD = 64
"""Width of one attention head in every CLIP."""

OFFICIAL = "Use ViT-B-32.pt as OpenAI publishes it."

_TOWER = re.compile(
    r"(positional_embedding|text_projection|token_embedding\.weight|ln_final\.\w+"
    r"|transformer\.resblocks\.\d+\..+)"
)
_BLOCK = re.compile(r"transformer\.resblocks\.(\d+)\.")


@dataclass(frozen=True)
class TowerSizes:
    """Sizes of a text tower.

    Attributes:
        vocabulary: number of tokens.
        context: longest sentence in tokens, with those of start and end.
        dim: numbers of a sentence's vector.
    """

    layers: int
    width: int
    vocabulary: int
    context: int
    dim: int

    @property
    def heads(self) -> int:
        """Attention heads of a layer."""
        return self.width // HEAD


def read_text_tower(path: Path) -> tuple[Tower, TowerSizes]:
    """Tensors and sizes of the text tower.

    Raises:
        BadInput: no file, a damaged one, one that wants to run code, or not a CLIP.
    """
    tower = _from_script(path) if is_script(path) else _from_state_dict(path)
    if not {"positional_embedding", "text_projection", "token_embedding.weight"} <= set(tower):
        raise BadInput(f"{path} is not a CLIP file: it has no text tower.", OFFICIAL)
    sizes = _sizes(path, tower)
    _check(path, tower, sizes)
    return tower, sizes


def _from_script(path: Path) -> Tower:
    try:
        with ScriptArchive(path) as archive:
            return {name: archive.read(name) for name in archive.names if _TOWER.fullmatch(name)}
    except CodeError as error:
        raise BadInput(
            f"{path} holds more than tensors and could run code (it asks for {error}), "
            "so it is not opened.",
            OFFICIAL,
        ) from error
    except ScriptError as error:
        raise BadInput(f"{path} is damaged: {error}.", AGAIN) from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read.") from error


def _from_state_dict(path: Path) -> Tower:
    if not _starts_like_torch(path):
        raise BadInput(
            f"{path} is not a CLIP file: neither a TorchScript archive nor a state dict.", OFFICIAL
        )
    state: Any = load_checkpoint(path)
    for key in ("state_dict", "model_state_dict"):
        if isinstance(state.get(key), dict):
            state = state[key]
    tower = {}
    for name, value in state.items():
        if not (isinstance(name, str) and _TOWER.fullmatch(name)):
            continue
        if not (hasattr(value, "is_floating_point") and value.is_floating_point()):
            raise BadInput(f"{path} is damaged: {name} is not a tensor of numbers.", AGAIN)
        half = str(value.dtype) == "torch.float16"
        tower[name] = (value.detach() if half else value.detach().float()).numpy()
    return tower


def _starts_like_torch(path: Path) -> bool:
    """Whether a file begins as a zip archive or a pickle, or is empty or not there."""
    try:
        with path.open("rb") as file:
            start = file.read(2)
    except OSError:
        return True
    return not start or start == b"PK" or start[:1] == pickle.PROTO


def _sizes(path: Path, tower: Tower) -> TowerSizes:
    """What the shapes say.

    Raises:
        BadInput: they cannot be those of a CLIP.
    """
    tables = [
        tower[n] for n in ("token_embedding.weight", "positional_embedding", "text_projection")
    ]
    if any(table.ndim != 2 for table in tables) or tables[0].shape[1] % HEAD:
        raise BadInput(f"{path} is not a CLIP file: its text tower has other shapes.", OFFICIAL)
    blocks = [int(found[1]) for name in tower if (found := _BLOCK.match(name))]
    (vocabulary, width), (context, _), (_, dim) = (table.shape for table in tables)
    return TowerSizes(1 + max(blocks, default=-1), width, vocabulary, context, dim)


def _check(path: Path, tower: Tower, sizes: TowerSizes) -> None:
    """Compare all tensors with what a tower of these sizes has.

    Raises:
        BadInput: one is missing, of another shape, or not finite; or one too many.
    """
    wanted = tower_shapes(sizes)
    for problem, names in (
        ("lacks", sorted(set(wanted) - set(tower))),
        ("has the unknown", sorted(set(tower) - set(wanted))),
    ):
        if names:
            raise BadInput(f"The text tower in {path} {problem} {', '.join(names)}.", OFFICIAL)
    for name, shape in wanted.items():
        if tower[name].shape != shape:
            raise BadInput(
                f"The text tower in {path} does not fit together: {name} is "
                f"{_times(tower[name].shape)}, not {_times(shape)}.",
                OFFICIAL,
            )
        if not np.isfinite(tower[name]).all():
            raise BadInput(f"{path} is damaged: not all of {name} are finite numbers.", AGAIN)


def tower_shapes(sizes: TowerSizes) -> dict[str, tuple[int, ...]]:
    """Shapes of all tensors of a text tower, by name."""
    width = sizes.width
    shapes: dict[str, tuple[int, ...]] = {
        "token_embedding.weight": (sizes.vocabulary, width),
        "positional_embedding": (sizes.context, width),
        "text_projection": (width, sizes.dim),
        "ln_final.weight": (width,),
        "ln_final.bias": (width,),
    }
    for layer in range(sizes.layers):
        block = f"transformer.resblocks.{layer}"
        for norm in ("ln_1", "ln_2"):
            shapes[f"{block}.{norm}.weight"] = shapes[f"{block}.{norm}.bias"] = (width,)
        for linear, rows, columns in (
            ("attn.in_proj_", 3 * width, width),
            ("attn.out_proj.", width, width),
            ("mlp.c_fc.", 4 * width, width),
            ("mlp.c_proj.", width, 4 * width),
        ):
            shapes[f"{block}.{linear}weight"] = (rows, columns)
            shapes[f"{block}.{linear}bias"] = (rows,)
    return shapes


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
