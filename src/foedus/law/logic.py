"""Three-valued logic: True, False, and None for what is not known (Kleene's strong tables).

Reference: S. C. Kleene, Introduction to Metamathematics (1952), paragraph 64.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Truth", "both", "either", "negate"]

Truth = bool | None


def both(values: Iterable[Truth]) -> Truth:
    """Conjunction: False wins, then unknown; True for nothing at all.

    Examples
    --------
    >>> both([True, None]), both([None, False]), both([])
    (None, False, True)
    """
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def either(values: Iterable[Truth]) -> Truth:
    """Disjunction: True wins, then unknown; False for nothing at all.

    Examples
    --------
    >>> either([False, None]), either([None, True]), either([])
    (None, True, False)
    """
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def negate(value: Truth) -> Truth:
    """Negation; the negation of unknown is unknown."""
    return None if value is None else not value
