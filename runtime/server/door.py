"""What a request that came through the LAN door carries with it.

The listeners of the LAN door mark each request's scope with a `LanDoor`; a scope without the mark
came through loopback. The guard puts the device in once its token was checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Scope

from runtime.devices import Device, Devices

LAN = "gaitbox.lan"
"""Key of the scope for the `LanDoor`."""

DEVICE = "gaitbox.device"
"""Key of the scope for the `Device` whose token was shown; only ever set behind the LAN door."""


@dataclass(frozen=True)
class LanDoor:
    """The door towards the clinic's network.

    ``hosts`` gives the values of a Host header that are allowed now: addresses and names in lower
    case, with the port, IPv6 in brackets.
    """

    hosts: Callable[[], frozenset[str]]
    devices: Devices


def door_of(scope: Scope) -> LanDoor | None:
    """The LAN door that a request came through; None for loopback."""
    door: LanDoor | None = scope.get(LAN)
    return door


def device_of(scope: Scope) -> Device | None:
    """The paired headset that asks; None for the laptop, and before the token was checked."""
    device: Device | None = scope.get(DEVICE)
    return device
