"""A case written out: record, dossier, tables."""
