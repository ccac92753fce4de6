"""The four networks of one model, with the normalisation that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from export_onnx.momask.config import ModelConfig
from export_onnx.momask.length_estimator import LengthEstimator
from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae
from export_onnx.onnx_build import Weights


@dataclass(frozen=True)
class Networks:
    """Everything that is learnt, apart from the text encoder.

    ``mean`` and ``std`` (263,) normalise raw features for the RVQ-VAE.
    """

    config: ModelConfig
    rvq: RvqVae
    masked: MaskedTransformer
    residual: ResidualTransformer
    length: LengthEstimator
    mean: NDArray[np.float32]
    std: NDArray[np.float32]

    @classmethod
    def create(
        cls, config: ModelConfig, mean: NDArray[np.float32], std: NDArray[np.float32]
    ) -> Networks:
        """Networks with random weights (torch's seed decides)."""
        return cls(
            config=config,
            rvq=RvqVae(config.rvq),
            masked=MaskedTransformer(config.masked),
            residual=ResidualTransformer(config.residual),
            length=LengthEstimator(config.length),
            mean=np.asarray(mean, np.float32),
            std=np.asarray(std, np.float32),
        )

    def parts(self) -> dict[str, nn.Module]:
        """The networks by name."""
        return {
            "rvq": self.rvq,
            "masked": self.masked,
            "residual": self.residual,
            "length": self.length,
        }

    def eval(self) -> Networks:
        """The same networks, none in training mode."""
        for network in self.parts().values():
            network.eval()
        return self

    def save(self, path: Path) -> None:
        """Write weights, sizes and normalisation to one torch file."""
        state: dict[str, object] = {k: v.state_dict() for k, v in self.parts().items()}
        state["config"] = self.config.to_dict()
        state["mean"], state["std"] = torch.from_numpy(self.mean), torch.from_numpy(self.std)
        torch.save(state, path)

    @classmethod
    def load(cls, path: Path) -> Networks:
        """Read what :meth:`save` wrote (tensors only; nothing is unpickled)."""
        state = torch.load(path, map_location="cpu", weights_only=True)
        config = ModelConfig.from_dict(state["config"])
        networks = cls.create(config, state["mean"].numpy(), state["std"].numpy())
        for name, network in networks.parts().items():
            network.load_state_dict(state[name])
        return networks.eval()


def numpy_weights(network: nn.Module) -> Weights:
    """The state of a network as numpy arrays."""
    return {k: v.detach().cpu().float().numpy() for k, v in network.state_dict().items()}
