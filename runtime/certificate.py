"""The laptop's own certificate for headset mode, and the fingerprint of its key.

No authority knows a laptop in a clinic, so it signs for itself. Devices recognise its key by the
SHA-256 of the SubjectPublicKeyInfo, as RFC 7469 pins: the key is made once, so the fingerprint
stays when addresses change and another certificate is needed.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from retarget.errors import StorageError
from runtime.storage import replace_durably

KEY_FILE = "key.pem"
CERTIFICATE_FILE = "certificate.pem"

VALID_DAYS = 800
"""Apple's systems refuse server certificates that last longer than 825 days."""

RENEW_DAYS = 60
"""Days before its end at which a certificate is replaced."""

BACKDATED_DAYS = 2
"""The clock of a headset that was off for months may lag behind."""

SUBJECT = "Gaitbox"

_log = logging.getLogger(__name__)


class Certificate:
    """Key and certificate in a folder, and the TLS settings that use them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key: ec.EllipticCurvePrivateKey | None = None
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.set_alpn_protocols(["http/1.1"])
        self._current: x509.Certificate | None = None
        """What the settings show."""

    @property
    def file(self) -> Path:
        """The certificate in force, once there is one."""
        return self._folder / CERTIFICATE_FILE

    def fingerprint(self) -> str:
        """64 hexadecimal digits; makes the key if there is none.

        Raises:
            StorageError: the key can be neither read nor written.
        """
        key = self._own_key().public_key()
        info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(info).hexdigest()

    def cover(self, addresses: Iterable[str], names: Iterable[str]) -> ssl.SSLContext:
        """Have a certificate for all these, and give the settings that show it.

        A certificate that names them all is kept, so that a browser which was told to trust it
        once need not be told again. The settings are the same object every time: listeners that
        have them show the new certificate from then on.

        Raises:
            StorageError: the files can be neither read nor written.
        """
        key = self._own_key()
        wanted = _names(addresses, names)
        current = self._current or self._read(key)
        if current is None or not _covers(current, wanted, datetime.now(UTC)):
            current = issue(key, wanted, datetime.now(UTC))
            self._write(CERTIFICATE_FILE, current.public_bytes(Encoding.PEM), 0o644)
        if current is not self._current:
            self._context.load_cert_chain(self.file, self._folder / KEY_FILE)
            self._current = current
        return self._context

    def _own_key(self) -> ec.EllipticCurvePrivateKey:
        if self._key is None:
            self._key = self._read_key() or self._make_key()
        return self._key

    def _read_key(self) -> ec.EllipticCurvePrivateKey | None:
        file = self._folder / KEY_FILE
        try:
            key = load_pem_private_key(file.read_bytes(), None)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _storage_problem(self._folder, error) from error
        except (ValueError, TypeError):
            key = None
        if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name == "secp256r1":
            return key
        _log.warning("the key of headset mode was damaged; paired devices must be paired again")
        try:
            file.replace(file.with_name(f"{KEY_FILE}.damaged"))
        except OSError as error:
            raise _storage_problem(self._folder, error) from error
        return None

    def _make_key(self) -> ec.EllipticCurvePrivateKey:
        key = ec.generate_private_key(ec.SECP256R1())
        data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._write(KEY_FILE, data, 0o600)
        return key

    def _read(self, key: ec.EllipticCurvePrivateKey) -> x509.Certificate | None:
        """The certificate of an earlier run, if it is of this key."""
        try:
            found = x509.load_pem_x509_certificate(self.file.read_bytes())
        except (OSError, ValueError):
            return None
        return found if found.public_key() == key.public_key() else None

    def _write(self, name: str, data: bytes, mode: int) -> None:
        """Keep a file, never readable by others if ``mode`` says so."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_durably(self._folder / name, data, mode)
        except OSError as error:
            raise _storage_problem(self._folder, error) from error


def issue(
    key: ec.EllipticCurvePrivateKey, names: Iterable[x509.GeneralName], now: datetime
) -> x509.Certificate:
    """A self-signed server certificate (RFC 5280) for names and addresses."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SUBJECT)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=BACKDATED_DAYS))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def grouped(fingerprint: str, size: int = 4) -> str:
    """A fingerprint in groups that two people can compare aloud."""
    return " ".join(fingerprint[at : at + size] for at in range(0, len(fingerprint), size))


def _names(addresses: Iterable[str], names: Iterable[str]) -> list[x509.GeneralName]:
    by_address = [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
    return [*by_address, *(x509.DNSName(name) for name in names)]


def _covers(
    certificate: x509.Certificate, names: Iterable[x509.GeneralName], now: datetime
) -> bool:
    if now > certificate.not_valid_after_utc - timedelta(days=RENEW_DAYS):
        return False
    if now < certificate.not_valid_before_utc:
        return False
    try:
        has = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    return set(names) <= set(has)


def _storage_problem(folder: Path, error: OSError) -> StorageError:
    reason = (error.strerror or type(error).__name__).lower()
    return StorageError(
        f"The key of headset mode cannot be kept in {folder}: {reason}.",
        "See that there is room and that the folder belongs to you.",
    )
