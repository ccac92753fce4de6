"""From checkpoints to networks: the same weights, or one sentence on why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.checkpoints.layout import find_layout
from export_onnx.checkpoints.networks import load_networks
from export_onnx.momask.config import ModelConfig
from export_onnx.networks import Networks
from export_onnx.parity import build_graphs, check_parity
from retarget.errors import BadInput
from tests.export_onnx.checkpoints.trees import (
    KEYS,
    MASKED,
    RESIDUAL,
    RVQ,
    TARS,
    change_option,
    change_tensors,
    random_networks,
    save,
    small_model,
    write_tree,
)

CONFIGS = {
    "t2m": small_model(),
    "kit": small_model("kit"),
    "two_quantizers": small_model("kit", quantizers=2),
    "unshared": small_model(share_weight=False),
    "one_codebook": small_model("kit", shared_codebook=True),
    "deep": small_model(depth=4, down_t=1),
}


def same_weights(made: Networks, original: Networks) -> bool:
    return all(
        torch.equal(tensor, original.parts()[part].state_dict()[name])
        for part, network in made.parts().items()
        for name, tensor in network.state_dict().items()
    )


@pytest.mark.parametrize("kind", CONFIGS)
def test_sizes_and_weights_come_back_and_the_graphs_agree(kind: str, tmp_path: Path) -> None:
    config = CONFIGS[kind]
    dataset = "t2m" if config.rvq.features == 263 else "kit"
    original = write_tree(tmp_path, dataset, random_networks(config))
    made = load_networks(find_layout(tmp_path))
    assert comparable(made.config) == comparable(config)
    assert same_weights(made, original)
    np.testing.assert_array_equal(made.mean, original.mean)
    np.testing.assert_array_equal(made.std, original.std)
    assert not any(network.training for network in made.parts().values())
    differences = check_parity(made, build_graphs(made))
    assert differences["encoder"] == 0


def comparable(config: ModelConfig) -> dict[str, object]:
    """Sizes without what only training uses and what a network does not use."""
    data = config.to_dict()
    for part in data.values():
        for name in ("dropout", "ema_decay", "quantize_dropout"):
            part.pop(name, None)
    data["masked"].pop("share_weight")
    return data


def test_other_keys_and_clips_own_weights(tree: Path) -> None:
    root = tree / "t2m"
    for part, key in (("rvq", "net"), ("masked", "trans")):
        state = torch.load(root / TARS[part], weights_only=True)
        tensors = state[KEYS[part]]
        if part == "masked":
            tensors["clip_model.logit_scale"] = torch.tensor(1.0)
        save(root / TARS[part], {key: tensors})
    load_networks(find_layout(tree))


def test_all_missing_and_unexpected_tensors_are_named(tree: Path) -> None:
    gone = ["token_emb.weight", "seqTransEncoder.layers.1.norm2.bias", "cond_emb.bias"]
    changes = {**dict.fromkeys(gone), "extra.weight": torch.ones(2), "more": torch.ones(1)}
    change_tensors(tree / "t2m", "masked", changes)
    with pytest.raises(BadInput, match="latest.tar does not hold .*: 5 tensors differ") as caught:
        load_networks(find_layout(tree))
    for name in gone:
        assert f"missing: {name}" in caught.value.remedy.splitlines()
    assert {"unexpected: extra.weight", "unexpected: more"} <= set(caught.value.remedy.splitlines())


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("rvq", "encoder.model.0.weight"),
        ("rvq", "encoder.model.2.0.weight"),
        ("rvq", "quantizer.layers.0.codebook"),
        ("rvq", "decoder.model.6.bias"),
        ("masked", "input_process.poseEmbedding.weight"),
        ("masked", "seqTransEncoder.layers.0.linear1.weight"),
        ("masked", "position_enc.pe"),
        ("residual", "token_embed_weight_"),
        ("residual", "quant_emb.weight"),
        ("residual", "cond_emb.weight"),
        ("length", "output.0.weight"),
        ("length", "output.11.weight"),
    ],
)
def test_tensors_that_tell_sizes_are_named_when_missing(tree: Path, part: str, name: str) -> None:
    change_tensors(tree / "t2m", part, {name: None})
    with pytest.raises(BadInput, match=f"one tensor differs.\\s+missing: {name}"):
        load_networks(find_layout(tree))


def test_a_tensor_of_another_shape_is_named_with_both_shapes(tree: Path) -> None:
    change_tensors(tree / "t2m", "residual", {"cond_emb.bias": torch.ones(5)})
    with pytest.raises(BadInput, match=r"shape \[5\] instead of \[36\]: cond_emb.bias"):
        load_networks(find_layout(tree))


@pytest.mark.parametrize(
    ("folder", "option", "value", "found"),
    [
        (MASKED, "latent_dim", 384, 36),
        (MASKED, "ff_size", 1024, 44),
        (MASKED, "n_layers", 8, 3),
        (RESIDUAL, "n_layers", 2, 3),
        (RESIDUAL, "share_weight", False, True),
        (RVQ, "nb_code", 512, 24),
        (RVQ, "code_dim", 512, 20),
        (RVQ, "output_emb_width", 512, 20),
        (RVQ, "width", 512, 28),
        (RVQ, "num_quantizers", 6, 4),
        (RVQ, "depth", 3, 2),
        (RVQ, "down_t", 3, 2),
        (RVQ, "shared_codebook", True, False),
        (MASKED, "unit_length", 8, 4),
        (RVQ, "dataset_name", "kit", "t2m"),
    ],
)
def test_an_option_that_contradicts_the_tensors(
    tree: Path, folder: str, option: str, value: object, found: object
) -> None:
    change_option(tree / "t2m", folder, option, value)
    with pytest.raises(BadInput) as caught:
        load_networks(find_layout(tree))
    said = str(caught.value)
    assert f"{folder}/opt.txt contradicts" in said
    assert f"the option {option} is {value} there, and {found} here" in said


def test_heads_have_to_divide_and_to_be_said(tree: Path) -> None:
    change_option(tree / "t2m", MASKED, "n_heads", 5)
    with pytest.raises(BadInput, match="n_heads is 5, which does not divide the latent size 36"):
        load_networks(find_layout(tree))
    change_option(tree / "t2m", MASKED, "n_heads", None)
    with pytest.raises(BadInput, match="has to say n_heads"):
        load_networks(find_layout(tree))


@pytest.mark.parametrize(
    ("option", "value"), [("vq_norm", "GN"), ("stride_t", 4), ("vq_act", "silu")]
)
def test_variants_that_are_not_supported_are_told(tree: Path, option: str, value: object) -> None:
    change_option(tree / "t2m", RVQ, option, value)
    with pytest.raises(BadInput, match=f"asks for {option} {value}; only .* supported"):
        load_networks(find_layout(tree))


def test_a_folder_of_another_model_is_told(tree: Path, tmp_path: Path) -> None:
    """The transformers of a model with more codes, beside the tokeniser of this one."""
    other = tmp_path / "other"
    write_tree(other, networks=random_networks(small_model(codes=30)))
    for folder in (MASKED, RESIDUAL):
        (tree / "t2m" / folder).rename(tmp_path / f"old_{folder}")
        (other / "t2m" / folder).rename(tree / "t2m" / folder)
    with pytest.raises(BadInput, match="another motion tokeniser: it has 30 codes, .* 24"):
        load_networks(find_layout(tree))


def test_the_wrong_network_in_a_folder_is_told(tree: Path) -> None:
    root = tree / "t2m"
    (root / TARS["masked"]).write_bytes((root / TARS["residual"]).read_bytes())
    with pytest.raises(BadInput, match="something else than a masked transformer.*res_transform"):
        load_networks(find_layout(tree))


def test_features_have_to_be_those_of_the_data_set(tree: Path) -> None:
    root = tree / "t2m"
    for folder in (MASKED, RESIDUAL, RVQ):
        change_option(root, folder, "dataset_name", "kit")
    root.rename(tree / "kit")
    with pytest.raises(BadInput, match="263 numbers a frame, and KIT-ML has 251"):
        load_networks(find_layout(tree))


def test_the_spread_has_to_be_positive(tree: Path) -> None:
    np.save(tree / "t2m" / RVQ / "meta" / "std.npy", np.zeros(263))
    with pytest.raises(BadInput, match="spread that is not more than 0"):
        load_networks(find_layout(tree))


def test_text_vectors_have_to_be_of_one_length(tree: Path) -> None:
    change_tensors(tree / "t2m", "length", {"output.0.weight": torch.ones(64, 384)})
    with pytest.raises(BadInput, match="text vectors of different lengths: .*512.*384"):
        load_networks(find_layout(tree))


def test_token_tables_that_momask_does_not_save_are_told(tmp_path: Path) -> None:
    config = small_model(share_weight=False, shared_codebook=True)
    write_tree(tmp_path, networks=random_networks(config))
    names = ("token_embed_weight", "output_proj_weight", "output_proj_bias")
    change_tensors(tmp_path / "t2m", "residual", dict.fromkeys(names))
    with pytest.raises(BadInput, match="MoMask does not save them"):
        load_networks(find_layout(tmp_path))
