"""From a corpus to a model folder, and the command line around it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from export_onnx.__main__ import main
from export_onnx.corpus.store import Corpus
from export_onnx.model_folder import write_model_folder
from export_onnx.momask.config import gaitbox_model
from export_onnx.readback.folder import read_model_folder
from export_onnx.stages.recipe import Recipe
from export_onnx.text_encoder import TextEncoder
from export_onnx.train import Budgets, train
from retarget.errors import BadInput


def test_from_corpus_to_model_folder(
    tiny_corpus: Corpus, tiny_recipe: Recipe, toy_text: TextEncoder, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    networks, record = train(tiny_corpus, toy_text, work, Budgets.of_steps(3), recipe=tiny_recipe)
    reconstruction = record["validation"]["reconstruction"]
    assert set(reconstruction) == {"all", "fast", "slow"}
    assert reconstruction["all"]["clips"] == 4
    assert reconstruction["all"]["global_mm"] > 0
    assert 0 <= record["validation"]["masked"]["accuracy_all"] <= 1
    assert record["corpus"]["held_out"] == 4

    (work / "residual.pt").unlink()
    before = {path.name: path.stat().st_mtime_ns for path in work.iterdir()}
    resumed, _ = train(
        tiny_corpus, toy_text, work, Budgets.of_steps(3), recipe=tiny_recipe, resume=True
    )
    for name, network in resumed.parts().items():
        for key, value in networks.parts()[name].state_dict().items():
            np.testing.assert_array_equal(network.state_dict()[key], value, err_msg=key)

    after = {path.name: path.stat().st_mtime_ns for path in work.iterdir()}
    again = {name for name, when in after.items() if before.get(name) != when}
    assert again == {"residual.pt", "normalisation.npz"}

    out = write_model_folder(tmp_path / "model", networks, toy_text, training=record)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["training"]["validation"] == record["validation"]


def test_training_goes_on_from_a_model_folder(
    tiny_corpus: Corpus, tiny_recipe: Recipe, toy_folder: Path, tmp_path: Path
) -> None:
    start = read_model_folder(toy_folder)
    recipe = replace(tiny_recipe, model=start.networks.config)
    work, budgets = tmp_path / "work", Budgets.of_steps(1)
    networks, record = train(tiny_corpus, start.text, work, budgets, recipe=recipe, start=start)
    assert record["started_from"]["model_id"] == "gaitbox-toy"
    np.testing.assert_array_equal(networks.mean, start.networks.mean)
    for name, network in networks.parts().items():
        before = start.networks.parts()[name].state_dict()
        for key, value in network.state_dict().items():
            if not key.endswith("codebook"):  # codes that nothing uses are drawn again
                np.testing.assert_allclose(value, before[key], atol=1e-3, err_msg=key)

    with pytest.raises(BadInput, match="another recipe, corpus or start"):
        train(tiny_corpus, start.text, work, budgets, recipe=recipe, resume=True)
    other = replace(recipe, model=gaitbox_model())
    with pytest.raises(BadInput, match="other sizes"):
        train(tiny_corpus, start.text, tmp_path / "b", budgets, recipe=other, start=start)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["train", "--corpus", "nowhere.npz", "--out", "model"], "There is no nowhere.npz."),
        (["train", "--corpus", "bad.npz", "--out", "model"], "bad.npz is not a corpus file."),
        (["train", "--corpus", "bad.npz", "--out", "m", "--minutes", "0"], "--minutes must be"),
        (["corpus", "--mocap", "nowhere", "--out", "c.npz"], "There is no folder nowhere."),
        (["train", "--mocap", ".", "--out", "m", "--start-from", "x"], "There is no model in x."),
        (
            ["train", "--mocap", ".", "--out", "m", "--shares", "0.5", "0.2", "0.3", "0.1"],
            "--shares must each be more than 0",
        ),
        (["export", "--work", "nowhere", "--out", "model"], "no training in nowhere"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.npz").write_bytes(b"not an archive")
    assert main(arguments) == 2
    printed = capsys.readouterr().err.strip().splitlines()
    assert sentence in printed[-1]
    assert not (tmp_path / "model").exists()


def test_help_teaches_without_importing_torch() -> None:
    code = (
        "import sys\nfrom export_onnx.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n"
        "    sys.exit(end.code or ('torch' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for word in ("corpus", "train", "export", "text-encoder", "avatar", "--resume"):
        assert word in done.stdout
