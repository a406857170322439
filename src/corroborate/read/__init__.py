"""One document in, mentions and claims out."""

from corroborate.read.claims import Reader, read, read_version

__all__ = ["Reader", "read", "read_version"]
