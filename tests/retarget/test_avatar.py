from __future__ import annotations

import numpy as np
import pytest

from retarget import avatar, bone_map
from retarget.avatar import PRESETS, Body, Phenotype, load_body
from retarget.dress import REGIONS
from retarget.errors import BadInput

HEIGHTS = {"adult_woman": 1.65, "adult_man": 1.77, "older_adult": 1.68, "child": 1.26}


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_are_as_tall_as_people_and_stand_on_the_floor(preset: str) -> None:
    body = load_body(preset)
    assert body.height == pytest.approx(HEIGHTS[preset], abs=0.03)
    assert body.vertices[:, 1].min() == pytest.approx(0.0, abs=1e-6)


def test_the_body_stands_in_a_t_pose_and_faces_ahead(adult: Body) -> None:
    at = dict(zip(bone_map.MIXAMO, bone_map.mapped_bones(adult.rig), strict=True))
    heads = adult.rig.heads
    for side, out in (("Left", 1.0), ("Right", -1.0)):
        arm = heads[at[f"{side}Hand"]] - heads[at[f"{side}Arm"]]
        leg = heads[at[f"{side}Foot"]] - heads[at[f"{side}UpLeg"]]
        foot = heads[at[f"{side}ToeBase"]] - heads[at[f"{side}Foot"]]
        assert np.allclose(arm / np.linalg.norm(arm), [out, 0, 0], atol=1e-6)
        assert np.allclose(leg / np.linalg.norm(leg), [0, -1, 0], atol=1e-6)
        assert foot[2] > 0.1 and abs(foot[0]) < 1e-6
    nose = adult.vertices[adult.faces[adult.face_slots == 0].ravel()][:, 2].max()
    assert nose > heads[at["Head"], 2] + 0.05


def test_left_and_right_mirror_each_other(adult: Body) -> None:
    rig = adult.rig
    for bone, name in enumerate(rig.names):
        if name.startswith("Left"):
            other = rig.index(name.replace("Left", "Right", 1))
            assert np.allclose(rig.heads[bone] * (-1, 1, 1), rig.heads[other], atol=1e-3), name


def test_every_region_is_a_slot_where_its_part_of_the_body_is(adult: Body) -> None:
    assert set(REGIONS) <= set(adult.slots)
    centres = adult.vertices[adult.faces].mean(axis=1)

    def where(region: str) -> np.ndarray:
        faces = centres[adult.face_slots == adult.slots.index(region)]
        assert len(faces) > 50, region
        return np.asarray(faces.mean(axis=0))

    rows = ("head", "trunk", "pelvis", "left_thigh", "left_shank", "left_foot")
    heights = [where(region)[1] for region in rows]
    assert heights == sorted(heights, reverse=True)
    columns = ("trunk", "left_upper_arm", "left_forearm", "left_hand")
    outward = [where(region)[0] for region in columns]
    assert outward == sorted(outward)
    for region in REGIONS:
        if region.startswith("right"):
            assert where(region)[0] < 0 < where(region.replace("right", "left"))[0]


def test_skin_weights_are_four_bones_that_sum_to_one(adult: Body) -> None:
    assert adult.weights.shape[1] == 4
    assert np.allclose(adult.weights.sum(axis=1), 1.0, atol=1e-5)
    assert adult.weight_bones.max() < len(adult.rig.names)


def test_free_parameters_change_the_body_as_they_say() -> None:
    middle = load_body(Phenotype())
    assert load_body(Phenotype(height=0.7)).height > middle.height + 0.1
    assert load_body(Phenotype(age=0.0)).height < middle.height - 0.1
    heavy, thin = load_body(Phenotype(weight=1.0)), load_body(Phenotype(weight=0.0))
    waist = middle.face_slots == middle.slots.index("pelvis")

    def girth(body: Body) -> float:
        return float(np.ptp(body.vertices[body.faces[waist].ravel()][:, 2]))

    assert girth(heavy) > girth(thin) + 0.025


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_phenotype_outside_its_range_is_refused(value: float) -> None:
    with pytest.raises(BadInput, match="height"):
        Phenotype(height=value)


def test_an_unknown_avatar_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="adult_woman"):
        load_body("dragon")


def test_the_data_file_is_small_enough_to_keep() -> None:
    assert avatar.DATA_FILE.stat().st_size < 9e6
