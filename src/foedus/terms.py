"""Every coded value of foedus: code, English and French label, definition, ATOP 5.1 variable.

The codebook (`foedus codebook`, the documentation page) is printed from this module and from
nothing else. Each vocabulary is a `StrEnum`, so that a member *is* its code and can be compared,
stored and sent as plain text.

Kinds of duty follow Leeds, Ritter, Mitchell and Long, "Alliance Treaty Obligations and
Provisions, 1815-1944", International Interactions 28 (2002).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = [
    "VOCABULARIES",
    "Basis",
    "Begun",
    "Binding",
    "Cause",
    "Confidence",
    "Cooperation",
    "DeclarationForm",
    "Duty",
    "EndHow",
    "Event",
    "Force",
    "Form",
    "HowOwed",
    "LegalEffect",
    "Means",
    "Modality",
    "Reference",
    "Region",
    "SourceOf",
    "Status",
    "Step",
    "TextState",
    "Verdict",
    "Vocabulary",
]


class Vocabulary(StrEnum):
    """A closed list of codes; a member is its code and carries its label and definition."""

    en: str
    fr: str
    definition: str
    atop: str | None

    def __new__(cls, code: str, en: str, fr: str, definition: str, atop: str | None = None) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.en = en
        member.fr = fr
        member.definition = definition
        member.atop = atop
        return member

    def label(self, lang: str = "en") -> str:
        """The word for this code in English (`en`) or French (`fr`).

        Examples
        --------
        >>> Duty.DEFENSE.label("fr")
        'défense'
        """
        return self.fr if lang == "fr" else self.en


class Duty(Vocabulary):
    """What an obligor owes: the five kinds of Leeds et al. (2002)."""

    DEFENSE = (
        "defense", "defence", "défense",
        "To help a state that is attacked, with its armed forces or by the help that the text names.",
        "DEFENSE",
    )
    OFFENSE = (
        "offense", "offence", "offense",
        "To join a war, or to help in one, also when the state to be helped was not attacked first.",
        "OFFENSE",
    )
    NEUTRALITY = (
        "neutrality", "neutrality", "neutralité",
        "Not to take part, nor to help the adversary, when the beneficiary is at war.",
        "NEUTRAL",
    )
    NONAGGRESSION = (
        "nonaggression", "nonaggression", "non-agression",
        "Not to use or threaten force against the beneficiary.",
        "NONAGG",
    )
    CONSULTATION = (
        "consultation", "consultation", "consultation",
        "To consult or to coordinate when the trigger holds.",
        "CONSUL",
    )


class Form(Vocabulary):
    """What kind of document an instrument is."""

    TREATY = ("treaty", "treaty", "traité", "An agreement between states in solemn form, whatever its title.")
    CHARTER = ("charter", "charter", "charte", "The constituent instrument of an organisation.")
    CONVENTION = ("convention", "convention", "convention", "An agreement between states, often military or technical.")
    PROTOCOL = ("protocol", "protocol", "protocole", "An agreement added to another one.")
    AGREEMENT = ("agreement", "agreement", "accord", "An agreement in simplified form.")
    EXCHANGE_OF_NOTES = ("exchange_of_notes", "exchange of notes", "échange de notes", "An agreement made by two letters.")
    DECLARATION = ("declaration", "declaration", "déclaration", "A joint or unilateral declaration.")
    MEMORANDUM = ("memorandum", "memorandum", "mémorandum", "A memorandum of understanding or a joint communique.")
    STATUTE = ("statute", "statute", "loi", "A law of one state.")
    EXECUTIVE_ORDER = ("executive_order", "executive order", "décret", "An act of one state's executive.")
    ORAL = ("oral", "oral promise", "promesse orale", "A promise made by word of mouth and on record.")


class Binding(Vocabulary):
    """In which order an instrument binds."""

    INTERNATIONAL = ("international", "binding in international law", "obligatoire en droit international", "A treaty in the sense of the Vienna Convention of 1969, article 2(1)(a), or an equivalent.")
    DOMESTIC = ("domestic", "binding in domestic law only", "obligatoire en droit interne seulement", "A statute or order of one state; it can be changed by that state alone.")
    POLITICAL = ("political", "political", "politique", "A commitment that is not meant to bind in law.")
    CONTESTED = ("contested", "bindingness contested", "caractère obligatoire contesté", "The parties, or the literature, disagree on whether it binds in law.")


class TextState(Vocabulary):
    """Whether the text can be read."""

    PUBLISHED = ("published", "published", "publié", "The text can be read.")
    PARTIAL = ("partial", "published in part", "publié en partie", "Some articles, annexes or protocols are not public.")
    SECRET = ("secret", "secret", "secret", "Kept secret when it was made; `public_from` says when it became known.")
    UNPUBLISHED = ("unpublished", "unpublished", "non publié", "The text has not been made public; its content is known from statements.")


class EndHow(Vocabulary):
    """How an instrument, or a state's part in it, came to an end."""

    TERMINATED = ("terminated", "terminated", "dénoncé", "Ended by notice or by agreement.")
    LAPSED = ("lapsed", "lapsed", "expiré", "Ran out of its term, or its object ceased.")
    SUPERSEDED = ("superseded", "superseded", "remplacé", "Replaced by a later instrument.")
    DESUETUDE = ("desuetude", "fallen into disuse", "tombé en désuétude", "Never ended by an act, but treated by its parties as without effect.")
    WAR = ("war", "ended by war", "éteint par la guerre", "Ended by war between the parties, or by an open breach.")
    EXTINCTION = ("extinction", "a party ceased to exist", "disparition d'une partie", "A party ceased to exist, and no successor took its place.")
    NEVER_IN_FORCE = ("never_in_force", "never in force", "jamais en vigueur", "Signed, and abandoned before entry into force.")


class LegalEffect(Vocabulary):
    """What a suspension does."""

    SUSPENDED = ("suspended", "suspended", "suspendu", "The duties rest on both sides.")
    CONTESTED = ("contested", "effect contested", "effet contesté", "The parties disagree on whether the duties rest.")
    NONE = ("none", "no legal effect", "sans effet juridique", "Political distance only; the duties stand.")


class DeclarationForm(Vocabulary):
    """What a party declared about its own duties."""

    RESERVATION = ("reservation", "reservation", "réserve", "Excludes or modifies the effect of a provision (Vienna Convention 1969, article 2(1)(d)).")
    UNDERSTANDING = ("understanding", "understanding", "déclaration interprétative", "States how the party reads a provision.")
    OPT_OUT = ("opt_out", "opt-out", "option de retrait", "Agreed non-participation in a provision.")


class HowOwed(Vocabulary):
    """Whether obligors owe a duty each for itself or together."""

    SEVERAL = ("several", "severally", "chacun pour soi", "Each obligor owes it, whatever the others do.")
    JOINT = ("joint", "jointly", "conjointement", "The obligors owe it together; it does not fall on one alone.")
    JOINT_AND_SEVERAL = ("joint_and_several", "jointly and severally", "conjointement et solidairement", "The obligors owe it together, and each owes the whole.")
    SILENT = ("silent", "the text is silent", "le texte est muet", "The text does not say.")


class Force(Vocabulary):
    """How strong a promise is."""

    DUTY = ("duty", "duty", "devoir", "The obligor shall do it.")
    RIGHT = ("right", "right", "droit", "The obligor may do it.")
    INTENTION = ("intention", "intention", "intention", "The obligor says that it means to do it.")
    UNKNOWN = ("unknown", "unknown", "inconnu", "The text is not known well enough to tell.")


class Means(Vocabulary):
    """What help is owed."""

    ALL_AVAILABLE = ("all_available", "all available means", "tous les moyens disponibles", "All means at the obligor's disposal or in its power, without a qualification.")
    SPECIFIED = ("specified", "means that the text specifies", "moyens précisés par le texte", "Troops in number, bases, supplies or another help that the text names.")
    NECESSARY = ("necessary", "necessary help, military help included", "l'aide nécessaire, y compris militaire", "The help that is needed, with military help named or plainly meant.")
    OWN_CHOICE = ("own_choice", "means of its own choice", "moyens de son choix", "The obligor decides what it does.")
    JOINTLY_AGREED = ("jointly_agreed", "means to be agreed", "moyens à convenir", "The parties, or their organ, decide together.")
    UNKNOWN = ("unknown", "means unknown", "moyens inconnus", "The text is not known well enough to tell.")


class Step(Vocabulary):
    """What must come first before a duty is due (a body is named as `{body: id}`)."""

    REQUEST = ("request", "request by the beneficiary", "demande du bénéficiaire", "The state to be helped has to ask.")
    JOINT_FINDING = ("joint_finding", "joint finding of the parties", "constat commun des parties", "The parties have to find together that the case has arisen.")
    CONSULT_FIRST = ("consult_first", "consultation first", "consultation préalable", "The parties have to consult before they act.")
    CONSTITUTIONAL = ("constitutional", "constitutional processes", "procédures constitutionnelles", "Each party acts under its own constitutional processes.")
    BODY = ("body", "decision of a body", "décision d'un organe", "A council or organ has to decide.")


class Modality(Vocabulary):
    """How binding a provision is; derived, never stored."""

    AUTOMATIC = ("automatic", "automatic", "automatique", "A duty to give all available, specified or necessary help, with no step in between.")
    CONSTITUTIONAL = ("constitutional", "by constitutional processes", "selon les règles constitutionnelles", "A duty under each party's constitutional processes.")
    AFTER_DECISION = ("after_decision", "after a decision", "après décision", "A duty that waits for a body, a joint finding or a consultation.")
    ON_REQUEST = ("on_request", "on request", "sur demande", "A duty that waits for the beneficiary's request.")
    OWN_MEANS = ("own_means", "by own means", "par des moyens de son choix", "A duty whose means are left to the obligor or to agreement.")
    DISCRETIONARY = ("discretionary", "discretionary", "facultatif", "A right or an intention.")
    CONSULT = ("consult", "consultation", "consultation", "A duty to consult.")
    ABSTAIN = ("abstain", "abstention", "abstention", "A duty not to do something: neutrality or nonaggression.")
    UNKNOWN = ("unknown", "unknown", "inconnu", "The text is not known well enough to tell.")


class Event(Vocabulary):
    """What has to happen for a trigger to hold."""

    ARMED_ATTACK = ("armed_attack", "armed attack", "attaque armée", "An armed attack or armed aggression, the term of treaties under Charter article 51.")
    ATTACK = ("attack", "attack", "attaque", "An attack, in the words of older treaties or of texts that name no arms.")
    INVASION = ("invasion", "invasion", "invasion", "Entry of foreign armed forces into territory.")
    AT_WAR = ("at_war", "state of war", "état de guerre", "The beneficiary is at war, or involved in hostilities.")
    MOBILISATION = ("mobilisation", "mobilisation", "mobilisation", "Mobilisation by the adversary.")
    BLOCKADE = ("blockade", "blockade", "blocus", "Closure of ports or coasts by force.")
    DEMAND = ("demand", "demand", "exigence", "A demand, claim or ultimatum.")
    THREAT = ("threat", "threat", "menace", "A threat to security, territory, independence or peace.")
    UNREST = ("unrest", "internal unrest", "troubles intérieurs", "Revolution, subversion or disorder inside a state.")
    BREACH = ("breach", "breach of the instrument", "violation de l'instrument", "A party breaks a duty of the same instrument.")


class Begun(Vocabulary):
    """Whether an attack that began before entry into force counts."""

    ANY = ("any", "whenever begun", "quel que soit le début", "An attack that goes on when the provision is in force counts.")
    AFTER_IN_FORCE = ("after_in_force", "begun after entry into force", "commencée après l'entrée en vigueur", "Only an attack that begins when the provision is in force counts.")


class Reference(Vocabulary):
    """What a provision refers to."""

    UN_CHARTER_51 = ("un_charter_51", "Charter of the United Nations, article 51", "Charte des Nations unies, article 51", "Individual or collective self-defence.")
    UN_CHARTER_52_54 = ("un_charter_52_54", "Charter of the United Nations, articles 52 to 54", "Charte des Nations unies, articles 52 à 54", "Regional arrangements.")
    UN_CHARTER = ("un_charter", "Charter of the United Nations", "Charte des Nations unies", "The Charter in general.")
    UN_SECURITY_COUNCIL = ("un_security_council", "Security Council", "Conseil de sécurité", "Report to, or action by, the Security Council.")
    NATIONAL_LAW = ("national_law", "national law", "droit national", "The parties' own legislation or constitutions.")
    LEAGUE_COVENANT = ("league_covenant", "Covenant of the League of Nations", "Pacte de la Société des Nations", "The Covenant, above all articles 10, 15, 16 and 17.")
    NORTH_ATLANTIC_TREATY = ("north_atlantic_treaty", "North Atlantic Treaty", "Traité de l'Atlantique Nord", "The treaty of 1949, above all article 5.")
    EU_42_7 = ("eu_42_7", "Treaty on European Union, article 42(7)", "Traité sur l'Union européenne, article 42, paragraphe 7", "The mutual assistance clause.")
    LOCARNO = ("locarno", "Locarno", "Locarno", "The treaties of Locarno of 1925.")
    OTHER = ("other", "another instrument", "un autre instrument", "Another instrument; the gist names it.")


class Cooperation(Vocabulary):
    """Fields of cooperation beside the duties."""

    POLITICAL = ("political", "political", "politique", "Political cooperation.")
    SECURITY = ("security", "security", "sécurité", "Security and defence in general.")
    MILITARY = ("military", "military", "militaire", "Forces, exercises, training, arms.", "MILCON")
    BASES = ("bases", "bases", "bases", "Bases, transit, stationing.", "BASE")
    INTELLIGENCE = ("intelligence", "intelligence", "renseignement", "Exchange of intelligence.")
    NUCLEAR = ("nuclear", "nuclear", "nucléaire", "Nuclear weapons or energy.")
    TRADE = ("trade", "trade", "commerce", "Trade.", "NOMICOOP")
    INVESTMENT = ("investment", "investment", "investissement", "Investment.", "NOMICOOP")
    ECONOMIC = ("economic", "economic", "économique", "Economic cooperation or aid.", "ECAID")
    TECHNOLOGY = ("technology", "technology", "technologie", "Science and technology, space, cyber.")
    CULTURE = ("culture", "culture", "culture", "Culture, education, information, sport.")
    ENERGY = ("energy", "energy", "énergie", "Energy.")
    JUSTICE = ("justice", "justice", "justice", "Justice, police, crime, terrorism.")
    SETTLEMENT = ("settlement", "settlement of disputes", "règlement des différends", "Mediation, conciliation or arbitration.", "MEDARB")
    NO_HOSTILE_ALLIANCE = ("no_hostile_alliance", "no alliance against the other", "pas d'alliance contre l'autre", "Not to join an alliance, nor lend territory, against the other party.", "THIRDCOM")
    NO_SEPARATE_PEACE = ("no_separate_peace", "no separate peace", "pas de paix séparée", "Not to make peace or armistice alone.", "SEPPEACE")


class Region(Vocabulary):
    """Regions that treaties name as areas; computed from coordinates by `register/places.py`."""

    EUROPE = ("europe", "Europe", "Europe", "The continent, with its islands.")
    NORTH_AMERICA = ("north_america", "North America", "Amérique du Nord", "The continent from the Arctic to Panama, with Greenland.")
    AMERICAS = ("americas", "the Americas", "les Amériques", "Both continents, with the islands.")
    RIO_ZONE = ("rio_zone", "zone of the Rio treaty, article 4", "zone du traité de Rio, article 4", "The belt of sea and land that the treaty of 1947 draws from pole to pole.")
    NORTH_ATLANTIC = ("north_atlantic", "North Atlantic", "Atlantique Nord", "The Atlantic Ocean north of the Equator; a latitude limit is coded beside it.")
    SOUTH_ATLANTIC = ("south_atlantic", "South Atlantic", "Atlantique Sud", "The Atlantic Ocean south of the Equator.")
    MEDITERRANEAN = ("mediterranean", "Mediterranean", "Méditerranée", "The Mediterranean Sea, its islands and straits.")
    BLACK_SEA = ("black_sea", "Black Sea", "mer Noire", "The Black Sea.")
    BALTIC = ("baltic", "Baltic Sea", "mer Baltique", "The Baltic Sea.")
    PACIFIC = ("pacific", "Pacific", "Pacifique", "The Pacific Ocean with its islands and its western seas.")
    SOUTHWEST_PACIFIC = ("southwest_pacific", "South-West Pacific", "Pacifique Sud-Ouest", "The Pacific south of 21 degrees 30 minutes north and west of the date line's neighbourhood, as SEATO's area has it.")
    SOUTHEAST_ASIA = ("southeast_asia", "South-East Asia", "Asie du Sud-Est", "From Burma to the Philippines.")
    EAST_ASIA = ("east_asia", "East Asia", "Asie de l'Est", "China, Japan, Korea, Taiwan and the eastern end of Russia and their seas.")
    ASIA = ("asia", "Asia", "Asie", "The continent, with its islands.")
    MIDDLE_EAST = ("middle_east", "Middle East", "Moyen-Orient", "From Egypt to Iran and from Turkey to Yemen.")
    INDIA = ("india", "India", "Inde", "India in the sense of the Anglo-Japanese alliances.")
    AFRICA = ("africa", "Africa", "Afrique", "The continent, with its islands.")
    OCEANIA = ("oceania", "Oceania", "Océanie", "Australia, New Zealand and the islands of the Pacific.")
    INDIAN_OCEAN = ("indian_ocean", "Indian Ocean", "océan Indien", "The Indian Ocean.")
    ARCTIC = ("arctic", "Arctic", "Arctique", "North of the Arctic Circle.")


class SourceOf(Vocabulary):
    """What a source was used for."""

    TEXT = ("text", "text", "texte", "The text of the instrument, or a full quotation of the article.")
    ACCOUNT = ("account", "account of the text", "présentation du texte", "A page that says what the text provides.")
    DATES = ("dates", "dates", "dates", "Dates of signature, ratification, entry into force or end.")
    PARTIES = ("parties", "parties", "parties", "Who is bound, and since when.")
    STATUS = ("status", "status", "statut", "Whether it is in force, suspended, contested.")
    PRACTICE = ("practice", "practice", "pratique", "What states did or said about it.")


class Basis(Vocabulary):
    """What a coding rests on."""

    OWN_READING = ("own_reading", "own reading of the text", "lecture du texte", "The coder read the article itself, or a full quotation of it.")
    SECONDARY = ("secondary", "account by others", "source secondaire", "The coder read a good account of the text.")
    PRESS = ("press", "press", "presse", "Known from news reports or official statements.")
    ATOP_ONLY = ("atop_only", "ATOP alone", "ATOP seul", "Known from ATOP 5.1 alone; coded no finer than that.")
    MEMORY = ("memory", "general knowledge", "connaissance générale", "No page was opened; general knowledge of the field.")


class Cause(Vocabulary):
    """Why the register and another data set differ."""

    OWN_READING = ("own_reading", "our reading differs", "notre lecture diffère", "The passage, named by its article, says otherwise.")
    DATES = ("dates", "dates in force", "dates d'effet", "The other counts from signature, the register from entry into force, or the ends differ.")
    SUSPECTED_ERROR = ("suspected_error", "suspected error of the other", "erreur présumée de l'autre", "A source contradicts the other data set.")
    NOT_OPENED = ("not_opened", "text not opened", "texte non consulté", "The text was not opened here; neither coding is verified.")
    NOT_AN_INSTRUMENT = ("not_an_instrument", "not an instrument here", "pas un instrument ici", "Outside the register's definition of an instrument or a duty.")
    NOT_IN_OTHER = ("not_in_other", "not in the other", "absent de l'autre", "The other data set does not have the instrument or the party.")


class Confidence(Vocabulary):
    """How sure the coder is."""

    HIGH = ("high", "high", "élevée", "Text or a full account seen; dates agree between sources.")
    MEDIUM = ("medium", "medium", "moyenne", "A page seen; some detail rests on general knowledge.")
    LOW = ("low", "low", "faible", "No page opened, or sources disagree; the note says why.")


class Status(Vocabulary):
    """What became of a provision for one obligor in one scenario."""

    DUE = ("due", "due", "dû", "The trigger holds, no exception does, and the procedure is met.")
    NOT_TRIGGERED = ("not_triggered", "not triggered", "non déclenché", "This is not the event that the provision speaks to.")
    EXCEPTED = ("excepted", "excepted", "excepté", "The event is there, and an exception or a limit takes it out.")
    OVERRIDDEN = ("overridden", "overridden", "écarté", "A rule of higher rank defeats the duty.")
    PENDING = ("pending", "pending", "en attente", "The duty waits for a request, a finding or a decision.")
    UNDETERMINED = ("undetermined", "undetermined", "indéterminé", "A fact that the answer hangs on is not known.")
    CONTESTED = ("contested", "contested", "contesté", "The accounts differ.")


class Verdict(Vocabulary):
    """The law on the acts as given, for one state toward another; the first that applies."""

    CONTESTED = ("contested", "contested", "contesté", "The accounts differ; each one's verdict stands beside it.")
    MUST_HELP = ("must_help", "must help", "doit aider", "A defence duty is due, binding in international law, its procedure met, with all available, specified or necessary means.")
    MUST_ACT_OWN_MEANS = ("must_act_own_means", "must act, by means of its own choice", "doit agir, par des moyens de son choix", "A defence duty is due whose means are left to the obligor or to agreement, or that is subject to constitutional processes.")
    MUST_JOIN = ("must_join", "must join the war", "doit entrer en guerre", "An offence duty is due.")
    PENDING = ("pending", "pending", "en attente", "A defence or offence duty waits for a body, a request or a joint finding.")
    UNDETERMINED = ("undetermined", "undetermined", "indéterminé", "A defence or offence duty hangs on an unknown fact, or on a text that is unpublished.")
    MAY_HELP = ("may_help", "may help", "peut aider", "A right to help, no duty.")
    PLEDGED = ("pledged", "pledged, not bound in international law", "s'est engagé, sans obligation internationale", "A promise that binds only politically or in domestic law is due.")
    CONSULT = ("consult", "must consult", "doit consulter", "A consultation duty is due.")
    EXCLUDED = ("excluded", "excluded", "exclu", "The event is there, but area, adversary, aggressor, membership, exception or override takes it out.")
    NOT_TRIGGERED = ("not_triggered", "not triggered", "non déclenché", "A provision is live, but this is not the event it speaks to.")
    NONE = ("none", "none in the register", "aucun dans le registre", "No such provision in the register as of the day.")


VOCABULARIES: tuple[type[Vocabulary], ...] = (
    Duty, Force, Means, Step, Modality, HowOwed, Event, Begun, Form, Binding, TextState, EndHow,
    LegalEffect, DeclarationForm, Reference, Cooperation, Region, Basis, Cause, Confidence, SourceOf, Status, Verdict,
)
