"""The version of the program, as records and documents keep it."""

__version__ = "0.1.0"
