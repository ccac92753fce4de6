"""ONNX Runtime sessions: which provider, how many threads, names checked, nothing phoned home."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import logging
import os
import sys
from collections.abc import Mapping, Sequence

# ONNX Runtime reads this once, while it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np  # noqa: E402
import onnxruntime as ort  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from retarget.errors import BadInput, ModelError  # noqa: E402
from runtime.engine.manifest import REINSTALL, Manifest, check_names  # noqa: E402

logger = logging.getLogger(__name__)

Array = NDArray[np.generic]

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"

SHORT_NAMES = {"cuda": CUDA, "gpu": CUDA, "cpu": CPU}

CPU_GRAPHS = frozenset({"text", "length"})
"""Graphs so small, or int8, that a copy to the GPU costs more than it saves."""

MOST_THREADS = 8
"""More threads than this do not speed up sequences of at most 49 tokens."""

_FATAL_ONLY = 4
_ERRORS_ONLY = 3
_NO_GPU_HERE = "Leave the provider out, and Gaitbox takes the best one this machine has."


class Graph:
    """One graph of a model, ready to run. Thread safe, as ONNX Runtime's sessions are."""

    def __init__(self, name: str, session: ort.InferenceSession) -> None:
        self.name = name
        self._session = session
        self._inputs = tuple(node.name for node in session.get_inputs())
        self._outputs = [output.name for output in session.get_outputs()]

    @property
    def provider(self) -> str:
        """The provider in force, read from the session and not from what was asked for."""
        return str(self._session.get_providers()[0])

    @property
    def on_gpu(self) -> bool:
        """Whether it runs on a GPU, where copies to and fro are to be avoided."""
        return self.provider == CUDA

    @property
    def session(self) -> ort.InferenceSession:
        """The session itself, for runs on values that stay on the device."""
        return self._session

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs."""
        return self._inputs

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs, in the order :meth:`run` returns them."""
        return tuple(self._outputs)

    def run(self, feeds: Mapping[str, Array]) -> list[NDArray[np.float32]]:
        """Run the graph.

        ``InferenceSession.run`` gives arrays that own their memory; ``OrtValue.numpy()`` would
        give views that die with the value, and is not used.
        """
        result: list[NDArray[np.float32]] = self._session.run(self._outputs, dict(feeds))
        return result


def open_graph(manifest: Manifest, name: str, providers: Sequence[str]) -> Graph:
    """Open one graph of a checked model from the bytes that its hash was checked on.

    Raises:
        ModelError: no such graph, or one that ONNX Runtime cannot open, or with other names.
    """
    if name not in manifest.graphs:
        raise ModelError(f"The model has no {name} graph.", REINSTALL)
    spec = manifest.graphs[name]
    data = manifest.read(spec.file)
    wanted = [CPU] if name in CPU_GRAPHS else list(providers)
    try:
        session = open_session(data, wanted)
    except Exception as error:  # ONNX Runtime raises a family of its own for a broken graph
        logger.error("graph %s: %s", name, type(error).__name__)
        raise ModelError(f"The model's {name} graph cannot be opened.", REINSTALL) from error
    graph = Graph(name, session)
    check_names(name, set(graph.inputs), set(graph.outputs), manifest.conditions)
    return graph


def providers_for(wish: str | None) -> list[str]:
    """Providers to try in order: the wished one alone, or CUDA if there is a driver, then CPU.

    Args:
        wish: None, ``cpu``, ``cuda``, or ONNX Runtime's name of a provider.

    Raises:
        BadInput: the wished provider is unknown or not on this machine.
    """
    if wish is None:
        return [CUDA, CPU] if CUDA in ort.get_available_providers() and _has_driver() else [CPU]
    name = SHORT_NAMES.get(wish.lower(), wish)
    missing = name == CUDA and not _has_driver()
    if missing or name not in ort.get_available_providers():
        raise BadInput(f"The provider {wish} is not available on this machine.", _NO_GPU_HERE)
    return [name] if name == CPU else [name, CPU]


def check_in_force(graph: Graph, wish: str | None) -> None:
    """Whether a wished provider really came into force (ONNX Runtime falls back silently).

    Raises:
        BadInput: it did not.
    """
    if wish is not None and graph.provider != SHORT_NAMES.get(wish.lower(), wish):
        raise BadInput(f"The provider {wish} could not be started on this machine.", _NO_GPU_HERE)


def thread_count() -> int:
    """Threads a graph runs on: both cores of a small machine, about one per core of a big one."""
    if hasattr(os, "sched_getaffinity"):
        processors = len(os.sched_getaffinity(0))
    else:
        processors = os.cpu_count() or 1
    return max(1, min(MOST_THREADS, processors if processors <= 2 else processors // 2))


def open_session(data: bytes, providers: list[str]) -> ort.InferenceSession:
    """A session of a graph's bytes, tuned for short sequences and repeatable results."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = thread_count()
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.use_deterministic_compute = True
    # Threads that spin while they wait gain a quarter on an idle machine (45 for 60 ms) but lose
    # a factor of three to six as soon as Blender or a browser takes one of two cores.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _ERRORS_ONLY
    if providers[0] == CPU:
        session = ort.InferenceSession(data, options, providers=providers)
        # It keeps the file's bytes to try other providers with: here there are none, and with
        # MoMask's published sizes the bytes are a third of the memory.
        session._model_bytes = None
        return session
    _load_cuda()
    options.log_severity_level = _FATAL_ONLY
    # A provider that does not start makes ONNX Runtime print advice before it falls back.
    with contextlib.redirect_stdout(io.StringIO()):
        return ort.InferenceSession(data, options, providers=providers)


@functools.cache
def _has_driver() -> bool:
    """Whether an NVIDIA driver can be loaded: without one CUDA is not worth trying."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


@functools.cache
def _load_cuda() -> None:
    """Let ONNX Runtime find CUDA and cuDNN in the environment's own packages, without chatter."""
    ort.set_default_logger_severity(_FATAL_ONLY)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
        ort.preload_dlls()
