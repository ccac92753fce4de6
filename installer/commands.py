"""The commands of ``python3 -m installer``: what each needs, and what it starts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from installer import checks, environment, packages, shell
from installer.checkout import Checkout
from installer.handover import hand_over
from installer.progress import Progress
from installer.steps import Needs, set_up

HELP = """\
usage: python3 -m installer COMMAND [options]     (Windows: py -3.11 -m installer COMMAND ...)

Sets this checkout up as far as COMMAND needs it, then starts it. What is there already is not
done again.

  run [options]        start Gaitbox in the browser; takes the options of "gaitbox serve",
                       such as --port 8123 and --no-browser
  generate, doctor, version, ...
                       any command of "gaitbox", with its options; try: generate --help
  test [options]       lint, types and the whole test suite; takes pytest's options, such as
                       -k parity or -m "not slow"
  train [options]      train the default model; takes the options of "export_onnx train"
  import-momask CHECKPOINTS [options]
                       make a model of MoMask's published checkpoints, which you have to have;
                       try: import-momask --help
  bench [options]      measure speed, memory and accuracy
  bundle [options]     build Gaitbox as a folder and an archive that run without Python;
                       try: bundle --help
  setup [NAME ...] [--fresh]
                       only set up; NAME is test, train, cuda or another extra of setup.cfg;
                       --fresh makes the environment .venv anew
"""

RUNNING = Needs(extras=frozenset({"console"}), console=True)
TESTING = Needs(extras=frozenset({"console", "test", "train"}), console=True, testing=True)
TRAINING = Needs(extras=frozenset({"train"}))


@dataclass(frozen=True)
class Start:
    """What a command needs, and the Python module that it starts with which words."""

    needs: Needs
    words: tuple[str, ...]


def start_for(command: str, rest: Sequence[str]) -> Start:
    """What ``command`` with the words ``rest`` after it comes to, but for test and setup.

    A word that is no command of the installer is one of gaitbox's, which answers for itself.
    """
    if command in ("run", "serve"):
        return Start(RUNNING, ("runtime", "serve", *rest))
    if command in ("train", "import-momask"):
        return Start(TRAINING, ("export_onnx", command, *rest))
    if command == "bench":
        return Start(TESTING, ("tests.bench", *rest))
    return Start(Needs(), ("runtime", command, *rest))


def needs_for_setup(names: Sequence[str]) -> Needs:
    """What ``setup names...`` has to provide."""
    extras = RUNNING.extras | (set(names) - {"run"})
    if "test" in names:
        return Needs(extras | TESTING.extras, console=True, testing=True)
    return Needs(frozenset(extras), console=True)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line ``arguments`` says and return the exit code.

    Raises:
        SetupProblem: the set-up cannot go on.
    """
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    checkout, progress = Checkout.here(), Progress()
    command, rest = arguments[0], list(arguments[1:])
    if command == "setup":
        return _set_up_only(checkout, rest, progress)
    if command == "bundle":
        from installer.bundle import command as bundle

        return bundle.run(rest, checkout, progress)
    if command == "test":
        set_up(checkout, TESTING, progress)
        return checks.run_checks(checkout, rest)
    start = start_for(command, rest)
    set_up(checkout, start.needs, progress)
    return hand_over([str(checkout.python), "-m", *start.words], shell.clean_environment())


def _set_up_only(checkout: Checkout, rest: list[str], progress: Progress) -> int:
    names = [word for word in rest if word != "--fresh"]
    odd = [word for word in names if word not in (*packages.extras_of(checkout), "run")]
    if odd:
        print(f"setup does not know {odd[0]}. See: python3 -m installer --help", file=sys.stderr)
        return 2
    if "--fresh" in rest:
        environment.remove(checkout.venv)
    done = set_up(checkout, needs_for_setup(names), progress)
    progress.say("Set up." if done else "Everything is there already.")
    return 0
