"""A plain sentence in English or French -> the scenario that it asks about.

A small grammar, not a language model: states and places by name, a verb of attack, a date in words.
What is not understood is said, with what was and with the flags that would ask it; nothing is
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from foedus.law.scenario import Act, PlaceOfAct, Scenario
from foedus.problems import BadInput, Problem
from foedus.register.dates import FIRST_DAY, first_day, is_day, last_day, today
from foedus.register.load import Register
from foedus.register.names import Mention, fold, names
from foedus.register.world import World

__all__ = ["Question", "understand"]

#: Kinds of act by the stems of their verbs and nouns, English and French, without accents.
_KINDS: tuple[tuple[str, str], ...] = (
    ("blockade", r"blockad\w*|bloqu\w*|blocus"),
    ("threat_of_force", r"threat\w*|menac\w*"),
    ("cyber_attack", r"cyber ?attack\w*|cyber ?attaqu\w*|hack\w*|pirat\w*"),
    ("mobilisation", r"mobili[sz]\w*"),
    ("demand", r"ultimatum|demands? territor\w*"),
    (
        "armed_attack",
        r"attack\w*|attaqu\w*|invad\w*|invasion\w*|envahi\w*|agress\w*|aggress\w*|bomb\w*|strik\w*|struck|frapp\w*|"
        r"shell\w*|war|guerre|fight\w*|hostilit\w*|assault\w*|offensive|fir(?:es?|ed|ing) (?:on|at)",
    ),
)
_HELP = r"help\w*|defend\w*|defens\w*|aid\w*|assist\w*|protect\w*|support\w*|aide\w*|secour\w*|defendr\w*|proteg\w*|assist\w*|soutenir|cover\w*|couvr\w*|bound|tenu\w*|oblige\w*"
_NUCLEAR = r"\b(?:nuclear|nucleaires?|umbrella|parapluie|deterren\w*|dissuasi\w*)\b"
_PASSIVE = r"(?:is|are|was|were|be|gets?|being|been|est|sont|etait|serait|soit|fut|etre)"
_ONTO = r"\s+(?:on|against|upon|sur|contre)\b"
_AGAINST = r"\b(?:against|from|contre|face a)\b"
_FOR = r"\b(?:for|on behalf of|pour|aux cotes d\w*)\b"
_SOMEONE = r"\b(?:someone|somebody|anyone|anybody|another (?:state|country)|quelqu un|on|un autre (?:etat|pays))(?:\s+(?:l|la|le|les))?\s*$"
_AND = {"and", "et", "with", "avec", "the", "la", "le", "les", "l", "or", "ou", "plus", "also"}
_PRONOUNS = {"it", "them", "her", "him", "this", "that", "l", "le", "la", "les", "elle", "lui", "one"}

_MONTHS = {
    name: number
    for number, group in enumerate(
        (
            "january jan janvier", "february feb fevrier", "march mar mars", "april apr avril", "may mai",
            "june jun juin", "july jul juillet", "august aug aout", "september sep sept septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ),
        start=1,
    )
    for name in group.split()
}


@dataclass(frozen=True)
class Question:
    """What was understood: the scenario, and which states were asked about by name.

    `notes` are codes for what was taken one way where another was possible.
    """

    scenario: Scenario
    states: tuple[str, ...] = ()
    article: str | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass
class _Heard:
    """The words of a question, with what was recognised in them."""

    text: str
    plain: str
    states: list[Mention]
    places: list[Mention]
    date: str | None
    notes: list[tuple[str, str]] = field(default_factory=list)


def understand(text: str, register: Register, *, on: str | None = None) -> Question:
    """Turn a question into a scenario.

    Parameters
    ----------
    text : one sentence in English or French; names of states in any language of CLDR.
    register : the register, for names of states and places.
    on : the day, when it is given beside the question; it then counts instead of one in the text.

    Raises
    ------
    BadInput
        Saying what was understood, what was not, and the flags that would ask it; and for a name that
        more than one state has.
    """
    if len(text) > 2000:
        raise BadInput([Problem(says="a question has at most 2,000 characters", value=f"{len(text):,}")])
    heard = _hear(text, register, on)
    _refuse_shared(heard, register)
    kind, verb = _verb(heard)
    asked = _article(heard.plain)
    if verb is not None:
        attackers, targets = _sides(heard, verb)
        if attackers and targets:
            return _attack(heard, kind, attackers, targets, asked)
        strangers = _strangers(heard, verb)
        if targets and not attackers and strangers:
            raise _not_understood(heard, strangers)
        if targets and not attackers:
            return _attack(heard, kind, [], targets, asked)
        if heard.places and not targets:
            return _at_place(heard, register, kind, attackers, asked)
    if heard.places:
        return _at_place(heard, register, kind, [], asked)
    if re.search(rf"\b({_HELP})\b", heard.plain) and heard.states and not re.search(_NUCLEAR, heard.plain):
        return _bound(heard, asked)
    raise _not_understood(heard)


# --- hearing ---------------------------------------------------------------------------------


def _hear(text: str, register: Register, on: str | None) -> _Heard:
    found = names(register).find(text)
    date, spans, whole = _date(text)
    outside = [m for m in found if not any(m.start < end and m.end > start for start, end in spans)]
    states = [m for m in outside if m.kind == "state"]
    places = [m for m in outside if m.kind == "place"]
    plain = _aligned(text)
    heard = _Heard(text, plain, states, places, on or date)
    if date is not None and on is None and whole is False:
        heard.notes.append(("date", date))
    return heard


def _aligned(text: str) -> str:
    """The text in lower case without accents, each character in its own place."""
    out = []
    for char in text:
        plain = fold(char)
        keep = "-" if char == "-" else " "
        out.append(plain if len(plain) == 1 else keep if not plain else char.casefold()[:1] or " ")
    return "".join(out)


def _refuse_shared(heard: _Heard, register: Register) -> None:
    for mention in heard.states:
        if len(mention.ids) > 1:
            alive = _alive(mention, heard, register)
            if len(alive) == 1:
                continue
            shown = tuple(f"{id_} ({register.states[id_].names[-1].en})" for id_ in mention.ids)
            says = "can mean more than one state"
            raise BadInput([Problem(path="question", says=says, value=mention.text, nearest=shown)])
    day = heard.date or today()
    heard.states = [replace(m, ids=_alive(m, heard, register) or m.ids) for m in heard.states]
    if day < FIRST_DAY:
        raise BadInput([Problem(path="question", says=f"the register begins on {FIRST_DAY}", value=day)])


def _alive(mention: Mention, heard: _Heard, register: Register) -> tuple[str, ...]:
    """Of several states with one name, those that existed on the day."""
    if len(mention.ids) == 1:
        return mention.ids
    if names(register).shared(mention.text):
        return mention.ids
    view = World(register, heard.date or today())
    return tuple(id_ for id_ in mention.ids if view.exists(id_))


_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d\d-\d\d\b)"
    r"|\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er)?(?:\s+(?:of|de))?\s+)?(?P<month>[a-z]{3,9})\.?\s*(?:(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?\s*,?\s*)?(?:of\s+)?(?P<year>1[89]\d\d|20\d\d)\b"
    r"|\b(?:in|en|of|de|during|pendant|since|depuis|year|annee)\s+(?P<bare>\d{4})\b"
)


def _date(text: str) -> tuple[str | None, list[tuple[int, int]], bool]:
    """The day that a question names, where it stands, and whether it was a whole day. A month or a
    year is taken as its last day, at most today, so that what came into force during it counts."""
    plain = _aligned(text)
    for match in _DATE.finditer(plain):
        if match["iso"]:
            if is_day(match["iso"]):
                return match["iso"], [match.span()], True
            continue
        if match["bare"]:
            return _end(match["bare"]), [match.span()], False
        month = _MONTHS.get(match["month"])
        if month is None:
            year = re.search(r"\d{4}", match.group())
            if year and match["month"] in ("in", "en"):
                return _end(year.group()), [match.span()], False
            continue
        day = match["day"] or match["day2"]
        if day is None:
            return _end(f"{match['year']}-{month:02d}"), [match.span()], False
        full = f"{match['year']}-{month:02d}-{int(day):02d}"
        if is_day(full):
            return full, [match.span()], True
        raise BadInput([Problem(path="question", says="not a day of the calendar", value=match.group().strip())])
    return None, [], False


def _end(date: str) -> str:
    """The last day of a month or year; of the one that is running, today."""
    return min(last_day(date), max(today(), first_day(date)))


def _article(plain: str) -> str | None:
    match = re.search(r"\bart(?:icle|\.)?s?\s+(\d{1,3})", plain)
    return match[1] if match else None


# --- who attacks whom ------------------------------------------------------------------------


def _verb(heard: _Heard) -> tuple[str, re.Match[str] | None]:
    """The kind of act and the word that names it: the last one that stands beside states."""
    for kind, stems in _KINDS:
        hits = list(re.finditer(rf"\b(?:{stems})\b", heard.plain))
        hits = [hit for hit in hits if not any(m.start <= hit.start() < m.end for m in heard.states + heard.places)]
        if hits:
            return kind, hits[-1] if kind == "armed_attack" else hits[0]
    return "armed_attack", None


def _sides(heard: _Heard, verb: re.Match[str]) -> tuple[list[str], list[str]]:
    """Attackers and targets, by voice and position."""
    before = _run(heard, [m for m in heard.states if m.end <= verb.start()], at_end=True)
    after = _run(heard, [m for m in heard.states if m.start >= verb.end()], at_end=False)
    lead = heard.plain[:verb.start()].rstrip()
    follow = heard.plain[verb.end():]
    if re.search(_SOMEONE, lead):
        beyond = any(place.start >= verb.end() for place in heard.places)
        return [], _ids(after or ([] if beyond else _referent(heard, [])))
    if re.match(r"(?:fight|war|guerre)", verb.group()) and re.search(_FOR, follow):
        return _parted(heard, verb.end(), _FOR) or ([], _ids(after))
    # A noun takes `from` for its agent; a verb (attacks Poland from Belarus) says whence.
    noun = re.search(r"\b(?:an?|any|the|une|toute)(?: armed)?$", lead)
    by = re.search(r"\b(by|par|from|venant d\w*)\b" if noun else r"\b(by|par)\b", follow)
    on = re.match(r"\s+(?:on|against|of|contre|sur|de|du|des|d)\b", follow)
    if by is not None:
        agents = _run(heard, [m for m in heard.states if m.start >= verb.end() + by.end()], at_end=False)
        last = agents[-1].end if agents else len(heard.text)
        onto = [m for m in heard.states if m.start >= last] if re.match(_ONTO, heard.plain[last:]) else []
        if onto:
            return _ids(agents), _ids(_run(heard, onto, at_end=False))
        middle = [m for m in heard.states if verb.end() <= m.start < verb.end() + by.start()]
        targets = _run(heard, middle, at_end=False) or before or _referent(heard, agents)
        return _ids(agents), _without(_ids(targets), agents)
    if re.search(rf"\b{_PASSIVE}\s*$", lead):
        targets = before or _referent(heard, [])
        return [], _ids(targets)
    between = re.match(r"\s+(?:between|entre)\b", follow)
    if between is not None and len(after) >= 2:
        return _ids(after[:1]), _ids(after[1:])
    if on is not None and not before and len(heard.states) >= 2:
        return [], _ids(after)
    if after:
        return _ids(before), _without(_ids(after), before)
    clitic = re.search(r"\b(l|la|le|les)\s*$", lead)
    pronoun = re.match(r"\s+(it|them|her|him)\b", follow)
    if (clitic or pronoun) and before:
        return _ids(before), _without(_ids(_referent(heard, before)), before)
    if before and len(heard.states) > len(before):
        return _ids(before), _without(_ids(_referent(heard, before)), before)
    if before and any(place.start >= verb.end() for place in heard.places):
        return _ids(before), []
    participle = re.search(r"(?:ed|e|es|ee|ees|struck|hit)$", verb.group())
    return [], _ids(before) if participle else []


def _parted(heard: _Heard, start: int, word: str) -> tuple[list[str], list[str]] | None:
    """The states after `start` on the two sides of a word; None unless both sides have some."""
    found = re.search(word, heard.plain[start:])
    if found is None:
        return None
    left = [m for m in heard.states if start <= m.start < start + found.start()]
    right = [m for m in heard.states if m.start >= start + found.end()]
    return (_ids(left), _without(_ids(right), left)) if left and right else None


def _strangers(heard: _Heard, verb: re.Match[str]) -> list[str]:
    """Words with a capital before the verb that are no name we know: perhaps the attacker."""
    words = re.finditer(r"[^\W\d_]+", heard.text[: verb.start()])
    known = [(m.start, m.end) for m in (*heard.states, *heard.places)]
    return [
        word.group() for number, word in enumerate(words)
        if number and word.group()[0].isupper() and not any(s <= word.start() < e for s, e in known)
    ]


def _run(heard: _Heard, mentions: Sequence[Mention], *, at_end: bool) -> list[Mention]:
    """The mentions next to the verb that hang together by `and`, commas or articles."""
    ordered = list(reversed(mentions)) if at_end else list(mentions)
    run: list[Mention] = []
    for mention in ordered:
        if run:
            left, right = (mention, run[-1]) if at_end else (run[-1], mention)
            gap = set(heard.plain[left.end:right.start].replace(",", " ").replace("'", " ").split())
            if not gap <= _AND:
                break
        run.append(mention)
    return list(reversed(run)) if at_end else run


def _referent(heard: _Heard, others: Iterable[Mention]) -> list[Mention]:
    """What a pronoun stands for: the last states named before that are not the other side."""
    used = {m.start for m in others}
    first = min(used, default=len(heard.text))
    free = [m for m in heard.states if m.start not in used and m.start < first]
    helped = re.search(rf"\b(?:{_HELP})\b", heard.plain)
    if helped is not None:
        objects = [m for m in free if m.start >= helped.end()]
        if objects:
            return _run(heard, objects, at_end=False)
    return _run(heard, free, at_end=True)


def _ids(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(id_ for mention in mentions for id_ in mention.ids))


def _without(ids: list[str], mentions: Iterable[Mention]) -> list[str]:
    others = set(_ids(mentions))
    return [id_ for id_ in ids if id_ not in others] or ids


# --- scenarios -------------------------------------------------------------------------------


def _attack(heard: _Heard, kind: str, attackers: list[str], targets: list[str], article: str | None) -> Question:
    place = PlaceOfAct(name=heard.places[0].ids[0]) if heard.places else None
    act = Act(
        id="attack", actor=tuple(attackers), target=tuple(targets), kind=kind,  # type: ignore[arg-type]
        date=heard.date or today(), place=place, actor_name=None if attackers else "unnamed_state",
        origin=None if attackers else "abroad",
    )
    asked = [id_ for id_ in _ids(heard.states) if id_ not in attackers and id_ not in targets]
    return _question(heard, act, asked, article)


def _at_place(
    heard: _Heard, register: Register, kind: str, attackers: list[str], article: str | None
) -> Question:
    """An attack on a place: the state that governs it there is the target."""
    id_ = heard.places[0].ids[0]
    place = register.places[id_]
    from foedus.register.geography import titles

    day = heard.date or today()
    holders = titles(place.administered_by, day) or titles(place.sovereign, day)
    targets = sorted(holders - set(attackers))
    if not targets:
        says = "no state governs this place on that day, so name the target"
        raise BadInput([Problem(path="question", says=says, value=heard.places[0].text)])
    heard.notes.append(("target", ",".join(targets)))
    others = [state for state in _ids(heard.states) if state not in targets and state not in attackers]
    act = Act(
        id="attack", actor=tuple(attackers), target=tuple(targets), kind=kind, date=day,  # type: ignore[arg-type]
        place=PlaceOfAct(name=id_), actor_name=None if attackers else "unnamed_state",
        origin=None if attackers else "abroad",
    )
    return _question(heard, act, others, article)


def _bound(heard: _Heard, article: str | None) -> Question:
    """`is A bound to defend B?`: an attack on B, by C in `against C`, else by a state not named."""
    hits = list(re.finditer(rf"\b(?:{_HELP})\b", heard.plain))
    last = next((hit for hit in reversed(hits) if any(m.start >= hit.end() for m in heard.states)), hits[-1])
    objects = [m for m in heard.states if m.start >= last.end()] or heard.states[-1:]
    subjects = [m for m in heard.states if m not in objects]
    if parted := _parted(heard, last.end(), _AGAINST):
        return _attack(heard, "armed_attack", parted[1], parted[0], article)
    return _attack_unnamed(heard, _ids(objects), _ids(subjects), article)


def _attack_unnamed(heard: _Heard, targets: list[str], asked: list[str], article: str | None) -> Question:
    act = Act(
        id="attack", target=tuple(targets), kind="armed_attack", date=heard.date or today(),
        actor_name="unnamed_state", origin="abroad",
    )
    return _question(heard, act, asked, article)


def _question(heard: _Heard, act: Act, asked: list[str], article: str | None) -> Question:
    scenario = Scenario(acts=(act,), date=heard.date, hypothetical=True, title=heard.text.strip())
    return Question(scenario, tuple(sorted(asked)), article, tuple(heard.notes))


def _not_understood(heard: _Heard, strangers: Sequence[str] = ()) -> BadInput:
    """What was understood, what was not, and the flags that would ask it."""
    states = [f"{m.text} = {'/'.join(m.ids)}" for m in heard.states]
    understood = ", ".join([*states, *(f"{m.text} = place {m.ids[0]}" for m in heard.places)])
    understood += f", date {heard.date}" if heard.date else ""
    ids = _ids(heard.states)
    one, two = ([*ids, "XXX", "YYY"])[:2]
    flags = f"foedus ask --attack {one}:{two}" + (f" --on {heard.date}" if heard.date else "")
    if re.search(_NUCLEAR, heard.plain):
        flags = f"foedus umbrella {ids[-1] if ids else 'XXX'}"
    said = understood or "no state, place or date"
    said += f"; not understood: {', '.join(strangers)}" if strangers else ""
    says = f"the question was not understood; understood: {said}. As flags, A attacking B is A:B: {flags}"
    return BadInput([Problem(path="question", says=says)])
