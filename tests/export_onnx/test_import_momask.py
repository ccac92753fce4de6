"""The import command: from a folder of checkpoints to motions, or one sentence and nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.__main__ import main
from export_onnx.dataset import DATASETS
from runtime import paths
from runtime.engine.engine import Engine
from tests.conftest import SHARED
from tests.export_onnx.checkpoints.trees import (
    MASKED,
    RVQ,
    TARS,
    change_option,
    random_networks,
    small_model,
    write_tree,
)
from tests.make_toy_clip import make_toy_clip

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clip_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_toy_clip(tmp_path_factory.mktemp("clip") / "ViT-B-32.pt")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both data sets, as two downloads leave them."""
    folder = tmp_path_factory.mktemp("checkpoints")
    for dataset in DATASETS:
        write_tree(folder, dataset, random_networks(small_model(dataset)))
    return folder


@pytest.fixture
def changed(tree: Path, tmp_path: Path) -> Path:
    """A copy of the networks of HumanML3D that a test may damage."""
    shutil.copytree(tree / "t2m", tmp_path / "changed" / "t2m")
    return tmp_path / "changed"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of this machine's user is found, and none is written."""
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))


def refused(
    capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[object], code: int = 2
) -> str:
    """The sentence of an import that fails and leaves ``folder`` as it was."""
    before = sorted(folder.rglob("*")) if folder.exists() else []
    assert main(["import-momask", *map(str, arguments)]) == code
    assert (sorted(folder.rglob("*")) if folder.exists() else []) == before
    return capsys.readouterr().err.strip()


@pytest.mark.parametrize("dataset", DATASETS)
def test_an_imported_model_makes_motions(
    dataset: str, tree: Path, clip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["import-momask", str(tree), "--dataset", dataset, "--clip", str(clip_file)]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    out = paths.models_folder() / f"momask-{dataset}"
    assert sorted(path.name for path in paths.models_folder().iterdir()) == [out.name]

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    known = DATASETS[dataset]
    assert (manifest["format"], manifest["skeleton"]) == (2, known.skeleton)
    assert (manifest["fps"], manifest["joints"]) == (known.fps, known.joints)
    assert manifest["features"] == known.features
    assert (manifest["text"]["kind"], manifest["text"]["dim"]) == ("clip", 512)
    assert manifest["limits"] == {"min_frames": known.min_frames, "max_frames": 196}
    assert manifest["defaults"] == {
        "steps": 18,
        "guidance_scale": 4.0,
        "residual_guidance_scale": 5.0,
        "top_k": 0.9,
        "temperature": 1.0,
        "margin_tokens": 0,
    }
    assert set(manifest["graphs"]) == {
        *("text", "length", "masked", "residual", "decoder", "encoder"),
    }
    assert max(manifest["parity"].values()) < 1e-2 and len(manifest["parity"]) == 6
    assert "CVPR 2024" in manifest["acknowledgement"] and known.title in manifest["licence"]
    record = manifest["training"]["imported"]
    assert record["networks"] == {"rvq": RVQ, "masked": MASKED, "residual": "residual"}
    assert {f["file"] for f in record["files"]} >= {TARS["masked"], f"{RVQ}/meta/mean.npy"}
    assert record["options"]["masked"]["n_heads"] == 6
    assert "model/latest.tar" in printed and "not known" in printed and str(out) in printed
    assert ("No hashes of the official KIT-ML" in printed) == (dataset == "kit")

    motion = Engine.load(out, provider="cpu").generate("a person limps", None, seed=1)[0]
    assert motion.joints.ndim == 3 and motion.joints.shape[1:] == (22, 3)
    assert np.isfinite(motion.joints).all()


def test_weights_keep_single_precision(tree: Path, clip_file: Path, tmp_path: Path) -> None:
    import onnx

    out = tmp_path / "model"
    assert main(["import-momask", str(tree), "--clip", str(clip_file), "--out", str(out)]) == 0
    for name in ("length", "masked", "residual", "decoder", "encoder"):
        types = {t.data_type for t in onnx.load(str(out / f"{name}.onnx")).graph.initializer}
        assert onnx.TensorProto.FLOAT16 not in types


def test_the_reference_checkpoints_come_in(clip_file: Path, tmp_path: Path) -> None:
    checkpoints = SHARED / "fixtures" / "momask_parity" / "checkpoints"
    if not checkpoints.is_dir():
        pytest.skip("the reference's tiny checkpoints (../shared/fixtures) are not here")
    out = tmp_path / "model"
    assert (
        main(["import-momask", str(checkpoints), "--clip", str(clip_file), "--out", str(out)]) == 0
    )
    motions = Engine.load(out, provider="cpu").generate("walk", None, seed=3, seconds=4.0)
    assert motions[0].joints.shape == (80, 22, 3)


def test_a_clip_file_beside_the_checkpoints_is_found(changed: Path, clip_file: Path) -> None:
    shutil.copy(clip_file, changed / "ViT-B-32.pt")
    assert main(["import-momask", str(changed)]) == 0


def test_without_clip_it_is_said_which_file_is_missing(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, tmp_path, [tree, "--out", tmp_path / "model"])
    assert "ViT-B-32.pt" in said and "353,976,522 bytes" in said and "https://" in said
    said = refused(capsys, tmp_path, [tree, "--clip", tmp_path / "no.pt"])
    assert f"There is no file {tmp_path / 'no.pt'}" in said


def test_a_clip_of_another_size_is_refused(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_toy_clip(tmp_path / "ViT-L-14.pt", dim=768)
    said = refused(capsys, tmp_path, [tree, "--clip", other, "--out", tmp_path / "model"])
    assert "768" in said and "512" in said


def test_a_truncated_checkpoint(
    changed: Path, clip_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tar = changed / "t2m" / TARS["residual"]
    tar.write_bytes(tar.read_bytes()[:5000])
    said = refused(capsys, tmp_path, [changed, "--clip", clip_file, "--out", tmp_path / "model"])
    assert f"{tar} is cut short or damaged" in said.splitlines()[-1]


def test_options_that_contradict(
    changed: Path, clip_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_option(changed / "t2m", MASKED, "latent_dim", 384)
    said = refused(capsys, tmp_path, [changed, "--clip", clip_file, "--out", tmp_path / "model"])
    assert "latent_dim is 384 there, and 36 here" in said.splitlines()[-1]


def test_a_pickle_that_wants_to_run_code(
    changed: Path, clip_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made"

    class Danger:
        def __reduce__(self) -> tuple[object, tuple[str, str]]:
            return open, (str(made), "w")

    torch.save({"vq_model": Danger()}, changed / "t2m" / TARS["rvq"])
    said = refused(capsys, tmp_path, [changed, "--clip", clip_file, "--out", tmp_path / "model"])
    assert "could run code" in said and not made.exists()


def test_a_folder_that_is_no_model_is_not_replaced(
    tree: Path, clip_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "one.jpg").write_bytes(b"precious")
    said = refused(capsys, tmp_path, [tree, "--clip", clip_file, "--out", photos])
    assert "is no model folder, so it is not replaced" in said
    said = refused(capsys, tmp_path, [tree, "--clip", clip_file, "--out", photos / "one.jpg"])
    assert "not replaced" in said and (photos / "one.jpg").read_bytes() == b"precious"
    (tmp_path / "empty").mkdir()
    out = ["--out", str(tmp_path / "empty")]
    assert main(["import-momask", str(tree), "--clip", str(clip_file), *out]) == 0


LIMITED = """
import resource, sys
from export_onnx.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_disk_is_one_sentence_and_the_older_model_stays_whole(
    tree: Path, clip_file: Path, tmp_path: Path
) -> None:
    """The limit on file sizes stands in for a full disk: the text graph does not fit."""
    out = tmp_path / "models" / "mine"
    arguments = ["import-momask", str(tree), "--clip", str(clip_file), "--out", str(out)]
    for older in (False, True):
        if older:
            assert main(arguments) == 0
        before = {path.name: path.read_bytes() for path in out.glob("*")}
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, "2000000", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        assert done.returncode == 1, done.stderr
        assert "There is no room left to write to" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        assert {path.name: path.read_bytes() for path in out.glob("*")} == before
        assert [path.name for path in out.parent.iterdir()] == (["mine"] if older else [])


def test_help_teaches_without_importing_torch() -> None:
    code = (
        "import sys\nfrom export_onnx.__main__ import main\n"
        "try:\n    main(['import-momask', '--help'])\nexcept SystemExit as end:\n"
        "    sys.exit(end.code or ('torch' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    for word in ("ViT-B-32.pt", "opt.txt", "--dataset", "EricGuo5513/momask-codes", "examples:"):
        assert word in done.stdout
