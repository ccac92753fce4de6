"""CLIP ViT-B/32's text encoder (Radford et al. 2021; MIT), on which MoMask was trained.

Its weights are not ours to give: a user brings the official file. Here it is found, recognised,
and turned into a graph and a tokenizer.
"""

from __future__ import annotations

from pathlib import Path

from export_onnx.checkpoints.report import sha256_of
from export_onnx.clip_checkpoint import read_text_tower
from export_onnx.clip_graph import clip_text_graph
from export_onnx.clip_network import check_text_graph
from export_onnx.clip_tokenizer import Merges, clip_tokenizer
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput

FILE = "ViT-B-32.pt"
BYTES = 353_976_522
SHA256 = "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"
ADDRESS = f"https://openaipublic.azureedge.net/clip/models/{SHA256}/{FILE}"
"""Where OpenAI offers the file, as ``clip/clip.py`` of its repository openai/CLIP says."""


def build_clip_text_encoder(path: Path, *, dim: int, merges: Merges | None = None) -> TextEncoder:
    """The text tower of a CLIP file as a graph, with its tokenizer.

    The graph gives vectors as they are, not of length 1: MoMask was trained with those.

    Args:
        path: ``ViT-B-32.pt``: a TorchScript archive or a state dict.
        dim: numbers of a sentence's vector that the checkpoints expect.
        merges: byte pairs of another vocabulary than CLIP's, for tests.

    Raises:
        BadInput: no file, a damaged one, one that wants to run code, or another CLIP.
        ModelError: the package with CLIP's vocabulary is not installed.
        ParityError: the graph does not compute what torch computes from the same weights.
    """
    tower, sizes = read_text_tower(path)
    if sizes.dim != dim:
        raise BadInput(
            f"This CLIP file gives vectors of {sizes.dim} numbers, and these checkpoints were "
            f"trained with {dim}.",
            f"Use {FILE} as OpenAI publishes it.",
        )
    tokenizer = clip_tokenizer(sizes.vocabulary, sizes.context, merges)
    model = clip_text_graph(tower, sizes).SerializeToString()
    parity = check_text_graph(model, tower, sizes)
    return TextEncoder(model, tokenizer, max_tokens=sizes.context, kind="clip", parity=parity)


def find_clip(checkpoints: Path) -> Path | None:
    """CLIP's file in the folder of the checkpoints, beside it, or where OpenAI's package puts it.

    Returns:
        The first that is there; it may be damaged or another file of that name.
    """
    folder = checkpoints.resolve()
    for place in (folder, folder.parent, Path.home() / ".cache" / "clip"):
        if (place / FILE).is_file():
            return place / FILE
    return None


def missing_clip_problem() -> BadInput:
    """The sentence for a user who has the checkpoints but no CLIP file."""
    return BadInput(
        f"The checkpoints need CLIP ViT-B/32, and its file {FILE} ({BYTES:,} bytes) is missing.",
        f"OpenAI offers it at {ADDRESS} (repository openai/CLIP); put it beside the checkpoints "
        "or name it with --clip.",
    )


def recognised(path: Path) -> bool:
    """Whether a file is OpenAI's ``ViT-B-32.pt``, by its size and SHA-256.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.stat().st_size == BYTES and sha256_of(path) == SHA256
    except OSError as error:
        raise BadInput(f"{path} cannot be read.") from error
