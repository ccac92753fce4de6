"""Captions for the training corpus: many plain and clinical wordings of one intent.

A small grammar: a subject, a way to name the walk (noun phrase or verb phrase), further
patterns, features or details, severity and speed. Every caption says its side in words where the
pattern has one, says its severity unless it is moderate, and its speed unless it is comfortable,
so that `runtime.gait.intent.parse` gives the intent back from the caption alone.

Some wordings of every pattern are held out: they never appear in captions for training.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np

from export_onnx.corpus.wordings import WORDINGS, Wordings
from export_onnx.corpus.wordings.features import FEATURE_LINKS, FEATURE_WORDINGS
from export_onnx.corpus.wordings.people import (
    ADJECTIVES,
    ADVERBS,
    BUILT,
    LINKS,
    PACES,
    REQUESTS,
    SUBJECTS,
    WALKS,
)
from runtime.gait.intent import parse
from runtime.gait.layout import Feature, Further, Intent

Item = TypeVar("Item")

DETAIL_SHARE = 0.3
DRAFTS = 5
"""So many times as many captions as are wanted are drafted to find those that say the intent."""
SENTENCE_SHARE = 0.4
"""Share of the captions that are written as a sentence, with a capital and a full stop."""
FORMS = ("verb", "with", "noun", "request")
FORM_SHARES = (0.5, 0.25, 0.15, 0.1)
PARTS = ("leg", "knee", "hip", "foot", "ankle", "heel", "forefoot", "arm", "elbow")
PLURALS = {"foot": "feet", "forefoot": "forefeet"}
WITHOUT_ARTICLE = (
    "weakness",
    "stiffness",
    "loss",
    "reduced",
    "persistent",
    "limited",
    "lack",
    "crossing",
    "scissoring",
    "adductor",
    "vaulting",
    "knee",
    "hyperextension",
    "shortening",
    "walking",
    "fear",
    "hiking",
    "elevation",
    "unequal",
    "toe",
    "tiptoe",
    "snapping",
    "steppage",
    "excessive",
)


def captions(
    intent: Intent, rng: np.random.Generator, n: int, *, held_out: bool = False
) -> list[str]:
    """``n`` wordings of one intent; repeats are possible but rare.

    Args:
        intent: what the captions say; its avatar and build choose the subject's words.
        rng: source of every choice, so that a seed gives the same captions.
        n: how many.
        held_out: use the wordings that are kept from training, and only those.
    """
    drafts = [_caption(intent, rng, held_out) for _ in range(n)]
    kept = [draft for draft in drafts if says(draft, intent)]
    for _ in range(DRAFTS * n):
        if len(kept) == n:
            return kept
        draft = _caption(intent, rng, held_out)
        drafts.append(draft)
        if says(draft, intent):
            kept.append(draft)
    chosen = kept or drafts
    return [chosen[k % len(chosen)] for k in range(n)]


def says(caption: str, intent: Intent) -> bool:
    """Whether the product reads a caption as exactly this intent.

    Pronouns may hint at a body that the intent leaves open.
    """
    read = parse(caption)
    wanted = intent if intent.avatar else replace(intent, avatar=read.avatar)
    return read == wanted and not read.contradictions


def _caption(intent: Intent, rng: np.random.Generator, held_out: bool) -> str:
    subject, poss = _subject(intent, rng)
    form = str(rng.choice(FORMS, p=FORM_SHARES))
    if form in ("noun", "request") and (intent.avatar or intent.build):
        form = "with"  # a bare noun phrase says nothing about the body
    if intent.pattern == "normal" and intent.features:
        text = _featured_walk(intent, subject, rng, form)
    else:
        text = _pattern_walk(intent, subject, poss, rng, form, held_out)
    for further in intent.also:
        noun = _noun(further, poss, rng, held_out=False)
        text += f"{_pick(rng, (' and ', ' together with ', ', plus '))}{noun}"
    for number, feature in enumerate(intent.features[intent.pattern == "normal" :]):
        link = "and" if number and rng.random() < 0.6 else _pick(rng, FEATURE_LINKS)
        text += f"{_pick(rng, (' ', ', '))}{link} {_feature(feature, poss, rng)}"
    return _finish(text.replace("{poss}", poss), rng)


def _subject(intent: Intent, rng: np.random.Generator) -> tuple[str, str]:
    subject, poss = _pick(rng, SUBJECTS[intent.avatar])
    if intent.build:
        article, _, rest = subject.partition(" ")
        built = _pick(rng, BUILT[intent.build])
        start = {"a": _a(built), "an": _a(built)}.get(article, f"{article} {built}")
        return (f"{start} {rest}", poss) if rest else (f"{_a(built)} person", "their")
    return subject, poss


def _pattern_walk(
    intent: Intent,
    subject: str,
    poss: str,
    rng: np.random.Generator,
    form: str,
    held_out: bool,
) -> str:
    """The walk of the main pattern, with a detail now and then."""
    main = Further(intent.pattern, intent.side, intent.severity)
    pace = _pick(rng, PACES[intent.speed])
    wordings = _wordings(main, held_out)
    if form == "verb":
        text = f"{subject} {_filled(_pick(rng, wordings.verbs), main, poss, rng)} {pace}"
    else:
        noun = _noun(main, poss, rng, held_out)
        # A bare adverb does not go with a noun: "antalgic gait, walking slowly".
        walking = f", walking {pace}" if pace else ""
        text = {
            "with": f"{subject} {_pick(rng, WALKS)} {pace} {_pick(rng, LINKS)} {noun}",
            "noun": noun.removeprefix("an ").removeprefix("a ") + walking,
            "request": f"{_pick(rng, REQUESTS)} {noun}{walking}",
        }[form]
    if not (intent.features or intent.also) and rng.random() < DETAIL_SHARE:
        text += f", {_filled(_pick(rng, wordings.details), main, poss, rng)}"
    return text


def _featured_walk(intent: Intent, subject: str, rng: np.random.Generator, form: str) -> str:
    """A walk that is normal but for the first feature."""
    pace = _pick(rng, PACES[intent.speed])
    feature = _feature(intent.features[0], "{poss}", rng)
    if form in ("noun", "request"):
        start = f"{_pick(rng, REQUESTS)} " if form == "request" else ""
        return f"{start}walking {pace} with {feature}"
    return f"{subject} {_pick(rng, WALKS)} {pace} with {feature}"


def _wordings(shown: Further, held_out: bool) -> Wordings:
    wordings = WORDINGS[shown.pattern]
    if shown.side == "both":
        wordings = wordings.of_both_sides()
    return wordings.part(held_out)


def _noun(shown: Further, poss: str, rng: np.random.Generator, held_out: bool) -> str:
    """A noun phrase of a pattern with its article."""
    phrase = _pick(rng, _wordings(shown, held_out).nouns)
    return _article(" ".join(_filled(phrase, shown, poss, rng).split()))


def _filled(phrase: str, shown: Further, poss: str, rng: np.random.Generator) -> str:
    both = shown.side == "both"
    return phrase.format(
        S="bilateral" if both else shown.side,
        O={"left": "right", "right": "left"}.get(shown.side, ""),
        on=_on(shown.side, rng),
        poss=poss,
        adj=_pick(rng, ADJECTIVES[shown.severity]),
        adv=_pick(rng, ADVERBS[shown.severity]),
        s="" if both else "s",
        es="" if both else "es",
        does="do" if both else "does",
        **_parts(shown.side, poss, rng),
    )


def _feature(feature: Feature, poss: str, rng: np.random.Generator) -> str:
    phrases = FEATURE_WORDINGS[feature.name, feature.change]
    if feature.amount != "moderate":
        phrases = tuple(p for p in phrases if "{ad" in p)
    phrase = _pick(rng, phrases)
    one_sided = feature.side in ("left", "right")
    text = phrase.format(
        S=feature.side if one_sided else "",
        on=_on(feature.side, rng) if one_sided else "",
        to=feature.side,
        poss=poss,
        adj=_pick(rng, ADJECTIVES[feature.amount]),
        adv=_pick(rng, ADVERBS[feature.amount]),
        **_parts(feature.side, poss, rng),
    )
    return " ".join(text.split())


def _parts(side: str, poss: str, rng: np.random.Generator) -> dict[str, str]:
    """Parts of the body on a side: "the left knee", "both knees"."""
    if side == "both":
        return {part: f"both {PLURALS.get(part, part + 's')}" for part in PARTS}
    return {part: f"{_pick(rng, ('the', poss))} {side} {part}" for part in PARTS}


def _on(side: str, rng: np.random.Generator) -> str:
    if side == "both":
        return _pick(rng, ("on both sides", "on both sides", "bilaterally"))
    return _pick(rng, (f"on the {side}", f"on the {side} side"))


def _article(noun: str) -> str:
    words = noun.split()
    severe = {word for values in ADJECTIVES.values() for word in values} - {""}
    first = next((w for w in words if w not in severe), words[0])
    if first in WITHOUT_ARTICLE:
        return noun
    return f"{_a(noun)}"


def _a(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeiou' and not noun.startswith('un') else 'a'} {noun}"


def _finish(text: str, rng: np.random.Generator) -> str:
    text = " ".join(text.split()).replace(" ,", ",").replace("a an ", "an ").replace("a a ", "a ")
    if rng.random() < SENTENCE_SHARE:
        text = text[0].upper() + text[1:] + "."
    return text


def _pick(rng: np.random.Generator, choices: tuple[Item, ...]) -> Item:
    return choices[int(rng.integers(len(choices)))]
