"""Names of things that stay the same on every machine and in every run."""

from __future__ import annotations

import hashlib


def fingerprint(*parts: object, length: int = 12) -> str:
    """Hash the parts, in order, to `length` hex digits; the same parts give the same digits everywhere."""
    digest = hashlib.sha256()
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:length]
