"""`python -m corroborate.cli` is `corroborate`."""

from corroborate.cli.main import main

main()
