"""``opt.txt`` as MoMask writes it, and what else a file of that name may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from export_onnx.checkpoints.opt_file import LARGEST_BYTES, read_options
from retarget.errors import BadInput


def written(folder: Path, text: str) -> Path:
    path = folder / "opt.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_get_their_types(tmp_path: Path) -> None:
    text = (
        "------------ Options -------------\nlr: 0.0002\nn_heads: 6\nis_train: True\n"
        "vq_norm: None\nvq_name: rvq_nq6\nmilestones: [150000, 250000]\nnote: a: b\n"
        "-------------- End ----------------\n"
    )
    options = read_options(written(tmp_path, text))
    assert options.values == {
        "lr": 0.0002,
        "n_heads": 6,
        "is_train": True,
        "vq_norm": None,
        "vq_name": "rvq_nq6",
        "milestones": "[150000, 250000]",
        "note": "a: b",
    }
    assert options.number("n_heads") == 6
    assert (options.text("vq_name"), options.text("vq_norm"), options.text("no")) == (
        "rvq_nq6",
        "",
        "",
    )


@pytest.mark.parametrize("said", ["n_heads: many", "n_heads: 0", "n_heads: True", "other: 1"])
def test_a_number_has_to_be_one(tmp_path: Path, said: str) -> None:
    options = read_options(written(tmp_path, said))
    with pytest.raises(BadInput, match="has to say n_heads, a whole number, and says"):
        options.number("n_heads")


def test_a_contradiction_gives_the_option_and_both_values(tmp_path: Path) -> None:
    options = read_options(written(tmp_path, "latent_dim: 384"))
    options.agree("latent_dim", 384, "its checkpoint")
    options.agree("not_there", 1, "its checkpoint")
    with pytest.raises(BadInput, match="latent_dim is 384 there, and 48 here"):
        options.agree("latent_dim", 48, "its checkpoint")


def test_what_holds_no_options_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_options(tmp_path / "opt.txt")
    with pytest.raises(BadInput, match="holds no options"):
        read_options(written(tmp_path, "hello\n"))
    (tmp_path / "opt.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="cannot be read"):
        read_options(tmp_path / "opt.txt")
    with pytest.raises(BadInput, match="too large"):
        read_options(written(tmp_path, "a: b\n" * LARGEST_BYTES))
