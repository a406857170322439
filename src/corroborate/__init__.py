"""Corroborate reads many reports of one crisis: what they say, who says so, and how many of them actually know."""

__version__ = "0.1.0"
