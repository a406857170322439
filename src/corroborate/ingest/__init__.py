"""Bytes to documents: every format, every charset, every date, with bounds; what cannot be read is a Problem."""

from corroborate.ingest.formats import FORMATS
from corroborate.ingest.gather import gather
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Delivery, Extracted, Facts, Reader, Received

__all__ = ["FORMATS", "Delivery", "Extracted", "Facts", "Limits", "Reader", "Received", "gather"]
