"""How an instrument is named in every answer."""

from __future__ import annotations

from typing import Any

from foedus.register.records import Instrument

__all__ = ["reference"]


def reference(instrument: Instrument) -> dict[str, Any]:
    """Id, title, dates of signature, entry into force and end, in which order it binds, and its text."""
    end = instrument.end.date if instrument.end else None
    return {
        "id": instrument.id,
        "title": instrument.title.get("en", instrument.id),
        "signed": instrument.signed.date if instrument.signed else None,
        "in_force": [instrument.in_force.from_, end],
        **({"in_force_latest": instrument.in_force.latest} if instrument.in_force.latest else {}),
        "binding": str(instrument.binding),
        "text": str(instrument.text),
    }
