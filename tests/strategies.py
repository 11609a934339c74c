"""The shared vocabulary of the tests: a small invented world, and hypothesis strategies over it.

States are AAA to FFF. `register` builds a real `Register` from plain data through validation and
the cross-checks, so that what the tests use is what a contributor could write.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from hypothesis import strategies as st

from foedus.law.accounts import readings
from foedus.law.duties import Finding, evaluate
from foedus.law.opinion import Opinion, judge
from foedus.law.scenario import Scenario, numbered, parse
from foedus.law.scenario_check import check
from foedus.law.triggers import Case
from foedus.register.check import cross_check
from foedus.register.load import KINDS, Register
from foedus.register.validate import validate
from foedus.register.world import World

DAY = "2000-06-01"
STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
#: Rectangles of (latitude, longitude), so that a point is plainly in one region or another.
REGIONS = {
    "europe": (((40.0, 0.0), (40.0, 20.0), (60.0, 20.0), (60.0, 0.0)),),
    "north_america": (((10.0, -120.0), (10.0, -60.0), (80.0, -60.0), (80.0, -120.0)),),
    "pacific": (((-60.0, 120.0), (-60.0, 180.0), (60.0, 180.0), (60.0, 120.0)),),
    "north_atlantic": (((0.0, -60.0), (0.0, -1.0), (70.0, -1.0), (70.0, -60.0)),),
}
SOURCES = [{"of": "text", "publisher": "Nobody", "seen": "2026-11-23"}]


# --- plain data -------------------------------------------------------------------------------


def state(id_: str, **more: Any) -> dict[str, Any]:
    """A state since 1816 with its capital in the invented Europe, and a seat in the United Nations."""
    return {
        "id": id_, "names": [{"en": f"{id_.title()}land", "fr": f"{id_.title()}ie"}], "exists": [{"from": "1816-01-01"}],
        "codes": {"cow": [{"code": sum(map(ord, id_)), "from": "1816-01-01"}]}, "un_member": [{"from": "1945-10-24"}],
        "capital": {"name": id_.title(), "lat": 50.0, "lon": 10.0}, "regions": ["europe"], **more,
    }


def provision(**more: Any) -> dict[str, Any]:
    """A firm duty of defence against an armed attack by any state."""
    return {
        "article": "1", "duty": "defense", "when": {"event": "armed_attack", "on": "beneficiary", "by": "any_state"},
        "force": "duty", "means": "necessary", "gist": "Help against an attack.", **more,
    }


def pact(id_: str = "aaa-bbb-1990", parties: Iterable[Any] = ("AAA", "BBB"), **more: Any) -> dict[str, Any]:
    """A treaty of 1990 between the parties, with one firm duty of defence unless others are given."""
    return {
        "id": id_, "title": {"en": f"Pact {id_}", "fr": f"Pacte {id_}"}, "form": "treaty", "binding": "international",
        "signed": {"date": "1990-01-01"}, "in_force": {"from": "1990-06-01"},
        "parties": [{"state": p} if isinstance(p, str) else p for p in parties], "text": "published",
        "provisions": [provision()], "sources": SOURCES, "basis": "own_reading", "reviewed": "2026-11-23",
        "confidence": "high", **more,
    }


def place(id_: str, **more: Any) -> dict[str, Any]:
    """An island in the invented Pacific that AAA holds."""
    return {
        "id": id_, "name": {"en": id_.title(), "fr": id_.title()}, "lat": 10.0, "lon": 150.0, "part": "overseas",
        "sovereign": [{"state": "AAA"}], "administered_by": [{"state": "AAA"}], **more,
    }


# --- records ----------------------------------------------------------------------------------


def register(
    *instruments: Mapping[str, Any], states: Sequence[Mapping[str, Any]] | None = None,
    places: Iterable[Mapping[str, Any]] = (), bodies: Iterable[Mapping[str, Any]] = (),
    classes: Iterable[Mapping[str, Any]] = (), assurances: Iterable[Mapping[str, Any]] = (), sound: bool = True,
) -> Register:
    """A register of these records, validated and cross-checked as files are."""
    raw = {
        "states": [state(id_) for id_ in STATES] if states is None else states, "places": places, "bodies": bodies,
        "classes": classes, "instruments": instruments, "assurances": assurances,
    }
    found = {
        kind: {item["id"]: validate(plain(item), KINDS[kind], file=f"{item['id']}.yaml") for item in items}
        for kind, items in raw.items()
    }
    problems = cross_check(found, {})
    assert not (sound and problems), "\n".join(map(str, problems))
    digest = hashlib.sha256(msgspec.json.encode(found, order="deterministic")).hexdigest()
    aliases = {alias: item.id for item in found["instruments"].values() for alias in item.aliases}
    return Register(**found, regions=REGIONS, aliases=aliases, digest=digest)


def plain(value: Any) -> Any:
    """Tuples as lists, the way YAML gives them."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def act(actor: Any = "CCC", target: Any = "BBB", **more: Any) -> dict[str, Any]:
    """An armed attack by CCC on BBB."""
    return {"id": "attack", "actor": actor, "target": target, "date": DAY, **more}


def scene(*acts: Mapping[str, Any], **more: Any) -> Scenario:
    """A scenario on the day of the tests; one attack by CCC on BBB if no act is given."""
    return parse(plain({"date": DAY, "acts": list(acts) or [act()], **more}))


def opinion(known: Register, scenario: Scenario | None = None, states: Sequence[str] = (), **more: Any) -> Opinion:
    return judge(World(known, DAY), scenario or scene(), states, **more)


def findings(
    known: Register, scenario: Scenario | None = None, *, obligor: str = "AAA", beneficiary: str = "BBB",
    act_id: str = "attack", number: int = 0,
) -> list[Finding]:
    """What became of one provision of the first instrument for two states, on each account."""
    scenario = numbered(scenario or scene())
    check(scenario, known)
    view = World(known, scenario.day(), scenario.known_by)
    instrument = next(iter(known.instruments.values()))
    bond = view.bond(instrument, instrument.provisions[number], obligor, beneficiary)
    return [
        evaluate(Case(world=view, reading=reading, bond=bond, deed=deed))
        for reading in readings(scenario, view) for deed in reading.deeds if deed.id == act_id
    ]


def status(when: Any = None, scenario: Scenario | None = None, **more: Any) -> str:
    """The status of a duty of AAA toward BBB with this condition, in this scenario."""
    return finding(when, scenario, **more).status


def finding(when: Any = None, scenario: Scenario | None = None, *, known: Register | None = None, **more: Any) -> Finding:
    if known is None:
        condition = {"when": when} if when is not None else {}
        known = register(pact(provisions=[provision(**condition, **more)]))
    found = findings(known, scenario)
    assert len(found) == 1
    return found[0]


def verdict(found: Opinion, obligor: str = "AAA", toward: str = "BBB") -> str:
    """The verdict for one state toward another; `absent` where the opinion has none."""
    return next((v.verdict for v in found.verdicts if (v.state, v.toward) == (obligor, toward)), "absent")


# --- hypothesis -------------------------------------------------------------------------------

EVENTS = (
    "armed_attack", "attack", "at_war", "invasion", "mobilisation", "blockade", "demand", "threat", "unrest", "breach",
)
KINDS_OF_ACT = (
    "armed_attack", "invasion_of_third_state", "blockade", "mobilisation", "demand", "threat_of_force",
    "non_state_attack", "cyber_attack", "internal_unrest", "incident",
)
FACTS = ("bells_ring", "snow_lies")


def sides(states: Sequence[str] = STATES, most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(states), min_size=1, max_size=most, unique=True)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


def adversaries(states: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    few = sides(states)
    return optional(
        **{"states": few, "not": few, "non_state": st.booleans(), "backed_by": few, "joined_by": few, "allied_with": few}
    )


def areas(states: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    return optional(
        territory_of=st.one_of(st.sampled_from(["beneficiary", "obligor", "parties"]), sides(states)),
        title=st.sampled_from(["sovereignty", "administration", "recognised"]),
        regions=st.lists(st.sampled_from(sorted(REGIONS)), min_size=1, max_size=2, unique=True),
        lat_min=st.sampled_from([0.0, 45.0, 55.0]),
    )


def single_conditions(states: Sequence[str] = STATES, *, area: bool = True, named: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """One condition without `all`, `any` and `not`; `named` false: no state by its id."""
    fields: dict[str, st.SearchStrategy[Any]] = {
        "event": st.one_of(st.sampled_from(EVENTS), st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True)),
        "on": st.sampled_from(["beneficiary", "its_forces", "its_regime", "obligor", "parties", "anyone"]),
        "by": st.sampled_from(["any_state", "anyone", "non_state"]),
        "attackers_min": st.integers(1, 3),
        "origin": st.sampled_from(["abroad", "within"]),
        "provoked": st.sampled_from(["any", "no"]),
        "lawful": st.sampled_from(["any", "no"]),
        "among_parties": st.sampled_from(["yes", "no", "silent"]),
        "then": st.just("at_war"),
        "begun": st.sampled_from(["any", "after_in_force"]),
        "fact": st.sampled_from(FACTS),
        "unknown": st.just("The text is vague."),
    }
    if named:
        fields["by"] = st.one_of(fields["by"], sides(states), adversaries(states))
        fields["only_if_helps"] = sides(states, 1)
    if area:
        fields["at"] = areas(states)
    return optional(**fields)


def conditions(states: Sequence[str] = STATES, *, area: bool = True, named: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """The whole grammar of `when`, two or three levels deep."""
    return st.recursive(
        single_conditions(states, area=area, named=named),
        lambda inner: optional(
            **{"all": st.lists(inner, min_size=1, max_size=2), "any": st.lists(inner, min_size=1, max_size=2), "not": inner}
        ),
        max_leaves=4,
    )


def exceptions(
    states: Sequence[str] = STATES, *, area: bool = True, named: bool = True
) -> st.SearchStrategy[list[dict[str, Any]]]:
    condition = conditions(states, area=area, named=named)
    inner = st.fixed_dictionaries({"name": st.sampled_from(["inner", "other"]), "when": condition})
    one = st.fixed_dictionaries(
        {"name": st.sampled_from(["provoked", "stranger"]), "when": condition, "unless": st.lists(inner, max_size=1)}
    )
    return st.lists(one, max_size=2)


#: Conditions as most treaties have them, so that duties do come due.
PLAIN = st.sampled_from(
    [
        {"event": "armed_attack", "on": "beneficiary", "by": "any_state"},
        {"event": ["attack", "invasion"], "provoked": "no"},
        {"event": "armed_attack", "lawful": "no", "among_parties": "silent", "then": "at_war"},
        {"event": "threat", "on": "beneficiary"},
        {"event": "at_war"},
        {"any": [{"event": "armed_attack"}, {"fact": "bells_ring"}], "not": {"fact": "snow_lies"}},
    ]
)


def provisions(
    states: Sequence[str] = STATES, *, area: bool = True, named: bool = True
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "article": st.just("1"),
            "duty": st.sampled_from(["defense", "defense", "offense", "consultation", "neutrality", "nonaggression"]),
            "when": st.one_of(PLAIN, conditions(states, area=area, named=named)),
            "unless": st.one_of(st.just([]), exceptions(states, area=area, named=named)),
            "force": st.sampled_from(["duty", "duty", "right", "intention", "unknown"]),
            "means": st.sampled_from(["all_available", "necessary", "own_choice", "unknown"]),
            "procedure": st.sampled_from(
                [[], [], ["request"], ["constitutional"], ["request", "joint_finding"], ["consult_first", "constitutional"]]
            ),
            "how_owed": st.sampled_from(["several", "silent", "joint"]),
            "gist": st.just("As the test says."),
        }
    )


@st.composite
def pacts(draw: st.DrawFn, number: int = 0, states: Sequence[str] = STATES) -> dict[str, Any]:
    """An instrument in force on the day of the tests, or not quite."""
    parties = draw(st.lists(st.sampled_from(states), min_size=2, max_size=3, unique=True))
    items = draw(st.lists(provisions(states), min_size=1, max_size=2))
    numbered_ = [{**item, "article": str(index)} for index, item in enumerate(items, start=1)]
    return pact(
        f"pact-{number}", parties, provisions=numbered_,
        binding=draw(st.sampled_from(["international", "international", "political", "contested"])),
        text=draw(st.sampled_from(["published", "published", "unpublished"])),
        in_force={"from": draw(st.sampled_from(["1990-06-01", "2000", "2000-05-31", "2001-01-01"]))},
    )


@st.composite
def registers(draw: st.DrawFn, most: int = 2) -> list[dict[str, Any]]:
    """Plain data of some instruments."""
    count = draw(st.integers(1, most))
    return [draw(pacts(number)) for number in range(count)]


_WHERE = st.sampled_from(
    [None, {"state": "AAA"}, {"state": "BBB"}, {"lat": 50.0, "lon": 5.0}, {"at_sea": "the sea", "lat": 20.0, "lon": 150.0},
     {"object": "vessel"}]
)


@st.composite
def acts(draw: st.DrawFn, count: int, states: Sequence[str] = STATES) -> list[dict[str, Any]]:
    """Acts by some states against others; a later one may answer an earlier one."""
    found: list[dict[str, Any]] = []
    for index in range(count):
        both = draw(st.lists(st.sampled_from(states), min_size=2, max_size=4, unique=True))
        cut = draw(st.integers(1, len(both) - 1))
        kind = draw(st.sampled_from(KINDS_OF_ACT))
        more = draw(
            optional(
                **{"provoked": st.booleans(), "is": st.sampled_from(["aggression", "not_aggression", "self_defence"]),
                   "invited": st.booleans(), "continuing": st.just(True)}
            )
        )
        actors = both[:cut]
        if kind in ("non_state_attack", "internal_unrest") and draw(st.booleans()):
            # Whoever is no state may come from abroad or from within; a state comes from abroad.
            actors = []
            more |= draw(optional(origin=st.sampled_from(["abroad", "within"]), sent_by=st.just([both[0]])))
        where = draw(_WHERE)
        if where is not None:
            more["place"] = where
        if found and draw(st.booleans()):
            more["answers"] = draw(st.sampled_from([item["id"] for item in found]))
        found.append(
            {"id": f"act{index}", "actor": actors, "target": both[cut:], "kind": kind,
             "date": draw(st.sampled_from(["2000-05-01", "2000-05-31", DAY])), **more}
        )
    return found


@st.composite
def facts(draw: st.DrawFn, states: Sequence[str] = STATES) -> list[dict[str, Any]]:
    """Facts that the grammar asks for, at most one of a type, so that none contradicts another."""
    state_ = st.sampled_from(states)
    value = st.booleans()
    kinds: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "request": st.fixed_dictionaries({"by": sides(states), "asks": st.sampled_from(["help", "consultation"]), "value": value}),
        "war": st.fixed_dictionaries({"between": st.permutations(states).map(lambda s: [[s[0]], [s[1]]]), "value": value}),
        "intervenes": st.fixed_dictionaries({"state": state_, "for": state_, "value": value}),
        "allied": st.fixed_dictionaries({"state": state_, "with": sides(states), "value": value}),
        "finding": st.fixed_dictionaries({"by": sides(states, 4), "value": value}),
        "consulted": st.fixed_dictionaries({"by": sides(states, 4), "value": value}),
        "threatened": st.fixed_dictionaries({"state": state_, "value": value}),
        "decision": st.fixed_dictionaries({"body": st.just("un_sc"), "against": sides(states), "outcome": st.just("adopted")}),
        "breach": st.fixed_dictionaries({"value": value}),
        **{name: st.fixed_dictionaries({"value": value}) for name in FACTS},
    }
    names = draw(st.lists(st.sampled_from(sorted(kinds)), max_size=4, unique=True))
    return [{"fact": name, **draw(kinds[name])} for name in names]


@st.composite
def scenes(
    draw: st.DrawFn, states: Sequence[str] = STATES, *, most: int = 3, assume: str | None = None
) -> dict[str, Any]:
    """A scenario's plain data."""
    return {
        "date": DAY, "acts": draw(acts(draw(st.integers(1, most)), states)), "facts": draw(facts(states)),
        "assume": assume or draw(st.sampled_from(["default", "none"])),
        "hypothetical": draw(st.booleans()),
    }


#: The body that the facts above name.
COUNCIL = {
    "id": "un_sc", "name": {"en": "Council", "fr": "Conseil"},
    "members": [{"state": "AAA", "veto": True, "permanent": True}, {"state": "EEE"}, {"state": "FFF"}],
    "rules": [{"threshold": 2, "veto": True, "binding": True, "gist": "Two votes, and no veto."}],
}


def small(instruments: Iterable[Mapping[str, Any]]) -> Register:
    """A register of drawn instruments and the council."""
    return register(*instruments, bodies=[COUNCIL])
