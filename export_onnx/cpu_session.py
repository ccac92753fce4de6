"""ONNX Runtime on one CPU thread, as every check of an exported graph uses it."""

from __future__ import annotations

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime  # noqa: E402  (the variable must be set first)


def cpu_session(model: bytes) -> onnxruntime.InferenceSession:
    """A session of a serialised model on one CPU thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
