"""The HTTP interface: the same case as the pages show, as JSON under /api/v1 (docs/api.md); pydantic is used here alone."""
