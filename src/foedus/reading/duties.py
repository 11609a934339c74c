"""Duties in a text: trigger, kind, modality, aid, scope, limits and references, article by article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from foedus.reading.articles import Article
from foedus.reading.document import Document, Sentence
from foedus.reading.grammar import Hit

__all__ = ["Provision", "find_duties", "is_clause", "references"]

_ORDER = ("defense", "offense", "consultation", "neutrality", "nonaggression")
#: How far before its object the word for treaty stands in a title ('memorandum on security guarantees').
_TITLE = 20
_REFERENCES = {
    "charter": "un_charter", "nato": "north_atlantic_treaty", "eu": "eu_42_7", "covenant": "league_covenant",
    "national_law": "national_law", "security_council": "un_security_council", "locarno": "locarno",
}
_REGIONS = {
    "region_pacific": "pacific", "region_europe": "europe", "region_north_atlantic": "north_atlantic",
    "region_americas": "americas", "region_territory": "territory", "region_borders": "borders",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """One duty of one article, with the characters that say it."""

    article: str | None
    duty: str
    trigger: tuple[str, ...]
    modality: str
    all_means: bool
    prompt: bool
    refers_to: tuple[str, ...]
    region: str | None
    adversary: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    label: bool = False
    means: str = "unknown"
    procedure: tuple[str, ...] = field(default=())
    found_in: str = "text"


#: How soon after a verb its object stands.
_OBJECT = 40
#: Between a threat and the attack that it is one of; in languages that say it the other way round.
_OF, _OF_BEHIND = 25, 4
#: How soon after a war the state stands with which it is waged.
_FOE = 25


def find_duties(document: Document, articles: list[Article]) -> list[Provision]:
    """Provisions, the gravest kind first.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> text = "If a Party is the object of an armed attack, the other shall assist it by all means at its disposal."
    >>> [(p.duty, p.trigger, p.modality, p.all_means) for p in find_duties(prepare(text), [])]
    [('defense', ('armed_attack',), 'automatic', True)]
    """
    found: list[Provision] = []
    for sentence in document.sentences:
        found += [_provision(document, sentence, kind, articles) for kind in _kinds(document, sentence)]
    treaty = any(document.find(name) for name in ("party", "treaty", "nato", "alliance", "two", "several")) or (
        any(article.heading for article in articles) and any(document.find(name) for name in ("member_state", "state_group", "aggressor", "consult"))
    )
    if not (document.mentions or treaty):
        return []
    clauses = [item for item in found if not item.label]
    if any(item.duty != "nonaggression" or document.published is None for item in clauses):
        found = clauses
    return _merge(found)


def is_clause(document: Document, articles: list[Article]) -> bool:
    """Whether the text is (a part of) a treaty rather than news about one."""
    if any(article.heading for article in articles):
        return True
    if document.published or document.sentences[0].head:
        return False
    if any(document.find(name) for name in ("ratify", "in_force")):
        return False
    reported = document.find("said") and document.find("title")
    if reported and (document.find("sign") or not any(_kinds(document, sentence) for sentence in document.sentences[:20])):
        return False
    if document.find("party") or document.find("shall"):
        return True
    condition = any(document.find(name) for name in ("attack", "armed_attack", "threat", "war"))
    return condition and any(document.find(name) for name in ("assist", "consult", "deem", "guarantee"))


def _kinds(document: Document, sentence: Sentence) -> list[str]:
    """The kinds of duty that a sentence states; a trailing `?` marks a mere label (mutual defence pact)."""
    start, end = sentence.start, sentence.end
    has = {
        name: document.find(name, start, end)
        for name in (
            "attack", "armed_attack", "threat", "war", "assist", "deem", "common_danger", "guarantee", "consult",
            "neutral", "aggressor", "no_aid", "nonaggression", "mutual_defence", "nonbinding", "all_means", "offensive", "both_ways",
            "joint", "defines", "refrain", "unprovoked", "hostile_alliance", "readiness", "other_than", "violated",
        )
    }
    # 'A threat of armed attack' is none, where the parties consult on it.
    for name in ("attack", "armed_attack") if has["consult"] else ("attack",):
        has[name] = [hit for hit in has[name] if not (_within(hit.start, hit.end, has["threat"]) or (has["consult"] and _threatened(document, hit, has["threat"])))]
    # 'Threatened in any way other than by armed attack'; 'its neutrality is violated' promises none.
    for name in ("attack", "armed_attack"):
        has[name] = [hit for hit in has[name] if not _within(hit.start, hit.end, has["other_than"])]
    has["neutral"] = [hit for hit in has["neutral"] if not any(hit.start - _OBJECT < item.start <= hit.end + _OBJECT for item in has["violated"])]
    # To keep up the strength to resist an attack is no help in one.
    for name in ("attack", "armed_attack"):
        has[name] = [hit for hit in has[name] if not any(item.start <= hit.end and hit.start <= item.end + _OBJECT for item in has["readiness"])]
    # The guarantees that a title names are no promise; what counts as an attack is none either.
    has["guarantee"] = [hit for hit in has["guarantee"] if not document.find("treaty", max(start, hit.start - _TITLE), hit.start + 1) or document.has("shall", sentence) or document.has("party", sentence)]
    if has["defines"] and not has["assist"]:
        has["deem"] = []
    if document.published:  # 'the treaty knows no consultations'
        has["consult"] = [hit for hit in has["consult"] if not _negated(document, hit.start, sentence)]
    # Talks that settle the form of help are no duty to consult.
    has["consult"] = [hit for hit in has["consult"] if not (has["assist"] and _within(hit.start, hit.end, has["joint"]))]
    # An attack 'without any provocation' is no refusal.
    has["no_aid"] = [hit for hit in has["no_aid"] if not any(hit.start <= item.start < hit.end for item in has["unprovoked"])]
    trigger = has["attack"] or has["armed_attack"] or has["war"]
    kinds: list[str] = []
    negative = has["no_aid"] and (has["aggressor"] or _about_aggressor(document, sentence))
    told = document.published is None or trigger or any(document.has(name, sentence) for name in ("treaty", "party", "alliance"))
    if negative or (has["neutral"] and told):  # 'neutral waters' in a report are no duty
        kinds.append("neutrality")
    assist = [hit for hit in has["assist"] if not _within(hit.start, hit.end, has["no_aid"]) and not _within(hit.start, hit.end, has["consult"])]
    assist = [hit for hit in assist if not _purpose(document, hit, has["consult"])]
    if (has["readiness"] or document.has("civil_aid", sentence)) and not (has["attack"] or has["armed_attack"] or has["war"]):
        assist, has["mutual_defence"] = [], []  # help to keep up strength, of courts, or after a flood
    if document.published and has["consult"]:
        assist = [hit for hit in assist if not document.find("consult", max(start, hit.start - 45), hit.start)]
    if has["refrain"] and has["hostile_alliance"]:
        assist = []
    if negative and not has["deem"]:
        assist = [hit for hit in assist if hit.start > max(item.end for item in has["no_aid"]) + 120]
    attack = has["attack"] or has["armed_attack"]
    about = bool(document.find("treaty") or has["all_means"] or (document.published is None and document.find("shall")))
    clause = about or bool(document.find("party", start, end)) or len(document.states_in(start, end)) > 0
    mutual = bool(document.find("each_other", start, end) and document.find("party", start, end) and document.find("shall", start, end))
    if (has["deem"] and attack and (len(attack) > 1 or has["threat"] or document.find("party") or document.mentions)) or (has["common_danger"] and (trigger or document.grammar.continuous)) or (has["guarantee"] and not has["nonaggression"]):
        kinds.append("defense")
    elif trigger and assist and clause:
        kinds.append("defense")
        if has["war"] and document.published is None and not (attack or has["threat"] or _with_named(document, sentence, has["war"])):
            kinds.append("offense")
    elif has["threat"] and assist and clause and not has["consult"]:
        kinds.append("defense")
    elif has["mutual_defence"] and not has["nonbinding"] and not _negated(document, has["mutual_defence"][0].start, sentence):
        kinds.append("defense" if _promised(document, sentence, has["mutual_defence"][0]) else "defense?")
    elif not trigger and assist and (mutual or has["all_means"]) and (_armed(document, sentence) if mutual else _previous_has_attack(document, sentence)):
        kinds.append("defense")
    if (has["offensive"] or has["both_ways"]) and clause and not document.published:
        kinds += [kind for kind in ("defense", "offense")[not has["both_ways"] :] if kind not in kinds]
    asked = document.find("invoke", start, end) and document.published and any(document.find(name) for name in ("treaty", "nato", "alliance"))
    if (has["consult"] and asked) or (has["consult"] and (trigger or has["threat"] or _previous_has_attack(document, sentence)) and clause) or (has["consult"] and not assist and document.published is None and _owed(document, sentence)):
        kinds.append("consultation")
    if negative:  # 'shall give no help to who attacks the other'
        has["nonaggression"] = [hit for hit in has["nonaggression"] if not any(item.start < hit.end and hit.start < item.end for item in has["no_aid"])]
    promised = document.has("shall", sentence) and len({item.state for item in document.states_in(start, end)}) > 1
    own = document.find("party", start, end) or promised or not document.published
    abstains = has["refrain"] and attack and not (assist or has["threat"] or has["aggressor"] or kinds) and document.has("shall", sentence)
    if (has["nonaggression"] or abstains) and own and "defense" not in kinds and not attack_triggers(document, sentence):
        kinds.append("nonaggression")
    elif any(document.find("treaty", max(start, hit.start - _TITLE), hit.end + _TITLE) for hit in has["nonaggression"]):
        kinds.append("nonaggression?")
    return kinds


def _threatened(document: Document, attack: Hit, threats: list[Hit]) -> bool:
    """Whether it is the threat of an attack that is spoken of ('the threat of an armed attack', '무력침공의 위협')."""
    behind = _OF_BEHIND if document.grammar.continuous or document.grammar.settings.get("verb_last") else 0
    return any(
        (0 <= attack.start - hit.end <= _OF or 0 <= hit.start - attack.end <= behind) and not document.find("or", hit.end, attack.start)
        for hit in threats
    )


def _promised(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Whether a treaty's article promises the common defence that it speaks of, and it is not part of a treaty's name."""
    named = document.find("treaty", max(sentence.start, hit.start - _TITLE), min(sentence.end, hit.end + _TITLE))
    return document.published is None and not (named or document.has("consult", sentence)) and document.has("shall", sentence) and document.has("party", sentence) and bool(document.find("article"))


def _purpose(document: Document, assist: Hit, consults: list[Hit]) -> bool:
    """Whether help is what the parties consult about ('shall consult with a view to agreeing on measures of assistance')."""
    last = document.grammar.continuous or document.grammar.settings.get("verb_last")
    for consult in consults:
        low, high = (assist.end, consult.start) if last and assist.end <= consult.start else (consult.end, assist.start)
        for aim in document.find("purpose", low, high):
            if not document.find("shall", aim.end, high):
                return True
    return False


def _with_named(document: Document, sentence: Sentence, wars: list[Hit]) -> bool:
    """Whether the war is one with a state that is named: the treaty is against its aggression."""
    return any(
        item.state and item.kind == "name" and document.has("with", (hit.end, item.start))
        for hit in wars for item in document.states_in(hit.end, min(sentence.end, hit.end + _FOE))
    )


def _armed(document: Document, sentence: Sentence) -> bool:
    """Whether mutual help is help in arms, and not in finding persons or after a flood."""
    words = ("all_means", "military", "mutual_defence", "guarantee", "troops")
    return any(document.has(name, sentence) for name in words) or _previous_has_attack(document, sentence)


def _owed(document: Document, sentence: Sentence) -> bool:
    """Whether a treaty's own article says that its parties shall do something."""
    other = any(document.has(name, sentence) for name in ("trade", "investment", "technology", "culture", "energy"))
    named = document.has("party", sentence) or len({item.state for item in document.states_in(sentence.start, sentence.end)}) > 1
    return named and document.has("shall", sentence) and (bool(document.find("article")) or document.has("each_other", sentence)) and not other


def attack_triggers(document: Document, sentence: Sentence) -> bool:
    """Whether an attack is the condition in a sentence that also promises help."""
    return document.has("assist", sentence) and document.has("armed_attack", sentence)


def _about_aggressor(document: Document, sentence: Sentence) -> bool:
    return document.has("attack", sentence) or document.has("war", sentence)


def _previous_has_attack(document: Document, sentence: Sentence) -> bool:
    previous = document.sentence_at(max(0, sentence.start - 2))
    if previous.start == sentence.start:
        return False
    return any(document.has(name, previous) for name in ("attack", "armed_attack", "threat"))


def _within(start: int, end: int, hits: list[Hit]) -> bool:
    return any(hit.start <= start and end <= hit.end for hit in hits)


def _negated(document: Document, offset: int, sentence: Sentence) -> bool:
    """A negation in the few words before an expression, or behind it where the verb stands last."""
    last = document.grammar.settings.get("verb_last") and document.find("not", offset, min(sentence.end, offset + 45))
    return bool(last or document.find("not", max(sentence.start, offset - 25), offset)) or document.has("nonbinding", sentence)


def _provision(document: Document, sentence: Sentence, kind: str, articles: list[Article]) -> Provision:
    label = kind.endswith("?")
    duty = kind.rstrip("?")
    start, end = sentence.start, sentence.end
    whole = _paragraph(document, sentence, articles)
    triggers = [] if label else _triggers(document, sentence, duty)
    regions = [region for name, region in _REGIONS.items() if document.find(name, start, end)]
    modality, means, procedure = _modality(document, sentence, whole, duty)
    return Provision(
        article=_article(sentence, articles),
        duty=duty,
        trigger=tuple(triggers),
        modality=modality,
        all_means=duty in ("defense", "offense") and means == "all_available",
        prompt=_prompt(document, sentence, duty),
        refers_to=tuple(references(document, start, end)),
        region=regions[0] if regions else None,
        adversary=tuple(_adversaries(document, sentence)) if not label and duty != "nonaggression" else (),
        spans=((start, end),),
        label=label,
        means=means,
        procedure=procedure,
    )


def references(document: Document, start: int, end: int) -> list[str]:
    """Codes of the instruments that a stretch of text refers to."""
    found = [code for name, code in _REFERENCES.items() if document.find(name, start, end)]
    if document.find("charter_51", start, end):
        found = ["un_charter_51", *(code for code in found if code != "un_charter")]
    return list(dict.fromkeys(found))


def _triggers(document: Document, sentence: Sentence, duty: str) -> list[str]:
    found: list[str] = []
    span = (sentence.start, sentence.end)
    if duty == "nonaggression":
        return found
    if document.has("armed_attack", span):
        found.append("armed_attack")
    elif document.has("attack", span):
        found.append("attack")
    if document.has("war", span):
        found.append("at_war")
    if document.has("threat", span):
        found.append("threat")
    if not found and _previous_has_attack(document, sentence):
        previous = document.sentence_at(max(0, sentence.start - 2))
        found = _triggers(document, previous, duty) if previous.start < sentence.start else []
    return found


def _paragraph(document: Document, sentence: Sentence, articles: list[Article]) -> tuple[int, int]:
    """From the sentence to the end of its article, at most a thousand characters on."""
    stop = min(len(document.text), sentence.end + 400)
    place = bisect_right(articles, sentence.start, key=lambda article: article.start)
    for article in articles[place : place + 20]:
        if article.heading:
            stop = min(stop, article.start)
            break
    return sentence.start, max(stop, sentence.end)


def _modality(
    document: Document, sentence: Sentence, whole: tuple[int, int], duty: str
) -> tuple[str, str, tuple[str, ...]]:
    if duty == "consultation":
        return "consult", "unknown", ()
    if duty in ("neutrality", "nonaggression"):
        return "none", "unknown", ()
    start, end = sentence.start, sentence.end
    if document.has("deem", (start, end)) and not document.has("assist", (start, end)):
        end = whole[1]  # what an attack on one is comes first, what is done about it after
    full = document.find("all_means", start, end)
    own = document.find("own_means", start, end)
    procedure: list[str] = []
    if document.has("constitutional", whole):
        procedure.append("constitutional")
    joint = document.has("joint", whole)
    if joint:
        procedure.append("joint_finding")
    if document.has("specified", (start, end)):
        full = []
    unqualified = [hit for hit in full if not any(hit.start - 60 <= item.start <= hit.end + 60 for item in own)]
    common = document.has("common_danger", (start, end))
    means = "all_available" if unqualified else ("own_choice" if own or common else ("jointly_agreed" if joint else "necessary"))
    discretionary = bool(procedure) or (bool(own) and not unqualified) or common
    return ("discretionary" if discretionary else "automatic"), means, tuple(procedure)


def _prompt(document: Document, sentence: Sentence, duty: str) -> bool:
    """`immediately` counts unless it governs a report, or (for help) consultations."""
    for hit in document.find("prompt", sentence.start, sentence.end):
        report = document.find("report", max(sentence.start, hit.start - 80), hit.end + 40)
        consult = document.find("consult", hit.start, min(sentence.end, hit.end + 40))
        if report or (consult and duty != "consultation"):
            continue
        return True
    return False


def _adversaries(document: Document, sentence: Sentence) -> list[str]:
    """States right after 'against', 'attacked by', 'war with'."""
    found = []
    for hit in document.find("war", sentence.start, sentence.end):
        found += [
            item.state for item in document.states_in(hit.end, min(sentence.end, hit.end + 14))
            if item.state and item.kind == "name" and document.has("with", (hit.start, item.start))
        ]
    attacks = [*document.find("attack", sentence.start, sentence.end), *document.find("armed_attack", sentence.start, sentence.end)]
    if document.grammar.settings.get("genitive"):
        found += [
            item.state for hit in attacks for item in document.states_in(hit.end, hit.end + 3)
            if item.state and item.kind == "name" and item.state not in found
        ]
    for hit in document.find("against", sentence.start, sentence.end):
        low, high = (hit.end, hit.end + 30)
        if document.language in ("ja", "ko", "tr"):
            low, high = hit.start - 8, hit.start + 1
        last = None
        for mention in document.states_in(max(low, sentence.start), min(high, sentence.end)):
            if last is not None and (mention.start - last > 4 or "," in document.text[last : mention.start]):
                break
            last = mention.end
            if mention.state and mention.kind == "name" and mention.state not in found:
                found.append(mention.state)
    return found


def _article(sentence: Sentence, articles: list[Article]) -> str | None:
    """The last heading before the sentence, or an own article named in it."""
    low = bisect_left(articles, sentence.start, key=lambda article: article.start)
    high = bisect_left(articles, sentence.end, key=lambda article: article.start)
    inside = [item for item in articles[low:high] if item.own]
    headings = [item for item in inside if item.heading]
    if headings:
        return headings[0].number
    for item in reversed(articles[max(0, low - 40) : low]):
        if item.heading:
            return item.number
    if inside:
        return inside[0].number
    near = [item for item in articles[max(0, low - 10) : low] if item.own and item.start >= sentence.start - 250]
    return near[-1].number if near else None


def _merge(found: list[Provision]) -> list[Provision]:
    """One provision for each article and duty."""
    merged: dict[tuple[str | None, str], Provision] = {}
    for item in found:
        key = (item.article, item.duty)
        before = merged.get(key)
        if before is None:
            merged[key] = item
            continue
        merged[key] = Provision(
            article=item.article, duty=item.duty,
            trigger=tuple(dict.fromkeys((*before.trigger, *item.trigger))),
            modality=before.modality if before.modality == "discretionary" or item.modality != "discretionary" else item.modality,
            all_means=before.all_means or item.all_means, prompt=before.prompt or item.prompt,
            refers_to=tuple(dict.fromkeys((*before.refers_to, *item.refers_to))),
            region=before.region or item.region,
            adversary=tuple(dict.fromkeys((*before.adversary, *item.adversary))),
            spans=(*before.spans, *item.spans)[:20], label=before.label and item.label,
            means="all_available" if before.all_means or item.all_means else before.means,
            procedure=tuple(dict.fromkeys((*before.procedure, *item.procedure))),
        )
    ordered = sorted(merged.values(), key=lambda item: (_ORDER.index(item.duty), item.spans[0]))
    named = {item.duty for item in ordered if item.article}
    return [item for item in ordered if item.article or item.duty not in named]
