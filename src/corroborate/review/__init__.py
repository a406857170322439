"""The rules of the decision log: what can be decided, what was seen, and the replay over a new reading (docs/decisions-log.md)."""
