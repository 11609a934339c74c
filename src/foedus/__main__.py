"""`python -m foedus`."""

from foedus.cli.main import run

run()
