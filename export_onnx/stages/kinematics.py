"""From features to joint positions, differentiable (torch twin of the runtime's numpy).

HumanML3D's layout (Guo et al., CVPR 2022): yaw rate, planar velocity and height
of the root, then the positions of the 21 other joints relative to the root's
ground position in the heading frame.
"""

from __future__ import annotations

import torch
from torch import Tensor

JOINT_COUNT = 22
ROOT = slice(0, 4)
POSITIONS = slice(4, 67)
ROTATIONS = slice(67, 193)
VELOCITIES = slice(193, 259)
CONTACTS = slice(259, 263)


def local_positions(features: Tensor) -> Tensor:
    """Joints (B, T, 22, 3) in the heading frame of each frame, over the origin."""
    batch, frames = features.shape[:2]
    rest = features[..., POSITIONS].reshape(batch, frames, JOINT_COUNT - 1, 3)
    height = features[..., 3:4]
    root = torch.cat([torch.zeros_like(height), height, torch.zeros_like(height)], -1)
    return torch.cat([root.unsqueeze(2), rest], 2)


def global_positions(features: Tensor) -> Tensor:
    """Joints (B, T, 22, 3) in the frame in which the first frame faces +Z over the origin.

    The rates of frame t move the root to frame t + 1. Stored angles are those
    of the rotation that turns the world into the heading frame, so positions
    turn by the opposite sign.
    """
    rate = features[..., 0]
    angle = torch.cumsum(rate, 1) - rate
    cosine, sine = torch.cos(2 * angle), torch.sin(2 * angle)
    local = local_positions(features)
    turned = _turn(local, cosine.unsqueeze(2), sine.unsqueeze(2))
    step = torch.stack([features[..., 1], torch.zeros_like(rate), features[..., 2]], -1)
    step = torch.cat([torch.zeros_like(step[:, :1]), step[:, :-1]], 1)
    path = torch.cumsum(_turn(step, cosine, sine), 1)
    return turned + path.unsqueeze(2)


def _turn(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotate vectors (..., 3) about the vertical by the inverse of the stored angle."""
    return torch.stack(
        [
            cosine * x[..., 0] - sine * x[..., 2],
            x[..., 1],
            sine * x[..., 0] + cosine * x[..., 2],
        ],
        -1,
    )
