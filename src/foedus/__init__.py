"""foedus: commitments between states, made computable.

>>> import foedus
>>> opinion = foedus.ask("What if the United States attacks North Korea?", on="2026-11-23")
>>> opinion.date
'2026-11-23'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.versions import __register__, __version__

if TYPE_CHECKING:
    from foedus.api import ask, commitments, compare, show, to_dict, umbrella
    from foedus.law.scenario import Scenario
    from foedus.problems import BadInput
    from foedus.register.world import World, world

__all__ = [
    "BadInput", "Scenario", "World", "__register__", "__version__", "ask", "commitments", "compare", "show", "to_dict",
    "umbrella", "world",
]

_WHERE = {
    "BadInput": "foedus.problems", "Scenario": "foedus.law.scenario", "World": "foedus.register.world",
    "world": "foedus.register.world",
    **dict.fromkeys(("ask", "commitments", "compare", "show", "to_dict", "umbrella"), "foedus.api"),
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import foedus` is light."""
    if name not in _WHERE:
        raise AttributeError(f"module 'foedus' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
