"""The reader's way to the vocabulary."""

from corroborate.vocabulary import vocabulary

__all__ = ["vocabulary"]
