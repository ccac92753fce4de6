"""``opt.txt``: the options that a checkpoint was trained with, one ``name: value`` a line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retarget.errors import BadInput

LARGEST_BYTES = 1 << 20
"""An ``opt.txt`` has about a kilobyte; what is much larger is something else."""

Value = bool | int | float | str | None


@dataclass(frozen=True)
class Options:
    """The options of one checkpoint, with the file they are from."""

    path: Path
    values: dict[str, Value]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """An option as text; empty where the file does not have it."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """An option that has to be there and a whole number from 1 up.

        Raises:
            BadInput: it is missing or something else.
        """
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            said = "nothing" if name not in self.values else str(value)
            raise BadInput(f"{self.path} has to say {name}, a whole number, and says {said}.")
        return value

    def agree(self, name: str, found: Value, where: str) -> None:
        """Compare an option, where the file has it, with what was found elsewhere.

        Args:
            found: the value that everything else speaks for.
            where: what that is, such as the name of a file.

        Raises:
            BadInput: they differ; the sentence gives the option and both values.
        """
        if name in self.values and self.values[name] != found:
            raise BadInput(
                f"{self.path} contradicts {where}: the option {name} is {self.values[name]}"
                f" there, and {found} here.",
                "Bring back the opt.txt that belongs to the checkpoint.",
            )

    def to_dict(self) -> dict[str, Any]:
        """The options as plain data, for the record of an import."""
        return dict(self.values)


def read_options(path: Path) -> Options:
    """Read an ``opt.txt``.

    Raises:
        BadInput: it cannot be read, or holds no options.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(f"{path} is too large for a file of options.")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read.") from error
    pairs = [line.split(":", 1) for line in lines if ":" in line]
    values = {name.strip(): _value(text.strip()) for name, text in pairs}
    if not values:
        raise BadInput(f"{path} holds no options.")
    return Options(path, values)


def _value(text: str) -> Value:
    words: dict[str, Value] = {"True": True, "False": False, "None": None}
    if text in words:
        return words[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
