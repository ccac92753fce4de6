"""What every measure of a walk is called, its unit, and how it is taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Info:
    """What a measure is called, its unit, and how it is taken."""

    label: str
    unit: str
    how: str


MEASURES: dict[str, Info] = {
    # the whole motion
    "speed": Info("walking speed", "m/s", "mean speed of the pelvis along the direction of travel"),
    "cadence": Info("cadence", "steps/min", "initial contacts of both feet per minute"),
    "step_length": Info("step length", "m", "ankle ahead of the other ankle at initial contact"),
    "step_width": Info(
        "step width", "m", "ankle aside of the other ankle at initial contact; negative = crossed"
    ),
    "step_s": Info("step time", "s", "from the other foot's initial contact to this foot's"),
    "stride_length": Info("stride length", "m", "track of an ankle between two of its contacts"),
    "stride_s": Info("stride time", "s", "between two initial contacts of a foot"),
    "stride_cv": Info(
        "variability of strides", "", "coefficient of variation of the stride time, both feet"
    ),
    "stance_s": Info("stance time", "s", "initial contact to foot off"),
    "swing_s": Info("swing time", "s", "foot off to initial contact"),
    "stance_percent": Info("stance", "%", "stance time in the stride time"),
    "step_length_cv": Info(
        "variability of step lengths",
        "",
        "standard deviation about each foot's own mean, by the mean step length",
    ),
    "step_width_sd": Info(
        "variability of step widths", "m", "standard deviation about each foot's own mean"
    ),
    "step_trend": Info(
        "change of step length", "", "mean of the last third of the steps by that of the first"
    ),
    "cadence_trend": Info(
        "change of cadence", "", "steps a minute in the last third of the steps by the first"
    ),
    "longest_pause_s": Info(
        "longest pause", "s", "longest time with less than 0.1 m/s of forward speed"
    ),
    "double_support_percent": Info("double support", "%", "both feet on the floor, of the stride"),
    "stance_s_LR": Info("stance time left to right", "", "ratio of the means"),
    "swing_s_LR": Info("swing time left to right", "", "ratio of the means"),
    "step_length_LR": Info("step length left to right", "", "ratio of the means"),
    "walk_ratio": Info("walk ratio", "cm/(steps/min)", "step length by cadence"),
    "trunk_lateral_range": Info("sideways sway of the trunk", "deg", "range in a stride"),
    "trunk_lateral_mean": Info(
        "sideways lean of the trunk", "deg", "mean of pelvis to neck; + = to the left"
    ),
    "trunk_forward": Info("forward bend of the trunk", "deg", "mean of pelvis to neck"),
    "trunk_unrest": Info(
        "unrest of the trunk",
        "deg",
        "standard deviation between strides at the same moment of the stride, both planes",
    ),
    "arm_unrest": Info(
        "unrest of the arms", "deg", "the same of the upper arms, mean of left and right"
    ),
    "head_forward": Info(
        "forward bend of the head", "deg", "mean of neck to head, less that of the trunk"
    ),
    "root_height": Info("height of the pelvis", "m", "mean above the floor"),
    "pelvic_rotation_range": Info("rotation of the pelvis", "deg", "range in a stride"),
    "pelvis_tilt_lr_deg": Info(
        "sideways tilt of the pelvis", "deg", "mean of the hip line; + = left side higher"
    ),
    "knee_gap": Info(
        "gap between the knees", "m", "smallest sideways distance in a stride; negative = crossed"
    ),
    "foot_gap_swing": Info(
        "gap between the feet in swing",
        "m",
        "smallest sideways distance of the passing ankle; negative = crossed",
    ),
    # each side
    "knee_swing_peak": Info("largest knee flexion in swing", "deg", "peak"),
    "knee_stance_min": Info("smallest knee flexion in stance", "deg", "least; negative = back"),
    "knee_stance_mean": Info("mean knee flexion in stance", "deg", "mean of stance"),
    "knee_swing_peak_at": Info(
        "moment of largest knee flexion", "%", "of the stride, from initial contact"
    ),
    "hip_flex_max": Info("largest hip flexion", "deg", "thigh to the vertical, peak in a stride"),
    "hip_ext_max": Info("largest hip extension", "deg", "thigh behind the vertical, peak"),
    "hip_abd_swing": Info("largest hip abduction in swing", "deg", "thigh outward, peak"),
    "hip_abduction_stance": Info("hip abduction in stance", "deg", "thigh outward, mean"),
    "shoulder_abduction": Info("arm held outward", "deg", "upper arm outward, mean of the motion"),
    "elbow_flex": Info("elbow flexion", "deg", "mean of the motion"),
    "arm_swing": Info("arm swing", "m", "fore-aft path of the wrist to the pelvis in a stride"),
    "circumduction": Info(
        "outward path of the foot", "m", "ankle outward of the line between the ends of its swing"
    ),
    "pelvic_drop_contra_deg": Info(
        "drop of the pelvis on the other side", "deg", "mean while this leg stands alone"
    ),
    "lean_in_stance": Info(
        "trunk lean in stance", "deg", "mean while this leg stands alone; + = to the left"
    ),
    "hike_cm": Info("hike of the hip in swing", "cm", "this hip above the other, peak in swing"),
    "pelvis_rise_cm": Info(
        "rise of the pelvis",
        "cm",
        "highest pelvis while this leg stands alone, above its mean over the stride",
    ),
    "foot_progression": Info(
        "foot progression", "deg", "ankle to toe to the way of walking in mid-stance; + = out"
    ),
    "foot_pitch_stance": Info(
        "pitch of the standing foot", "deg", "ankle to toe in mid-stance; negative = toes lower"
    ),
    "foot_pitch_contact": Info(
        "pitch of the foot at contact", "deg", "against mid-stance; negative = toes first"
    ),
    "foot_pitch_swing": Info("pitch of the foot in swing", "deg", "mid-swing against mid-stance"),
    "toe_peak": Info("highest toe in swing", "m", "toe joint above the floor"),
    "toe_clearance": Info(
        "toe clearance", "m", "lowest toe joint above the floor in the middle of swing"
    ),
    "ankle_peak": Info("highest ankle in swing", "m", "ankle above the floor"),
}
"""Every measure: name, words, unit, and how it is taken."""
