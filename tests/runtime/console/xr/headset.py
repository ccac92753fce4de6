"""A Quest 3 that Meta's emulator (IWER) pretends inside Chromium, driven by a test."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.runtime.console.build import npm
from tests.runtime.console.steps import wait_for

HERE = Path(__file__).resolve().parent
EMULATOR = HERE / "node_modules" / "iwer" / "build" / "iwer.min.js"

WINDOW: ViewportSize = {"width": 400, "height": 300}
"""Software drawing of two eyes takes its time."""

Hand = Literal["left", "right"]
Point = tuple[float, float, float]

MODES = ("inline", "immersive-vr", "immersive-ar")


def wear(context: BrowserContext, modes: tuple[str, ...] = MODES) -> None:
    """Have every page of the context find a Quest 3 that offers these kinds of session.

    The script comes in by the browser's own door for tests, which the page's policy does not
    watch over.
    """
    if not EMULATOR.is_file():
        npm(HERE, "ci")
    device = (
        "window.device = new IWER.XRDevice("
        f"{{...IWER.metaQuest3, supportedSessionModes: {json.dumps(modes)}}});"
        "window.device.installRuntime({forceInstall: true});"
    )
    context.add_init_script(f"{EMULATOR.read_text(encoding='utf-8')};{device}")


_LOADED = "document.querySelector('.stage-loading').hidden"


def wait_for_motion(page: Page, motion: str) -> None:
    """Wait until a motion is what walks, not only what the page is about to show."""
    wait_for(page, f"gaitbox.id === '{motion}' && {_LOADED}")


def wait_for_another(page: Page, motion: str) -> None:
    """Wait until a motion other than this one walks."""
    wait_for(page, f"gaitbox.id !== null && gaitbox.id !== '{motion}' && {_LOADED}")


class Headset:
    """The headset on somebody's head, and the controllers or hands of its user."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, mode: str = "MR") -> None:
        """Press the page's button, and wait until the walk is there."""
        self.page.get_by_role("button", name=f"Enter {mode}").click()
        wait_for(self.page, "gaitbox.xr.frames > 1")

    def leave(self) -> None:
        """The headset's own way out, such as its menu button."""
        self.page.evaluate("() => void device.activeSession?.end()")
        wait_for(self.page, "!gaitbox.xr.presenting")

    def wait_frames(self, count: int = 2) -> None:
        """Let so many pictures be drawn."""
        seen = self.page.evaluate("gaitbox.xr.frames")
        wait_for(self.page, f"gaitbox.xr.frames >= {seen + count}")

    def stand(self, x: float, y: float, z: float, yaw: float = 0.0, pitch: float = 0.0) -> None:
        """Eyes at a point, metres; turned by radians from looking along -Z."""
        turn = json.dumps(_turn(yaw, pitch))
        self._do(f"device.position.set({x}, {y}, {z}); device.quaternion.set(...{turn})")
        self.wait_frames()

    def find(self, control: str, share: float | None = None) -> Point:
        """Where a control of the board is."""
        arguments = json.dumps([control] if share is None else [control, share])
        x, y, z = self.page.evaluate(f"gaitbox.xr.target(...{arguments})")
        return x, y, z

    def point(self, target: Point, hand: Hand = "right", kind: str = "controllers") -> None:
        """Turn a hand so that its ray goes through a point."""
        place = f"device.{kind}.{hand}"
        x, y, z = self.page.evaluate(f"[...{place}.position.vec3]")
        dx, dy, dz = target[0] - x, target[1] - y, target[2] - z
        turn = _turn(math.atan2(-dx, -dz), math.atan2(dy, math.hypot(dx, dz)))
        self._do(f"{place}.quaternion.set(...{json.dumps(turn)})")
        self.wait_frames()

    def hold(self, held: bool, hand: Hand = "right") -> None:
        """Pull a controller's trigger, or let it go."""
        self._do(f"device.controllers.{hand}.updateButtonValue('trigger', {int(held)})")
        self.wait_frames()

    def pinch(self, held: bool, hand: Hand = "right") -> None:
        """Bring thumb and index finger together, or part them."""
        self._do(f"device.hands.{hand}.updatePinchValue({int(held)})")
        self.wait_frames()

    def press(self, control: str, share: float | None = None, hand: Hand = "right") -> None:
        """Point at a control and click on it."""
        self.point(self.find(control, share), hand)
        self.hold(True, hand)
        trigger = f"device.controllers.{hand}"
        self._do(f"{trigger}.updateButtonValue('trigger', 0)")
        # Where the control ends the session, no further picture comes.
        wait_for(self.page, f"{trigger}.getButtonValue('trigger') === 0 || !gaitbox.xr.presenting")

    def pause_at(self, seconds: float) -> None:
        """Stop the walk at a time, by the page's own slider, which is there all along."""
        self._do(
            "const scrub = document.querySelector('#scrub');"
            f"scrub.value = {seconds}; scrub.dispatchEvent(new Event('input'))"
        )
        self.wait_frames()

    def show_room(self, colour: str) -> None:
        """Paint the room around the user, which is the page behind the canvas."""
        self._do(
            f"document.body.style.background = '{colour}';"
            "for (const part of document.querySelectorAll('body > :not([data-webxr_runtime])'))"
            " part.style.visibility = 'hidden'"
        )
        self.wait_frames()

    def show_page(self) -> None:
        """Take the paint off again."""
        self._do(
            "document.body.style.background = '';"
            "for (const part of document.querySelectorAll('body > *')) part.style.visibility = ''"
        )

    def bounds(self) -> tuple[Point, Point]:
        """Lowest and highest corner of the box around the body, in the room."""
        box: dict[str, Any] = self.page.evaluate("gaitbox.xr.bounds()")
        return tuple(box["min"]), tuple(box["max"])

    def middle(self) -> tuple[float, float]:
        """Where the body stands on the floor: x and z of its pelvis."""
        x, _, z = self.page.evaluate("gaitbox.pelvis")
        return x, z

    def picture(self) -> bytes:
        """What the wearer sees, before the page as the room around."""
        return self.page.screenshot()

    def _do(self, statements: str) -> None:
        self.page.evaluate(f"() => {{ {statements}; }}")


def _turn(yaw: float, pitch: float) -> list[float]:
    """Quaternion x, y, z, w: first up or down, then about the vertical."""
    sy, cy = math.sin(yaw / 2), math.cos(yaw / 2)
    sp, cp = math.sin(pitch / 2), math.cos(pitch / 2)
    return [cy * sp, sy * cp, -sy * sp, cy * cp]
