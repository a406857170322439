"""One document in, mentions and claims out."""

from corroborate.read.claims import Reader, read, read_version
from corroborate.read.quantities import quantities
from corroborate.read.quantity import Quantity

__all__ = ["Quantity", "Reader", "quantities", "read", "read_version"]
