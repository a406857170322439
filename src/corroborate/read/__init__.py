"""One document in, mentions and claims out; and, of any text, its quantities."""

from corroborate.read.claims import VERSION, read
from corroborate.read.quantities import quantities
from corroborate.read.quantity import Quantity

__all__ = ["VERSION", "Quantity", "quantities", "read"]
