"""The schedule and the draws, against arithmetic done by hand and against torch."""

from __future__ import annotations

import math

import numpy as np
import pytest

from runtime.engine.sampling import Draws, choose, kept_classes, probability
from runtime.engine.schedule import masked_counts


def test_all_tokens_are_masked_first_and_one_last() -> None:
    counts = masked_counts(10, np.array([49, 12, 1]))
    assert counts[0].tolist() == [49, 12, 1]
    assert counts[-1].tolist() == [1, 1, 1]
    assert (np.diff(counts, axis=0) <= 0).all()


def test_one_step_predicts_everything_at_once() -> None:
    assert masked_counts(1, np.array([30])).tolist() == [[30]]


def test_no_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="steps"):
        masked_counts(0, np.array([30]))


def test_schedule_equals_the_references_arithmetic_in_torch() -> None:
    torch = pytest.importorskip("torch")
    lengths = torch.arange(1, 51)
    for steps in range(1, 41):
        times = torch.linspace(0, 1, steps)
        share = torch.cos(times * math.pi * 0.5)
        expected = torch.round(share[:, None] * lengths).clamp(min=1).long().numpy()
        np.testing.assert_array_equal(masked_counts(steps, lengths.numpy()), expected)


def test_filter_keeps_a_tenth_rounded_up() -> None:
    assert kept_classes(512, 0.9) == 52
    assert kept_classes(513, 0.9) == 52
    assert kept_classes(64, 0.9) == 7
    assert kept_classes(16, 0.0) == 16
    assert kept_classes(16, 0.999) == 1


def test_choice_follows_the_softmax_of_what_is_kept() -> None:
    logits = np.log(np.array([0.1, 0.4, 0.3, 0.2], dtype=np.float32))
    uniforms = np.random.default_rng(0).random(40_000)
    repeated = np.broadcast_to(logits, (len(uniforms), 4))
    share = np.bincount(choose(repeated, uniforms, top_k=0.5, temperature=1.0), minlength=4)
    np.testing.assert_allclose(share / len(uniforms), [0, 4 / 7, 3 / 7, 0], atol=0.01)


def test_temperature_sharpens() -> None:
    logits = np.log(np.array([[0.4, 0.6]], dtype=np.float32)).repeat(20_000, axis=0)
    uniforms = np.random.default_rng(0).random(20_000)
    picked = choose(logits, uniforms, top_k=0.0, temperature=0.5)
    assert picked.mean() == pytest.approx(0.36 / 0.52, abs=0.01)


@pytest.mark.parametrize("temperature", [0.0, 1e-6])
def test_no_temperature_is_greedy(temperature: float) -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(3, 7, 20)).astype(np.float32)
    picked = choose(logits, rng.random((3, 7)), top_k=0.9, temperature=temperature)
    np.testing.assert_array_equal(picked, logits.argmax(-1))


def test_the_ends_of_the_uniform_range_pick_classes_that_were_kept() -> None:
    logits = np.array([[-1.0, 3.0, -9.0, 2.5, -7.0]], dtype=np.float32).repeat(2, axis=0)
    ends = np.array([0.0, np.nextafter(1.0, 0.0)])
    assert choose(logits, ends, top_k=0.6, temperature=1.0).tolist() == [1, 3]


@pytest.mark.parametrize("kind", ["different", "equal ones", "all equal"])
@pytest.mark.parametrize("top_k", [0.0, 0.5, 0.9])
def test_choice_is_the_first_class_whose_cumulative_weight_is_beyond_the_draw(
    kind: str, top_k: float
) -> None:
    rng = np.random.default_rng(3)
    logits = (rng.normal(size=(3, 40, 65)) * 3).astype(np.float32)
    if kind == "equal ones":
        logits = np.round(logits)
    elif kind == "all equal":
        logits[:] = 2
    uniforms = rng.random((3, 40))
    values = logits.astype(np.float64)
    smallest = np.sort(values, axis=-1)[..., -kept_classes(65, top_k), None]
    weights = np.exp((values - values.max(axis=-1, keepdims=True)) / 0.8)
    cumulative = np.cumsum(np.where(values >= smallest, weights, 0), axis=-1)
    expected = (cumulative > uniforms[..., None] * cumulative[..., -1:]).argmax(-1)
    picked = choose(logits, uniforms, top_k=top_k, temperature=0.8)
    assert picked.dtype == np.int64
    np.testing.assert_array_equal(picked, expected)


def test_probability_is_of_the_whole_softmax() -> None:
    logits = np.log(np.array([[0.1, 0.2, 0.7]], dtype=np.float32)) + 5
    assert probability(logits, np.array([1])) == pytest.approx([0.2], abs=1e-6)


def test_draws_of_a_sample_do_not_depend_on_how_many_there_are() -> None:
    one = Draws.from_seed(7, 1, steps=3, layers=2, longest=5)
    many = Draws.from_seed(7, 4, steps=3, layers=2, longest=5)
    assert one.base.shape == (1, 3, 5) and many.residual.shape == (4, 2, 5)
    np.testing.assert_array_equal(one.base[0], many.base[0])
    np.testing.assert_array_equal(one.residual[0], many.residual[0])
    assert len(np.unique(many.length)) == 4
