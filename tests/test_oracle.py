"""A second definition of the status of a duty, in answer set programming, held against the first.

The grammar is restricted to one attack by CCC on BBB under `assume: none`, tests of event, adversary,
provocation, lawfulness and named facts, `all`, `any`, `not`, nested exceptions, and a request. The
rules below are written from the design and share no code with the reasoner.
"""

from typing import Any

import clingo
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import FACTS, act, finding, optional, scene

RULES = """
value(t; f; u).
opposite(t, f). opposite(f, t). opposite(u, u).
kleene_and(N, f) :- and(N), child(N, C), is(C, f).
kleene_and(N, u) :- and(N), not kleene_and(N, f), child(N, C), is(C, u).
is(N, f) :- kleene_and(N, f).
is(N, u) :- kleene_and(N, u).
is(N, t) :- and(N), not kleene_and(N, f), not kleene_and(N, u).
kleene_or(N, t) :- or(N), child(N, C), is(C, t).
kleene_or(N, u) :- or(N), not kleene_or(N, t), child(N, C), is(C, u).
is(N, t) :- kleene_or(N, t).
is(N, u) :- kleene_or(N, u).
is(N, f) :- or(N), not kleene_or(N, t), not kleene_or(N, u).
is(N, W) :- negation(N), child(N, C), is(C, V), opposite(V, W).

% An exception holds where its condition does and nothing takes it back.
taken_back(E, t) :- inner(E, I), holds(I, t).
taken_back(E, u) :- inner(E, I), holds(I, u), not taken_back(E, t).
taken_back(E, f) :- exception(E), not taken_back(E, t), not taken_back(E, u).
holds(E, f) :- exception(E), condition(E, C), is(C, f).
holds(E, f) :- exception(E), taken_back(E, t).
holds(E, u) :- exception(E), condition(E, C), is(C, V), V != f, taken_back(E, B), B != t, 1 { V = u; B = u }.
holds(E, t) :- exception(E), condition(E, C), is(C, t), taken_back(E, f).

called(V) :- trigger(N), is(N, V).
released(t) :- top(E), holds(E, t).
released(u) :- top(E), holds(E, u), not released(t).

status(not_triggered) :- called(f).
status(excepted) :- not called(f), released(t).
status(undetermined) :- called(u), not released(t).
status(undetermined) :- called(t), released(u).
status(pending) :- called(t), not released(t), not released(u), asks, not request(t).
status(due) :- called(t), not released(t), not released(u), not waits.
waits :- asks, not request(t).
#show status/1.
"""


class Program:
    """The facts of one case; each node of a condition has a number."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.world = world
        self.lines: list[str] = []
        self.count = 0

    def node(self, kind: str, children: list[int]) -> int:
        self.count += 1
        self.lines += [f"{kind}({self.count}).", *(f"child({self.count}, {child})." for child in children)]
        return self.count

    def leaf(self, value: Any) -> int:
        self.count += 1
        self.lines.append(f"is({self.count}, {'u' if value is None else 't' if value else 'f'}).")
        return self.count

    def condition(self, wanted: dict[str, Any]) -> int:
        parts = []
        for key, value in wanted.items():
            if key in ("all", "any"):
                parts.append(self.node("and" if key == "all" else "or", [self.condition(part) for part in value]))
            elif key == "not":
                parts.append(self.node("negation", [self.condition(value)]))
            else:
                parts.append(self.leaf(self.atom(key, value)))
        return self.node("and", parts)

    def atom(self, key: str, value: Any) -> Any:
        """What the world says of one test: an attack by CCC happened, and little else is known."""
        if key == "event":
            return value == "armed_attack"
        if key == "by":
            return value == "any_state" or "CCC" in value
        if key in ("provoked", "lawful"):
            known = self.world[key]
            return None if known is None else not known
        if key == "fact":
            return self.world.get(value)
        assert key == "unknown"
        return None

    def exception(self, item: dict[str, Any]) -> int:
        inner = [self.exception(each) for each in item.get("unless", [])]
        condition = self.condition(item["when"])
        self.count += 1
        self.lines += [f"exception({self.count}).", f"condition({self.count}, {condition})."]
        self.lines += [f"inner({self.count}, {each})." for each in inner]
        return self.count

    def solve(self) -> str:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], RULES + "\n".join(self.lines))
        control.ground([("base", [])])
        found: list[list[str]] = []
        control.solve(on_model=lambda model: found.append([str(symbol.arguments[0]) for symbol in model.symbols(shown=True)]))
        assert [len(model) for model in found] == [1], (found, self.lines)
        return found[0][0]


_LEAF = optional(
    event=st.sampled_from(["armed_attack", "armed_attack", "demand"]),
    by=st.sampled_from(["any_state", ["CCC"], ["DDD"], ["CCC", "EEE"]]),
    provoked=st.just("no"), lawful=st.just("no"), fact=st.sampled_from(FACTS), unknown=st.just("Vague."),
)
_CONDITION = st.recursive(
    _LEAF,
    lambda inner: optional(
        **{"all": st.lists(inner, min_size=1, max_size=3), "any": st.lists(inner, min_size=1, max_size=3), "not": inner,
           "fact": st.sampled_from(FACTS)}
    ),
    max_leaves=5,
)
_EXCEPTION = st.recursive(
    st.fixed_dictionaries({"name": st.just("leaf"), "when": _CONDITION}),
    lambda inner: st.fixed_dictionaries(
        {"name": st.just("outer"), "when": _CONDITION, "unless": st.lists(inner, min_size=1, max_size=2)}
    ),
    max_leaves=3,
)
_TRUTH = st.sampled_from([True, False, None])


@settings(max_examples=250)
@given(
    when=_CONDITION, unless=st.lists(_EXCEPTION, max_size=2), asks=st.booleans(), request=_TRUTH,
    world=st.fixed_dictionaries({"provoked": _TRUTH, "lawful": _TRUTH, **dict.fromkeys(FACTS, _TRUTH)}),
)
def test_the_reasoner_agrees_with_the_rules(
    when: dict[str, Any], unless: list[dict[str, Any]], asks: bool, request: bool | None, world: dict[str, Any]
) -> None:
    program = Program(world)
    program.lines.append(f"trigger({program.condition(when)}).")
    program.lines += [f"top({program.exception(item)})." for item in unless]
    if asks:
        program.lines.append("asks.")
    if request:
        program.lines.append("request(t).")
    assert finding(when, scenario(world, request), unless=unless, procedure=["request"] if asks else []).status == program.solve()


def scenario(world: dict[str, Any], request: bool | None) -> Any:
    more: dict[str, Any] = {}
    if world["provoked"] is not None:
        more["provoked"] = world["provoked"]
    if world["lawful"] is not None:
        more["is"] = "self_defence" if world["lawful"] else "aggression"
    facts = [{"fact": name, "value": world[name]} for name in FACTS if world[name] is not None]
    if request is not None:
        facts.append({"fact": "request", "by": "BBB", "asks": "help", "value": request})
    return scene(act(**more), assume="none", facts=facts)
