"""``python -m export_onnx``: make a model folder for the runtime."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from retarget.errors import BadInput, GaitboxError, ModelError, NotFound

DESCRIPTION = """\
Makes what the runtime loads: a folder of ONNX graphs with a manifest.

A model is trained from scratch on real walking (recordings of 22 joints),
from which a corpus of normal and impaired walks with descriptions is made:

  python -m export_onnx corpus --mocap MOCAP --out corpus.npz
  python -m export_onnx train --corpus corpus.npz --out runtime/models/default --minutes 50

Training writes checkpoints; after a stop, give the same command with --resume.
With --start-from a model is trained on instead, in less time.
Every export is checked against the networks it was made from.

The published checkpoints of MoMask, which you have to have, become a model too:

  python -m export_onnx import-momask checkpoints --clip ViT-B-32.pt
"""

IMPORT_DESCRIPTION = """\
Makes a model of MoMask's published checkpoints (Guo et al., CVPR 2024).

CHECKPOINTS is the folder that MoMask's prepare/download_models.sh makes:

  CHECKPOINTS/t2m/<name>/opt.txt             options of a network
  CHECKPOINTS/t2m/<name>/model/*.tar         its weights
  CHECKPOINTS/t2m/<name>/meta/{mean,std}.npy of the motion tokeniser alone
  CHECKPOINTS/t2m/length_estimator/model/finest.tar

and the same below CHECKPOINTS/kit for the networks of KIT-ML. Nothing in the
files is run, and nothing is written unless the new graphs compute what the
networks compute. At the end a table says which files are the official ones.
"""

IMPORT_EXAMPLES = """\
where the files are:
  the checkpoints: github.com/EricGuo5513/momask-codes, prepare/download_models.sh
  CLIP's text encoder ViT-B-32.pt: github.com/openai/CLIP, clip/clip.py
  Neither comes with Gaitbox; the terms of their publishers apply.

examples:
  python -m export_onnx import-momask checkpoints --clip ViT-B-32.pt
  python -m export_onnx import-momask checkpoints --dataset kit --out my-model
then:
  gaitbox generate --model momask-t2m "a person limps" --out limp
"""

STOPPED = "Stopped. Continue with --resume."

EXIT_BAD_INPUT = 2
EXIT_FAILURE = 1

PARTS = {
    "masked": "masked transformer",
    "residual": "residual transformer",
    "length": "length estimator",
}

log = logging.getLogger("export_onnx")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 done, 2 bad input (one sentence on stderr), 1 failure."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except (BadInput, NotFound, ModelError) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_BAD_INPUT
    except GaitboxError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_FAILURE
    except KeyboardInterrupt:
        sys.stderr.write(f"{getattr(options, 'stopped', STOPPED)}\n")
        return EXIT_FAILURE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m export_onnx",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_corpus(commands.add_parser("corpus", help="make the training corpus from recordings"))
    _add_train(commands.add_parser("train", help="train a model and write its folder"))
    _add_export(commands.add_parser("export", help="write the folder of a trained model again"))
    _add_import(
        commands.add_parser(
            "import-momask",
            help="make a model of MoMask's published checkpoints",
            description=IMPORT_DESCRIPTION,
            epilog=IMPORT_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _add_text(commands.add_parser("text-encoder", help="write the sentence encoder alone"))
    _add_samplers(
        commands.add_parser("samplers", help="write the small graphs of the loop on a GPU again")
    )
    _add_avatar(commands.add_parser("avatar", help="make the body that the avatars are made of"))
    return parser


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mocap", type=Path, required=True, help="folder of recordings (.npz)")
    parser.add_argument("--out", type=Path, required=True, help="corpus file to write (.npz)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clips", type=int, help="number of clips")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="processes that make clips"
    )
    parser.set_defaults(command=_corpus)


def _add_train(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--corpus", type=Path, help="corpus file made by the corpus command")
    source.add_argument("--mocap", type=Path, help="recordings to make the corpus from")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument(
        "--work", type=Path, help="folder for checkpoints (default: OUT with .training appended)"
    )
    parser.add_argument("--minutes", type=float, default=50.0, help="time for training (50)")
    parser.add_argument(
        "--tokeniser", type=Path, help="take over the tokeniser of this training folder"
    )
    parser.add_argument(
        "--start-from",
        type=Path,
        metavar="MODEL",
        help="begin with the weights of this model folder instead of random ones",
    )
    parser.add_argument(
        "--shares",
        type=float,
        nargs=4,
        metavar=("TOKENISER", "DECODER", "TRANSFORMERS", "LENGTH"),
        help="shares of the time, together below 1; the rest is for tokens and validation",
    )
    parser.add_argument("--seed", type=int, help="seed of weights and batches")
    parser.add_argument("--resume", action="store_true", help="continue a stopped training")
    parser.add_argument("--model-id", default="gaitbox-momask", help="name in the manifest")
    parser.add_argument("--model-version", default="1", help="version in the manifest")
    parser.set_defaults(command=_train)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--work", type=Path, required=True, help="folder of a finished training")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--model-id", default="gaitbox-momask", help="name in the manifest")
    parser.add_argument("--model-version", default="1", help="version in the manifest")
    parser.set_defaults(command=_export)


def _add_import(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("checkpoints", type=Path, metavar="CHECKPOINTS", help="folder with t2m or kit in it")
    add(
        "--dataset",
        choices=("t2m", "kit"),
        help="t2m (HumanML3D) or kit (KIT-ML); left out, the one that is there, t2m before kit",
    )
    add(
        "--clip",
        type=Path,
        metavar="FILE",
        help="ViT-B-32.pt; left out, it is looked for in and beside CHECKPOINTS",
    )
    add(
        "--out",
        type=Path,
        metavar="DIR",
        help="model folder to write; left out, the model is installed for this user under the"
        " name momask-t2m or momask-kit",
    )
    add(
        "--int8",
        action="store_true",
        help="8-bit weights for the transformers, faster on many processors; taken only if 99 %% of"
        " the tokens stay and joints stay within 5 mm, else the model stays in float32",
    )
    for part in ("masked", "residual", "length"):
        add(f"--{part}", metavar="NAME", help=f"folder of the {PARTS[part]}, if there are several")
    parser.set_defaults(command=_import, stopped="Stopped. Nothing was written.")


def _add_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--float", action="store_true", help="32-bit weights instead of int8")
    parser.set_defaults(command=_text_encoder)


def _add_samplers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="folder to write (default: the engine's own)")
    parser.set_defaults(command=_samplers)


def _add_avatar(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="data file to write (default: retarget's own)")
    parser.set_defaults(command=_avatar)


def prepare_threads() -> None:
    """OpenMP settings that keep two busy processes from starving each other.

    Spinning threads make training five to ten times slower on a loaded
    machine. Must run before torch is imported.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")


def _corpus(options: argparse.Namespace) -> None:
    if not options.mocap.is_dir():
        raise BadInput(f"There is no folder {options.mocap}.")
    from export_onnx.corpus.build import build_corpus

    options.out.parent.mkdir(parents=True, exist_ok=True)
    count = {} if options.clips is None else {"clips": options.clips}
    build_corpus(options.mocap, options.out, options.seed, processes=options.processes, **count)


def _train(options: argparse.Namespace) -> None:
    if options.minutes <= 0:
        raise BadInput("--minutes must be more than 0.")
    for source in (options.corpus, options.mocap):
        if source is not None and not source.exists():
            raise BadInput(f"There is no {source}.")
    if options.shares and (min(options.shares) <= 0 or sum(options.shares) >= 1):
        raise BadInput("--shares must each be more than 0, and less than 1 together.")
    if options.start_from is not None and options.tokeniser is not None:
        raise BadInput("--start-from and --tokeniser exclude each other.")
    prepare_threads()
    from dataclasses import replace

    from export_onnx.corpus.store import Corpus
    from export_onnx.readback.folder import read_model_folder
    from export_onnx.stages.recipe import Recipe
    from export_onnx.text_encoder import build_text_encoder
    from export_onnx.train import Budgets, train

    start = None if options.start_from is None else read_model_folder(options.start_from)
    work = options.work or options.out.with_name(options.out.name + ".training")
    work.mkdir(parents=True, exist_ok=True)
    path = options.corpus
    if path is None:
        path = work / "corpus.npz"
        if not (options.resume and path.exists()):
            _corpus(
                argparse.Namespace(
                    mocap=options.mocap, out=path, seed=7, clips=None, processes=os.cpu_count() or 1
                )
            )
    try:
        corpus = Corpus.load(path)
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"{path} is not a corpus file.") from error
    recipe = Recipe() if start is None else Recipe.continued(start.networks.config)
    if options.seed is not None:
        recipe = replace(recipe, seed=options.seed)
    if options.shares:
        recipe = recipe.with_shares(*options.shares)
    text = build_text_encoder() if start is None else start.text
    networks, record = train(
        corpus,
        text,
        work,
        Budgets.of_minutes(options.minutes, recipe),
        recipe=recipe,
        resume=options.resume,
        tokeniser=options.tokeniser,
        start=start,
    )
    (work / "record.json").write_text(_json(record), encoding="utf-8")
    _write(options, networks, text, record)


def _export(options: argparse.Namespace) -> None:
    import json

    from export_onnx.stages.workdir import WorkDir
    from export_onnx.text_encoder import build_text_encoder

    networks = WorkDir(options.work).networks()
    record = options.work / "record.json"
    training = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    _write(options, networks, build_text_encoder(), training)


def _import(options: argparse.Namespace) -> None:
    prepare_threads()
    from export_onnx.checkpoints.layout import Choice
    from export_onnx.import_momask import ImportRequest, import_momask

    choice = Choice(options.masked, options.residual, options.length)
    request = ImportRequest(
        options.checkpoints, options.dataset, options.clip, options.out, choice, options.int8
    )
    made = import_momask(request)
    size = sum(path.stat().st_size for path in made.folder.iterdir())
    print(f"\n{made.table}\n\nModel: {made.folder} ({size / 1e6:.0f} MB)")
    if options.out is None:
        print(f'Use it with: gaitbox generate --model {made.folder.name} "..." --out DIR')


def _text_encoder(options: argparse.Namespace) -> None:
    from export_onnx.text_encoder import build_text_encoder

    text = build_text_encoder(quantise=not options.float)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "text.onnx").write_bytes(text.model)
    (options.out / "tokenizer.json").write_bytes(text.tokenizer)
    log.info("text encoder: %.1f MB in %s", len(text.model) / 1e6, options.out)


def _samplers(options: argparse.Namespace) -> None:
    from export_onnx.samplers import write_samplers
    from runtime.engine.device import FOLDER

    for path in write_samplers(options.out or FOLDER):
        log.info("sampler: %s, %d bytes", path, path.stat().st_size)


def _avatar(options: argparse.Namespace) -> None:
    from export_onnx import avatar

    path = options.out or avatar.DEFAULT_FILE
    error = avatar.build(path)
    log.info("avatar: %s, %.1f MB, within %.2f mm", path, path.stat().st_size / 1e6, error * 1e3)


def _write(options: argparse.Namespace, networks: object, text: object, record: dict) -> None:
    from export_onnx.model_folder import Identity, write_model_folder
    from export_onnx.networks import Networks
    from export_onnx.text_encoder import TextEncoder

    assert isinstance(networks, Networks) and isinstance(text, TextEncoder)
    identity = Identity(model_id=options.model_id, version=options.model_version)
    write_model_folder(options.out, networks, text, identity=identity, training=record)
    size = sum(path.stat().st_size for path in options.out.iterdir())
    log.info("model: %s, %.1f MB", options.out, size / 1e6)


def _json(data: object) -> str:
    import json

    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
