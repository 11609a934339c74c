"""The end of an opinion: sources, what an opinion is not, the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.law.opinion import Opinion
from foedus.wording.text import Block
from foedus.wording.voice import Voice

__all__ = ["ending", "page"]


def ending(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    """Sources by instrument, the one sentence on what an opinion is, and the receipt."""
    found: dict[str, list[str]] = {}
    for source in opinion.sources:
        pages = found.setdefault(str(source["instrument"]), [])
        said = page(source, voice)
        if said not in pages:
            pages.append(said)
    if found:
        yield Block("heading", voice.say("section.sources"), style="sources")
    for id_, pages in found.items():
        yield Block("source", voice.say("source.line", title=voice.short_title(id_)))
        for said in pages:
            yield Block("source", said, 1)
    yield Block("closing", voice.say("oppenheim"))
    receipt = opinion.receipt
    register = str(receipt.get("register", ""))[:12]
    version = receipt.get("register_version")
    yield Block(
        "receipt",
        voice.say(
            "receipt", engine=receipt.get("engine", ""), register=f"{version} ({register})" if version else register,
            scenario=str(receipt.get("scenario", ""))[:12], asof=receipt.get("as_of", opinion.date),
        ),
    )


def page(source: Mapping[str, Any], voice: Voice) -> str:
    """One source: publisher, title, address, the day on which it was seen."""
    return voice.say(
        "source.page", publisher=source["publisher"],
        title=f", {source['title']}" if source.get("title") else "",
        url=f", {source['url']}" if source.get("url") else "",
        seen=f", {voice.say('source.seen', date=source['seen'])}" if source.get("seen") else "",
    )
