"""Measures of a headset on the clinic's Wi-Fi: how soon it finds the laptop and shows a patient.

    python -m tests.bench_headset [--model DIR] [--runs N]

The Unity app's core as a console program on one machine of a pretended Wi-Fi (network namespaces,
so root on Linux), the real server on another; the headset hears no multicast. From the sentence to
the patient walking counts until the GLB has arrived whole; drawing it is the headset's affair. A
table, not a test.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from installer import csharp
from installer.checkout import Checkout
from runtime import paths
from tests.bench_server import PROMPTS
from tests.bench_session import Row
from tests.namespaces import wifi
from tests.runtime.server.laptop import Laptop
from tests.unity_app.csharp import CORE, PROBE, compile_csharp, sources
from tests.unity_app.headset import Headset


def rows(model: Path, runs: int = 9) -> list[Row]:
    """All measures, medians over ``runs``."""
    with tempfile.TemporaryDirectory() as folder, wifi("laptop", "headset") as air:
        home = Path(folder)
        laptop = Laptop(air["laptop"], model, home / "laptop", "--lan")
        laptop.advertised()
        headset = Headset(air["headset"], probe(home), home / "headset")
        headset.machine.drop_inbound_multicast()
        found = [_found(headset) for _ in range(runs)]
        pairing = headset.pair(laptop).first("paired")["took_ms"]
        asked = [_asked(headset, number) for number in range(runs + 1)][1:]
    return [
        Row("program started to laptop found, median", statistics.median(found), "ms", 1000),
        Row("program started to laptop found, longest", max(found), "ms"),
        Row("code typed to paired", pairing, "ms"),
        Row("sentence to motion, median", _middle(asked, 0), "s"),
        Row("sentence to GLB on the headset, median", _middle(asked, 1), "s", 2.5),
        Row("sentence to FBX on the headset, median", _middle(asked, 2), "s"),
    ]


def probe(folder: Path) -> list[str]:
    """The command line of the app's core as a console program, compiled into ``folder``."""
    checkout = Checkout.here()
    tools = csharp.toolchain(checkout)
    core, program = folder / "Gaitbox.Core.dll", folder / "Probe.dll"
    for answer in (
        compile_csharp(tools, sources(CORE), core),
        compile_csharp(tools, sources(PROBE), program, [core], ["-t:exe"]),
    ):
        assert answer.code == 0, answer.said
    return tools.program(program)


def _found(headset: Headset) -> float:
    """Milliseconds from the start of the program to the first laptop."""
    return float(headset.run("discover", "--limit", "1")[1].first("found")["ms"])


def _asked(headset: Headset, number: int) -> tuple[float, float, float]:
    """Seconds from a sentence to its motion, to the whole GLB and to the whole FBX."""
    sentence = f"{PROMPTS[number % len(PROMPTS)]}, walk {number}"
    said = headset.run("prompt", sentence, "--seconds", "8")[1]
    files = {line["kind"]: line["since_prompt_ms"] / 1e3 for line in said.all("file")}
    return said.first("motion")["took_ms"] / 1e3, files["glb"], files["fbx"]


def _middle(times: list[tuple[float, float, float]], column: int) -> float:
    return statistics.median(row[column] for row in times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=paths.default_model())
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    for row in rows(options.model, options.runs):
        sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
