"""Two versions: the engine's (SemVer) and the register's (CalVer)."""

__version__ = "0.2.0"
__register__ = "2026.11.26"
