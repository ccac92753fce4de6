"""How far a walk is from normal walking, in one number per joint and one per side.

Made like the movement analysis profile of Baker et al. (Gait & Posture 30, 2009): the root mean
square over the cycle of the difference from the mean of healthy walkers; a side's number is the
root mean square over its joints. It is *not* the gait profile score: 22 positions have no pelvic
tilt, no axial rotations of hip and foot and no ankle, and take trunk and arm instead. Neither
its normal value nor its smallest meaningful change can be taken from that score's papers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Band = dict[str, tuple[Floats, Floats]]

PROFILE_NAME = "movement deviation (positions)"
HEALTHY_PROFILE = (3.11, 1.03)
"""Mean and SD of the overall number in 59 healthy walkers on Gaitbox's skeleton, degrees, each
compared with the band of its own speed (``python -m tests.derive_norms``)."""


def rms_from(means: dict[str, Floats], band: Band) -> dict[str, float]:
    """Of each joint's curve ``(51,)``, the RMS difference from the band's mean, degrees."""
    return {
        name: float(np.sqrt(np.mean((curve - band[name][0]) ** 2))) for name, curve in means.items()
    }


def side_profile(deviations: dict[str, float] | None) -> float | None:
    """The joints' numbers of a side in one, degrees."""
    if not deviations:
        return None
    return round(float(np.sqrt(np.mean(np.square(list(deviations.values()))))), 2)


def overall(profiles: dict[str, float | None]) -> dict[str, object]:
    """Both sides in one, with what healthy walkers show, ``[mean, sd]``."""
    known = [value for value in profiles.values() if value is not None]
    both = round(float(np.sqrt(np.mean(np.square(known)))), 2) if known else None
    return {"overall": both, "normal": list(HEALTHY_PROFILE)}
