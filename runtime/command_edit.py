"""What ``gaitbox edit`` does with its options."""

from __future__ import annotations

import argparse

from runtime.command_generate import make, read_number, read_values
from runtime.edit_request import END, read_edit_request
from runtime.sources import read_source


def run(options: argparse.Namespace) -> int:
    """Change a part of a motion as the options say; returns the exit code."""
    values = {
        **read_values(options),
        "prompt": options.prompt,
        "from": read_number(options.start, "--from"),
        "to": END if options.end in (None, END) else read_number(options.end, "--to"),
    }
    request = read_edit_request(values, read_source(options.motion))
    return make(options, lambda generation, out: generation.edit(request, out))
