"""Which kinds of duty a sentence states: defence, offence, consultation, neutrality, non-aggression."""

from __future__ import annotations

from foedus.reading.document import Document, Sentence
from foedus.reading.grammar import Hit

__all__ = ["kinds_of", "previous_has_attack"]

#: How far before its object the word for treaty stands in a title ('memorandum on security guarantees').
_TITLE = 20
#: How soon after a verb its object stands.
_OBJECT = 40
#: Between a threat and the attack that it is one of; in languages that say it the other way round.
_OF, _OF_BEHIND = 40, 4
#: How soon before help the word for talks stands in a report; how far behind a refusal help is another matter.
_TALKS, _APART = 45, 120
#: The concepts by which duties are told.
_EVIDENCE = (
    "attack", "armed_attack", "threat", "war", "assist", "deem", "common_danger", "guarantee", "consult", "neutral", "aggressor",
    "no_aid", "nonaggression", "mutual_defence", "nonbinding", "all_means", "offensive", "both_ways", "joint", "defines", "refrain",
    "unprovoked", "hostile_alliance", "readiness", "other_than", "violated", "civil_aid", "un_action", "training", "as_ally", "shall", "party", "each_other",
)
Evidence = dict[str, list[Hit]]


def kinds_of(document: Document, sentence: Sentence) -> list[str]:
    """The kinds of duty that a sentence states; a trailing `?` marks a mere label (mutual defence pact).

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> document = prepare("If one Party is attacked, the other shall remain neutral and give the aggressor no help.")
    >>> kinds_of(document, document.sentences[0])
    ['neutrality']
    """
    has = _evidence(document, sentence)
    has["attack"] = has["attack"] or has["armed_attack"]
    denies = bool(has["no_aid"]) and bool(has["aggressor"] or document.has("attack", sentence) or document.has("war", sentence))
    has["assist"] = _help(document, sentence, has, denies=denies)
    kinds = ["neutrality"] if denies or (has["neutral"] and _told(document, sentence, has)) else []
    about = document.find("treaty") or has["all_means"] or (document.published is None and (document.find("shall") or document.find("article")))
    clause = bool(about or has["party"] or document.states_in(sentence.start, sentence.end))
    kinds += _defence(document, sentence, has, clause=clause)
    if _consults(document, sentence, has, clause=clause):
        kinds.append("consultation")
    return kinds + _nonaggression(document, sentence, has, kinds, denies=denies)


def _evidence(document: Document, sentence: Sentence) -> Evidence:
    """What the sentence names, without the words that mean something else beside others."""
    start, end = sentence.start, sentence.end
    has = {name: document.find(name, start, end) for name in _EVIDENCE}
    for name in ("attack", "armed_attack"):
        kept = has[name] = [hit for hit in has[name] if not _within(hit, has["other_than"])]  # 'in any way other than by armed attack'
        if has["consult"] or name == "attack":
            kept = [hit for hit in kept if not _within(hit, has["threat"])]
        if has["consult"]:  # where they consult, 'a threat of armed attack' is none
            kept = [hit for hit in kept if not _threatened(document, hit, has["threat"])]
        # To keep up the strength to resist an attack is no help in one.
        has[name] = [hit for hit in kept if not any(item.start <= hit.end and hit.start <= item.end + _OBJECT for item in has["readiness"])]
    # 'Its neutrality is violated' promises none.
    has["neutral"] = [hit for hit in has["neutral"] if not any(hit.start - _OBJECT < item.start <= hit.end + _OBJECT for item in has["violated"])]
    # The guarantees that a title names are no promise; what counts as an attack is none either.
    has["guarantee"] = [
        hit for hit in has["guarantee"]
        if has["shall"] or has["party"] or not document.find("treaty", max(start, hit.start - _TITLE), hit.start + 1)
    ]
    if has["defines"] and not has["assist"]:
        has["deem"] = []
    if document.published:  # 'the treaty knows no consultations'
        has["consult"] = [hit for hit in has["consult"] if not _negated(document, hit.start, sentence)]
    # Talks that settle the form of help are no duty to consult.
    has["consult"] = [hit for hit in has["consult"] if not (has["assist"] and _within(hit, has["joint"]))]
    # An attack 'without any provocation' is no refusal.
    has["no_aid"] = [hit for hit in has["no_aid"] if not any(hit.start <= item.start < hit.end for item in has["unprovoked"])]
    if (has["readiness"] or has["civil_aid"]) and not (has["attack"] or has["armed_attack"] or has["war"]):
        has["assist"], has["mutual_defence"] = [], []  # help to keep up strength, of courts, or after a flood
    return has


def _help(document: Document, sentence: Sentence, has: Evidence, *, denies: bool) -> list[Hit]:
    """Help that is promised: not what is refused, nor what the parties only talk about."""
    if (has["refrain"] and has["hostile_alliance"]) or has["un_action"]:  # help that the Security Council may give
        return []
    found = [hit for hit in has["assist"] if not (_within(hit, has["no_aid"]) or _within(hit, has["consult"]) or (_purpose(document, hit, has["consult"]) and not has["attack"]))]
    found = [hit for hit in found if not document.find("training", hit.end, hit.end + _TITLE)]
    if document.published and has["consult"]:
        found = [hit for hit in found if not document.find("consult", max(sentence.start, hit.start - _TALKS), hit.start)]
    if denies and not has["deem"]:
        found = [hit for hit in found if hit.start > max(item.end for item in has["no_aid"]) + _APART]
    return found


def _told(document: Document, sentence: Sentence, has: Evidence) -> bool:
    """Whether a report speaks of a treaty's neutrality: 'neutral waters' are no duty."""
    return document.published is None or bool(has["attack"] or has["war"] or has["party"] or document.has("treaty", sentence) or document.has("alliance", sentence))


def _defence(document: Document, sentence: Sentence, has: Evidence, *, clause: bool) -> list[str]:
    attack, assist, trigger = has["attack"], has["assist"], has["attack"] or has["war"]
    deemed = has["deem"] and attack and (len(attack) > 1 or has["threat"] or document.find("party") or document.mentions)
    mutual = has["each_other"] and has["party"] and has["shall"]
    kinds: list[str] = []
    if deemed or (has["common_danger"] and (trigger or document.grammar.continuous)) or (has["guarantee"] and not has["nonaggression"]):
        kinds.append("defense")
    elif trigger and assist and clause:
        kinds.append("defense")
        if has["war"] and has["as_ally"] and document.published is None and not (attack or has["threat"]):
            kinds.append("offense")
    elif has["threat"] and assist and clause and not has["consult"]:
        kinds.append("defense")
    elif has["mutual_defence"] and not has["nonbinding"] and not _negated(document, has["mutual_defence"][0].start, sentence):
        kinds.append("defense" if _promised(document, sentence, has) else "defense?")
    elif assist and not trigger and ((mutual and _armed(document, sentence)) or (has["all_means"] and not mutual and previous_has_attack(document, sentence))):
        kinds.append("defense")
    if (has["offensive"] or has["both_ways"]) and clause and not document.published:
        kinds += [kind for kind in ("defense", "offense")[not has["both_ways"] :] if kind not in kinds]
    return kinds


def _consults(document: Document, sentence: Sentence, has: Evidence, *, clause: bool) -> bool:
    if not has["consult"]:
        return False
    if document.published and document.has("invoke", sentence) and any(document.find(name) for name in ("treaty", "nato", "alliance")):
        return True
    occasion = has["attack"] or has["war"] or has["threat"] or (not has["nonaggression"] and previous_has_attack(document, sentence))
    return bool(occasion and clause) or (document.published is None and not (has["assist"] or has["nonaggression"]) and _owed(document, sentence))


def _nonaggression(document: Document, sentence: Sentence, has: Evidence, kinds: list[str], *, denies: bool) -> list[str]:
    found = has["nonaggression"]
    if denies:  # 'shall give no help to who attacks the other'
        found = [hit for hit in found if not any(item.start < hit.end and hit.start < item.end for item in has["no_aid"])]
    between = has["shall"] and len({item.state for item in document.states_in(sentence.start, sentence.end)}) > 1
    abstains = has["refrain"] and has["attack"] and has["shall"] and not (has["assist"] or has["threat"] or has["aggressor"] or kinds)
    condition = document.has("assist", sentence) and document.has("armed_attack", sentence)
    if (found or abstains) and (has["party"] or between or not document.published) and "defense" not in kinds and not condition:
        return ["nonaggression"]
    named = any(document.find("treaty", max(sentence.start, hit.start - _TITLE), hit.end + _TITLE) for hit in found)
    return ["nonaggression?"] if named else []


def _threatened(document: Document, attack: Hit, threats: list[Hit]) -> bool:
    """Whether it is the threat of an attack that is spoken of ('the threat of an armed attack', '무력침공의 위협')."""
    behind = _OF_BEHIND if document.grammar.continuous or document.grammar.settings.get("verb_last") else 0
    return any(
        (0 <= attack.start - hit.end <= _OF or 0 <= hit.start - attack.end <= behind) and not document.find("or", hit.end, attack.start)
        for hit in threats
    )


def _promised(document: Document, sentence: Sentence, has: Evidence) -> bool:
    """Whether a treaty's article promises the common defence that it speaks of, and it is not part of a treaty's name."""
    hit = has["mutual_defence"][0]
    named = document.find("treaty", max(sentence.start, hit.start - _TITLE), min(sentence.end, hit.end + _TITLE))
    return bool(document.published is None and not (named or document.has("consult", sentence)) and has["shall"] and has["party"] and document.find("article"))


def _purpose(document: Document, assist: Hit, consults: list[Hit]) -> bool:
    """Whether help is what the parties consult about ('shall consult with a view to agreeing on measures of assistance')."""
    last = document.grammar.continuous or document.grammar.settings.get("verb_last")
    for consult in consults:
        low, high = (assist.end, consult.start) if last and assist.end <= consult.start else (consult.end, assist.start)
        for aim in document.find("purpose", low, high):
            if not document.find("shall", aim.end, high):
                return True
    return False


def _armed(document: Document, sentence: Sentence) -> bool:
    """Whether mutual help is help in arms, and not in finding persons or after a flood."""
    words = ("all_means", "military", "mutual_defence", "guarantee", "troops")
    return any(document.has(name, sentence) for name in words) or previous_has_attack(document, sentence)


def _owed(document: Document, sentence: Sentence) -> bool:
    """Whether a treaty's own article says what its parties do together, and not on trade, on how it is carried out, or the like."""
    other = any(document.has(name, sentence) for name in ("trade", "investment", "technology", "culture", "energy", "civil_aid", "implementation"))
    before = document.sentence_at(max(0, sentence.start - 2))  # 'They engage to exchange views'
    named = any(document.has(name, span) for name in ("party", "two", "several") for span in (sentence, before)) or len({item.state for item in document.states_in(sentence.start, sentence.end)}) > 1
    return named and not other and any(document.find(name) for name in ("article", "shall"))


def previous_has_attack(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence before speaks of an attack, a threat or an alliance for both: its condition holds on."""
    previous = document.sentence_at(max(0, sentence.start - 2))
    if previous.start == sentence.start:
        return False
    return any(document.has(name, previous) for name in ("attack", "armed_attack", "threat", "both_ways"))


def _within(hit: Hit, hits: list[Hit]) -> bool:
    return any(other.start <= hit.start and hit.end <= other.end for other in hits)


def _negated(document: Document, offset: int, sentence: Sentence) -> bool:
    """A negation in the few words before an expression, or behind it where the verb stands last."""
    last = document.grammar.settings.get("verb_last") and document.find("not", offset, min(sentence.end, offset + 45))
    return bool(last or document.find("not", max(sentence.start, offset - 25), offset)) or document.has("nonbinding", sentence)
