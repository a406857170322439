"""Many claims in, findings out."""

from corroborate.reconcile.reconcile import VERSION, reconcile

__all__ = ["VERSION", "reconcile"]
