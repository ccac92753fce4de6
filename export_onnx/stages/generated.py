"""Motions made by the trained networks, measured against what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from export_onnx.model_folder import DEFAULTS
from export_onnx.networks import Networks
from export_onnx.parity import build_graphs
from runtime.engine.features import features_to_joints
from runtime.engine.manifest import Settings
from runtime.engine.momask import Codebook, decode, generate_tokens
from runtime.engine.sampling import Draws
from runtime.engine.sessions import CPU, Graph, open_session
from runtime.gait.cleanup import cleanup
from runtime.gait.layout import Intent
from runtime.gait.measure import measure
from runtime.gait.verify import Check, verify

TOKENS = 44
"""Length of the motions, as long as most that are asked for."""
PER_PATTERN = 8
"""Motions of each pattern."""
BATCH = 24
GRAPHS = ("masked", "residual", "decoder")
SETTINGS = Settings(
    steps=int(DEFAULTS["steps"]),
    guidance_scale=DEFAULTS["guidance_scale"],
    residual_guidance_scale=DEFAULTS["residual_guidance_scale"],
    top_k=DEFAULTS["top_k"],
    temperature=DEFAULTS["temperature"],
)


@dataclass(frozen=True)
class Request:
    """A walk to make: its intent and the embedding ``(dim,)`` of a caption."""

    intent: Intent
    text: NDArray[np.float32]


@dataclass
class Score:
    """What the motions of one pattern show.

    Attributes:
        met: for each motion the share of its checks that it meets.
        sides: whether each check of a side is met.
    """

    met: list[float] = field(default_factory=list)
    sides: list[bool] = field(default_factory=list)

    def add(self, checks: Sequence[Check]) -> None:
        """One more motion."""
        self.met.append(float(np.mean([check.met for check in checks])) if checks else 1.0)
        self.sides += [check.met for check in checks if check.name.startswith(SIDE_CHECK)]

    def to_dict(self) -> dict[str, float]:
        """For the training record: means, and the share of motions with every check met."""
        figures = {
            "motions": len(self.met),
            "checks_met": round(float(np.mean(self.met)), 3),
            "all_met": round(float(np.mean([met == 1.0 for met in self.met])), 3),
        }
        if self.sides:
            figures["side_right"] = round(float(np.mean(self.sides)), 3)
        return figures


SIDE_CHECK = "affected side"
"""How the name of a check of the side begins."""


def generated_scores(networks: Networks, requests: Sequence[Request]) -> dict[str, Score]:
    """First drafts of motions, cleaned but not corrected, against their intents, by pattern.

    Walks that are normal but for single features count as "features".
    """
    scores: dict[str, Score] = {}
    for request, joints in zip(requests, _motions(networks, requests), strict=True):
        intent = request.intent
        alone = intent.pattern == "normal" and intent.features
        checks = verify(intent, measure(cleanup(joints)))
        for name in ("features" if alone else intent.pattern, "all"):
            scores.setdefault(name, Score()).add(checks)
    return scores


def _motions(networks: Networks, requests: Sequence[Request]) -> list[NDArray[np.float32]]:
    """Joints ``(4 TOKENS, 22, 3)`` of each request, made with a margin as the product does."""
    models = build_graphs(networks)
    graphs = {
        name: Graph(name, open_session(models[name].SerializeToString(), [CPU])) for name in GRAPHS
    }
    config = networks.config.rvq
    book, unit = Codebook(config.codes, config.quantizers), config.unit_length
    margin = int(DEFAULTS["margin_tokens"])
    longest = TOKENS + 2 * margin
    motions = []
    for start in range(0, len(requests), BATCH):
        some = requests[start : start + BATCH]
        conditions = {
            "text": np.stack([request.text for request in some]).astype(np.float32),
            "intent": np.stack([request.intent.vector() for request in some]),
        }
        lengths = np.full(len(some), longest, np.int64)
        draws = Draws.from_seed(
            start, len(some), steps=SETTINGS.steps, layers=book.quantizers - 1, longest=longest
        )
        tokens = generate_tokens(graphs, book, conditions, lengths, draws, SETTINGS, _ignored)
        for features in decode(graphs["decoder"], tokens, lengths):
            motions.append(features_to_joints(features[margin * unit : -margin * unit or None]))
    return motions


def _ignored(stage: str) -> None:
    """Nobody waits for the single steps."""
