"""Finding the networks of a model among the folders of a download."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from export_onnx.checkpoints import official
from export_onnx.checkpoints.layout import Choice, Layout, find_layout
from retarget.errors import BadInput
from tests.export_onnx.checkpoints.trees import (
    KEYS,
    LENGTH,
    MASKED,
    RESIDUAL,
    RVQ,
    change_option,
    save,
    write_options,
)


def names(layout: Layout) -> list[str]:
    return [p.name for p in (layout.rvq, layout.masked, layout.residual, layout.length)]


ALL = [RVQ, MASKED, RESIDUAL, LENGTH]


@pytest.mark.parametrize("inner", ["", "t2m"])
@pytest.mark.parametrize("dataset", [None, "t2m"])
def test_the_folder_or_the_folder_above_it(tree: Path, inner: str, dataset: str | None) -> None:
    layout = find_layout(tree / inner, dataset)
    assert names(layout) == ALL
    assert (layout.dataset.name, layout.folder) == ("t2m", tree / "t2m")
    assert len(layout.files()) == 9 and all(path.is_file() for path in layout.files())
    assert layout.ignored == ()


def test_a_folder_of_any_name_is_known_by_its_options(tree: Path) -> None:
    (tree / "t2m").rename(tree / "mine")
    assert find_layout(tree / "mine").dataset.name == "t2m"
    change_option(tree / "mine", MASKED, "dataset_name", "walks")
    with pytest.raises(BadInput, match="'walks', which is neither t2m nor kit. Say.*--dataset"):
        find_layout(tree / "mine")
    assert find_layout(tree / "mine", "t2m").dataset.name == "t2m"


def test_of_two_data_sets_the_wanted_one_is_taken(tree: Path) -> None:
    shutil.copytree(tree / "t2m", tree / "kit")
    assert find_layout(tree).dataset.name == "t2m"
    assert find_layout(tree, "kit").folder == tree / "kit"


def test_a_folder_without_checkpoints_is_told(tree: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no folder"):
        find_layout(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="no MoMask checkpoints: no folder kit in it"):
        find_layout(tree, "kit")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="neither a folder t2m nor a folder kit"):
        find_layout(tmp_path / "empty")


def test_the_rest_of_the_official_download_is_left_out(tree: Path) -> None:
    root = tree / "t2m"
    write_options(root / "Comp_v6_KLD005", {"dim_z": 128, "name": "Comp_v6_KLD005"})
    save(root / "Comp_v6_KLD005" / "model" / "latest.tar", {})
    save(root / "text_mot_match" / "model" / "finest.tar", {"text_encoder": {}})
    write_options(root / "rvq_train", {"num_quantizers": 6, "nb_code": 512, "vq_name": "x"})
    layout = find_layout(tree)
    assert names(layout) == ALL
    assert layout.ignored == ("Comp_v6_KLD005", "rvq_train", "text_mot_match")


def test_a_folder_with_both_checkpoints_is_known_by_what_is_in_them(tree: Path) -> None:
    root = tree / "t2m"
    shutil.copy(root / RESIDUAL / "model/net_best_fid.tar", root / RESIDUAL / "model/latest.tar")
    shutil.copy(root / MASKED / "model/latest.tar", root / MASKED / "model/net_best_fid.tar")
    change_option(root, MASKED, "share_weight", False)
    assert names(find_layout(tree)) == ALL


@pytest.mark.parametrize("part", ["masked", "residual"])
def test_of_several_transformers_one_has_to_be_chosen(tree: Path, part: str) -> None:
    root = tree / "t2m"
    name = {"masked": MASKED, "residual": RESIDUAL}[part]
    shutil.copytree(root / name, root / "second")
    with pytest.raises(BadInput, match=f"{name}, second. Choose one with --{part} NAME"):
        find_layout(tree)
    layout = find_layout(tree, choice=Choice(**{part: "second"}))
    assert "second" in names(layout) and layout.ignored == (name,)
    with pytest.raises(BadInput, match=f"named third; there are: {name}, second"):
        find_layout(tree, choice=Choice(**{part: "third"}))

    known = {"masked": official.MASKED, "residual": official.RESIDUAL}[part]["t2m"]
    (root / "second").rename(root / known)
    assert known in names(find_layout(tree))


def test_the_residual_transformer_of_the_same_tokeniser_is_taken(tree: Path) -> None:
    root = tree / "t2m"
    shutil.copytree(root / RESIDUAL, root / "another")
    change_option(root, "another", "vq_name", "rvq_other")
    assert names(find_layout(tree)) == ALL
    with pytest.raises(BadInput, match="tokeniser rvq, and .* another with rvq_other"):
        find_layout(tree, choice=Choice(residual="another"))


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        (f"{MASKED}/model/latest.tar", "no masked transformer .*model/latest.tar"),
        (f"{RESIDUAL}/model/net_best_fid.tar", "no residual transformer .*net_best_fid.tar"),
        (f"{LENGTH}/model/finest.tar", "no length estimator .*finest.tar"),
        (f"{RVQ}/model/net_best_fid.tar", "no motion tokeniser rvq .*masked was trained with"),
        (f"{RVQ}/opt.txt", "no motion tokeniser rvq"),
    ],
)
def test_a_part_that_is_missing_is_told(tree: Path, gone: str, sentence: str) -> None:
    (tree / "t2m" / gone).unlink()
    with pytest.raises(BadInput, match=sentence):
        find_layout(tree)


def test_a_second_length_estimator_does_not_win_over_the_official_name(tree: Path) -> None:
    save(tree / "t2m" / "mine" / "model" / "finest.tar", {KEYS["length"]: {}})
    assert find_layout(tree).length.name == LENGTH
    assert find_layout(tree, choice=Choice(length="mine")).length.name == "mine"
