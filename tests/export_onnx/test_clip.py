"""CLIP from a user's file: found, recognised, built, and explained when it is missing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from export_onnx import clip
from export_onnx.clip import (
    build_clip_text_encoder,
    find_clip,
    missing_clip_problem,
    recognised,
)
from retarget.errors import BadInput
from tests.make_toy_clip import make_toy_clip


@pytest.mark.parametrize("script", [True, False])
def test_sentences_become_vectors(tmp_path: Path, script: bool) -> None:
    path = make_toy_clip(tmp_path / "ViT-B-32.pt", dim=48, script=script)
    encoder = build_clip_text_encoder(path, dim=48)
    assert (encoder.kind, encoder.max_tokens) == ("clip", 77)
    few = encoder.embed(["a person walks", "A  person\twalks", "a person limps", "walk " * 200])
    assert few.shape == (4, 48) and np.isfinite(few).all()
    np.testing.assert_array_equal(few[0], few[1])
    assert np.abs(few[0] - few[2]).max() > 0.01


def test_the_context_is_the_files_own(tmp_path: Path) -> None:
    merges = [("a", "b")]
    path = make_toy_clip(tmp_path / "clip.pt", dim=8, vocabulary=515, context=9)
    encoder = build_clip_text_encoder(path, dim=8, merges=merges)
    assert encoder.max_tokens == 9
    np.testing.assert_array_equal(*encoder.embed(["abcdefgh" * 9, "abcdefgh" * 2]))


def test_a_clip_of_another_size(tmp_path: Path) -> None:
    path = make_toy_clip(tmp_path / "ViT-L-14.pt", dim=768)
    with pytest.raises(BadInput) as caught:
        build_clip_text_encoder(path, dim=512)
    assert caught.value.sentence == (
        "This CLIP file gives vectors of 768 numbers, and these checkpoints were trained with 512."
    )
    assert "ViT-B-32.pt" in caught.value.remedy


def test_a_clip_of_another_vocabulary(tmp_path: Path) -> None:
    path = make_toy_clip(tmp_path / "clip.pt", dim=8, vocabulary=600)
    with pytest.raises(BadInput, match="knows 600 tokens"):
        build_clip_text_encoder(path, dim=8)


def test_the_file_is_found_where_people_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, checkpoints = tmp_path / "home", tmp_path / "models" / "checkpoints"
    for folder in (home / ".cache" / "clip", checkpoints):
        folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert find_clip(checkpoints) is None
    for place in (home / ".cache" / "clip", checkpoints.parent, checkpoints):
        (place / "ViT-B-32.pt").write_bytes(b"CLIP")
        assert find_clip(checkpoints) == place.resolve() / "ViT-B-32.pt"
    monkeypatch.chdir(checkpoints)
    assert find_clip(Path(".")) == (checkpoints / "ViT-B-32.pt").resolve()


def test_a_user_is_told_which_file_is_missing() -> None:
    text = str(missing_clip_problem())
    assert "ViT-B-32.pt" in text and "353,976,522 bytes" in text
    assert "OpenAI" in text and clip.ADDRESS in text and clip.SHA256 in text
    assert "--clip" in text and "\n" not in text


def test_the_official_file_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ViT-B-32.pt"
    path.write_bytes(b"weights")
    assert not recognised(path)
    monkeypatch.setattr(clip, "BYTES", 7)
    assert not recognised(path)
    monkeypatch.setattr(clip, "SHA256", hashlib.sha256(b"weights").hexdigest())
    assert recognised(path)
    with pytest.raises(BadInput, match="cannot be read"):
        recognised(tmp_path / "none.pt")
