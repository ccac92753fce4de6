"""The motion tokeniser: a convolutional encoder and decoder around the quantiser.

Layout and tensor names follow the published checkpoints: a 1-D convolutional
encoder that halves the frame rate ``down_t`` times, residual blocks of dilated
convolutions, and a mirrored decoder (MoMask, section 3.1; the blocks are those
of T2M-GPT, Zhang et al. 2023).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from export_onnx.momask.config import RvqConfig
from export_onnx.momask.quantizer import ResidualQuantizer


class ResidualBlock(nn.Module):
    """``x + conv1x1(relu(dilated conv(relu(x))))`` on (B, width, T)."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.conv2 = nn.Conv1d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, width, T) -> the same shape."""
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


class ResidualStack(nn.Module):
    """``depth`` residual blocks; the widest dilation comes first."""

    def __init__(self, width: int, depth: int, growth: int) -> None:
        super().__init__()
        dilations = [growth**k for k in reversed(range(depth))]
        self.model = nn.Sequential(*(ResidualBlock(width, d) for d in dilations))

    def forward(self, x: Tensor) -> Tensor:
        """(B, width, T) -> the same shape."""
        return self.model(x)


class Upsample(nn.Module):
    """Repeat every frame twice."""

    def forward(self, x: Tensor) -> Tensor:
        """(B, width, T) -> (B, width, 2 T)."""
        return x.repeat_interleave(2, dim=2)


class Encoder(nn.Module):
    """(B, features, T) -> (B, code_dim, T / 2**down_t)."""

    def __init__(self, config: RvqConfig) -> None:
        super().__init__()
        width = config.width
        layers: list[nn.Module] = [nn.Conv1d(config.features, width, 3, padding=1), nn.ReLU()]
        for _ in range(config.down_t):
            halve = nn.Conv1d(width, width, 4, stride=2, padding=1)
            stack = ResidualStack(width, config.depth, config.dilation_growth)
            layers.append(nn.Sequential(halve, stack))
        layers.append(nn.Conv1d(width, config.code_dim, 3, padding=1))
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """Latents of normalised features."""
        return self.model(x)


class Decoder(nn.Module):
    """(B, code_dim, L) -> (B, features, L * 2**down_t)."""

    def __init__(self, config: RvqConfig) -> None:
        super().__init__()
        width = config.width
        layers: list[nn.Module] = [nn.Conv1d(config.code_dim, width, 3, padding=1), nn.ReLU()]
        for _ in range(config.down_t):
            stack = ResidualStack(width, config.depth, config.dilation_growth)
            smooth = nn.Conv1d(width, width, 3, padding=1)
            layers.append(nn.Sequential(stack, Upsample(), smooth))
        layers += [nn.Conv1d(width, width, 3, padding=1), nn.ReLU()]
        layers.append(nn.Conv1d(width, config.features, 3, padding=1))
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """Normalised features of latents."""
        return self.model(x)


class RvqVae(nn.Module):
    """Residual VQ-VAE over normalised motion features (B, T, 263), T a multiple of 4."""

    def __init__(self, config: RvqConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.quantizer = ResidualQuantizer(
            config.quantizers,
            config.codes,
            config.code_dim,
            decay=config.ema_decay,
            dropout=config.quantize_dropout,
            shared=config.shared_codebook,
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Reconstruction (B, T, features), commitment loss, perplexity."""
        latent = self.encoder(x.transpose(1, 2))
        quantised, commitment, perplexity = self.quantizer(latent)
        return self.decoder(quantised).transpose(1, 2), commitment, perplexity

    @torch.no_grad()
    def encode(self, x: Tensor) -> Tensor:
        """Tokens int64 (B, T / unit_length, quantizers) of normalised features (B, T, features)."""
        return self.quantizer.encode(self.encoder(x.transpose(1, 2)))

    @torch.no_grad()
    def decode(self, tokens: Tensor) -> Tensor:
        """Normalised features (B, T, features) of tokens (B, L, Q); -1 is a zero code."""
        return self.decoder(self.quantizer.decode(tokens)).transpose(1, 2)
