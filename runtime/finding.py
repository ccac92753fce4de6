"""One line of a table of checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from retarget.errors import GaitboxError

OK, WARNING, FAILED = "ok", "warning", "FAILED"


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    name: str
    state: str
    detail: str

    @property
    def failed(self) -> bool:
        """Whether Gaitbox does not work because of this."""
        return self.state == FAILED

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return asdict(self)


def examined(name: str, check: Callable[[], tuple[str, str]]) -> Finding:
    """What a check finds; it never raises: a check that falls over helps nobody."""
    try:
        return Finding(name, *check())
    except GaitboxError as error:
        return Finding(name, FAILED, str(error))
    except Exception as error:
        return Finding(name, FAILED, f"{type(error).__name__}: {error}")
