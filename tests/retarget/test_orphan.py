"""A Blender process whose parent is gone ends, whatever it was doing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, cast

from retarget.blender.protocol import OWN_FOLDER, send

ROOT = Path(__file__).resolve().parents[2]
FILES = 20_000
"""So many that removing them takes longer than the job in hand."""

END_S = 60.0


def test_it_ends_although_its_answer_finds_nobody_while_it_tidies_up(tmp_path: Path) -> None:
    """Its main thread fails to answer while the listening one removes its folder.

    If the main thread ended first, the listener would die with the interpreter, and bpy's own end
    would wait for ever.
    """
    folder = tmp_path / "own"
    folder.mkdir()
    for number in range(FILES):
        (folder / str(number)).touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "retarget.blender"],
        cwd=ROOT,
        env={**os.environ, OWN_FOLDER: str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdin is not None and process.stdout is not None
        send(cast(BinaryIO, process.stdin), {"id": "1", "op": "warm", "avatar": "adult_man"}, b"")
        process.stdout.read(1)  # it is warm, and answering
        process.stdout.close()
        send(cast(BinaryIO, process.stdin), {"id": "2", "op": "quickly refused"}, b"")
        process.stdin.close()
        process.wait(END_S)
    finally:
        process.kill()
        process.wait()
    assert not folder.exists()
