"""Captions for the training corpus: many plain and clinical wordings of one intent.

A small grammar: a subject, a way to name the walk (noun phrase or verb phrase), optional
details, severity and speed. Every caption says its side in words where the pattern has one,
says its severity unless it is moderate, and its speed unless it is comfortable, so that
`runtime.gait.intent.parse` gives the intent back from the caption alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from runtime.gait.intent import Intent

Item = TypeVar("Item")


@dataclass(frozen=True)
class Wordings:
    """How one pattern is put into words.

    Slots: ``{S}`` affected side, ``{O}`` other side, ``{poss}`` his/her/their, ``{adv}`` and
    ``{adj}`` severity (may be empty).

    Attributes:
        nouns: noun phrases without article, each with one ``{adj}``.
        verbs: verb phrases in the third person, each with one ``{adv}``.
        details: clauses that may follow; they never carry severity.
    """

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    details: tuple[str, ...]


SUBJECTS: dict[str | None, tuple[tuple[str, str], ...]] = {
    None: (
        ("a person", "their"),
        ("a patient", "their"),
        ("the patient", "their"),
        ("someone", "their"),
        ("this person", "their"),
        ("an individual", "their"),
        ("a walker", "their"),
        ("the subject", "their"),
    ),
    "adult_man": (("a man", "his"), ("the man", "his"), ("a male patient", "his")),
    "adult_woman": (
        ("a woman", "her"),
        ("the woman", "her"),
        ("a female patient", "her"),
    ),
    "older_adult": (
        ("an elderly man", "his"),
        ("an elderly woman", "her"),
        ("an older person", "their"),
        ("an old man", "his"),
        ("an elderly patient", "their"),
        ("an older adult", "their"),
    ),
    "child": (
        ("a child", "their"),
        ("a boy", "his"),
        ("a girl", "her"),
        ("a young child", "their"),
    ),
}

ADJECTIVES = {
    "none": ("",),
    "mild": ("mild", "slight", "subtle", "minor"),
    "moderate": ("", "", "", "moderate", "noticeable", "clear", "obvious"),
    "severe": ("severe", "marked", "pronounced", "very strong", "heavy", "extreme"),
}
ADVERBS = {
    "none": ("",),
    "mild": ("slightly", "mildly", "a little", "a bit", "subtly"),
    "moderate": ("", "", "", "moderately", "noticeably", "clearly", "visibly"),
    "severe": (
        "severely",
        "markedly",
        "heavily",
        "strongly",
        "extremely",
        "very badly",
    ),
}
PACES = {
    "slow": (
        "slowly",
        "at a slow pace",
        "at a low speed",
        "with slow speed",
        "in a slow manner",
    ),
    "comfortable": ("", "", "", "at a comfortable pace", "at {poss} usual speed"),
    "fast": (
        "quickly",
        "fast",
        "at a fast pace",
        "briskly",
        "at a brisk speed",
        "rapidly",
    ),
}
WALKS = (
    "walks",
    "walks forward",
    "is walking",
    "walks along",
    "walks ahead",
    "moves forward",
)

WORDINGS: dict[str, Wordings] = {
    "normal": Wordings(
        nouns=(
            "{adj} normal gait",
            "{adj} normal walking pattern",
            "{adj} healthy gait",
            "{adj} regular symmetric gait",
            "{adj} typical adult gait",
            "{adj} even stride without any limp",
            "{adj} unremarkable gait",
        ),
        verbs=(
            "walks {adv} normally",
            "walks forward {adv}",
            "walks {adv} straight ahead",
            "strolls {adv} in a straight line",
            "walks {adv} without a limp",
            "walks {adv} with even steps",
            "takes {adv} regular steps forward",
            "walks {adv} in a healthy way",
        ),
        details=(
            "with a natural arm swing",
            "with no limp",
            "both legs moving evenly",
            "the arms swing freely",
            "without any sign of pain",
            "posture upright",
        ),
    ),
    "antalgic": Wordings(
        nouns=(
            "{adj} {S} antalgic gait",
            "{adj} antalgic gait on the {S}",
            "{adj} antalgic limp, {S} side",
            "{adj} limp due to pain in the {S} knee",
            "{adj} limp because of a sore {S} hip",
            "{adj} painful limp on the {S} leg",
            "{adj} limp on the {S} side",
            "{adj} {S}-sided limp",
            "{adj} limp, avoiding weight on the {S} leg",
            "{adj} limp favoring the {S} leg",
        ),
        verbs=(
            "limps {adv} on the {S} leg",
            "limps {adv} because of pain in {poss} {S} knee",
            "{adv} favors {poss} {S} leg",
            "{adv} favours the {S} foot because it hurts",
            "limps {adv}, favoring {poss} {S} leg",
            "hobbles {adv} on a painful {S} ankle",
            "limps {adv} to spare the {S} hip",
            "limps {adv} and keeps {poss} weight off the {S} leg",
            "limps {adv} with {poss} {S} leg",
            "{adv} spares {poss} sore {S} foot",
        ),
        details=(
            "{poss} steps are uneven",
            "with a shortened stance phase on the {S}",
            "stepping quickly off the {S} foot",
            "spending less time on the {S} leg",
            "reflecting discomfort",
            "as if every step hurts",
            "reluctant to load the {S} leg",
            "{poss} body tilting with each step",
        ),
    ),
    "hemiplegic": Wordings(
        nouns=(
            "{adj} {S} hemiplegic gait",
            "{adj} hemiplegic gait on the {S} with circumduction",
            "{adj} {S}-sided hemiparetic gait after a stroke",
            "{adj} spastic hemiparesis on the {S}",
            "{adj} {S} hemiparesis with circumduction",
            "{adj} circumduction gait of the {S} leg",
            "{adj} {S}-sided weakness after a stroke",
            "{adj} post-stroke gait with {S}-sided weakness",
            "{adj} {S} hemiplegia",
        ),
        verbs=(
            "swings the {S} leg outward {adv} in a half circle",
            "swings {poss} {S} leg out {adv} to the side in an arc",
            "circumducts {poss} {S} leg {adv}",
            "{adv} circumducts the {S} leg after a stroke",
            "brings the {S} leg around {adv} in a semicircle",
            "swings {poss} stiff {S} leg around {adv} with every step",
            "walks {adv} with {S} hemiplegia after a stroke",
            "swings the weak {S} leg out {adv} in a wide arc, {S} arm bent",
        ),
        details=(
            "the {S} arm is held bent against the body",
            "{S} arm flexed and not swinging",
            "with the {S} elbow bent",
            "the {S} knee hardly bends",
            "after a stroke",
            "the {S} arm tucked against the chest",
            "with little swing of the {S} arm",
        ),
    ),
    "trendelenburg": Wordings(
        nouns=(
            "{adj} {S} trendelenburg gait",
            "{adj} Trendelenburg gait on the {S}",
            "{adj} uncompensated Trendelenburg gait on the {S}",
            "{adj} {S} Trendelenburg sign in walking",
            "{adj} drop of the {O} pelvis in {S} stance",
            "{adj} pelvic drop on the {O} when standing on the {S} leg",
            "{adj} weakness of the {S} hip abductors with pelvic drop",
            "{adj} {S} gluteus medius weakness and a dropping pelvis",
        ),
        verbs=(
            "drops the {O} side of the pelvis {adv} when standing on the {S} leg",
            "walks {adv} with a {S} Trendelenburg gait",
            "lets the {O} hip drop {adv} during {S} stance",
            "walks with the pelvis dropping {adv} to the {O} in {S} stance",
            "lets {poss} pelvis sink {adv} on the {O} while the {S} leg carries the weight",
        ),
        details=(
            "the {O} hip sinks in {S} stance",
            "with weak {S} hip abductors",
            "the trunk stays upright",
            "due to a weak {S} gluteus medius",
            "the pelvis tilts down on the {O} in {S} stance",
        ),
    ),
    "duchenne": Wordings(
        nouns=(
            "{adj} compensated Trendelenburg gait on the {S}",
            "{adj} compensated {S} Trendelenburg gait",
            "{adj} Duchenne gait on the {S}",
            "{adj} {S} Duchenne limp",
            "{adj} {S} Duchenne gait",
            "{adj} lateral trunk lean over the {S} leg in stance",
            "{adj} trunk lean to the {S} in {S} stance",
            "{adj} trunk lurch over the {S} leg",
        ),
        verbs=(
            "leans the trunk {adv} over the {S} leg during {S} stance",
            "leans {poss} upper body {adv} to the {S} with every {S} step",
            "{adv} leans over the {S} leg in stance",
            "tilts the trunk {adv} towards the {S} leg when standing on it",
            "lurches {adv} to the {S} in {S} stance",
            "shifts {poss} trunk {adv} over the {S} hip at each {S} step",
            "bends {poss} torso sideways {adv} over the {S} leg",
        ),
        details=(
            "the pelvis stays level",
            "to unload weak {S} hip abductors",
            "leaning over the {S} leg in stance",
            "the shoulders move over the {S} foot",
            "the trunk leans to the {S}",
        ),
    ),
    "steppage": Wordings(
        nouns=(
            "{adj} {S} foot drop",
            "{adj} steppage gait on the {S}",
            "{adj} {S} steppage gait",
            "{adj} {S} drop foot with high knee lift",
            "{adj} high steppage gait with {S} foot drop",
            "{adj} foot drop on the {S} side",
            "{adj} {S}-sided foot drop",
            "{adj} {S} peroneal nerve palsy with steppage",
            "{adj} weakness of the {S} ankle dorsiflexors with steppage",
        ),
        verbs=(
            "lifts the {S} knee high {adv} because the {S} foot drops",
            "raises the {S} leg high {adv} so that the drooping foot clears the floor",
            "walks {adv} with a {S} foot drop",
            "lifts the {S} foot high {adv} and the toes hit the ground first",
            "walks {adv} with a {S} steppage gait",
            "cannot lift the {S} forefoot and raises the {S} knee high {adv}",
            "slaps {poss} {S} foot down {adv} after lifting the knee high",
        ),
        details=(
            "the toes touch the ground first",
            "the {S} foot hangs down in swing",
            "the {S} foot slaps the floor",
            "lifting the {S} knee high",
            "with weak {S} dorsiflexors",
            "the {S} toes point down in swing",
        ),
    ),
    "stiff_knee": Wordings(
        nouns=(
            "{adj} {S} stiff-knee gait",
            "{adj} stiff {S} knee",
            "{adj} stiff knee gait on the {S}",
            "{adj} stiffness of the {S} knee",
            "{adj} loss of {S} knee flexion in swing",
            "{adj} stiff-legged gait on the {S}",
            "{adj} reduced knee flexion in {S} swing",
        ),
        verbs=(
            "walks with a stiff {S} knee {adv}",
            "keeps the {S} knee straight {adv} in swing",
            "walks {adv} with a stiff {S} knee that does not bend in swing",
            "holds {poss} {S} knee stiff {adv}",
            "walks {adv} with a straight {S} leg",
            "walks {adv} with a rigid {S} knee",
            "walks {adv} with {poss} {S} knee locked straight",
            "walks {adv} as if the {S} knee was in a splint, the {S} knee kept straight",
        ),
        details=(
            "the {S} knee does not bend in swing",
            "the {S} knee barely flexes",
            "the {S} leg stays straight in swing",
            "unable to bend the {S} knee",
            "the {S} knee hardly bends",
        ),
    ),
    "parkinsonian": Wordings(
        nouns=(
            "{adj} parkinsonian gait",
            "{adj} Parkinson's shuffle",
            "{adj} shuffling parkinsonian gait",
            "{adj} shuffling gait with short steps",
            "{adj} festinating gait",
            "{adj} shuffle with stooped posture",
            "{adj} hypokinetic gait in Parkinson's disease",
            "{adj} bradykinetic gait",
        ),
        verbs=(
            "shuffles {adv} with short steps",
            "shuffles forward {adv}, stooped, with almost no arm swing",
            "shuffles {adv} with small steps and a stooped posture",
            "walks {adv} like somebody with Parkinson's disease",
            "shuffles {adv} and hardly lifts {poss} feet",
            "takes small shuffling steps {adv}",
            "shuffles {adv} because of Parkinson's disease",
        ),
        details=(
            "with almost no arm swing",
            "the trunk bent forward",
            "taking short steps",
            "with a stooped posture",
            "the arms hardly swing",
            "the feet barely leave the floor",
            "{poss} back is hunched",
        ),
    ),
    "crouch": Wordings(
        nouns=(
            "{adj} crouch gait",
            "{adj} crouched gait",
            "{adj} bilateral crouch gait",
            "{adj} crouch gait in cerebral palsy",
            "{adj} crouch gait with flexed knees and hips",
            "{adj} persistent knee flexion in stance on both sides",
        ),
        verbs=(
            "walks in crouch gait {adv}",
            "walks {adv} crouched",
            "walks {adv} in a crouch",
            "walks with both knees bent {adv} throughout",
            "walks {adv} with flexed knees that never straighten",
            "walks with {poss} knees bent {adv} all the time",
            "crouches {adv} while walking, knees bent throughout",
        ),
        details=(
            "the knees never straighten",
            "knees bent throughout",
            "both knees stay flexed in stance",
            "with cerebral palsy",
            "hips and knees flexed",
            "unable to straighten the knees",
        ),
    ),
}


def captions(intent: Intent, rng: np.random.Generator, n: int) -> list[str]:
    """``n`` wordings of one intent; repeats are possible but rare.

    Args:
        intent: what the captions say; its `avatar` chooses the subject's words.
        rng: source of every choice, so that a seed gives the same captions.
        n: how many.
    """
    return [_caption(intent, rng) for _ in range(n)]


def _caption(intent: Intent, rng: np.random.Generator) -> str:
    wordings = WORDINGS[intent.pattern]
    subject, poss = _pick(rng, SUBJECTS[intent.avatar])
    pace = _pick(rng, PACES[intent.speed])
    form = rng.choice(("verb", "with", "noun"), p=(0.5, 0.3, 0.2))
    if form == "noun" and intent.avatar is not None:
        form = "with"  # a bare noun phrase says nothing about the body
    if form == "verb":
        text = f"{subject} {_pick(rng, wordings.verbs)} {pace}"
    elif form == "with":
        noun = _article(_fill(_pick(rng, wordings.nouns), intent, poss, rng))
        text = f"{subject} {_pick(rng, WALKS)} {pace} with {noun}"
    else:
        # A bare adverb does not go with a noun: "antalgic gait, walking slowly".
        text = _pick(rng, wordings.nouns) + (f", walking {pace}" if pace else "")
    if rng.random() < 0.35:
        text += f", {_pick(rng, wordings.details)}"
    return _finish(_fill(text, intent, poss, rng), rng)


def _fill(text: str, intent: Intent, poss: str, rng: np.random.Generator) -> str:
    other = {"left": "right", "right": "left"}.get(intent.side, "")
    return text.format(
        S=intent.side,
        O=other,
        poss=poss,
        adj=_pick(rng, ADJECTIVES[intent.severity]),
        adv=_pick(rng, ADVERBS[intent.severity]),
    )


def _article(noun: str) -> str:
    noun = noun.strip()
    if noun.split()[0] in ("weakness", "stiffness", "loss", "reduced", "persistent"):
        return noun
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def _finish(text: str, rng: np.random.Generator) -> str:
    text = " ".join(text.split()).replace(" ,", ",")
    if rng.random() < 0.4:
        text = text[0].upper() + text[1:] + "."
    return text


def _pick(rng: np.random.Generator, choices: tuple[Item, ...]) -> Item:
    return choices[int(rng.integers(len(choices)))]
