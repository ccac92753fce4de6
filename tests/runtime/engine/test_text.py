"""Long sentences: read up to a word, for both kinds of encoder, and the user can be told where."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from export_onnx.clip import build_clip_text_encoder
from retarget.errors import ModelError
from runtime.engine.engine import Engine
from runtime.engine.manifest import load_manifest
from runtime.engine.sessions import CPU, open_graph
from runtime.engine.text import TextEncoder
from tests.make_toy_clip import make_toy_clip
from tests.runtime.engine.toy import MAX_TOKENS, TEXT, write_manifest

CONTEXT = 12
MERGES = [("o", "n"), ("on", "e</w>")]
"""So that "one" is one token and every other letter is one of its own."""


@pytest.fixture(scope="module")
def clip_folder(toy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy model with the text tower of a small CLIP."""
    folder = tmp_path_factory.mktemp("clip") / "model"
    shutil.copytree(toy_folder, folder)
    file = make_toy_clip(
        folder.parent / "clip.pt", dim=TEXT, vocabulary=514 + len(MERGES), context=CONTEXT
    )
    built = build_clip_text_encoder(file, dim=TEXT, merges=MERGES)
    (folder / "text.onnx").write_bytes(built.model)
    (folder / "tokenizer.json").write_bytes(built.tokenizer)
    text = {"kind": built.kind, "tokenizer": "tokenizer.json", "max_tokens": CONTEXT, "dim": TEXT}
    write_manifest(folder, ("text", "intent"), text=text)
    return folder


def encoder_of(folder: Path) -> TextEncoder:
    manifest = load_manifest(folder)
    return TextEncoder(manifest, open_graph(manifest, "text", [CPU]))


@pytest.fixture(scope="module")
def clip(clip_folder: Path) -> TextEncoder:
    return encoder_of(clip_folder)


@pytest.fixture(scope="module")
def words(toy_folder: Path) -> TextEncoder:
    return encoder_of(toy_folder)


def test_an_engine_runs_with_clip(clip_folder: Path) -> None:
    engine = Engine.load(clip_folder, provider="cpu")
    (motion,) = engine.generate("one one", np.zeros(5), seed=1)
    assert np.isfinite(motion.joints).all()


def test_a_sentence_that_fits_is_read_whole(clip: TextEncoder) -> None:
    for sentence in ("one", "", " one  one ", "one " * 10, "abc defg h, i"):
        embedding = clip.encode(sentence)
        assert embedding.read == sentence and not embedding.truncated
    assert clip.encode("one " * 10).tokens == CONTEXT


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("one " * 11, "one " * 9 + "one"),
        ("one two four five", "one two four"),  # 1 + 3 + 4: "five" would be 12 of 10
        ("one two four on", "one two four on"),
        ("one two four onxy", "one two four"),  # cut inside the last word
        ("abcde fghij k", "abcde fghij"),  # exactly to the end of a word
        ("abcde\tfghijk", "abcde"),
        ("  abc   defg\n hijklm", "  abc   defg"),
        ("left-sided limping", "left-sided"),
        ("abcdefghi, one", "abcdefghi,"),
        ("one abcdefghi, one", "one"),  # the comma belongs to its word
        ("abcdef né né né", "abcdef né"),  # two bytes a letter
        ("abcdefghi \U0001f600", "abcdefghi"),  # four bytes, one of which would fit
    ],
)
def test_clip_reads_up_to_a_word(clip: TextEncoder, sentence: str, read: str) -> None:
    embedding = clip.encode(sentence)
    assert embedding.read == read
    assert embedding.truncated == (read != sentence)
    assert embedding.tokens <= CONTEXT
    np.testing.assert_array_equal(embedding.vector, clip.encode(read).vector)


def test_a_word_longer_than_the_limit_is_cut_inside(clip: TextEncoder) -> None:
    for sentence in ("abcdefghijklmnop", " abcdefghijklmnop one"):
        embedding = clip.encode(sentence)
        assert embedding.truncated and embedding.read.strip() == "abcdefghij"
        assert embedding.tokens == CONTEXT and np.isfinite(embedding.vector).all()


def test_the_other_kind_reads_up_to_a_word_too(words: TextEncoder) -> None:
    embedding = words.encode("a man walks slowly, left right and further")
    assert embedding.read == "a man walks slowly, left" and embedding.tokens == MAX_TOKENS
    # Punctuation stands for itself here: "slowly" would fit, its comma would not.
    assert words.encode("a man walks left right slowly, a man").read == "a man walks left right"


def test_an_engine_tells_how_far_it_read(clip_folder: Path) -> None:
    engine = Engine.load(clip_folder, provider="cpu")
    assert engine.truncates("one two four five")
    assert engine.read_of("one two four five") == "one two four"
    assert not engine.truncates("one two") and engine.read_of("one two") == "one two"


def test_an_unknown_kind_is_refused(clip_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(clip_folder, tmp_path / "model"))
    text = {"kind": "t5", "tokenizer": "tokenizer.json", "max_tokens": 9, "dim": TEXT}
    write_manifest(folder, ("text", "intent"), text=text)
    with pytest.raises(ModelError, match="does not know"):
        encoder_of(folder)
