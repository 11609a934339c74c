"""A reading -> a register record to be completed by a person; and what text and record say differently."""

from __future__ import annotations

from typing import Any

from foedus.reading.match import original_parties
from foedus.register.records import Instrument

__all__ = ["differences", "draft"]

_TODO = "TODO"
_MODALITY = {"automatic": "duty", "discretionary": "duty", "consult": "duty", "none": "duty"}
_REFERENCES = {
    "un_charter_51", "un_charter", "un_security_council", "national_law", "league_covenant", "north_atlantic_treaty",
    "eu_42_7", "locarno",
}
_COOPERATION = {
    "political", "security", "military", "nuclear", "trade", "investment", "economic", "technology", "culture",
    "energy", "justice", "intelligence",
}


def draft(reading: dict[str, Any], *, today: str) -> str:
    """The first instrument of a reading as YAML, with TODO where the text is silent.

    Examples
    --------
    >>> from foedus.reading import read
    >>> text = "France and Poland signed a treaty of mutual defence in Nancy on 9 May 2025."
    >>> print(draft(read(text), today="2026-11-23").splitlines()[0])
    id: fra-pol-2025
    """
    found = reading["instruments"][0] if reading["instruments"] else {}
    states = sorted({item["state"] for item in found.get("parties", []) if len(item["state"]) == 3})
    signed = found.get("signed") or {}
    date, place = signed.get("date"), signed.get("place")
    year = (date or "0000")[:4]
    lines = [f"id: {'-'.join([*(state.lower() for state in states[:3]), year]) or 'todo-0000'}"]
    if not states:
        lines[0] = f"id: todo-{year}"
    names = " and ".join(states) or _TODO
    lines += [
        "title:",
        f'  en: "{_TODO}: title of the instrument between {names}"',
        f'  fr: "{_TODO} : titre de l\'instrument entre {" et ".join(states) or _TODO}"',
        f"form: treaty                    # {_TODO}: treaty, charter, declaration, exchange_of_notes ...",
        f"binding: international          # {_TODO}: does it bind in law?",
        f"signed: {{date: {date}, place: {_quoted(place)}}}" if date else f"signed: null                    # {_TODO}: the text gives no date",
        "in_force: {}" + " " * 20 + f"# {_TODO}: from which day",
        "end: null",
        "parties:",
        *(f"  - {{state: {state}}}" for state in states or ["XXX"]),
        f"text: published                 # {_TODO}",
    ]
    fields = [name for name in found.get("cooperation", []) if name in _COOPERATION]
    if fields:
        lines.append(f"cooperation: [{', '.join(fields)}]")
    provisions = [item for item in found.get("provisions", []) if item["found_in"] == "text"]
    lines.append("provisions:" if provisions else f"provisions: []                  # {_TODO}: the text states none")
    for item in provisions:
        lines += _provision(item, reading["text"])
    lines += [
        "sources:",
        f"  - {{of: text, publisher: {_TODO}, seen: {today}}}",
        "basis: own_reading",
        f"reviewed: {today}",
        "confidence: low",
        "note: Drafted by foedus read; to be completed and checked by a person.",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str | None) -> str:
    return "null" if text is None else '"' + text.replace('"', "'") + '"'


def _provision(item: dict[str, Any], text: str) -> list[str]:
    article = _quoted(item["article"])
    lines = [f"  - article: {article}", f"    duty: {item['duty']}"]
    triggers = [code for code in item["trigger"] if code != "at_war"] or list(item["trigger"])
    if triggers:
        event = triggers[0] if len(triggers) == 1 else f"[{', '.join(triggers)}]"
        then = ", then: at_war" if "at_war" in item["trigger"] and "at_war" not in triggers else ""
        by = f", by: [{', '.join(item['adversary'])}]" if item["adversary"] else ""
        lines.append(f"    when: {{event: {event}, on: beneficiary{by}{then}}}")
    if item["duty"] in ("defense", "offense"):
        lines.append(f"    means: {item['means']}")
        if item["procedure"]:
            lines.append(f"    procedure: [{', '.join(item['procedure'])}]")
    if item["prompt"]:
        lines.append("    prompt: true")
    references = [code for code in item["refers_to"] if code in _REFERENCES]
    if references:
        lines.append(f"    refers_to: [{', '.join(references)}]")
    start, end = item["spans"][0]
    quote = " ".join(text[start:end].split())[:160]
    lines.append(f'    gist: "{_TODO}: in own words"')
    lines.append(f"    # evidence, characters {start} to {end}: {quote}")
    return lines


def differences(reading: dict[str, Any], item: Instrument) -> list[dict[str, Any]]:
    """What the text and the record say differently, field by field.

    Examples
    --------
    >>> from foedus.reading import read
    >>> from foedus.register.load import load
    >>> text = "China and North Korea signed the treaty in Moscow on 11 July 1961."
    >>> [entry["field"] for entry in differences(read(text), load().instruments["chn-prk-1961"])]
    ['signed.place']
    """
    found = reading["instruments"][0] if reading["instruments"] else {}
    pairs: list[tuple[str, Any, Any]] = []
    parties = sorted({party["state"] for party in found.get("parties", [])})
    if parties and parties != sorted(original_parties(item)):  # those that made it are no contradiction
        pairs.append(("parties", parties, sorted({party.state for party in item.parties})))
    signed = found.get("signed") or {}
    if signed.get("date"):
        pairs.append(("signed.date", signed["date"], item.signed.date if item.signed else None))
    if signed.get("place"):
        pairs.append(("signed.place", signed["place"], item.signed.place if item.signed else None))
    for provision in found.get("provisions", []):
        if provision["found_in"] == "register":
            continue
        same = [own for own in item.provisions if str(own.duty) == provision["duty"]]
        name = f"provision {provision['duty']}"
        if not same:
            pairs.append((name, "in the text", "not in the record"))
            continue
        if provision["article"]:
            articles = sorted({own.article or "" for own in same})
            if provision["article"] not in articles:
                pairs.append((f"{name}: article", provision["article"], articles))
        means = {str(own.means) for own in same if own.means}
        if provision["duty"] == "defense" and means and (provision["all_means"] != ("all_available" in means)):
            pairs.append((f"{name}: means", provision["means"], sorted(means)))
    return [
        {"field": name, "text": said, "record": known} for name, said, known in pairs if said != known
    ]
