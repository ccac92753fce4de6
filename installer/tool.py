"""One run of a tool inside a step: followed, logged, and explained when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from installer import shell
from installer.problem import SetupProblem


class Explanation(NamedTuple):
    """What a tool's message means."""

    pattern: re.Pattern[str]
    sentence: str
    """May hold ``{0}``: the pattern's first group."""
    remedy: str


def _explanation(pattern: str, sentence: str, remedy: str) -> Explanation:
    return Explanation(re.compile(pattern, re.IGNORECASE), sentence, remedy)


EXPLANATIONS = (
    _explanation(
        r"No space left on device|ENOSPC|Errno 28\b|disk quota exceeded",
        "The disk is full.",
        "Free a few gigabytes and run the same command again.",
    ),
    _explanation(
        r"hashes? (?:from|do not match)|THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY",
        "A downloaded package arrived damaged.",
        "Run the same command again; if it stays, empty the cache with: python3 -m pip cache purge",
    ),
    _explanation(
        r"Temporary failure in name resolution|Name or service not known|getaddrinfo|ENOTFOUND"
        r"|EAI_AGAIN|NewConnectionError|ConnectTimeout|Connection refused|ECONNREFUSED|ETIMEDOUT"
        r"|Network is unreachable|ProxyError|CERTIFICATE_VERIFY_FAILED|Read timed out",
        "The package index cannot be reached.",
        "Set-up needs the network once: look at the connection and the proxy settings "
        "(HTTPS_PROXY), then run the same command again.",
    ),
    _explanation(
        r"No matching distribution found for (\S+)",
        "There is no package {0} for this machine.",
        "Gaitbox runs on 64-bit Linux (glibc 2.28 or newer), macOS and Windows with Python 3.11.",
    ),
    _explanation(
        r"(Unable to locate package \S+)",
        "Debian's package lists do not have what is needed ({0}).",
        "Look at the sources in /etc/apt, then run the same command again.",
    ),
    _explanation(
        r"Permission denied|EACCES|PermissionError|WinError 5\b",
        "A file in the checkout cannot be written.",
        "Close other programs that use this folder, or take a checkout that belongs to you.",
    ),
)


def explain(output: str, otherwise: str, log: Path) -> SetupProblem:
    """Turn what a failed tool printed into one sentence and what to do."""
    for known in EXPLANATIONS:
        match = known.pattern.search(output)
        if match:
            sentence = known.sentence.format(*match.groups())
            return SetupProblem(sentence, known.remedy, shell.tail(output))
    return SetupProblem(otherwise, f"Everything it said is in {log}", shell.tail(output))


def use(
    command: Sequence[str],
    log: Path,
    cwd: Path,
    otherwise: str,
    hear: Callable[[str], bool] = lambda line: True,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run ``command`` to its good end.

    Args:
        otherwise: the sentence for a failure that is not among `EXPLANATIONS`.

    Raises:
        SetupProblem: it ended with another exit code than 0.
    """
    position = shell.size(log)
    if shell.run_logged(command, log, hear, cwd, environment) != 0:
        raise explain(shell.since(log, position), otherwise, log)
