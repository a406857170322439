"""The workbench in a browser: pages, forms and an interface over one case; nothing here knows how reports are read or compared."""
