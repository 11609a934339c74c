"""Strata 1 to 5 for one provision: from live and triggered to due, pending, excepted or unknown.

Reference: the order of the strata is that of a lawyer's opinion: is it in force, what happened, does
the clause speak to it, does anything release, what has to come first (Vienna Convention on the Law of
Treaties, articles 24 to 38; Oppenheim, International Law I, paragraph 573).
"""

from __future__ import annotations

import msgspec

from foedus.law.explanation import Node, all_of
from foedus.law.logic import Truth
from foedus.law.modality import modality
from foedus.law.priority import override
from foedus.law.procedure import steps
from foedus.law.scenario import listed
from foedus.law.triggers import LIMITS, Case, fact_began, holds
from foedus.register.dates import reached
from foedus.register.records import Condition, Exception_
from foedus.terms import Duty, Force, Modality, Status, TextState

__all__ = ["Finding", "evaluate"]

#: What a text that says nothing of attacks among its parties amounts to.
_SILENT = Condition(among_parties="silent")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one provision between two states, for one act, on one account.

    `excluded`: the event is there, but a limit, an exception or an override takes it out. `missing`
    names what an undetermined or pending duty waits for.
    """

    case: Case
    status: Status
    modality: Modality
    excluded: bool
    missing: tuple[str, ...]
    tree: Node


def evaluate(case: Case) -> Finding:
    """Hold one provision against one act.

    Returns
    -------
    Finding
        With the whole tree of tests, failed ones included.
    """
    provision = case.bond.provision
    standing = _standing(case)
    trigger = _trigger(case)
    released = (*(_exception(each, case) for each in provision.unless), *_released(case))
    charter = override(case)
    procedure = steps(case)
    parts = [standing, trigger, *released, charter, *procedure]
    status, excluded, missing = _status(case, standing, trigger, released, charter, procedure)
    article = f"{case.bond.instrument.id}:{provision.article or 'text'}"
    tree = Node(test="duty", value=_truth(status), found=str(status), source=article, children=tuple(parts))
    return Finding(
        case=case, status=status, modality=modality(provision), excluded=excluded, missing=missing, tree=tree
    )


def _truth(status: Status) -> Truth:
    if status is Status.DUE:
        return True
    return None if status in (Status.UNDETERMINED, Status.PENDING) else False


def _status(
    case: Case, standing: Node, trigger: Node, released: tuple[Node, ...], charter: Node, procedure: tuple[Node, ...]
) -> tuple[Status, bool, tuple[str, ...]]:
    # Only whoever is hit can find itself outside a limit; toward the attacker there is no event.
    hit = case.beneficiary in case.deed.targets
    if standing.value is False:
        return Status.NOT_TRIGGERED, hit and trigger.value is not False, ()
    if trigger.value is False:
        return Status.NOT_TRIGGERED, hit and only_limits(trigger), ()
    if any(node.value is True for node in released):
        return Status.EXCEPTED, hit or trigger.value is True, ()
    if charter.value is True:
        return Status.OVERRIDDEN, True, ()
    open_ = [leaf for node in (standing, trigger, *released) if node.value is None for leaf in _open(node)]
    missing = [*open_, *_not_known(case)]
    if missing:
        return Status.UNDETERMINED, False, tuple(dict.fromkeys(missing))
    if charter.value is None:
        return Status.UNDETERMINED, False, ("lawful",)
    waiting = tuple(_waits(node) for node in procedure if node.value is not True)
    if waiting:
        return Status.PENDING, False, waiting
    return Status.DUE, False, ()


def _open(node: Node) -> list[str]:
    return [leaf.test for leaf in node.leaves() if leaf.value is None]


def _waits(node: Node) -> str:
    return f"body:{node.wants}" if node.test == "body" else node.test


def _not_known(case: Case) -> list[str]:
    """What the register itself does not know of a duty to help."""
    provision, instrument = case.bond.provision, case.bond.instrument
    if provision.duty not in (Duty.DEFENSE, Duty.OFFENSE):
        return []
    found = []
    if instrument.text is TextState.UNPUBLISHED and instrument.binding != "political":
        found.append("text")
    if provision.force is Force.UNKNOWN:
        found.append("force")
    if instrument.binding == "contested" and provision.force is Force.DUTY:
        found.append("binding")
    return found


def _standing(case: Case) -> Node:
    """Stratum 1: the provision binds both states on the day, and was in force on a day of the act."""
    bond = case.bond
    held = [case.reading.binds(bond.instrument.id, state) for state in (bond.obligor, bond.beneficiary)]
    value: Truth = bond.standing.value
    source = f"{bond.instrument.id}:in_force"
    if False in held:
        value, source = False, f"account:{case.reading.id}"
    elif True in held:
        value, source = True, f"account:{case.reading.id}"
    live = Node(test="in_force", value=value, found=bond.standing.why, wants=bond.standing.date, source=source)
    return all_of((live, _in_time(case)), "standing")


def _in_time(case: Case) -> Node:
    """A provision speaks to an act if it is in force on one of the act's days."""
    bond, end = case.bond, case.deed.end
    starts = [bond.instrument.in_force.from_ or bond.instrument.in_force.latest, bond.provision.from_]
    starts += [case.world.joined(bond.instrument, state) for state in (bond.obligor, bond.beneficiary)]
    value: Truth = True
    since = max((start for start in starts if start), default=None)
    if end is not None and since is not None and True not in (case.reading.binds(bond.instrument.id, bond.obligor),):
        value = reached(end, since)
    return Node(test="in_time", value=value, wants=since, found=[case.deed.start, end], source=f"acts.{case.deed.id}")


def _trigger(case: Case) -> Node:
    """Strata 2 and 3: the condition of the text, and those that the obligor's declarations add."""
    provision = case.bond.provision
    nodes = []
    if provision.when is not None:
        nodes.append(holds(provision.when, case))
    if provision.duty in (Duty.DEFENSE, Duty.OFFENSE) and (provision.when is None or not _speaks_of_parties(provision.when)):
        nodes.append(holds(_SILENT, case))
    if provision.duty in (Duty.DEFENSE, Duty.OFFENSE) and _attacks_itself(case):
        nodes.append(Node(test="among_parties", value=False, wants="obligor_attacks", found=[case.obligor], source="text"))
    nodes.extend(_declarations(case))
    return all_of(tuple(nodes), "trigger")


def _attacks_itself(case: Case) -> bool:
    """The obligor is among the attackers: help against itself is not owed, unless an account reads the
    instrument as covering attacks among its parties."""
    attacks = case.obligor in case.deed.attackers() and case.beneficiary in case.deed.targets
    return attacks and case.reading.among.get(case.bond.instrument.id) is not True


def _speaks_of_parties(condition: Condition) -> bool:
    if condition.among_parties is not None:
        return True
    return any(_speaks_of_parties(part) for part in (*condition.all, *condition.any))


def _declarations(case: Case) -> list[Node]:
    """Reservations, understandings and opt-outs of the obligor; one that others did not accept is
    open (Vienna Convention on the Law of Treaties, articles 20 and 21)."""
    nodes = []
    article = case.bond.provision.article
    for declaration in case.bond.instrument.declarations:
        if declaration.by != case.obligor or (declaration.effect.articles and article not in declaration.effect.articles):
            continue
        if declaration.date is not None and reached(case.world.date, declaration.date) is False:
            continue
        if declaration.to is not None and reached(case.world.date, declaration.to) is True:
            continue
        effect = declaration.effect
        if not effect.excludes and effect.when is None:
            continue
        inner = holds(effect.when, case) if effect.when is not None else None
        value: Truth = inner.value if inner is not None else False
        if value is False and declaration.accepted == "no":
            value = None
        source = f"{case.bond.instrument.id}:declaration:{declaration.by}"
        nodes.append(Node(test="by", value=value, wants=str(declaration.form), found=declaration.by, source=source))
    return nodes


def _exception(exception: Exception_, case: Case) -> Node:
    """An exception holds if its condition does and none of its own exceptions does."""
    condition = holds(exception.when, case)
    inner = tuple(_exception(each, case) for each in exception.unless)
    value: Truth = condition.value
    if value is not False and any(node.value is True for node in inner):
        value = False
    elif value is True and any(node.value is None for node in inner):
        value = None
    return Node(test="exception", value=value, wants=exception.name, source="text", children=(condition, *inner))


def _released(case: Case) -> list[Node]:
    """The beneficiary has released the obligor, as a fact says (it may waive what it is owed: Vienna
    Convention on the Law of Treaties, articles 37 and 45)."""
    register, bond = case.world.register, case.bond
    for fact in case.reading.given("released"):
        name = fact.instrument
        same = name is None or register.aliases.get(name, name) == bond.instrument.id
        if fact.obligor == bond.obligor and bond.beneficiary in listed(fact.by) and same and fact_began(fact, case):
            return [Node(test="exception", value=True, wants="released", found=bond.beneficiary, source="facts.released")]
    return []


def only_limits(node: Node) -> bool:
    """Whether a failed test failed only at limits (area, adversary, number ...): the event is there."""
    if not node.children:
        return node.test in LIMITS
    if node.test == "not":
        return True
    failed = [child for child in node.children if child.value is False]
    # Alternatives: one branch that fails at a limit alone is enough to say that the event is there.
    if node.test in ("any", "event"):
        return any(only_limits(child) for child in failed)
    return bool(failed) and all(only_limits(child) for child in failed)
