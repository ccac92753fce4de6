"""Sessions of ONNX Runtime: what they hold on to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from runtime.engine.sessions import CPU, open_session
from tests.runtime.engine.toy import write_toy


@pytest.mark.parametrize("graph", ["masked", "decoder"])
def test_a_session_on_the_cpu_keeps_no_copy_of_its_file(tmp_path: Path, graph: str) -> None:
    data = (write_toy(tmp_path) / f"{graph}.onnx").read_bytes()
    held = sys.getrefcount(data)
    session = open_session(data, [CPU])
    assert sys.getrefcount(data) == held
    assert session.get_outputs()
