"""What a terminal says about headset mode as it changes. No secret is among it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runtime.certificate import grouped


class HeadsetWords:
    """Told the document of headset mode whenever it changed; says what is new to a person."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._said: list[str] = []

    def __call__(self, document: dict[str, Any]) -> None:
        lines = describe(document)
        new = [line for line in lines if line not in self._said]
        self._said = lines
        for line in new:
            self._say(line)


def describe(document: dict[str, Any]) -> list[str]:
    """Headset mode in a few lines.

    Args:
        document: what ``GET /headset`` answers.
    """
    if not document["on"]:
        return ["Headset mode is off: nobody else can reach this laptop."]
    lines = [
        f"Headset mode: {each['url']}  ({each['interface']})" for each in document["addresses"]
    ]
    if lines:
        lines.append(f"Fingerprint of this laptop: {grouped(document['fingerprint'])}")
        lines.append("The pairing code is on the page on this laptop, under Headset mode.")
    if document["advertised"]:
        lines.append(f"Headsets find it as: {document['name']}")
    problem = document["problem"]
    if problem is not None:
        lines.append(f"Headset mode: {problem['detail']} {problem['remedy']}".strip())
    return lines
