"""Pairing: every way through it and every way out of it, with a clock and dice of the test."""

from __future__ import annotations

import hashlib
import itertools
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retarget.errors import BadInput, StorageError
from runtime import pairing_proof
from runtime.devices import Devices
from runtime.pairing import (
    ATTEMPT_S,
    CODE_S,
    Answer,
    Attempt,
    AttemptOver,
    Paired,
    Pairing,
    PairingClosed,
    PairingRefused,
    TooManyTries,
    WrongProof,
)
from runtime.pairing_callers import (
    FORGET_S,
    LOCK_S,
    MOST_OPEN,
    MOST_OPEN_EACH,
    MOST_REMEMBERED,
    MOST_WRONG,
    Callers,
    crowded_out,
)
from tests.runtime.pairing_device import Headset

FINGERPRINT = hashlib.sha256(b"the laptop's key").hexdigest()
OTHER_FINGERPRINT = hashlib.sha256(b"somebody else's key").hexdigest()
KEY = "0825716b28c1be87289cac90b660eab900797124d932599078c9bd06a5080574"
DEVICE_PROOF = "ef95701dfa079f04a735e975497abfb961e1d757ab63bb74d4963de70309a072"
SERVER_PROOF = "87a8b36a81d4e27961eb1e9d41ef9e5bb91a8abf783fd68046e237c1f7c15ae8"
HEADSET, ATTACKER = "192.168.1.20", "192.168.1.66"
FEW = 7
"""Iterations in these tests."""


class Laptop:
    """A pairing whose time and randomness the test decides."""

    def __init__(self, folder: Path) -> None:
        self.time = 1000.0
        self.fingerprint = FINGERPRINT
        self.devices = Devices(folder / "devices.json")
        self._drawn = itertools.count()
        self.pairing = Pairing(
            self.devices, lambda: self.fingerprint, lambda: self.time, self._random
        )

    def _random(self, count: int) -> bytes:
        return hashlib.sha256(f"{next(self._drawn)}".encode()).digest()[:count]

    @property
    def code(self) -> str:
        return str(self.pairing.current().code)

    @property
    def secret(self) -> str:
        return str(self.pairing.current().secret)

    def start(self, kind: str = "app", address: str = HEADSET) -> Attempt:
        return replace(self.pairing.start("Quest 3", kind, address), iterations=FEW)

    def answer(
        self,
        attempt: Attempt,
        used: str = "code",
        password: str | None = None,
        fingerprint: str = FINGERPRINT,
    ) -> Answer:
        known = {"code": self.code, "secret": self.secret}[used] if password is None else password
        device = Headset(attempt.id, attempt.salt, attempt.iterations, known, fingerprint)
        return Answer(attempt.id, used, device.nonce, device.proof())

    def pair(self, *, kind: str = "app", address: str = HEADSET, **values: Any) -> Paired:
        attempt = self.start(kind, address)
        if kind == "browser":
            values.setdefault("fingerprint", "")
        return self.pairing.finish(self.answer(attempt, **values), address)

    def fail(self, address: str = ATTACKER) -> int:
        """One wrong try; how many are left."""
        with pytest.raises(WrongProof) as refused:
            self.pair(address=address, password=wrong(self.code))
        return refused.value.tries_left

    def lock(self, address: str = ATTACKER) -> None:
        assert [self.fail(address) for _ in range(MOST_WRONG)] == [4, 3, 2, 1, 0]


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are hardly stretched, so that thousands of tries are quick."""
    real = pairing_proof.derive_key
    monkeypatch.setattr(
        "runtime.pairing.derive_key", lambda password, salt: real(password, salt, FEW)
    )


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path)
    laptop.pairing.open()
    return laptop


# --- what a user sees -------------------------------------------------------------------------


@pytest.mark.parametrize("used", ["code", "secret"])
@pytest.mark.parametrize("kind", ["app", "browser"])
def test_who_knows_the_code_or_the_secret_is_let_in(laptop: Laptop, kind: str, used: str) -> None:
    attempt = laptop.start(kind)
    password = {"code": laptop.code, "secret": laptop.secret}[used]
    seen = FINGERPRINT if kind == "app" else ""
    device = Headset(attempt.id, attempt.salt, FEW, password, seen)
    paired = laptop.pairing.finish(
        Answer(attempt.id, used, device.nonce, device.proof()),
        HEADSET,
    )
    assert paired.device.name == "Quest 3" and paired.device.kind == kind
    assert laptop.devices.of_token(paired.token) == paired.device
    assert paired.proof == device.proof("server")
    assert paired.token not in repr(paired) and paired.proof not in repr(paired)


def test_the_sums_are_those_of_the_protocol() -> None:
    """A fixed example, so that no two changes can cancel out; other clients may test against it."""
    key = pairing_proof.derive_key("012345", bytes(range(16)))
    seen = pairing_proof.transcript("a" * 32, "b" * 32, "c" * 64)
    assert key.hex() == KEY
    assert pairing_proof.proof(key, "device", seen) == DEVICE_PROOF
    assert pairing_proof.proof(key, "server", seen) == SERVER_PROOF
    device = Headset("a" * 32, bytes(range(16)).hex(), 100_000, "012345", "c" * 64, "b" * 32)
    assert device.proof() == DEVICE_PROOF and device.proof("server") == SERVER_PROOF


def test_what_is_shown(laptop: Laptop) -> None:
    shown = laptop.pairing.current()
    assert shown.open and shown.locked_s is None and shown.expires_s == CODE_S
    assert re.fullmatch(r"[0-9]{6}", str(shown.code))
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", str(shown.secret))
    laptop.time += 60
    assert laptop.pairing.current() == replace(shown, expires_s=CODE_S - 60)
    laptop.pairing.close()
    closed = laptop.pairing.current()
    assert (closed.open, closed.code, closed.secret, closed.expires_s) == (False, None, None, None)


def test_codes_are_six_digits_of_every_kind(laptop: Laptop) -> None:
    codes = [str(laptop.pairing.open().code) for _ in range(2000)]
    assert {len(code) for code in codes} == {6}
    assert {code[0] for code in codes} == set("0123456789")
    assert len(set(codes)) > 1990


def test_the_attempt_says_what_the_device_needs(laptop: Laptop) -> None:
    attempt = laptop.pairing.start("Quest 3", "app", HEADSET)
    assert re.fullmatch(r"[0-9a-f]{32}", attempt.id) and re.fullmatch(r"[0-9a-f]{32}", attempt.salt)
    assert attempt.expires_s == ATTEMPT_S == 120
    assert attempt.iterations == pairing_proof.ITERATIONS == 100_000
    assert laptop.start().salt != attempt.salt


# --- one table of every refusal ----------------------------------------------------------------

Attack = Callable[[Laptop], object]


def replay_attempt(laptop: Laptop) -> None:
    attempt = laptop.start()
    with pytest.raises(WrongProof):
        laptop.pairing.finish(laptop.answer(attempt, password="000000"), HEADSET)
    laptop.pairing.finish(laptop.answer(attempt), HEADSET)


def replay_proof(laptop: Laptop) -> None:
    answer = laptop.answer(laptop.start())
    laptop.pairing.finish(answer, HEADSET)
    laptop.pairing.finish(answer, HEADSET)


def proof_of_another_attempt(laptop: Laptop) -> None:
    first, second = laptop.start(), laptop.start()
    laptop.pairing.finish(replace(laptop.answer(first), attempt=second.id), HEADSET)


def used_password(used: str) -> Attack:
    """Once more with a code or a secret that has served a device."""

    def attack(laptop: Laptop) -> None:
        before = {"code": laptop.code, "secret": laptop.secret}[used]
        laptop.pair(used=used)
        laptop.pair(used=used, password=before)

    return attack


def second_of_one_code(laptop: Laptop) -> None:
    first, second = laptop.start(), laptop.start(address="192.168.1.21")
    answers = laptop.answer(first), laptop.answer(second)
    laptop.pairing.finish(answers[0], HEADSET)
    laptop.pairing.finish(answers[1], "192.168.1.21")


def finish_before_start(laptop: Laptop) -> None:
    laptop.pairing.finish(laptop.answer(Attempt("0" * 32, "0" * 32, FEW)), HEADSET)


def start_while_closed(laptop: Laptop) -> None:
    laptop.pairing.close()
    laptop.start()


def finish_after(change: Attack) -> Attack:
    """A right proof, after something changed since the start."""

    def attack(laptop: Laptop) -> None:
        answer = laptop.answer(laptop.start())
        change(laptop)
        laptop.pairing.finish(answer, HEADSET)

    return attack


def later(seconds: float) -> Attack:
    def attack(laptop: Laptop) -> None:
        laptop.time += seconds

    return attack


def close_and_open(laptop: Laptop) -> None:
    laptop.pairing.close()
    laptop.pairing.open()


def no_door(laptop: Laptop) -> None:
    laptop.fingerprint = ""


def start_when_expired(laptop: Laptop) -> None:
    laptop.time += CODE_S
    laptop.start()


def start_in_a_shown_code(laptop: Laptop) -> None:
    """The page of the laptop looked, so there is another code by now."""
    old = laptop.code
    laptop.time += CODE_S
    laptop.pairing.current()
    laptop.pair(password=old)


def old_code_after_lock(laptop: Laptop) -> None:
    old = laptop.code
    laptop.lock()
    laptop.time += LOCK_S
    laptop.pair(password=old)


def locked_then(what: Attack) -> Attack:
    def attack(laptop: Laptop) -> None:
        laptop.lock()
        what(laptop)

    return attack


@pytest.mark.parametrize(
    ("attack", "refusal"),
    [
        # wrong
        (lambda laptop: laptop.pair(password=wrong(laptop.code)), WrongProof),
        (lambda laptop: laptop.pair(password=""), WrongProof),
        (lambda laptop: laptop.pair(password=f"{laptop.code} "), WrongProof),
        (lambda laptop: laptop.pair(password=laptop.code.lstrip("0") + "0"), WrongProof),
        (lambda laptop: laptop.pair(used="secret", password="A" * 22), WrongProof),
        (lambda laptop: laptop.pair(used="secret", password=""), WrongProof),
        (lambda laptop: laptop.pair(used="code", password=laptop.secret), WrongProof),
        (lambda laptop: laptop.pair(used="secret", password=laptop.code), WrongProof),
        (proof_of_another_attempt, WrongProof),
        # made for another key, or for none
        (lambda laptop: laptop.pair(fingerprint=OTHER_FINGERPRINT), WrongProof),
        (lambda laptop: laptop.pair(fingerprint=""), WrongProof),
        (lambda laptop: laptop.pair(fingerprint=FINGERPRINT.upper()), WrongProof),
        (lambda laptop: laptop.pair(kind="browser", fingerprint=FINGERPRINT), WrongProof),
        (lambda laptop: laptop.pair(kind="browser", fingerprint=OTHER_FINGERPRINT), WrongProof),
        (finish_after(no_door), PairingClosed),
        # expired
        (finish_after(later(ATTEMPT_S)), AttemptOver),
        (finish_after(later(CODE_S)), AttemptOver),
        (start_when_expired, PairingClosed),
        (start_in_a_shown_code, WrongProof),
        # replayed
        (replay_attempt, AttemptOver),
        (replay_proof, AttemptOver),
        (used_password("code"), WrongProof),
        (used_password("secret"), WrongProof),
        (second_of_one_code, AttemptOver),
        # out of order
        (finish_before_start, AttemptOver),
        (start_while_closed, PairingClosed),
        (finish_after(lambda laptop: laptop.pairing.close()), PairingClosed),
        (finish_after(close_and_open), AttemptOver),
        (finish_after(lambda laptop: laptop.pairing.open()), AttemptOver),
        # locked
        (locked_then(lambda laptop: laptop.start()), TooManyTries),
        (locked_then(lambda laptop: laptop.pair()), TooManyTries),
        (locked_then(lambda laptop: laptop.pair(used="secret")), TooManyTries),
        (locked_then(lambda laptop: later(LOCK_S - 0.1)(laptop) or laptop.pair()), TooManyTries),
        (locked_then(lambda laptop: close_and_open(laptop) or laptop.pair()), TooManyTries),
        (finish_after(lambda laptop: laptop.lock()), TooManyTries),
        (old_code_after_lock, WrongProof),
    ],
)
def test_whoever_does_not_prove_it_now_is_refused(
    laptop: Laptop, attack: Attack, refusal: type[PairingRefused]
) -> None:
    with pytest.raises(PairingRefused) as refused:
        attack(laptop)
    assert type(refused.value) is refusal
    added = 1 if attack in (replay_proof, second_of_one_code) else 0
    if "used_password" in attack.__qualname__:
        added = 1
    assert len(laptop.devices.all()) == added
    words = str(refused.value)
    assert laptop.code not in words and laptop.secret not in words
    assert refused.value.sentence.endswith(".") and refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"used": "pin"}, "used"),
        ({"used": ""}, "used"),
        ({"used": "Code"}, "used"),
        ({"attempt": "A" * 32}, "attempt"),
        ({"attempt": "a" * 31}, "attempt"),
        ({"attempt": ""}, "attempt"),
        ({"nonce": "A" * 32}, "nonce"),
        ({"nonce": "a" * 33}, "nonce"),
        ({"nonce": "a" * 31 + "\n"}, "nonce"),
        ({"nonce": "a" * 32 + "\n"}, "nonce"),
        ({"nonce": "a" * 31 + "g"}, "nonce"),
        ({"nonce": "１" * 32}, "nonce"),
        ({"nonce": ""}, "nonce"),
        ({"proof": "A" * 64}, "proof"),
        ({"proof": "a" * 63}, "proof"),
        ({"proof": "a" * 64 + "\n"}, "proof"),
        ({"proof": ""}, "proof"),
        ({"proof": "a" * 10**6}, "proof"),
    ],
)
def test_a_proof_of_another_form_is_no_try(
    laptop: Laptop, values: dict[str, Any], field: str
) -> None:
    attempt = laptop.start()
    answer = laptop.answer(attempt)
    with pytest.raises(BadInput):
        replace(answer, **values)
    assert laptop.pairing.finish(answer, HEADSET).device.name == "Quest 3"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Quest 3", "toaster"), ("Quest 3", ""), ("", "app"), ("\u202e", "app"), ("x" * 99, "app")],
)
def test_a_device_says_a_name_and_a_kind(laptop: Laptop, name: str, kind: str) -> None:
    with pytest.raises(BadInput):
        laptop.pairing.start(name, kind, HEADSET)


# --- one code, one device ----------------------------------------------------------------------


@pytest.mark.parametrize("used", ["code", "secret"])
def test_the_next_code_is_drawn_at_once(laptop: Laptop, used: str) -> None:
    before = laptop.pairing.current()
    laptop.time += 100
    laptop.pair(used=used)
    after = laptop.pairing.current()
    assert after.open and after.expires_s == CODE_S
    assert before.code != after.code and before.secret != after.secret
    assert laptop.pair().device.name == "Quest 3 (2)"


def test_of_two_at_the_same_time_one_gets_in(laptop: Laptop) -> None:
    """Both proofs are being checked when the first of them is found right."""
    claims = [
        laptop.pairing.claim(laptop.answer(laptop.start(address=address)), address)
        for address in (HEADSET, ATTACKER)
    ]
    laptop.pairing.settle(claims[0])
    with pytest.raises(AttemptOver):
        laptop.pairing.settle(claims[1])
    assert len(laptop.devices.all()) == 1


def test_an_expired_code_is_replaced_for_whoever_looks(laptop: Laptop) -> None:
    before = laptop.pairing.current()
    laptop.time += CODE_S
    after = laptop.pairing.current()
    assert after.code != before.code and after.secret != before.secret and after.open
    laptop.pair()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (later(CODE_S), AttemptOver),
        (close_and_open, AttemptOver),
        (lambda laptop: laptop.pairing.close(), PairingClosed),
    ],
)
def test_a_proof_is_void_when_the_code_goes_while_it_is_checked(
    laptop: Laptop, change: Attack, refusal: type[PairingRefused]
) -> None:
    claim = laptop.pairing.claim(laptop.answer(laptop.start()), HEADSET)
    change(laptop)
    with pytest.raises(refusal):
        laptop.pairing.settle(claim)
    assert laptop.devices.all() == []


def test_a_device_that_cannot_be_saved_is_not_paired(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, kind: str) -> None:
        raise StorageError("There is no room left.")

    monkeypatch.setattr(laptop.devices, "add", full)
    code = laptop.code
    with pytest.raises(StorageError):
        laptop.pair()
    monkeypatch.undo()
    assert laptop.code != code and laptop.devices.all() == []


# --- wrong tries -------------------------------------------------------------------------------


def test_five_wrong_tries_lock_pairing_for_a_minute(laptop: Laptop) -> None:
    before = laptop.pairing.current()
    laptop.lock(HEADSET)
    shown = laptop.pairing.current()
    assert shown.locked_s == LOCK_S == 60 and shown.code != before.code
    assert shown.secret != before.secret
    laptop.time += 20.5
    with pytest.raises(TooManyTries) as refused:
        laptop.start()
    assert refused.value.retry_s == pytest.approx(39.5)
    laptop.time += 39.5
    assert laptop.pairing.current().locked_s is None
    assert laptop.pair().device.name == "Quest 3"


def test_wrong_secrets_count_as_wrong_codes_do(laptop: Laptop) -> None:
    for left, used in zip((4, 3, 2, 1, 0), itertools.cycle(["secret", "code"]), strict=False):
        with pytest.raises(WrongProof) as refused:
            laptop.pair(used=used, password="A" * 22)
        assert refused.value.tries_left == left
    with pytest.raises(TooManyTries):
        laptop.pair()


def test_tries_of_several_addresses_count_together(laptop: Laptop) -> None:
    left = [laptop.fail(f"192.168.1.{n}") for n in range(100, 105)]
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(TooManyTries):
        laptop.start()


def test_a_right_code_ends_the_count(laptop: Laptop) -> None:
    for _ in range(4):
        laptop.fail(HEADSET)
    laptop.pair()
    assert [laptop.fail(HEADSET) for _ in range(4)] == [4, 3, 2, 1]


def test_no_more_proofs_are_checked_at_once_than_tries_are_left(laptop: Laptop) -> None:
    """Else a hundred guesses could be under way before the first is found wrong."""
    laptop.fail()
    starts = [laptop.start(address=ATTACKER) for _ in range(6)]
    answers = [laptop.answer(one, password=wrong(laptop.code)) for one in starts]
    claims = [laptop.pairing.claim(answer, ATTACKER) for answer in answers[:4]]
    for answer in answers[4:]:
        with pytest.raises(TooManyTries) as busy:
            laptop.pairing.claim(answer, ATTACKER)
        assert busy.value.retry_s <= 1
    for left, claim in zip((3, 2, 1, 0), claims, strict=True):
        with pytest.raises(WrongProof) as refused:
            laptop.pairing.settle(claim)
        assert refused.value.tries_left == left
    assert laptop.pairing.current().locked_s == LOCK_S


def test_guessing_in_many_threads_gets_five_tries_and_no_more(laptop: Laptop) -> None:
    answers: list[type[BaseException]] = []
    ready = threading.Barrier(16)
    starts = [laptop.start(address=f"192.168.1.{100 + n // 8}") for n in range(16)]
    proofs = [laptop.answer(one, password=wrong(laptop.code)) for one in starts]

    def guess(number: int) -> None:
        ready.wait()
        try:
            laptop.pairing.finish(proofs[number], f"192.168.1.{100 + number // 8}")
        except PairingRefused as refused:
            answers.append(type(refused))

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(WrongProof) == MOST_WRONG
    assert len(answers) == 16 and laptop.pairing.current().locked_s == LOCK_S


# --- floods ------------------------------------------------------------------------------------


def test_thousands_of_starts_of_one_address_leave_the_others_alone(laptop: Laptop) -> None:
    mine = laptop.start()
    last = [laptop.start(address=ATTACKER) for _ in range(5000)][-1]
    answer = laptop.answer(last, password=wrong(laptop.code))
    with pytest.raises(WrongProof):  # its own newest is still good for a try
        laptop.pairing.finish(answer, ATTACKER)
    assert laptop.pairing.finish(laptop.answer(mine), HEADSET).device.name == "Quest 3"


def test_thousands_of_starts_of_many_addresses_are_bounded(laptop: Laptop) -> None:
    mine = laptop.start()
    for number in range(5000):
        laptop.start(address=f"10.0.0.{number % 200}")
    assert len(laptop.pairing._attempts) <= MOST_OPEN
    assert laptop.pairing.finish(laptop.answer(mine), HEADSET).device.name == "Quest 3"


def test_an_attempt_that_gave_way_is_over(laptop: Laptop) -> None:
    first = laptop.start()
    for _ in range(MOST_OPEN_EACH):
        laptop.start()
    with pytest.raises(AttemptOver):
        laptop.pairing.finish(laptop.answer(first), HEADSET)


def test_a_flood_of_finishes_stretches_no_key(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretched: list[str] = []
    real = pairing_proof.derive_key

    def counting(password: str, salt: bytes) -> bytes:
        stretched.append(password)
        return real(password, salt, FEW)

    monkeypatch.setattr("runtime.pairing.derive_key", counting)
    unknown = Answer("0" * 32, "code", "0" * 32, "0" * 64)
    used = laptop.answer(laptop.start(address=ATTACKER), password=wrong(laptop.code))
    for _ in range(1000):
        for answer in (unknown, used):
            with pytest.raises(PairingRefused):
                laptop.pairing.finish(answer, ATTACKER)
    assert len(stretched) == 1
    for _ in range(4):
        laptop.fail()
    for _ in range(1000):
        with pytest.raises(TooManyTries):
            laptop.pairing.finish(unknown, ATTACKER)
    assert len(stretched) == MOST_WRONG


def test_one_address_cannot_keep_pairing_locked(laptop: Laptop) -> None:
    """It guesses as often as it may for two hours; a headset beside it asks every second."""
    longest = waited = 0.0
    for _ in range(7200):
        laptop.time += 1
        laptop.pairing.current()
        guess_while_it_is_let(laptop)
        try:
            laptop.start()
            waited = 0.0
        except TooManyTries:
            waited += 1
        longest = max(longest, waited)
    assert longest <= 2 * LOCK_S


def guess_while_it_is_let(laptop: Laptop) -> None:
    while True:
        try:
            laptop.pair(address=ATTACKER, password="wrong!")
        except WrongProof:
            continue
        except TooManyTries:
            return


@pytest.mark.parametrize(
    ("wrongs", "waits"),
    [
        ([0] * 4, 0),
        ([0] * 5, 60),
        ([0] * 10, 120),
        ([0] * 15, 240),
        ([0] * 25, 960),
        ([0] * 50, 960),
        ([-FORGET_S] * 5 + [0] * 5, 60),
        ([-FORGET_S + 1] * 5 + [0] * 5, 120),
        ([-FORGET_S] * 4 + [0] * 4, 0),
    ],
)
def test_an_address_waits_twice_as_long_each_time(wrongs: list[float], waits: float) -> None:
    callers = Callers()
    for time in wrongs:
        callers.wrong(ATTACKER, time)
    assert callers.wait_s(ATTACKER, 0) == waits
    assert callers.wait_s(HEADSET, 0) == 0
    callers.right(ATTACKER)
    assert callers.wait_s(ATTACKER, 0) == 0


def test_addresses_are_not_remembered_without_end() -> None:
    callers = Callers()
    for number in range(5 * MOST_REMEMBERED):
        callers.wrong(f"address {number}", number)
    assert len(callers._callers) == MOST_REMEMBERED


@pytest.mark.parametrize(
    ("open_", "newcomer", "place"),
    [
        ([], "a", None),
        (["a"] * (MOST_OPEN_EACH - 1), "a", None),
        (["b"] + ["a"] * MOST_OPEN_EACH, "a", 1),
        (["a"] * MOST_OPEN_EACH, "b", None),
        ([f"{n}" for n in range(MOST_OPEN)], "new", 0),
        (["x", *(f"{n // 8}" for n in range(MOST_OPEN - 1))], "new", 1),
    ],
)
def test_the_greediest_gives_way(open_: list[str], newcomer: str, place: int | None) -> None:
    assert crowded_out(open_, newcomer) == place
