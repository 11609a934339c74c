"""The records of the register: states, places, bodies, classes, instruments.

One definition serves three ends: pydantic validates YAML files against it and reports every error
at once, the JSON Schemas are made from it (`foedus.register.validate` builds the pydantic side), and
msgspec reads the compiled register back into it without importing pydantic. A trailing underscore stands where the YAML
key is a Python keyword: `from_` is `from`, `not_` is `not`.

Dates are text of the form YYYY, YYYY-MM or YYYY-MM-DD: a month or day that is not known is left
out, never invented. `foedus.register.dates` says what that means on a given day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from foedus.terms import (
    Basis,
    Begun,
    Binding,
    Cause,
    Confidence,
    Cooperation,
    DeclarationForm,
    Duty,
    EndHow,
    Event,
    Force,
    Form,
    HowOwed,
    LegalEffect,
    Means,
    Reference,
    Region,
    SourceOf,
    TextState,
)

__all__ = [
    "Area",
    "Assurance",
    "Body",
    "By",
    "Class",
    "Condition",
    "Declaration",
    "Difference",
    "Exception_",
    "Instrument",
    "Leg",
    "Nuclear",
    "Party",
    "Place",
    "Provision",
    "Source",
    "Spell",
    "State",
]


class Pattern:
    """A pattern that pydantic checks and msgspec ignores, without importing pydantic here."""

    def __init__(self, pattern: str, says: str) -> None:
        self.pattern = pattern
        self.says = says

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        text = core_schema.str_schema(pattern=self.pattern)
        return core_schema.no_info_before_validator_function(_as_text, text)


def _as_text(value: Any) -> Any:
    """YAML reads a bare year or article as a number."""
    return str(value) if type(value) is int else value


Date = Annotated[str, Pattern(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", "a date as YYYY, YYYY-MM or YYYY-MM-DD")]
StateId = Annotated[str, Pattern(r"^[A-Z]{3}$", "a state's id of three capital letters")]
Slug = Annotated[str, Pattern(r"^[a-z0-9]+([-_][a-z0-9]+)*$", "an id in lower case with hyphens")]
Article = Annotated[str, Pattern(r"^\S(.{0,60}\S)?$", "an article as 4 or 42(7)")]

class _Record(msgspec.Struct, frozen=True, gc=False):
    """What all records share: they do not change, and start-up does not pay for them."""


class Source(_Record, frozen=True, kw_only=True):
    """A page or book that a person can open. `seen` is the day on which the coder read it."""

    of: SourceOf
    publisher: str
    title: str | None = None
    url: str | None = None
    seen: Date | None = None
    note: str | None = None


class Spell(_Record, frozen=True, kw_only=True):
    """A period: from its first day up to, and not with, `to`. None leaves that end open."""

    from_: Date | None = None
    to: Date | None = None


# --- conditions -----------------------------------------------------------------------------


class Area(_Record, frozen=True, kw_only=True):
    """Where an act has to take place. Every test that is given must hold.

    `territory_of` names whose territory (`beneficiary`, `obligor`, `parties` or state ids);
    `title` says by which title it counts: sovereignty, administration (who governs the place in
    fact), or recognised (the obligor recognises it as the state's). `scope` metropolitan leaves
    overseas territories out. `lat_min` and `lat_max` are degrees north.
    """

    any: tuple[Area, ...] = ()
    territory_of: str | tuple[StateId, ...] | None = None
    title: Literal["sovereignty", "administration", "recognised"] | None = None
    scope: Literal["metropolitan", "all"] | None = None
    regions: tuple[Region, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[Slug, ...] = ()
    lat_min: float | None = None
    lat_max: float | None = None
    not_: Area | None = None


class By(_Record, frozen=True, kw_only=True):
    """Who has to be the attacker. Every test that is given must hold.

    `states`: one of the attackers is among these. `class_`: one of them belongs to the class (see
    data/classes) on that day. `not_`: none counts that is among these. `non_state`: a non-state
    attacker counts too. `backed_by`, `joined_by`: one of these backs, or joins, the attacker.
    `allied_with`: the attacker is allied, in fact, with one of these; never read off the register.
    """

    states: tuple[StateId, ...] = ()
    class_: Slug | None = None
    not_: tuple[StateId, ...] = ()
    not_class: Slug | None = None
    non_state: bool = False
    backed_by: tuple[StateId, ...] = ()
    joined_by: tuple[StateId, ...] = ()
    allied_with: tuple[StateId, ...] = ()


class Condition(_Record, frozen=True, kw_only=True):
    """A test, or a combination, that a trigger or an exception consists of.

    Every test that is given must hold; `all`, `any` and `not` combine. `event` may be a list: one
    of them is enough. `on` is whom the event hits: beneficiary (the default), its_forces,
    its_regime, obligor, parties, anyone, or state ids. `by` is who does it: any_state, anyone,
    beneficiary, obligor, a class, state ids, or a mapping; left out, the text does not say who. `unknown` says in words what the text leaves
    vague: the test is then neither true nor false.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    not_: Condition | None = None
    event: Event | tuple[Event, ...] | None = None
    on: str | tuple[StateId, ...] | None = None
    by: str | tuple[StateId, ...] | By | None = None
    attackers_min: int | None = None
    origin: Literal["abroad", "within"] | None = None
    provoked: Literal["any", "no"] | None = None
    lawful: Literal["any", "no"] | None = None
    among_parties: Literal["yes", "no", "silent"] | None = None
    at: Area | None = None
    only_if_helps: tuple[StateId, ...] = ()
    then: Literal["at_war"] | None = None
    begun: Begun | None = None
    fact: str | None = None
    unknown: str | None = None


class Exception_(_Record, frozen=True, kw_only=True):
    """What releases the obligor; `unless` holds the exceptions to the exception."""

    name: Slug
    when: Condition
    gist: str | None = None
    unless: tuple[Exception_, ...] = ()


# --- instruments ----------------------------------------------------------------------------


class Contest(_Record, frozen=True, kw_only=True):
    """One holder's reading of a contested fact; `binds` says what follows for the duties."""

    holder: str
    says: str
    binds: bool | None = None


class Signed(_Record, frozen=True, kw_only=True):
    date: Date
    place: str | None = None


class InForce(_Record, frozen=True, kw_only=True):
    """Entry into force. `provisional` is the day from which it was applied before that.

    Where the day is not established, `from` stays null and `latest` is the first day on which it is
    known to have been in force; between signature (or `earliest`, before which it cannot have been, as a
    ratification was still missing) and that day the answer is unknown.
    """

    from_: Date | None = None
    earliest: Date | None = None
    latest: Date | None = None
    provisional: Date | None = None
    contested: tuple[Contest, ...] = ()
    note: str | None = None


class End(_Record, frozen=True, kw_only=True):
    date: Date | None = None
    how: EndHow
    by: Slug | None = None
    contested: tuple[Contest, ...] = ()
    note: str | None = None


class Suspension(_Record, frozen=True, kw_only=True):
    from_: Date
    to: Date | None = None
    legal_effect: LegalEffect
    by: StateId | None = None
    note: str | None = None
    contested: tuple[Contest, ...] = ()


class Party(_Record, frozen=True, kw_only=True):
    """A state's part in an instrument. `from` and `to` are given where they differ from the
    instrument's own entry into force and end; a state that came back is listed twice.
    """

    state: StateId
    signed: Date | None = None
    ratified: Date | None = None
    acceded: Date | None = None
    from_: Date | None = None
    to: Date | None = None
    how: EndHow | None = None
    denounced: Date | None = None
    suspended: tuple[Suspension, ...] = ()
    contested: tuple[Contest, ...] = ()
    note: str | None = None


class Leg(_Record, frozen=True, kw_only=True):
    """The relation between two parties of a multilateral instrument, where it differs."""

    between: tuple[StateId, StateId]
    suspended: Suspension
    note: str | None = None


class Effect(_Record, frozen=True, kw_only=True):
    """What a declaration does: the provisions named do not bind its author (`excludes`), or only
    when a further condition holds (`when`).
    """

    articles: tuple[Article, ...] = ()
    excludes: bool = False
    when: Condition | None = None


class Declaration(_Record, frozen=True, kw_only=True):
    by: StateId
    date: Date | None = None
    form: DeclarationForm
    effect: Effect
    accepted: Literal["yes", "no", "silent"] = "silent"
    gist: str
    to: Date | None = None


class Lineage(_Record, frozen=True, kw_only=True):
    """How an instrument stands to others. `replaces` ends them; `renews` and `amends` go on with
    them; `recalls` only refers; `succeeds` carries one on after a succession of states.
    """

    replaces: tuple[Slug, ...] = ()
    renews: tuple[Slug, ...] = ()
    amends: tuple[Slug, ...] = ()
    recalls: tuple[Slug, ...] = ()
    succeeds: tuple[Slug, ...] = ()


class BodyStep(_Record, frozen=True, kw_only=True):
    body: Slug


class Group(_Record, frozen=True, kw_only=True):
    """Obligors or beneficiaries as all parties but some."""

    except_: tuple[StateId, ...]


class Provision(_Record, frozen=True, kw_only=True):
    """One duty in one article: who owes what to whom, on which condition.

    `article` is None where the text is not known. `from`, `to`: where the provision was added
    later or ended earlier than the instrument; `public_from`: since when it is public. `basis` stands
    where this provision rests on less, or on more, than the record as a whole.
    """

    article: Article | None
    duty: Duty
    obligors: Literal["parties"] | tuple[StateId, ...] | Group = "parties"
    beneficiaries: Literal["parties"] | tuple[StateId, ...] | Group = "parties"
    how_owed: HowOwed = HowOwed.SILENT
    when: Condition | None = None
    unless: tuple[Exception_, ...] = ()
    force: Force = Force.DUTY
    means: Means | None = None
    procedure: tuple[Literal["request", "joint_finding", "consult_first", "constitutional"] | BodyStep, ...] = ()
    prompt: bool | None = None
    refers_to: tuple[Reference, ...] = ()
    from_: Date | None = None
    to: Date | None = None
    public_from: Date | None = None
    amended_by: str | None = None
    basis: Basis | None = None
    gist: str
    note: str | None = None


class Untranslatable(_Record, frozen=True, kw_only=True):
    """What a text says and the grammar cannot: shown in every answer that it could touch."""

    article: Article | None = None
    gist: str


class Nuclear(_Record, frozen=True, kw_only=True):
    """Whether the text speaks of nuclear weapons: it names them, excludes them, or is silent."""

    says: Literal["named", "excluded", "silent"]
    gist: str | None = None


class Difference(_Record, frozen=True, kw_only=True):
    """Where another data set says otherwise, and why the register does not follow it.

    `duty` and `states` narrow it to one kind of duty or to some parties; `article` is the passage that
    decides, `source` the page.
    """

    with_: Literal["atop"]
    cause: Cause
    duty: Duty | None = None
    states: tuple[StateId, ...] = ()
    article: Article | None = None
    why: str
    source: str | None = None


class Instrument(_Record, frozen=True, kw_only=True):
    """A treaty, charter, declaration, exchange of notes, statute or order."""

    id: Slug
    aliases: tuple[Slug, ...] = ()
    title: Mapping[str, str]
    form: Form
    binding: Binding
    signed: Signed | None
    in_force: InForce
    end: End | None = None
    parties: tuple[Party, ...]
    legs: tuple[Leg, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    text: TextState
    public_from: Date | None = None
    lineage: Lineage = Lineage()
    cooperation: tuple[Cooperation, ...] = ()
    provisions: tuple[Provision, ...] = ()
    untranslatable: tuple[Untranslatable, ...] = ()
    nuclear: Nuclear | None = None
    sources: tuple[Source, ...]
    basis: Basis
    codings: Mapping[str, int | None] = msgspec.field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    reviewed: Date
    confidence: Confidence
    note: str | None = None


class Assurance(_Record, frozen=True, kw_only=True):
    """A declaration of a nuclear-armed state on nuclear weapons, beside the treaties.

    `says`: covers (its weapons protect the states named), may_cover (it speaks of a possible role),
    will_not_use (not against them), denies (says that they are not covered). `toward` names states;
    `toward_parties_of` takes the parties of an instrument.
    """

    id: Slug
    by: StateId
    toward: tuple[StateId, ...] = ()
    toward_parties_of: Slug | None = None
    date: Date
    to: Date | None = None
    form: Form
    binding: Binding
    says: Literal["covers", "may_cover", "will_not_use", "denies"]
    gist: str
    sources: tuple[Source, ...]
    reviewed: Date
    confidence: Confidence
    note: str | None = None


# --- states ---------------------------------------------------------------------------------


class Name(_Record, frozen=True, kw_only=True):
    """What a state was called in a period; `also` holds other names that people use for it."""

    en: str
    fr: str
    own: Mapping[str, str] = msgspec.field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    from_: Date | None = None
    to: Date | None = None


class Code(_Record, frozen=True, kw_only=True):
    """A code of another system for a period."""

    code: int | str
    from_: Date | None = None
    to: Date | None = None


class Codes(_Record, frozen=True, kw_only=True):
    iso: tuple[Code, ...] = ()
    cow: tuple[Code, ...] = ()
    gw: tuple[Code, ...] = ()


class Recognition(_Record, frozen=True, kw_only=True):
    by: StateId
    from_: Date | None = None
    to: Date | None = None


class Capital(_Record, frozen=True, kw_only=True):
    name: str
    lat: float
    lon: float


class State(_Record, frozen=True, kw_only=True):
    """A state, or an entity that a coded instrument names, through its continuous history.

    `exists`: when it existed, in the system of states or outside it; `cow` and `gw` under `codes`
    say when those lists count it as a member of the system. `contested` marks an entity that part
    of the states does not recognise; `recognised_by` lists who does, as far as established.
    """

    id: StateId
    names: tuple[Name, ...]
    demonyms: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    exists: tuple[Spell, ...]
    codes: Codes = Codes()
    un_member: tuple[Spell, ...] = ()
    nuclear_armed: tuple[Spell, ...] = ()
    regions: tuple[Region, ...] = ()
    capital: Capital | None = None
    contested: bool = False
    claimed_by: tuple[StateId, ...] = ()
    recognised_by: tuple[Recognition, ...] = ()
    dependent_on: StateId | None = None
    succeeds: tuple[StateId, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    note: str | None = None


# --- places, classes, bodies ----------------------------------------------------------------


Part = Literal["metropolitan", "overseas", "base", "waters", "disputed"]


class Title(_Record, frozen=True, kw_only=True):
    """Who holds a place by some title in a period. `part` stands where the place belongs to this
    state otherwise than the place's own `part` says: a colony of one, the home of the next.
    """

    state: StateId
    from_: Date | None = None
    to: Date | None = None
    part: Part | None = None
    note: str | None = None


class Place(_Record, frozen=True, kw_only=True):
    """A place of the gazetteer. `lat`, `lon` in degrees (north and east positive).

    `part` says how it belongs to the state that governs it: metropolitan, overseas, base,
    waters, disputed. `sovereign` is the undisputed sovereign, absent where title is disputed;
    `recognitions` says which states recognise whose title: at all times that matter, or by date.
    """

    id: Slug
    name: Mapping[str, str]
    also: tuple[str, ...] = ()
    lat: float
    lon: float
    part: Part
    island: bool = False
    regions: tuple[Region, ...] = ()
    tags: tuple[str, ...] = ()
    sovereign: tuple[Title, ...] = ()
    administered_by: tuple[Title, ...] = ()
    claimed_by: tuple[Title, ...] = ()
    recognitions: Mapping[StateId, StateId | tuple[Title, ...]] = msgspec.field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    note: str | None = None


class ClassMember(_Record, frozen=True, kw_only=True):
    state: StateId
    from_: Date | None = None
    to: Date | None = None


class Class(_Record, frozen=True, kw_only=True):
    """A class of states that texts name without listing it: great powers, communist states."""

    id: Slug
    label: Mapping[str, str]
    definition: str
    members: tuple[ClassMember, ...]
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    note: str | None = None


class Member(_Record, frozen=True, kw_only=True):
    """A member of a body in a period; `votes` false: it sits without a vote."""

    state: StateId
    from_: Date | None = None
    to: Date | None = None
    permanent: bool = False
    veto: bool = False
    suspended: tuple[Suspension, ...] = ()
    note: str | None = None


class Rule(_Record, frozen=True, kw_only=True):
    """How a body decides in a period.

    `threshold`: unanimity, consensus, majority (of those who vote), two_thirds, or a count of
    votes. `aggressor_votes`: whether a member that is accused of the attack takes part in the
    vote; None where the rules do not say. `binding`: whether a decision binds the members.
    """

    threshold: Literal["unanimity", "consensus", "majority", "two_thirds"] | int
    veto: bool = False
    aggressor_votes: bool | None = None
    abstention_blocks: bool | None = None
    binding: bool | None = None
    force_needs_consent: bool | None = None
    from_: Date | None = None
    to: Date | None = None
    article: str | None = None
    gist: str


class Body(_Record, frozen=True, kw_only=True):
    """A council or organ. `members_of` takes its members from the parties of an instrument."""

    id: Slug
    name: Mapping[str, str]
    also: tuple[str, ...] = ()
    exists: Spell = Spell()
    instrument: Slug | None = None
    members_of: Slug | None = None
    members: tuple[Member, ...] = ()
    rules: tuple[Rule, ...]
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    note: str | None = None
