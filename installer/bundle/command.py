"""``python3 -m installer bundle``: the steps from a checkout to an archive."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer import console_build, lock, node, steps, system, tool
from installer import digest as digests
from installer.bundle import archive, contents, freeze, gpu_pack, locks, papers, workshop
from installer.bundle.locks import Platform
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress
from installer.steps import Step

HELP = """\
usage: python3 -m installer bundle [--out DIR] [--no-archive] [--fresh]
       python3 -m installer bundle --gpu-pack [--out DIR]
       python3 -m installer bundle --renew-locks

Builds Gaitbox as a folder that runs anywhere without Python, and an archive of it, for the system
this runs on. The first time takes 5 to 10 minutes and 5 GB of disk; the network is needed once.

  --out DIR       where the folder and the archive go (dist)
  --no-archive    only the folder
  --fresh         make the build environment and everything else anew
  --gpu-pack      instead, build the archive with NVIDIA's CUDA 12 libraries (2 GB), which is
                  unpacked over the folder
  --renew-locks   instead, renew installer/bundle/locks from setup.cfg and constraints.txt
"""

STAMP = "built.json"


@dataclass(frozen=True)
class Options:
    """The words of the command."""

    out: Path
    archive: bool = True
    fresh: bool = False
    gpu_pack: bool = False
    renew_locks: bool = False


def read_options(words: Sequence[str], root: Path) -> Options:
    """Read the command's words.

    Raises:
        SetupProblem: one of them is unknown.
    """
    out, flags, rest = root / "dist", set(), list(words)
    while rest:
        word = rest.pop(0)
        if word == "--out" and rest:
            out = Path(rest.pop(0)).absolute()
        elif word.startswith("--out=") and len(word) > len("--out="):
            out = Path(word.partition("=")[2]).absolute()
        elif word in ("--no-archive", "--fresh", "--gpu-pack", "--renew-locks"):
            flags.add(word)
        else:
            raise SetupProblem(
                f"bundle does not know {word}.", "See: python3 -m installer bundle --help"
            )
    return Options(
        out,
        "--no-archive" not in flags,
        *(flag in flags for flag in ("--fresh", "--gpu-pack", "--renew-locks")),
    )


def run(words: Sequence[str], checkout: Checkout, progress: Progress) -> int:
    """Do what the words say; returns the exit code.

    Raises:
        SetupProblem: something is missing or failed.
    """
    if {"-h", "--help"} & set(words):
        print(HELP, end="")
        return 0
    options = read_options(words, checkout.root)
    target = locks.this_platform()
    build = workshop.build_checkout(checkout)
    if options.fresh:
        shutil.rmtree(checkout.root / workshop.ENVIRONMENT, ignore_errors=True)
        shutil.rmtree(freeze.work_folder(checkout), ignore_errors=True)
    plan = _preparing(build, target)
    if options.renew_locks:
        plan = [*plan[:-2], Step("Asking the index about every platform", _always, renew(build))]
    elif options.gpu_pack:
        plan = [*plan[:-2], *gpu_pack.steps(build, target, options.out)]
    else:
        plan += _building(build, target, options)
    with lock.held(checkout.root, progress.say):
        _do(plan, progress)
    for line in said(options, target, checkout):
        progress.say(line)
    return 0


def _always() -> bool:
    return True


def _do(plan: Sequence[Step], progress: Progress) -> None:
    for number, step in enumerate(plan, start=1):
        if step.needed():
            with progress.step(number, len(plan), step.title):
                step.do(progress)


def _preparing(build: Checkout, target: Platform) -> list[Step]:
    """What has to be there before anything is built."""
    return [
        Step(
            "Installing the programs that the build uses",
            lambda: bool(workshop.missing_programs()),
            lambda progress: workshop.provide_programs(build, progress),
        ),
        Step(
            "Installing the system libraries that Blender links",
            lambda: bool(system.missing_libraries()),
            lambda progress: steps.provide_libraries(build, progress),
        ),
        Step(
            "Making the build environment (about 600 MB to download; 1 to 5 minutes)",
            lambda: workshop.is_stale(build, target),
            lambda progress: workshop.make(build, target, progress),
        ),
        Step(
            "Installing the npm packages of the console",
            lambda: node.modules_are_missing(build.console),
            lambda progress: node.install_modules(build, build.console, progress),
        ),
        Step(
            "Building the console",
            lambda: console_build.is_stale(build),
            lambda progress: console_build.build(build, progress),
        ),
    ]


def _building(build: Checkout, target: Platform, options: Options) -> list[Step]:
    """From the environment to folder and archive."""
    found = [
        Step(
            "Freezing the program (PyInstaller; 1 to 2 minutes)",
            lambda: not is_fresh(build),
            lambda progress: freeze_all(build, progress),
        ),
        Step(
            "Licences, list of parts, sources",
            _always,
            lambda progress: place(build, target, options.out),
        ),
    ]
    if options.archive:
        found.append(
            Step(
                "Packing the archive (1 to 3 minutes)",
                _always,
                lambda progress: pack(build, target, options.out, progress),
            )
        )
    return found


FREEZING = ("contents.py", "freeze.py", "gaitbox.spec", "icons.py", "version_info.py")
"""Files beside this one that decide what is frozen; the others decide what lies beside it."""

_NOT_DECIDING = ("smoke.py", "renew.py", "gpu_pack.py")


def frozen_files(build: Checkout) -> list[Path]:
    """All files of the checkout that decide what is frozen, in order."""
    root, here = build.root, Path(__file__).resolve().parent
    files = {root / "installer" / "launcher.py", root / "setup.cfg"}
    for name in contents.own_modules(root):
        module = root / name.replace(".", "/")
        files |= {module / "__init__.py", module.with_name(module.name + ".py")}
    files |= {path for path, _ in contents.own_data(root)}
    files |= {here / name for name in FREEZING}
    files.add(locks.lock_file(locks.this_platform()))
    return sorted(path for path in files if path.is_file())


def digest(build: Checkout, all_of_it: bool = True) -> str:
    """Digest of everything that decides what is in a bundle.

    Args:
        all_of_it: with the licences and the like; else of what is frozen alone.
    """
    files = set(frozen_files(build))
    if all_of_it:
        here = Path(__file__).resolve().parent
        files |= {p for p in here.rglob("*") if p.is_file() and p.name not in _NOT_DECIDING}
        files = {path for path in files if "__pycache__" not in path.parts}
        files |= {p for p in (build.root / "installer" / "linux").iterdir() if p.is_file()}
    ordered = sorted(files, key=lambda path: path.relative_to(build.root).as_posix())
    names = "\n".join(path.relative_to(build.root).as_posix() for path in ordered)
    return hashlib.sha256((names + digests.of_files(ordered)).encode()).hexdigest()


def is_fresh(build: Checkout) -> bool:
    """Whether the frozen folder is what the sources give now."""
    try:
        stamp = json.loads((freeze.work_folder(build) / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    current = stamp.get("digest") == digest(build, all_of_it=False)
    return current and freeze.frozen_folder(build).is_dir()


def freeze_all(build: Checkout, progress: Progress) -> None:
    """Run PyInstaller and what follows it.

    Raises:
        SetupProblem: a tool failed.
    """
    log, frozen = workshop.log_file(build), freeze.frozen_folder(build)
    stamp = freeze.work_folder(build) / STAMP
    stamp.unlink(missing_ok=True)
    now = digest(build, all_of_it=False)
    freeze.run_pyinstaller(build, log, progress)
    progress.note("taking symbols out")
    freeze.strip_symbols(build, frozen, log)
    progress.note("compiling Blender's scripts")
    freeze.compile_scripts(build, frozen, log)
    stamp.write_text(json.dumps({"digest": now}), encoding="utf-8")


def place(build: Checkout, target: Platform, out: Path) -> None:
    """Put the frozen folder into ``out``, with the papers.

    Raises:
        SetupProblem: the folder there is in use, or a licence is missing.
    """
    frozen = freeze.frozen_folder(build)
    product = out / frozen.name
    try:
        out.mkdir(parents=True, exist_ok=True)
        if product.exists():
            shutil.rmtree(product)
        shutil.copytree(frozen, product, symlinks=True, copy_function=archive.link)
    except OSError as error:
        raise SetupProblem(
            f"The folder {product} cannot be written: {error.strerror or error}.",
            "Close a Gaitbox that runs from there, or choose another folder with --out.",
        ) from error
    papers.write(build, papers_folder(product), papers.identity(build, target, digest(build)))
    if sys.platform.startswith("linux"):
        for name in ("gaitbox.svg", "add to menu.sh"):
            _copy_extra(build, name, product)


def papers_folder(product: Path) -> Path:
    """Where VERSION and the licences go; on macOS a link leads there from the program."""
    if product.suffix != ".app":
        return product
    folder = product / "Contents" / "Resources"
    link = product / "Contents" / "MacOS" / papers.LICENCES
    if not link.is_symlink():
        link.symlink_to(Path("..", "Resources", papers.LICENCES))
    return folder


def _copy_extra(build: Checkout, name: str, product: Path) -> None:
    if name == "gaitbox.svg":
        origin = build.console / "public" / "favicon.svg"
    else:
        origin = build.root / "installer" / "linux" / name
    shutil.copyfile(origin, product / name)
    (product / name).chmod(0o755 if name.endswith(".sh") else 0o644)


def archive_path(build: Checkout, target: Platform, out: Path) -> Path:
    """The archive's place."""
    from installer.bundle import version_info

    ending = "zip" if target.sys_platform == "win32" else "tar.xz"
    return out / f"gaitbox-{version_info.version(build.root)}-{target.name}.{ending}"


def pack(build: Checkout, target: Platform, out: Path, progress: Progress) -> None:
    """Write the archive, its SHA-256 and its list of files."""
    from installer.bundle import source

    path, product = archive_path(build, target, out), out / freeze.frozen_folder(build).name
    archive.write(product, path, source.commit_time(build.root), progress.note)
    listed = path.with_name(path.name + ".files.txt")
    listed.write_text(archive.list_of(product), encoding="utf-8", newline="\n")


def renew(build: Checkout) -> Callable[[Progress], None]:
    """The step that renews the locks."""

    def do(progress: Progress) -> None:
        def hear(line: str) -> bool:
            progress.note(line)
            return True

        command = [str(build.python), "-m", "installer.bundle.renew"]
        failed = "The locks could not be renewed."
        environment = workshop.pip_environment()
        tool.use(command, workshop.log_file(build), build.root, failed, hear, environment)

    return do


def said(options: Options, target: Platform, checkout: Checkout) -> list[str]:
    """What was made, for the end."""
    if options.renew_locks:
        return ["The locks in installer/bundle/locks are renewed; look at the difference."]
    if options.gpu_pack:
        path = gpu_pack.archive_path(checkout, target, options.out)
        return [f"GPU pack: {path} ({path.stat().st_size / 1e6:.0f} MB)"]
    product = options.out / freeze.frozen_folder(checkout).name
    size = sum(path.lstat().st_size for _, path in archive.entries(product))
    lines = [f"Folder:  {product} ({size / 1e6:.0f} MB)"]
    if options.archive:
        path = archive_path(checkout, target, options.out)
        lines.append(f"Archive: {path} ({path.stat().st_size / 1e6:.0f} MB)")
    return [*lines, f"Everything the tools said is in {workshop.log_file(checkout)}"]
