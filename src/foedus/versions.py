"""Two versions: the engine's (SemVer) and the register's (CalVer)."""

__version__ = "0.1.0"
__register__ = "2026.11.23"
