"""Finds the checkpoints of one model in the layout in which MoMask's authors publish theirs.

``<checkpoints>/<t2m or kit>/<name>/`` holds ``opt.txt`` and ``model/*.tar``, the motion tokeniser
``meta/mean.npy`` and ``meta/std.npy`` too; the folder of the length estimator has no ``opt.txt``.
What a folder holds is told from its options and files, not from its name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from export_onnx.checkpoints import official
from export_onnx.checkpoints.opt_file import Options, read_options
from export_onnx.checkpoints.reading import load_checkpoint
from export_onnx.dataset import DATASETS, Dataset
from retarget.errors import BadInput

BEST, LATEST, FINEST = "net_best_fid.tar", "latest.tar", "finest.tar"
"""The checkpoint that MoMask's generation loads: of the tokeniser and the residual transformer,
of the masked transformer, and of the length estimator."""

RESIDUAL_KEY = "res_transformer"

LAYOUT_REMEDY = f"Give the folder that holds t2m or kit. {official.DOWNLOAD}"


@dataclass(frozen=True)
class Found:
    """One folder with a network: its name is the folder's, ``tar`` its checkpoint."""

    folder: Path
    tar: Path
    options: Options | None = None

    @property
    def name(self) -> str:
        """Name of the folder, which MoMask's options use as the name of the model."""
        return self.folder.name

    def opt(self) -> Options:
        """The options; only the length estimator comes without."""
        assert self.options is not None
        return self.options

    def files(self) -> list[Path]:
        """The files that an import reads."""
        read = [self.folder / "opt.txt", self.tar]
        read += [self.folder / "meta" / name for name in ("mean.npy", "std.npy")]
        return [path for path in read if path.is_file()]


@dataclass(frozen=True)
class Layout:
    """The four networks of a model, and the folders that are not needed."""

    dataset: Dataset
    folder: Path
    rvq: Found
    masked: Found
    residual: Found
    length: Found
    ignored: tuple[str, ...]

    def files(self) -> list[Path]:
        """All files that an import reads."""
        parts = (self.rvq, self.masked, self.residual, self.length)
        return [path for part in parts for path in part.files()]


@dataclass(frozen=True)
class Choice:
    """Names of folders to prefer where there are several of a kind."""

    masked: str | None = None
    residual: str | None = None
    length: str | None = None


@dataclass
class _Kinds:
    """The folders of a data set, by what they hold."""

    rvq: list[Found] = field(default_factory=list)
    masked: list[Found] = field(default_factory=list)
    residual: list[Found] = field(default_factory=list)
    length: list[Found] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def find_layout(
    checkpoints: Path, dataset: str | None = None, choice: Choice | None = None
) -> Layout:
    """The checkpoints to import from a folder.

    Args:
        checkpoints: the folder with ``t2m`` or ``kit``, or one of these itself.
        dataset: ``t2m`` or ``kit``; None takes the one that is there, ``t2m`` before ``kit``.
        choice: which folders to take where several hold the same kind of network.

    Raises:
        BadInput: no such folder, no model in it, a part of one missing, or several to choose from.
    """
    choice = choice or Choice()
    folder, known = _dataset_folder(checkpoints, dataset)
    kinds = _sort(folder)
    names = official.MASKED, official.RESIDUAL
    masked = _one(
        folder, "masked transformer", kinds.masked, "--masked", choice.masked, names[0].values()
    )
    rvq = _tokeniser(folder, kinds.rvq, masked)
    residual = _one(
        folder,
        "residual transformer",
        _of_same_tokeniser(kinds.residual, masked, choice.residual),
        "--residual",
        choice.residual,
        names[1].values(),
    )
    _same_tokeniser(masked, residual)
    length = _one(
        folder,
        "length estimator",
        kinds.length,
        "--length",
        choice.length,
        (official.LENGTH_ESTIMATOR,),
    )
    used = {part.name for part in (rvq, masked, residual, length)}
    found = [part.name for part in (*kinds.rvq, *kinds.masked, *kinds.residual, *kinds.length)]
    ignored = sorted({*kinds.others, *found} - used)
    return Layout(
        known or _dataset_of(masked), folder, rvq, masked, residual, length, tuple(ignored)
    )


def _dataset_folder(checkpoints: Path, wanted: str | None) -> tuple[Path, Dataset | None]:
    """The folder of the data set's models; its data set where the folder's name says it."""
    if not checkpoints.is_dir():
        raise BadInput(f"There is no folder {checkpoints}.", LAYOUT_REMEDY)
    there = [name for name in DATASETS if (checkpoints / name).is_dir()]
    if wanted in there or (wanted is None and there):
        name = wanted or there[0]
        return checkpoints / name, DATASETS[name]
    if any(path.is_file() for path in checkpoints.glob("*/opt.txt")):
        return checkpoints, DATASETS[wanted] if wanted else None
    missing = f"no folder {wanted}" if wanted else "neither a folder t2m nor a folder kit"
    raise BadInput(f"{checkpoints} holds no MoMask checkpoints: {missing} in it.", LAYOUT_REMEDY)


def _dataset_of(masked: Found) -> Dataset:
    """The data set that the options of a model name."""
    name = masked.opt().text("dataset_name")
    if name not in DATASETS:
        raise BadInput(
            f"{masked.opt().path} names the data set '{name}', which is neither t2m nor kit.",
            "Say which it is with --dataset.",
        )
    return DATASETS[name]


def _sort(folder: Path) -> _Kinds:
    kinds = _Kinds()
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        if not _sort_one(path, kinds):
            kinds.others.append(path.name)
    return kinds


def _sort_one(folder: Path, kinds: _Kinds) -> bool:
    """Put a folder where it belongs; False if it holds no network of a MoMask model."""
    best, latest, finest = (folder / "model" / name for name in (BEST, LATEST, FINEST))
    if not (folder / "opt.txt").is_file():
        if not finest.is_file() or folder.name in official.EVALUATION_ONLY:
            return False
        kinds.length.append(Found(folder, finest))
        return True
    options = read_options(folder / "opt.txt")
    if "num_quantizers" in options or "nb_code" in options:
        if best.is_file():
            kinds.rvq.append(Found(folder, best, options))
        return best.is_file()
    if "vq_name" not in options or "latent_dim" not in options:
        return False
    if best.is_file() and _is_residual(best, latest):
        kinds.residual.append(Found(folder, best, options))
    elif latest.is_file():
        kinds.masked.append(Found(folder, latest, options))
    else:
        return False
    return True


def _is_residual(best: Path, latest: Path) -> bool:
    """Whether a transformer with a best checkpoint is a residual one.

    MoMask loads the best checkpoint of a residual transformer and the latest of a masked one; a
    folder with both, as training leaves it, says only inside which of them it is.
    """
    return not latest.is_file() or RESIDUAL_KEY in load_checkpoint(best)


def _one(
    folder: Path,
    what: str,
    found: Sequence[Found],
    option: str,
    wanted: str | None,
    official_names: Collection[str],
) -> Found:
    """The folder to take of one kind: the wanted, the official, or the only one."""
    names = [part.name for part in found]
    if wanted is not None:
        if wanted not in names:
            there = f"there are: {', '.join(names)}" if names else "there is none"
            raise BadInput(f"{folder} has no {what} named {wanted}; {there}.")
        return found[names.index(wanted)]
    best = [part for part in found if part.name in official_names]
    if len(found) == 1 or best:
        return (best or list(found))[0]
    if not found:
        raise BadInput(f"{folder} has no {what} ({_looks_like(what)}).", official.DOWNLOAD)
    raise BadInput(
        f"{folder} has several folders with a {what}: {', '.join(names)}.",
        f"Choose one with {option} NAME.",
    )


def _looks_like(what: str) -> str:
    return {
        "masked transformer": f"a folder with opt.txt and model/{LATEST}",
        "residual transformer": f"a folder with opt.txt and model/{BEST}",
        "length estimator": f"{official.LENGTH_ESTIMATOR}/model/{FINEST}",
    }[what]


def _tokeniser(folder: Path, found: Sequence[Found], masked: Found) -> Found:
    """The motion tokeniser (RVQ-VAE) that the masked transformer names."""
    wanted = masked.opt().text("vq_name")
    for part in found:
        if part.name == wanted:
            return part
    raise BadInput(
        f"{folder} has no motion tokeniser {wanted} (opt.txt and model/{BEST}),"
        f" which the masked transformer {masked.name} was trained with.",
        official.DOWNLOAD,
    )


def _of_same_tokeniser(found: list[Found], masked: Found, wanted: str | None) -> list[Found]:
    """Residual transformers of the masked one's tokeniser, or all if there is none of it."""
    if wanted is not None:
        return found
    vq_name = masked.opt().text("vq_name")
    return [part for part in found if part.opt().text("vq_name") == vq_name] or found


def _same_tokeniser(masked: Found, residual: Found) -> None:
    names = [part.opt().text("vq_name") for part in (masked, residual)]
    if names[0] != names[1]:
        raise BadInput(
            f"The masked transformer {masked.name} was trained with the motion tokeniser"
            f" {names[0]}, and the residual transformer {residual.name} with {names[1]}.",
            "Choose two that belong together with --masked NAME and --residual NAME.",
        )
