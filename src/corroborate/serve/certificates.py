"""The certificate of a workbench for a team: one of its own, or one that the user gives; people compare its fingerprint."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from corroborate.errors import CorroborateError, UsageError

LASTS, SOON = timedelta(days=365), timedelta(days=7)
"""How long an own certificate holds, and how long before its end the next start makes another."""
HOST_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
BACK = timedelta(days=1)
"""It holds from a day ago on: clocks of old laptops differ."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key as files (PEM), and the SHA-256 fingerprint that browsers show: AA:BB:…"""

    path: Path
    key: Path
    fingerprint: str


def own(people: Path, names: Sequence[str], now: datetime | None = None) -> Certificate:
    """The certificate kept beside the file of people, for these names and addresses; made where there is none that holds for them."""
    moment, path, key = now or datetime.now(UTC), people.with_suffix(".crt"), people.with_suffix(".key")
    if not _holds(path, key, names, moment):
        try:
            _make(path, key, names, moment)
        except OSError as error:
            hint = "Check your rights to its folder"
            raise CorroborateError(f"the certificate could not be written ({error.strerror or error})", str(path), hint) from error
    return Certificate(path, key, _fingerprint(_read(path)))


def given(path: Path, key: Path, now: datetime | None = None) -> Certificate:
    """The user's own; UsageError for files that are none, do not belong together, or hold no longer."""
    found = _read(path)
    try:
        private = serialization.load_pem_private_key(key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise UsageError("this is no key in PEM without a password", str(key), "Give the one of the certificate") from error
    if _public(private.public_key()) != _public(found.public_key()):
        raise UsageError("this key does not belong to the certificate", str(key), "Give the two files that belong together")
    if not found.not_valid_before_utc <= (now or datetime.now(UTC)) < found.not_valid_after_utc:
        raise UsageError("this certificate does not hold today", str(path), "Get another one, or leave out --cert and --key")
    return Certificate(path, key, _fingerprint(found))


def _read(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError("this is not a certificate in PEM", str(path), "Give another file, or leave out --cert and --key") from error


def _fingerprint(certificate: x509.Certificate) -> str:
    return ":".join(f"{byte:02X}" for byte in certificate.fingerprint(hashes.SHA256()))


def _public(key: object) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.DER, form)  # type: ignore[attr-defined, no-any-return]  # every kind of public key has it


def _holds(path: Path, key: Path, names: Sequence[str], now: datetime) -> bool:
    """Whether the certificate there is for all these names, and not about to end."""
    if not (path.exists() and key.exists()):
        return False
    try:
        found = given(path, key, now)
        held = _read(found.path)
        stands = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (CorroborateError, x509.ExtensionNotFound):
        return False
    return held.not_valid_after_utc - now > SOON and all(_name(n) in stands for n in names)


def _make(path: Path, key: Path, names: Sequence[str], now: datetime) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Corroborate workbench")])
    made = (
        x509.CertificateBuilder(called, called, private.public_key(), x509.random_serial_number(), now - BACK, now + LASTS)
        .add_extension(x509.SubjectAlternativeName([_name(n) for n in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write(key, private.private_bytes(*form))
    _write(path, made.public_bytes(serialization.Encoding.PEM))


def _write(path: Path, data: bytes) -> None:
    """Write a file that its owner alone can read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)


def _name(name: str) -> x509.GeneralName:
    """A host name or an address, as a certificate writes it; UsageError for what is neither."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        pass
    if not HOST_NAME.fullmatch(name):
        raise UsageError("this is neither a name nor an address of a machine", name, "Give it as others type it into a browser")
    return x509.DNSName(name)
