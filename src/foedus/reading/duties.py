"""Duties in a text: trigger, kind, modality, aid, scope, limits and references, article by article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from foedus.reading.articles import Article
from foedus.reading.document import Document, Sentence
from foedus.reading.kinds import kinds_of, previous_has_attack

__all__ = ["Provision", "find_duties", "is_clause", "references"]

_ORDER = ("defense", "offense", "consultation", "neutrality", "nonaggression")
#: How soon after a verb its object stands.
_OBJECT = 60
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
        found += [_provision(document, sentence, kind, articles) for kind in kinds_of(document, sentence)]
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
    if reported and (document.find("sign") or not any(kinds_of(document, sentence) for sentence in document.sentences[:20])):
        return False
    if document.find("party") or document.find("shall"):
        return True
    condition = any(document.find(name) for name in ("attack", "armed_attack", "threat", "war"))
    return condition and any(document.find(name) for name in ("assist", "consult", "deem", "guarantee"))


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
    if not found and previous_has_attack(document, sentence):
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
    full = [hit for hit in document.find("all_means", start, end) if not document.find("shall", hit.start, hit.end)]
    own = document.find("own_means", start, end)
    procedure: list[str] = []
    if document.has("constitutional", whole):
        procedure.append("constitutional")
    joint = any(not _on_peace(document, hit.start) for hit in document.find("joint", *whole)) or (document.has("consult", sentence) and document.has("purpose", sentence))
    if joint:
        procedure.append("joint_finding")
    if document.has("specified", (start, end)):
        full = []
    unqualified = [hit for hit in full if not any(hit.start - 60 <= item.start <= hit.end + 60 for item in own)]
    common = document.has("common_danger", (start, end))
    means = "all_available" if unqualified else ("own_choice" if own or common else ("jointly_agreed" if joint else "necessary"))
    discretionary = bool(procedure) or (bool(own) and not unqualified) or common
    return ("discretionary" if discretionary else "automatic"), means, tuple(procedure)


def _on_peace(document: Document, start: int) -> bool:
    """Whether it is the peace that is to be agreed on ('neither shall lay down its arms but by common accord')."""
    return bool(document.find("separate_peace", max(0, start - _OBJECT), start + 1))


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
