"""Rotations in plain numpy, vectorised over any leading axes.

Conventions: matrices act on column vectors (``v' = R v``), quaternions are
``(w, x, y, z)``, angles are radians. Euler angles are intrinsic: an order
``"ZXY"`` means ``R = Rz(a) Rx(b) Ry(c)``, which is the order of BVH channels.
Blender's and FBX's "XYZ" applies x first about fixed axes, so it is ``"ZYX"`` here.
"""

from __future__ import annotations

import numpy as np

from retarget.skeleton import FloatArray

_TINY = 1e-9


def normalise(vectors: FloatArray) -> FloatArray:
    """Vectors ``(..., n)`` at unit length; a zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, _TINY))


def transpose(matrices: FloatArray) -> FloatArray:
    """Transposed, which is inverse, rotation matrices ``(..., 3, 3)``."""
    return np.swapaxes(matrices, -1, -2)


def apply(matrices: FloatArray, vectors: FloatArray) -> FloatArray:
    """``R v`` for matrices ``(..., 3, 3)`` and vectors ``(..., 3)``, broadcast."""
    return np.asarray((matrices @ vectors[..., None])[..., 0])


def skew(vectors: FloatArray) -> FloatArray:
    """Cross-product matrices ``(..., 3, 3)`` of vectors ``(..., 3)``."""
    x, y, z = np.moveaxis(vectors, -1, 0)
    zero = np.zeros_like(x)
    rows = [[zero, -z, y], [z, zero, -x], [-y, x, zero]]
    return np.stack([np.stack(row, -1) for row in rows], -2)


def axis_angle(axes: FloatArray, angles: FloatArray) -> FloatArray:
    """Matrices turning by ``angles`` ``(...)`` about unit ``axes`` ``(..., 3)`` (Rodrigues)."""
    cross = skew(np.asarray(axes, dtype=float))
    angles = np.asarray(angles, dtype=float)[..., None, None]
    turned = np.eye(3) + np.sin(angles) * cross + (1.0 - np.cos(angles)) * (cross @ cross)
    return np.asarray(turned)


def swing(source: FloatArray, target: FloatArray) -> FloatArray:
    """Smallest rotations that turn directions ``source`` into ``target``, ``(..., 3, 3)``.

    Opposite directions have no smallest rotation; half a turn about some
    perpendicular axis is returned for them.
    """
    a, b = np.broadcast_arrays(normalise(source), normalise(target))
    cosine = np.sum(a * b, axis=-1)[..., None, None]
    cross = skew(np.cross(a, b))
    matrices = np.eye(3) + cross + cross @ cross / np.maximum(1.0 + cosine, _TINY)
    opposite = cosine[..., 0, 0] < -1.0 + 1e-7
    if np.any(opposite):
        helper = np.where(np.abs(a[..., :1]) < 0.9, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
        half_turn = axis_angle(normalise(np.cross(a, helper)), np.full(opposite.shape, np.pi))
        matrices = np.where(opposite[..., None, None], half_turn, matrices)
    return np.asarray(matrices)


def frame(first: FloatArray, second: FloatArray) -> FloatArray:
    """Right-handed frames ``(..., 3, 3)`` whose columns are x, y, z.

    x points along ``first``; y is ``second`` made perpendicular to it.
    """
    x = normalise(first)
    z = normalise(np.cross(x, second))
    return np.stack([x, np.cross(z, x), z], axis=-1)


def orthonormalise(matrices: FloatArray) -> FloatArray:
    """The nearest rotations to any matrices ``(..., 3, 3)`` (polar, by SVD)."""
    u, _, vt = np.linalg.svd(matrices)
    u[..., :, 2] *= np.linalg.det(u @ vt)[..., None]
    return np.asarray(u @ vt)


def fit_rotation(rest: FloatArray, posed: FloatArray, weights: FloatArray) -> FloatArray:
    """Rotations that best turn ``rest`` ``(n, 3)`` into ``posed`` ``(..., n, 3)`` (Kabsch 1976)."""
    return orthonormalise(np.einsum("n,...ni,nj->...ij", weights, posed, rest))


def matrix_to_quaternion(matrices: FloatArray) -> FloatArray:
    """Unit quaternions ``(..., 4)`` of rotations ``(..., 3, 3)`` (Shepperd 1978)."""
    m = np.asarray(matrices, dtype=float)
    xx, yy, zz = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    wx, wy, wz = (
        m[..., 2, 1] - m[..., 1, 2],
        m[..., 0, 2] - m[..., 2, 0],
        m[..., 1, 0] - m[..., 0, 1],
    )
    xy, xz, yz = (
        m[..., 0, 1] + m[..., 1, 0],
        m[..., 0, 2] + m[..., 2, 0],
        m[..., 1, 2] + m[..., 2, 1],
    )
    candidates = np.stack(
        [
            np.stack([1 + xx + yy + zz, wx, wy, wz], -1),
            np.stack([wx, 1 + xx - yy - zz, xy, xz], -1),
            np.stack([wy, xy, 1 - xx + yy - zz, yz], -1),
            np.stack([wz, xz, yz, 1 - xx - yy + zz], -1),
        ],
        axis=-2,
    )
    best = np.argmax(np.diagonal(candidates, axis1=-2, axis2=-1), axis=-1)
    picked = np.take_along_axis(candidates, best[..., None, None], axis=-2)[..., 0, :]
    return normalise(picked)


def quaternion_to_matrix(quaternions: FloatArray) -> FloatArray:
    """Rotations ``(..., 3, 3)`` of quaternions ``(..., 4)`` of any non-zero length."""
    w, x, y, z = np.moveaxis(normalise(np.asarray(quaternions, dtype=float)), -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, -1) for row in rows], -2)


def continuous_quaternions(quaternions: FloatArray) -> FloatArray:
    """Signs chosen along axis 0 so that neighbouring frames never lie on opposite sides."""
    q = np.array(quaternions, dtype=float)
    flips = np.where(np.sum(q[1:] * q[:-1], axis=-1) < 0, -1.0, 1.0)
    q[1:] *= np.cumprod(flips, axis=0)[..., None]
    return q


def matrix_to_6d(matrices: FloatArray) -> FloatArray:
    """First two columns one after the other, ``(..., 6)`` (Zhou et al., CVPR 2019)."""
    return np.concatenate([matrices[..., :, 0], matrices[..., :, 1]], axis=-1)


def matrix_from_6d(values: FloatArray) -> FloatArray:
    """Rotations ``(..., 3, 3)`` of 6D values ``(..., 6)`` by Gram-Schmidt."""
    return frame(values[..., :3], values[..., 3:])


def angle_between(first: FloatArray, second: FloatArray) -> FloatArray:
    """Angle of the rotation from ``first`` to ``second`` ``(..., 3, 3)``, radians ``(...)``."""
    relative = transpose(first) @ second
    doubled_sine = np.stack(
        [
            relative[..., 2, 1] - relative[..., 1, 2],
            relative[..., 0, 2] - relative[..., 2, 0],
            relative[..., 1, 0] - relative[..., 0, 1],
        ],
        axis=-1,
    )
    trace = np.trace(relative, axis1=-2, axis2=-1)
    return np.asarray(np.arctan2(np.linalg.norm(doubled_sine, axis=-1), trace - 1.0))


def euler_to_matrix(angles: FloatArray, order: str) -> FloatArray:
    """Rotations of intrinsic Euler angles ``(..., 3)``, one letter of ``order`` an angle."""
    unit = np.eye(3)
    result = axis_angle(unit["XYZ".index(order[0])], angles[..., 0])
    for n in (1, 2):
        result = result @ axis_angle(unit["XYZ".index(order[n])], angles[..., n])
    return np.asarray(result)


def matrix_to_euler(matrices: FloatArray, order: str) -> FloatArray:
    """Intrinsic Euler angles ``(..., 3)`` of rotations, for an order of three different axes.

    The middle angle lies within a quarter turn; see :func:`continuous_euler`
    for angles that do not jump from frame to frame.
    """
    i, j, k = ("XYZ".index(axis) for axis in order)
    sign = 1.0 if (j - i) % 3 == 1 else -1.0
    m = np.asarray(matrices, dtype=float)
    first = np.arctan2(-sign * m[..., j, k], m[..., k, k])
    middle = np.arcsin(np.clip(sign * m[..., i, k], -1.0, 1.0))
    last = np.arctan2(-sign * m[..., i, j], m[..., i, i])
    return np.stack([first, middle, last], axis=-1)


def continuous_euler(matrices: FloatArray, order: str) -> FloatArray:
    """Euler angles ``(T, ..., 3)`` of ``(T, ..., 3, 3)`` without jumps along axis 0.

    Every rotation has two triples of angles, each up to whole turns: the one
    nearest to the frame before is taken. The first frame takes the smaller one.
    """
    near = matrix_to_euler(matrices, order)
    far = np.stack([near[..., 0] + np.pi, np.pi - near[..., 1], near[..., 2] + np.pi], axis=-1)
    turn = 2.0 * np.pi
    result = np.empty_like(near)
    previous = np.zeros_like(near[0])
    for t in range(len(near)):
        a = near[t] + turn * np.round((previous - near[t]) / turn)
        b = far[t] + turn * np.round((previous - far[t]) / turn)
        use_a = np.abs(a - previous).sum(-1) <= np.abs(b - previous).sum(-1)
        previous = result[t] = np.where(use_a[..., None], a, b)
    return result
