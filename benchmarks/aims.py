"""Aims of speed: each is reported, met or missed; only a threefold miss fails, for machines differ and share their cores."""

TRIPWIRE = 3.0


def at_least(name: str, value: float, aim: float) -> None:
    """Report a rate that should be at least `aim`."""
    _report(name, value, f"at least {aim:g}", value >= aim)
    assert value * TRIPWIRE >= aim, name


def at_most(name: str, value: float, aim: float) -> None:
    """Report a time or ratio that should be at most `aim`."""
    _report(name, value, f"at most {aim:g}", value <= aim)
    assert value <= aim * TRIPWIRE, name


def _report(name: str, value: float, aim: str, met: bool) -> None:
    print(f"{name}: {value:.4g} (aim {aim}: {'met' if met else 'MISSED'})")
