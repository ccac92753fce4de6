"""The decoding loop on a GPU: nothing comes back to the host before the last token is there.

Logits, tokens and scores stay on the device (ONNX Runtime's IO binding); the decisions that
`runtime.engine.momask` makes in numpy are made by two small graphs, `base_step.onnx` and
`residual_step.onnx` (written by ``python -m export_onnx samplers``), in double precision and from
the same uniform numbers, so that the tokens are the same. How many tokens are masked at each step
follows from the schedule alone, so the host knows every shape without asking the device.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime as ort

from runtime.engine.canvas import NO_CODE
from runtime.engine.manifest import WANTED, Settings
from runtime.engine.momask import KEPT, Codebook, Step, Task
from runtime.engine.sampling import LOWEST_TEMPERATURE, Int64, kept_classes
from runtime.engine.schedule import lasting, masked_counts
from runtime.engine.sessions import CPU, CUDA, Array, Graph, open_session

FOLDER = Path(__file__).with_name("samplers")
BASE_STEP, RESIDUAL_STEP = "base_step.onnx", "residual_step.onnx"

Values = dict[str, ort.OrtValue]


class Device:
    """Where values live; ``cpu`` lets the whole loop run, and be tested, without a GPU."""

    def __init__(self, provider: str) -> None:
        self.name = "cuda" if provider == CUDA else "cpu"
        self._providers = (CUDA, CPU) if provider == CUDA else (CPU,)

    def put(self, array: Array) -> ort.OrtValue:
        """A copy of an array on the device."""
        return ort.OrtValue.ortvalue_from_numpy(np.asarray(array, order="C"), self.name, 0)

    @staticmethod
    def count(number: int) -> ort.OrtValue:
        """A number of elements (1,), which ONNX Runtime wants on the host, on any device."""
        return ort.OrtValue.ortvalue_from_numpy(np.array([number], dtype=np.int64))

    def sampler(self, file: str) -> ort.InferenceSession:
        """A sampler's session on this device."""
        return _sampler(file, self._providers)

    def run(
        self, session: ort.InferenceSession, feeds: Mapping[str, ort.OrtValue]
    ) -> list[ort.OrtValue]:
        """Run a session on values of the device; the results stay there."""
        binding = session.io_binding()
        for name, value in feeds.items():
            binding.bind_ortvalue_input(name, value)
        for output in session.get_outputs():
            binding.bind_output(output.name, self.name, 0)
        session.run_with_iobinding(binding)
        return list(binding.get_outputs())


@functools.cache
def _sampler(file: str, providers: tuple[str, ...]) -> ort.InferenceSession:
    return open_session((FOLDER / file).read_bytes(), list(providers))


def fill_window(
    graphs: Mapping[str, Graph], book: Codebook, task: Task, settings: Settings, step_done: Step
) -> Int64:
    """As `runtime.engine.momask.fill_window`, on the device of the masked graph."""
    device = Device(graphs["masked"].provider)
    fixed = {name: device.put(vectors) for name, vectors in task.conditions.items()}
    fixed["lengths"] = device.put(task.lengths)
    tokens = task.canvas.tokens.copy()
    tokens[..., 0] = _base_tokens(device, graphs["masked"], book, task, settings, fixed, step_done)
    if book.quantizers == 1:
        return tokens
    known = np.where(tokens == NO_CODE, book.residual_pad, tokens)
    tokens = _residual_tokens(device, graphs["residual"], known, task, settings, fixed, step_done)
    return np.where(tokens == book.residual_pad, NO_CODE, tokens)


def _base_tokens(
    device: Device,
    graph: Graph,
    book: Codebook,
    task: Task,
    settings: Settings,
    fixed: Values,
    step_done: Step,
) -> Int64:
    """Tokens ``(B, L)`` of the first quantizer."""
    canvas, sampler = task.canvas, device.sampler(BASE_STEP)
    batch, places = len(canvas.tokens), np.flatnonzero(canvas.open)
    ids = device.put(np.where(canvas.open, book.mask_id, canvas.tokens[..., 0]))
    wanted = device.put(np.broadcast_to(places, (batch, len(places))).astype(np.int64))
    scale = device.put(np.asarray(settings.guidance_scale, dtype=np.float32))
    rules = _rules(device, settings, book.codes)
    rules["draws"] = device.put(task.draws.base[:, :, : canvas.length])
    rules["kept"] = device.put(np.full((batch, canvas.length), KEPT))
    rules["mask_id"] = device.put(np.asarray(book.mask_id, dtype=np.int64))
    counts = masked_counts(settings.steps, np.array([len(places)]))[:, 0]
    afterwards = [*counts[1:].tolist(), 1]
    for step, (after, lasts) in enumerate(zip(afterwards, lasting(counts), strict=True)):
        if not lasts:
            step_done("tokens")
            continue
        feeds = {"ids": ids, "scale": scale, **fixed}
        rows = wanted
        if WANTED in graph.inputs:
            feeds[WANTED] = wanted
            rows = device.put(np.tile(np.arange(counts[step]), (batch, 1)))
        (logits,) = device.run(graph.session, feeds)
        state = {"ids": ids, "wanted": wanted, "rows": rows, "logits": logits}
        state["step"] = device.put(np.asarray(step, dtype=np.int64))
        state["after"] = device.count(after)
        done, ids, wanted = device.run(sampler, {**state, **rules})
        step_done("tokens")
    return np.array(done.numpy())  # a copy: a view of a value on the CPU dies with it


def _residual_tokens(
    device: Device,
    graph: Graph,
    known: Int64,
    task: Task,
    settings: Settings,
    fixed: Values,
    step_done: Step,
) -> Int64:
    """All tokens ``(B, L, Q)``, given those of the first quantizer in ``known``."""
    canvas, sampler = task.canvas, device.sampler(RESIDUAL_STEP)
    classes = graph.session.get_outputs()[0].shape[-1]
    rules = _rules(device, settings, classes)
    rules["draws"] = device.put(task.draws.residual[:, :, : canvas.length])
    rules["open"], rules["known"] = device.put(canvas.open), device.put(known)
    scale = device.put(np.asarray(settings.residual_guidance_scale, dtype=np.float32))
    tokens = rules["known"]
    for layer in range(1, known.shape[2]):
        state = {"tokens": tokens, "layer": device.put(np.asarray(layer, dtype=np.int64))}
        (logits,) = device.run(graph.session, {**state, "scale": scale, **fixed})
        (tokens,) = device.run(sampler, {**state, "logits": logits, **rules})
        step_done("detail")
    return np.array(tokens.numpy())


def _rules(device: Device, settings: Settings, classes: int) -> Values:
    """How classes are drawn, as inputs of a sampler; greedy is one class kept."""
    greedy = settings.temperature <= LOWEST_TEMPERATURE
    kept = 1 if greedy else kept_classes(classes, settings.top_k)
    temperature = 1.0 if greedy else settings.temperature
    return {
        "classes": device.count(kept),
        "temperature": device.put(np.asarray(temperature, dtype=np.float64)),
    }
