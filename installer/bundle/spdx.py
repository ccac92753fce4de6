"""Licences by the names that SPDX gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

IDS = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0"),
        *("GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.0-or-later"),
        *("LGPL-2.1-or-later", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Pixar"),
        *("Python-2.0", "Zlib", "Unlicense", "OFL-1.1", "BSL-1.0"),
    }
)
"""Those that occur in a bundle; others are given by name."""

EXCEPTIONS = frozenset({"LLVM-exception", "Bootloader-exception"})

UNKNOWN = "see its licence text"

_WORDS = {
    "mit license": "MIT",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "gpl-3.0": "GPL-3.0-or-later",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""What packages say in their own words; "GPL-3.0" is bpy's, whose sources say "or later"."""

_LONGEST = 60
"""Characters; a longer "License" is the licence's text and not its name."""


def of_metadata(expression: str, licence: str, classifiers: Iterable[str]) -> str:
    """One name for what a package's metadata says (fields of the core metadata, 2.4)."""
    classes = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License :: ")]
    short = licence if licence and "\n" not in licence and len(licence) <= _LONGEST else ""
    for said in (expression, short, *classes):
        known = _WORDS.get(said.strip().lower(), said.strip())
        if is_expression(known):
            return known
    return expression or UNKNOWN


def is_expression(text: str) -> bool:
    """Whether ``text`` is an SPDX expression over `IDS` and `EXCEPTIONS`."""
    words = text.replace("(", " ").replace(")", " ").split()
    return (
        bool(words)
        and all(w in IDS or w in EXCEPTIONS or w in ("AND", "OR", "WITH") for w in words)
        and re.fullmatch(r"[^ ]+( (AND|OR|WITH) [^ ]+)*", text) is not None
    )
