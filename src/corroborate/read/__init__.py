"""One document in, mentions and claims out."""

from corroborate.read.claims import VERSION, read

__all__ = ["VERSION", "read"]
