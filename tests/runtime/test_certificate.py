"""The certificate names what it is reached by; the fingerprint stays; the key stays secret."""

from __future__ import annotations

import hashlib
import os
import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from retarget.errors import StorageError
from runtime import certificate as module
from runtime.certificate import Certificate, grouped

ADDRESSES, NAMES = ["10.77.0.1", "fd77::1"], ["anna-laptop.local"]


def shown(context: ssl.SSLContext) -> x509.Certificate:
    """The certificate that a client of these settings sees, over a real handshake."""
    ours, theirs = socket.socketpair()

    def serve() -> None:
        with context.wrap_socket(ours, server_side=True) as talk:
            talk.recv(1)

    thread = threading.Thread(target=serve)
    thread.start()
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname, asking.verify_mode = False, ssl.CERT_NONE
    with asking.wrap_socket(theirs) as talk:
        data = talk.getpeercert(binary_form=True)
        talk.send(b"x")
    thread.join()
    assert data is not None
    return x509.load_der_x509_certificate(data)


def names_of(certificate: x509.Certificate) -> tuple[set[str], set[str]]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    return addresses, set(names.get_values_for_type(x509.DNSName))


def pin(certificate: x509.Certificate) -> str:
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(key).hexdigest()


def test_it_names_addresses_and_host_and_a_client_that_trusts_it_is_content(tmp_path: Path) -> None:
    kept = Certificate(tmp_path / "headset")
    context = kept.cover(ADDRESSES, NAMES)
    assert names_of(shown(context)) == ({"10.77.0.1", "fd77::1"}, {"anna-laptop.local"})
    assert pin(shown(context)) == kept.fingerprint()
    strict = ssl.create_default_context(cafile=str(kept.file))
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=lambda: context.wrap_socket(ours, server_side=True).close())
    thread.start()
    with strict.wrap_socket(theirs, server_hostname="10.77.0.1") as talk:
        assert talk.version() in ("TLSv1.2", "TLSv1.3")
    thread.join()


def test_other_addresses_another_certificate_the_same_key(tmp_path: Path) -> None:
    kept = Certificate(tmp_path)
    context = kept.cover(ADDRESSES, NAMES)
    before, fingerprint = shown(context), kept.fingerprint()
    assert kept.cover(["192.168.137.1"], NAMES) is context
    after = shown(context)  # listeners that have the settings show the new one
    assert after.serial_number != before.serial_number
    assert names_of(after)[0] == {"192.168.137.1"}
    assert pin(after) == pin(before) == fingerprint


def test_it_is_kept_while_it_covers_and_over_a_restart(tmp_path: Path) -> None:
    first = shown(Certificate(tmp_path).cover(ADDRESSES, NAMES))
    again = Certificate(tmp_path)
    assert shown(again.cover(ADDRESSES[:1], NAMES)) == first
    assert again.fingerprint() == pin(first)


def test_it_is_renewed_before_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(Certificate(tmp_path).cover(ADDRESSES, NAMES))
    assert first.not_valid_before_utc < datetime.now(UTC) - timedelta(days=1)
    monkeypatch.setattr(module, "RENEW_DAYS", module.VALID_DAYS + 1)
    second = shown(Certificate(tmp_path).cover(ADDRESSES, NAMES))
    assert second.serial_number != first.serial_number and pin(second) == pin(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_the_key(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        Certificate(tmp_path).cover(ADDRESSES, NAMES)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["certificate.pem", "key.pem"]


@pytest.mark.parametrize("content", [b"", b"rubbish", b"-----BEGIN CERTIFICATE-----"])
def test_a_damaged_key_is_set_aside_and_said(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    old = Certificate(tmp_path)
    old.cover(ADDRESSES, NAMES)
    (tmp_path / "key.pem").write_bytes(content)
    new = Certificate(tmp_path)
    assert pin(shown(new.cover(ADDRESSES, NAMES))) == new.fingerprint() != old.fingerprint()
    assert "paired again" in caplog.text
    assert (tmp_path / "key.pem.damaged").read_bytes() == content


def test_a_damaged_certificate_is_replaced(tmp_path: Path) -> None:
    old = Certificate(tmp_path)
    old.cover(ADDRESSES, NAMES)
    old.file.write_bytes(b"rubbish")
    new = Certificate(tmp_path)
    assert pin(shown(new.cover(ADDRESSES, NAMES))) == old.fingerprint()


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "headset").write_text("a file")
    with pytest.raises(StorageError, match="cannot be kept"):
        Certificate(tmp_path / "headset").fingerprint()


def test_groups_to_compare_aloud() -> None:
    assert grouped("0123456789abcdef") == "0123 4567 89ab cdef"
