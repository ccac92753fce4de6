"""CLIP's tokenizer: the same numbers as OpenAI's own code gives."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from typing import Any

import pytest
from tokenizers import Tokenizer

from export_onnx.clip_tokenizer import PACKAGE, clip_tokenizer, official_merges
from retarget.errors import BadInput, ModelError
from tests.make_toy_clip import WORDS

START, END = 49406, 49407

SENTENCES = [
    "",
    "x",
    "a person walks forward slowly",
    "A Patient LIMPS, sparing the painful LEFT knee.",
    "antalgic; hemiplegic, Trendelenburg & steppage: contralateral pelvic drop!",
    "doesn't can't they'll we've I'd I'm it's you're 'tis the '90s rock'n'roll",
    "12.5 km/h in 2024, step 3 of 10 (0.6 m)",
    "!!! ... ?! -- *** ,,, #1 @home 50% a/b a_b",
    "  lots \t of \n white   space ",
    "naïve café résumé Ångström façade",
    "decomposed: cafe\u0301 A\u030angstro\u0308m",
    "it’s “quoted” ‘single’ – en dash — em dash …",
    "the patient’s foot doesn’t clear the floor",
    "no\u00a0break \u2003em space",
    "\u200bzero width\u200b joiner",
    "ﬁrst ﬂoor oﬃce",
    "😀 walks 👨‍👩‍👧 🏃🏽 ✅",
    "日本語 한국어 русский العربية ελληνικά",
    "½ ² ٣ Ⅳ ①",
    "<b>bold</b> x < y > z",
    "a" * 200,
    "supercalifragilisticexpialidocious pneumonoultramicroscopicsilicovolcanoconiosis",
    "\"double\" 'single' `back` (round) [square] {curly}",
    "walk-run-jump, left/right; up&down",
    "°C µm £5 €10 §3 ©",
    "'sorry' 'dare' 'mild' 'really' 'very'",
    "ONE TWO THREE",
    "he walks. she runs? they jump!",
    "https://example.org/a?b=c",
    "STRASSE straße ÆØÅ ñandú",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_str(clip_tokenizer(WORDS, 77).decode("utf-8"))


@pytest.fixture(scope="module")
def reference() -> Any:
    """OpenAI's tokenizer, from its file: its package imports torchvision, which is not here."""
    file = importlib.metadata.distribution(PACKAGE).locate_file("clip/simple_tokenizer.py")
    spec = importlib.util.spec_from_file_location("clip_reference", str(file))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SimpleTokenizer()


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_the_same_numbers_as_the_reference(
    tokenizer: Tokenizer, reference: Any, sentence: str
) -> None:
    expected = [START, *reference.encode(sentence), END]
    tokenizer.no_truncation()
    assert tokenizer.encode(sentence).ids == expected


def test_known_numbers(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("A person walks").ids == [START, 320, 2533, 8192, END]


def test_start_and_end_cannot_be_typed(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("walk <|endoftext|> on").ids
    assert ids.count(END) == 1 and ids[-1] == END


@pytest.mark.parametrize("context", [77, 10])
def test_the_context_counts_start_and_end(context: int) -> None:
    tokenizer = Tokenizer.from_str(clip_tokenizer(WORDS, context).decode("utf-8"))
    ids = tokenizer.encode("walk " * 100).ids
    assert len(ids) == context and ids[0] == START and ids[-1] == END


def test_a_small_vocabulary() -> None:
    merges = [("a", "b"), ("ab", "c</w>")]
    tokenizer = Tokenizer.from_str(clip_tokenizer(516, 10, merges).decode("utf-8"))
    assert tokenizer.encode("abc").tokens == ["<|startoftext|>", "abc</w>", "<|endoftext|>"]
    assert tokenizer.encode("abc").ids == [514, 513, 515]


def test_a_token_table_of_another_vocabulary() -> None:
    with pytest.raises(BadInput, match=r"knows 49,409 tokens, and its tokenizer has 49,408\."):
        clip_tokenizer(WORDS + 1, 77)


def test_the_package_is_not_imported_for_its_vocabulary() -> None:
    assert len(official_merges()) == 48894
    assert "clip" not in sys.modules


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("export_onnx.clip_tokenizer.PACKAGE", "gaitbox-none-such")
    with pytest.raises(ModelError, match="vocabulary is not installed"):
        official_merges()


def test_another_file_in_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("export_onnx.clip_tokenizer.MERGES_FILE", "clip/model.py")
    with pytest.raises(ModelError, match="is not CLIP's"):
        official_merges()
