"""How to cite foedus, or one of its records: with both versions and the register's hash."""

from __future__ import annotations

from foedus.register.records import Instrument
from foedus.versions import __register__, __version__

__all__ = ["bibtex", "text"]


def text(digest: str, instrument: Instrument | None = None) -> str:
    """One line for a footnote."""
    part = f'"{instrument.title["en"]}" ({instrument.id}), in ' if instrument is not None else ""
    year = __register__[:4]
    return (
        f"{part}The foedus contributors ({year}). foedus: commitments between states, made computable. "
        f"Engine {__version__}, register {__register__} (sha256 {digest[:16]}). CC BY 4.0."
    )


def bibtex(digest: str, instrument: Instrument | None = None) -> str:
    """A BibTeX entry."""
    key = f"foedus-{instrument.id}" if instrument is not None else "foedus"
    title = f"{{{instrument.title['en']}}}, in {{foedus}}" if instrument is not None else "{foedus}"
    return (
        f"@misc{{{key},\n"
        f"  author  = {{{{The foedus contributors}}}},\n"
        f"  title   = {{{title}: commitments between states, made computable}},\n"
        f"  year    = {{{__register__[:4]}}},\n"
        f"  version = {{engine {__version__}, register {__register__}}},\n"
        f"  note    = {{register sha256 {digest}; CC BY 4.0}}\n"
        "}"
    )
