"""The command ``gaitbox``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import runtime
from retarget.errors import BadInput, GaitboxError, ModelError, NotFound
from runtime import TEACHING_AID, command_import, paths, process
from runtime.failures import log_failure

DONE, FAILURE, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is the shell's for Ctrl-C."""

LAUNCH = "launch"
"""The command of a double-click."""

_EXAMPLES = """examples:
  gaitbox generate "a man limps, sparing his painful right leg" --out limp
  gaitbox generate "stroke patient swings the left leg outward" --out stroke --seed 7 --seconds 8
  gaitbox generate --prompts cases.json --out cases
  gaitbox edit limp/0/motion.npy --from 4 "a man walks normally" --out better
  gaitbox launch
  gaitbox serve
  gaitbox models
  gaitbox doctor
"""

_GENERATE = """Write a walk to a folder: DIR/0/motion.npy, features.npy, motion.bvh, motion.fbx,
motion.glb and report.json, further samples to DIR/1, DIR/2, ...

The same sentence, seed and model give the same motion. The report says what was understood,
what the motion measures, and which of the wishes it meets."""

_GENERATE_EXAMPLES = """examples:
  gaitbox generate "a woman walks slowly with a mild right foot drop" --out drop
  gaitbox generate "parkinsonian shuffle" --out pd --seed 3 --samples 4 --formats glb
  gaitbox generate "a child walks fast" --out tall --avatar age=0.4,height=0.9
  gaitbox generate "crouch gait" --out treadmill --loop
  gaitbox generate --prompts cases.json --out cases

cases.json:  [{"id": "case1", "prompt": "a man limps on the left", "seed": 7, "seconds": 8}]
             each goes to its own folder, DIR/case1 and so on.
"""

_EDIT = """Make a part of a motion anew for a sentence: a walk that begins normal and turns into a
limp. Before and behind the part the motion stays; what is measured and checked is the part.

MOTION is the id of a motion in the library (12 digits and letters), or a file:
  .npy  joints (frames x 22 x 3, metres) or features (frames x 263) of HumanML3D, 20 a second
  .bvh  with the names of the 22 joints, any frame rate, metres or centimetres, Y up

DIR gets what gaitbox generate writes. The same motion, sentence, seed and model give the same
result."""

_EDIT_EXAMPLES = """examples:
  gaitbox generate "a man walks normally" --out walk --seconds 8
  gaitbox edit walk/0/motion.npy --from 4 --to end "a man limps on his right leg" --out limp
  gaitbox edit 3f9a01c2b7de --from 2 --to 6 "left foot drop" --out drop --seed 7 --samples 3
  gaitbox edit recording.bvh --from 3 "he leans to the left over his left leg" --out lean
"""

_SERVE_EXAMPLES = """examples:
  gaitbox serve
  gaitbox serve --port 9000 --no-browser
  gaitbox serve --lan
  gaitbox serve --lan --interface wlan0 --name "Gait lab"

The page is at the address it says, the HTTP interface at /docs. Only this machine can reach it,
unless headset mode is on: then paired headsets on the same network can, over TLS. It can also be
switched on the page.
"""


_LAUNCH = """Start Gaitbox as a double-click does: check that everything works, start the page and
open it in the browser. Where Gaitbox is running already, its page is opened and nothing else
happens. Closing the window ends Gaitbox."""


_MODEL_HELP = "installed model by name, or a model folder (default)"


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code.

    0 done; 1 failure; 2 bad input, with one line on stderr and nothing written. A bundle's
    executable without words, which is what a double-click gives, launches.
    """
    _set_up_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if paths.frozen():
        process.begin()
        words = words or [LAUNCH]
    try:
        if words[:1] == [command_import.COMMAND]:
            return command_import.run(words[1:])
        options = _parser().parse_args(words)
        if options.run not in _QUIET:
            process.settle()
        code: int = options.run(options)
        return code
    except (BadInput, NotFound, ModelError) as error:
        return _complain(error, BAD_INPUT)
    except GaitboxError as error:
        return _complain(error, FAILURE)
    except BrokenPipeError:
        _silence_output()
        return DONE
    except Exception as error:
        log_failure(logging.getLogger(__name__), "the command failed", error)
        return _complain(GaitboxError("Something went wrong inside Gaitbox."), FAILURE)
    except KeyboardInterrupt:
        print("gaitbox: stopped", file=sys.stderr)
        return INTERRUPTED


def _complain(error: GaitboxError, code: int) -> int:
    print("gaitbox: " + " ".join(str(error).split()), file=sys.stderr)
    return code


def _silence_output() -> None:
    """Send the rest of the output nowhere: who read it, ``head`` for one, has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _set_up_streams() -> None:
    """A terminal that cannot show a character shows a stand-in instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="gaitbox",
        description=f"From a sentence to an animated, impaired walk. {TEACHING_AID}",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_generate(commands)
    _add_edit(commands)
    _add_serve(commands)
    _add_launch(commands)
    models = _add(commands, "models", "list the installed models", "")
    models.add_argument("--json", action="store_true", help="print the list as JSON")
    models.set_defaults(run=_models)
    # Listed here; its words are the exporter's to read.
    commands.add_parser(command_import.COMMAND, help=command_import.SUMMARY, add_help=False)
    doctor = _add(commands, "doctor", "check that everything Gaitbox needs is there", "")
    doctor.add_argument("--model", metavar="NAME", help=_MODEL_HELP)
    doctor.add_argument("--json", action="store_true", help="print the table as JSON")
    doctor.set_defaults(run=_doctor)
    version = _add(commands, "version", "print the version", "")
    version.add_argument(
        "--full", action="store_true", help="all parts, their licences, model and avatar"
    )
    version.set_defaults(run=_version)
    return parser


def _add(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    epilog: str,
    description: str = "",
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=description or f"{summary[:1].upper()}{summary[1:]}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_generate(commands: argparse._SubParsersAction[_Parser]) -> None:
    summary = "write a walk, or many, to a folder"
    command = _add(commands, "generate", summary, _GENERATE_EXAMPLES, _GENERATE)
    add = command.add_argument
    add("prompt", nargs="?", metavar="PROMPT", help="the walk in one sentence, in quotes")
    add("--prompts", metavar="FILE", help="JSON file of many prompts")
    add("--seconds", metavar="S", help="length; left out, the model chooses it")
    add("--loop", action="store_true", help="walk in place, the last frame into the first")
    _add_making(command, "preset, or parameters such as age=0.8,height=0.4", "a walk meets")
    command.set_defaults(run=_generate)


def _add_edit(commands: argparse._SubParsersAction[_Parser]) -> None:
    summary = "make a part of a motion anew for a sentence"
    command = _add(commands, "edit", summary, _EDIT_EXAMPLES, _EDIT)
    add = command.add_argument
    add("motion", metavar="MOTION", help="id in the library, or a .npy or .bvh file")
    add("prompt", metavar="PROMPT", help="the walk in the part, in one sentence, in quotes")
    add("--from", dest="start", metavar="S", help="where the part begins, in seconds")
    add("--to", dest="end", metavar="S", help="where it ends, in seconds, or end (end)")
    _add_making(command, "another body than the motion's; see generate", "the part meets")
    command.set_defaults(run=_edit, seconds=None, loop=False)


def _add_making(command: argparse.ArgumentParser, avatar: str, until: str) -> None:
    """What every command that makes motions can be told."""
    add = command.add_argument
    add("--out", metavar="DIR", help="folder to write to; made if it is not there")
    add("--seed", metavar="N", help="same seed, same motion; random when left out")
    add("--samples", metavar="K", help="how many different walks, 1 to 8 (1)")
    add("--formats", metavar="LIST", help="some of npy,bvh,fbx,glb (all)")
    add("--avatar", metavar="BODY", help=avatar)
    add("--candidates", metavar="N", help=f"tries at most, until {until} its checks (3)")
    add("--model", metavar="NAME", help=_MODEL_HELP)
    add("--json", action="store_true", help="print the reports as JSON")


def _add_serve(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "serve", "start the page and the HTTP interface", _SERVE_EXAMPLES)
    _add_serving(command)
    command.set_defaults(run=_serve)


def _add_launch(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, LAUNCH, "check everything, then serve; a double-click", "", _LAUNCH)
    _add_serving(command)
    command.set_defaults(run=_launch)


def _add_serving(command: argparse.ArgumentParser) -> None:
    """What every command that serves can be told."""
    add = command.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    add("--port", default="8770", metavar="N", help="port; the next free one if taken (8770)")
    add("--no-browser", action="store_true", help="do not open the browser")
    add("--lan", action="store_true", help="headset mode: headsets on this network find it")
    add(
        "--interface",
        action="append",
        metavar="NAME",
        help="network adapter for headset mode, or its address; repeatable (the real ones)",
    )
    add("--lan-port", metavar="N", help="port for headsets; the next free one if taken (8771)")
    add("--name", metavar="NAME", help="what headsets show (Gaitbox on HOSTNAME)")
    add("--avatar", metavar="BODY", help="preset for sentences that name no body (adult_man)")
    add("--model", metavar="NAME", help=_MODEL_HELP)


def _generate(options: argparse.Namespace) -> int:
    from runtime.command_generate import run

    return run(options)


def _edit(options: argparse.Namespace) -> int:
    from runtime.command_edit import run

    return run(options)


def _serve(options: argparse.Namespace) -> int:
    from runtime.command_serve import run

    return run(options)


def _launch(options: argparse.Namespace) -> int:
    from runtime.command_launch import run

    return run(options)


def _models(options: argparse.Namespace) -> int:
    from runtime.command_models import run

    return run(options)


def _doctor(options: argparse.Namespace) -> int:
    from runtime.doctor import examine, show
    from runtime.models import resolve_model

    logging.basicConfig(level=logging.CRITICAL)
    findings = examine(resolve_model(options.model))
    if options.json:
        print(json.dumps([finding.to_dict() for finding in findings], indent=1))
    else:
        print(show(findings))
    return FAILURE if any(finding.failed for finding in findings) else DONE


def _version(options: argparse.Namespace) -> int:
    if options.full:
        from runtime.command_version import full

        print(full())
    else:
        print(f"gaitbox {runtime.__version__}")
    return DONE


_QUIET = (_models, _version)
"""Commands that make no files, not even temporary ones."""
