"""CLIP's byte-pair tokenizer (Radford et al. 2021) as a ``tokenizer.json``.

Only the merges are data; they come with the PyPI package ``openai-clip`` (OpenAI, MIT), whose
code is not imported. The vocabulary follows from them: 256 bytes, the same at the end of a word,
one token for each merge, start and end.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from retarget.errors import BadInput, ModelError

Merges = Sequence[tuple[str, str]]

PACKAGE = "openai-clip"
MERGES_FILE = "clip/bpe_simple_vocab_16e6.txt.gz"
MERGES_SHA256 = "924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a"
MERGES = 48894
"""CLIP takes the first so many of the 262,144 in the file."""

START, END = "<|startoftext|>", "<|endoftext|>"
WORD_END = "</w>"

PIECES = r"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+"
"""What is merged on its own: English endings, words, single digits, runs of other signs."""

LIKE = {
    "'": "\u02bc\u2018-\u201b",
    '"': "\u201c-\u201f",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
}
"""Signs of typeset text (as ranges) and what the reference's clean-up (ftfy) makes of them."""


def clip_tokenizer(vocabulary: int, context: int, merges: Merges | None = None) -> bytes:
    """The ``tokenizer.json`` of a CLIP.

    Args:
        vocabulary: rows of its token table.
        context: longest sentence in tokens, with start and end.
        merges: best first; CLIP's own if None.

    Raises:
        BadInput: the token table belongs to another vocabulary.
        ModelError: the package with the merges is missing or another.
    """
    chosen = official_merges() if merges is None else merges
    letters = _byte_letters()
    words = [*letters, *(letter + WORD_END for letter in letters)]
    words += [first + second for first, second in chosen]
    words += [START, END]
    if len(words) != vocabulary:
        raise BadInput(
            f"This CLIP file knows {vocabulary:,} tokens, and its tokenizer has {len(words):,}.",
            "Use ViT-B-32.pt as OpenAI publishes it.",
        )
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(
        models.BPE(vocab=numbers, merges=list(chosen), end_of_word_suffix=WORD_END)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            *(normalizers.Replace(Regex(f"[{signs}]"), text) for text, signs in LIKE.items()),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Lowercase(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}",
        special_tokens=[(START, numbers[START]), (END, numbers[END])],
    )
    tokenizer.enable_truncation(context)
    return tokenizer.to_str().encode("utf-8")


def official_merges() -> list[tuple[str, str]]:
    """CLIP's own merges, best first.

    Raises:
        ModelError: the package is not installed, or its file is another.
    """
    try:
        file = importlib.metadata.distribution(PACKAGE).locate_file(MERGES_FILE)
        data = Path(str(file)).read_bytes()
    except (importlib.metadata.PackageNotFoundError, OSError) as error:
        raise ModelError(
            "CLIP's vocabulary is not installed.", f"Install the PyPI package {PACKAGE}."
        ) from error
    if hashlib.sha256(data).hexdigest() != MERGES_SHA256:
        raise ModelError(
            f"The vocabulary in the package {PACKAGE} is not CLIP's.",
            f"Install the PyPI package {PACKAGE} again.",
        )
    # The first line is a title.
    lines = gzip.decompress(data).decode("utf-8").split("\n")[1 : MERGES + 1]
    return [(first, second) for first, second in (line.split() for line in lines)]


def _byte_letters() -> list[str]:
    """The letter that stands for each byte, in the order of CLIP's vocabulary.

    Bytes that Latin-1 can show come first and stand for themselves; the others (spaces, controls,
    the soft hyphen) get letters from 256 up. It is GPT-2's table.
    """
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [*map(chr, shown), *(chr(256 + n) for n in range(256 - len(shown)))]
