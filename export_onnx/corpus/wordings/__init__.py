"""What the corpus says about a walk, by concern: one module for each group of patterns."""

from export_onnx.corpus.wordings.foot import FOOT
from export_onnx.corpus.wordings.form import Wordings
from export_onnx.corpus.wordings.hip import HIP
from export_onnx.corpus.wordings.limb import LIMB
from export_onnx.corpus.wordings.neurology import NEUROLOGY
from export_onnx.corpus.wordings.posture import POSTURE

WORDINGS: dict[str, Wordings] = POSTURE | LIMB | HIP | FOOT | NEUROLOGY
"""Wordings of every pattern."""

__all__ = ["WORDINGS", "Wordings"]
