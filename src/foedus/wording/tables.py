"""Every answer that is not an opinion, as text: one function for each command."""

from __future__ import annotations

from foedus.wording.comparisons import comparison
from foedus.wording.lists import bodies, places, states
from foedus.wording.promises import commitments, umbrella
from foedus.wording.shown import instrument, state

__all__ = ["bodies", "commitments", "comparison", "instrument", "places", "state", "states", "umbrella"]
