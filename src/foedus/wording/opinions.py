"""An opinion as text: the answer first, then its reasons, doubts, limits and sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from foedus.law.opinion import Opinion
from foedus.register.world import World
from foedus.wording.around import around, assumptions, conduct
from foedus.wording.endings import ending
from foedus.wording.headlines import headline
from foedus.wording.text import Block, Table, Text
from foedus.wording.verdicts import verdicts
from foedus.wording.voice import Voice

__all__ = ["opinion"]


def opinion(
    opinion: Opinion, world: World, lang: str = "en", *, full: bool = False, asked: Collection[str] = ()
) -> Text:
    """The readable form of an opinion.

    Parameters
    ----------
    opinion : what `foedus.law.opinion.judge` or `foedus.ask` gave.
    world : the register; its day is replaced by the opinion's.
    lang : `en` or `fr`.
    full : name every state, give the reasons of what is not triggered, and show the trees of tests.
    asked : the states that the question asks about; what is said of them comes first.
    """
    voice = Voice(lang, World(world.register, opinion.date, world.known_by))
    blocks = tuple(_blocks(opinion, voice, full, asked))
    return Text(blocks, voice.lang, blocks[0].text if isinstance(blocks[0], Block) else "")


def _blocks(opinion: Opinion, voice: Voice, full: bool, asked: Collection[str]) -> Iterator[Block | Table]:
    yield from headline(opinion, voice)
    yield from verdicts(opinion, voice, full, asked)
    yield from around(opinion, voice, full)
    yield from assumptions(opinion, voice)
    yield from conduct(opinion, voice)
    yield from ending(opinion, voice)
