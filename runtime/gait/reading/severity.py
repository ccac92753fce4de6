"""How severe each pattern and each single change is."""

from __future__ import annotations

from collections.abc import Sequence

from runtime.gait.layout import Evidence
from runtime.gait.reading.degrees import Degree, find_severities, share_out
from runtime.gait.reading.draft import Draft, Shown
from runtime.gait.reading.features import FoundFeature
from runtime.gait.reading.shown import own_spans

DEFAULT_SEVERITY = "moderate"


def severities(
    draft: Draft,
    changes: Sequence[FoundFeature],
    shown: Sequence[Shown],
    features: Sequence[FoundFeature],
) -> tuple[list[str], list[str]]:
    """How severe each pattern and each feature is.

    What belongs to a pattern's description speaks for the pattern only where nothing else does:
    "slightly stooped, severe Parkinson's" is severe.
    """
    said = find_severities(draft.text, draft.denied)
    draft.explained += [cue.span for cue in said]
    names = {(one.name, one.change) for one in features}
    same = [change for change in changes if (change.name, change.change) in names]
    parts = [change for change in changes if change not in same]
    own = [own_spans(one.candidate, same) for one in shown]
    core = [own_spans(one.candidate, changes) for one in shown]
    targets = [few or most for few, most in zip(core, own, strict=True)]
    targets += [[change.span] for change in (*features, *parts)]
    degrees = share_out(draft.text, said, targets)
    for degree in degrees:
        draft.assumptions += degree.assumptions
        draft.contradictions += degree.contradictions
    first, rest = degrees[: len(shown)], degrees[len(shown) :]
    if len(shown) == 1 and not first[0].value:
        # "Slight freezing", "slightly stooped": all that is said, of the pattern as well.
        others = rest[len(features) :] if own[0] else rest
        first = [next((degree for degree in others if degree.value), Degree())]
    for number, degree in enumerate(first):
        if degree.value:
            draft.evidence.append(Evidence("severity", degree.value, degree.words))
        elif not number:
            draft.assumptions.append(f"The severity was not said; {DEFAULT_SEVERITY} is shown.")
    return _values(first), _values(rest[: len(features)])


def _values(degrees: Sequence[Degree]) -> list[str]:
    return [degree.value or DEFAULT_SEVERITY for degree in degrees]
