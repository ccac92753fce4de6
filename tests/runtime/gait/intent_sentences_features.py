"""Single changes, alone and beside a pattern: see `told` for the notation."""

from __future__ import annotations

ARMS_AND_STEPS = {
    "holds the left arm still": "normal none; arm_swing less left",
    "the right arm is kept at his side": "normal none; arm_swing less right",
    "walks with the left hand in his pocket": "normal none; arm_swing less left",
    "right arm in a sling": "normal none; arm_swing less right, elbow_flexion more right",
    "wears a sling on the left arm": (
        "normal none; arm_swing less left, elbow_flexion more left"
    ),
    "carries his right arm": "normal none; arm_swing less right",
    "walks with her left hand on her hip": "normal none; arm_swing less left",
    "both hands in his pockets": "normal none; arm_swing less both",
    "hands in the pockets": "normal none; arm_swing less both",
    "the left arm doesn't move along": "normal none; arm_swing less left",
    "right arm pressed to the body": "normal none; arm_swing less right",
    "his left arm stays motionless at his side": "normal none; arm_swing less left",
    "the right arm does not join in": "normal none; arm_swing less right",
    "swings only the left arm": "normal none; arm_swing less right",
    "arms glued to the sides": "normal none; arm_swing less both",
    "takes a short step with the left": "normal none; step_length less left",
    "the right step is shorter than the left": "normal none; step_length less right",
    "the left step is longer than the right": "normal none; step_length more left",
    "longer steps with the right leg": "normal none; step_length more right",
    "shortened left step length": "normal none; step_length less left",
    "reduced stride length on the R": "normal none; step_length less right",
    "steps further with the left foot": "normal none; step_length more left",
    "smaller steps on the right side": "normal none; step_length less right",
    "steps of unequal length, the left one shorter": "normal none; step_length less left",
    "asymmetric step length, shorter on the right": "normal none; step_length less right",
    "left foot doesn't step as far as the right": "normal none; step_length less left",
    # --- features
    "toes turned out": "normal none; foot_progression more both",
    "right foot points outwards": "normal none; foot_progression more right",
    "left toes pointing inward": "normal none; foot_progression less left",
    "feet wide apart": "normal none; step_width more both",
    "big arm swings": "normal none; arm_swing more both",
    "hardly lifts his feet": "normal none; foot_clearance less both",
    "head down": "normal none; head_forward more both",
    "leans back": "normal none; trunk_forward less both",
    "quick little steps": "normal none; cadence more both, step_length less both",
    "slow rhythm": "normal none; cadence less both",
    "long strides": "normal none; step_length more both",
    "narrow base": "normal none; step_width less both",
    "sways": "normal none; trunk_sway more both",
    "stiff trunk": "normal none; trunk_sway less both",
    "irregular rhythm": "normal none; regularity less both",
    "lifts the left foot too high": "normal none; foot_clearance more left",
    "right elbow bent": "normal none; elbow_flexion more right",
    "left toe drags a bit": "normal none; foot_clearance less left",
    "hangs his head": "normal none; head_forward more both",
    "eyes fixed on the floor": "normal none; head_forward more both",
    "reclined upper body": "normal none; trunk_forward less both",
    "bent forward at the waist": "normal none; trunk_forward more both",
    "walks tilted to the left": "normal none; trunk_lean more left",
    "his body lists to the right": "normal none; trunk_lean more right",
    "feet turned outwards like Charlie Chaplin": "normal none; foot_progression more both",
    "takes huge strides": "normal none; step_length more both",
    "very small steps": "normal none; step_length less both",
    "feet almost on one line": "normal none; step_width less both",
    "step width increased": "normal none; step_width more both",
    "walks with legs apart": "normal none; step_width more both",
    "cadence is high": "normal none; cadence more both",
    "few steps per minute": "normal none; cadence less both",
    "uneven timing of the steps": "normal none; regularity less both",
    "rhythm of the steps varies": "normal none; regularity less both",
    "trunk sways from side to side": "normal none; trunk_sway more both",
    "upper body doesn't move": "normal none; trunk_sway less both",
    "trunk held rigid like a board": "normal none; trunk_sway less both",
    "swings his arms like a soldier": "normal none; arm_swing more both",
    "the left arm swings more than usual": "normal none; arm_swing more left",
    "scuffs the right foot": "normal none; foot_clearance less right",
    "freezes in front of doors": "parkinsonian both; freezing more both",
    "toes in on the right": "normal none; foot_progression less right",
    "head bowed, small steps": "normal none; head_forward more both, step_length less both",
    "long slow steps": "normal none; cadence less both, step_length more both",
    "feet wide apart with toes turned out": (
        "normal none; foot_progression more both, step_width more both"
    ),
    "leans back with big arm swings": (
        "normal none; arm_swing more both, trunk_forward less both"
    ),
    "head down, hardly lifting his feet": (
        "normal none; foot_clearance less both, head_forward more both"
    ),
    "bends both elbows and takes long strides": (
        "normal none; elbow_flexion more both, step_length more both"
    ),
    "narrow base, left toes turned out": (
        "normal none; foot_progression more left, step_width less both"
    ),
    "rushed short steps": "normal none; cadence more both, step_length less both",
    "stooped with the left arm bent": (
        "normal none; elbow_flexion more left, trunk_forward more both"
    ),
    "normal gait, but the toes point outwards": "normal none; foot_progression more both",
    "no limp, only a reduced arm swing on the left": "normal none; arm_swing less left",
    "walks normally with the right arm in a sling": (
        "normal none; arm_swing less right, elbow_flexion more right"
    ),
    "irregular rhythm and wide steps": (
        "normal none; regularity less both, step_width more both"
    ),
    "walks with a rocking upper body": "normal none; trunk_sway more both",
    "chin tucked to the chest": "normal none; head_forward more both",
    "pokes the head forward": "normal none; head_forward more both",
    "neck craned forward": "normal none; head_forward more both",
    "back rounded": "normal none; trunk_forward more both",
    "leaning forwards from the hips": "normal none; trunk_forward more both",
    "leans backwards slightly": "normal none; trunk_forward less both",
    "lifts the feet very high": "normal none; foot_clearance more both",
    "shortened strides": "normal none; step_length less both",
    "takes giant steps": "normal none; step_length more both",
    "low foot clearance on the left": "normal none; foot_clearance less left",
    "his toes catch on the right": "normal none; foot_clearance less right",
    "arms barely swinging": "normal none; arm_swing less both",
    "no arm swing on the right": "normal none; arm_swing less right",
    "vigorous arm swing": "normal none; arm_swing more both",
    "trips along with quick short steps": (
        "normal none; cadence more both, step_length less both"
    ),
    "out-toeing on the left": "normal none; foot_progression more left",
    "arms folded up at the elbows": "normal none; elbow_flexion more both",
    # --- beside patterns
    "left hemiplegia with the right arm swinging widely": (
        "hemiplegic left; arm_swing more right"
    ),
    "antalgic gait on the right, arms still": "antalgic right; arm_swing less both",
    "right stiff knee, wide base": "stiff_knee right; step_width more both",
    "Parkinson's with the toes turned out": "parkinsonian both; foot_progression more both",
    "toe walking, feet close together": "toe_walking both; step_width less both",
    "crouch gait, toes in": "crouch both; foot_progression less both",
    "left Trendelenburg with the head down": "trendelenburg left; head_forward more both",
    "limps on the left with the right hand in the pocket": (
        "antalgic left; arm_swing less right"
    ),
    "steppage on the right with long strides": "steppage right; step_length more both",
    "leans back, waddling": "waddling both",
    "left recurvatum, short steps": "recurvatum left; step_length less both",
    "ataxic with no arm swing": "ataxic both; arm_swing less both",
}
