"""Words for the free codes of the register, English and French: facts, exceptions, classes, tags.

A record may name a fact or an exception that is not here; then its code is shown as it stands.
"""

from __future__ import annotations

__all__ = ["ARTICLES", "CODES"]

CODES: dict[str, tuple[str, str]] = {
    # --- facts that a scenario gives ---
    "fact.request": ("a request", "une demande"),
    "fact.decision": ("a decision", "une décision"),
    "fact.war": ("a state of war", "un état de guerre"),
    "fact.intervenes": ("intervention", "une intervention"),
    "fact.released": ("release from a duty", "une libération de l'obligation"),
    "fact.finding": ("a finding", "un constat"),
    "fact.threatened": ("a state holds itself threatened", "un État se dit menacé"),
    "fact.consulted": ("consultation", "une consultation"),
    "fact.allied": ("an alliance in fact", "une alliance de fait"),
    "fact.breach": ("a breach", "une violation"),
    # --- facts that a text names ---
        "fact.a_party_declares_it_a_casus_belli": ("a party declares it a casus belli",
        "une partie y voit un casus belli"),
    "fact.action_would_lead_to_war_with_ussr": (
        "the action would lead to war with the Soviet Union",
        "l'action mènerait à une guerre avec l'Union soviétique"),
    "fact.active_advance_agreed_between_the_two": (
        "the two agreed on an active advance", "les deux parties sont convenues d'une action offensive"),
    "fact.aggression_by_european_power": (
        "a European power commits the aggression", "l'agression vient d'une puissance européenne"),
    "fact.agreed_action_against_germany": (
        "action against Germany was agreed", "une action contre l'Allemagne a été convenue"),
    "fact.ally_declared_war_first_without_agreement": (
        "the ally declared war first, without agreement", "l'allié a déclaré la guerre le premier, sans accord"),
    "fact.attack_for_settling_the_cretan_question_after_mobilisation": (
        "the attack came for the settlement of the Cretan question, after mobilisation",
        "l'attaque vise à régler la question crétoise, après une mobilisation"),
    "fact.attack_in_italy": ("the attack was in Italy", "l'attaque a lieu en Italie"),
    "fact.attack_in_parts_bordering_on_romania": (
        "the attack was in the parts that border on Romania",
        "l'attaque a lieu dans les régions limitrophes de la Roumanie"),
    "fact.attack_on_federal_territory": (
        "the attack was on federal territory", "l'attaque vise le territoire fédéral"),
    "fact.bonaparte_family_returns_to_power_in_france": (
        "the Bonaparte family returned to power in France", "la famille Bonaparte est revenue au pouvoir en France"),
    "fact.canal_closed_or_impeded": (
        "the canal is closed or its traffic impeded", "le canal est fermé ou son trafic entravé"),
    "fact.comintern_activity": (
        "there is activity of the Communist International", "il y a une activité de l'Internationale communiste"),
    "fact.council_without_unanimous_report": (
        "the Council reached no unanimous report", "le Conseil n'a pas adopté de rapport à l'unanimité"),
    "fact.flagrant_violation": ("the violation is flagrant", "la violation est flagrante"),
    "fact.forced_to_declare_war_by_direct_provocation": (
        "a direct provocation forced the ally to declare war",
        "une provocation directe a forcé l'allié à déclarer la guerre"),
    "fact.forced_to_make_war_by_a_threat": (
        "a threat forced the ally to make war", "une menace a forcé l'allié à faire la guerre"),
    "fact.france_first_extends_its_rule_in_north_africa": (
        "France extended its rule in North Africa first",
        "la France a étendu la première sa domination en Afrique du Nord"),
    "fact.general_arbitration_treaty_with_attacker_in_force": (
        "a general treaty of arbitration with the attacker is in force",
        "un traité général d'arbitrage avec l'attaquant est en vigueur"),
    "fact.germany_resumed_aggression": ("Germany resumed its aggression", "l'Allemagne a repris son agression"),
    "fact.grave_internal_crisis": ("there is a grave internal crisis", "il y a une crise intérieure grave"),
    "fact.hostilities_of_2022_ended": ("the hostilities of 2022 have ended", "les hostilités de 2022 ont pris fin"),
    "fact.nuclear_weapons_used": ("nuclear weapons were used", "des armes nucléaires ont été employées"),
    "fact.occupation_of_macedonia_or_old_serbia": (
        "Macedonia or Old Serbia was occupied", "la Macédoine ou la Vieille Serbie a été occupée"),
    "fact.porte_connives_in_the_opinion_of_the_three": (
        "the Porte connives, in the opinion of the three",
        "la Porte est de connivence, de l'avis des trois puissances"),
    "fact.prior_agreement_on_results_of_the_war": (
        "there was a prior agreement on the results of the war",
        "il y a eu un accord préalable sur les résultats de la guerre"),
    "fact.prussia_took_up_arms_after_failed_reform_talks": (
        "Prussia took up arms after talks on reform had failed",
        "la Prusse a pris les armes après l'échec des pourparlers de réforme"),
    "fact.resists_with_national_forces": (
        "the victim resists with its national forces", "la victime résiste avec ses forces nationales"),
    "fact.russia_incorporates_principalities_or_crosses_the_balkans": (
        "Russia incorporates the Principalities or crosses the Balkans",
        "la Russie incorpore les Principautés ou franchit les Balkans"),
    "fact.russia_intervened_and_article_2_arose": (
        "Russia intervened and article 2 arose", "la Russie est intervenue et l'article 2 s'applique"),
    "fact.russia_menaces_victim_by_military_measures": (
        "Russia menaces the victim by military measures", "la Russie menace la victime par des mesures militaires"),
    "fact.soviet_controlled_forces": (
        "forces under Soviet control took part", "des forces sous contrôle soviétique ont pris part"),
    "fact.terrorist_attack": ("a terrorist attack took place", "un attentat terroriste a eu lieu"),
    "fact.third_party_military_use": (
        "a third party seeks military use of the territory",
        "un tiers cherche à utiliser le territoire à des fins militaires"),
    "fact.ukraine_ceasefire_in_force": (
        "a ceasefire in Ukraine is in force", "un cessez-le-feu est en vigueur en Ukraine"),
    "fact.violation_shown_to_usa": (
        "the violation was shown to the United States", "la violation a été démontrée aux États-Unis"),
    "fact.war_begun_under_article_2": (
        "the war was begun under article 2", "la guerre a été engagée en vertu de l'article 2"),
    "fact.war_defends_interests_in_china_or_korea": (
        "the war defends interests in China or Korea", "la guerre défend des intérêts en Chine ou en Corée"),
    "fact.war_defends_rights_in_eastern_asia_or_india": (
        "the war defends rights in eastern Asia or India",
        "la guerre défend des droits en Asie orientale ou en Inde"),
    "fact.war_from_measures_against_german_threat": (
        "the war comes from measures against a German threat",
        "la guerre résulte de mesures contre une menace allemande"),
    "fact.war_in_breach_of_covenant": (
        "the war was begun in breach of the Covenant of the League of Nations",
        "la guerre a été engagée en violation du Pacte de la Société des Nations"),
    "fact.war_over_admission_of_cretan_deputies": (
        "the war is over the admission of Cretan deputies", "la guerre porte sur l'admission de députés crétois"),
    "fact.war_over_protected_third_state": (
        "the war is over a protected third state", "la guerre porte sur un État tiers protégé"),
    "fact.war_over_the_sanjak_of_novi_pazar": (
        "the war is over the Sanjak of Novi Pazar", "la guerre porte sur le sandjak de Novi Pazar"),
    "fact.war_under_guarantee_to_greece_or_romania": (
        "the war comes from the guarantee to Greece or Romania",
        "la guerre résulte de la garantie donnée à la Grèce ou à la Roumanie"),
    # --- exceptions, where the register's condition is not at hand ---
    "exception.self_defence": ("self-defence", "légitime défense"),
    "exception.purely_internal": ("purely internal conflict", "conflit purement interne"),
    # --- classes, tags, holders ---
    "class.great_power": ("great powers", "grandes puissances"),
    "class.communist": ("communist states", "États communistes"),
    "class.american_state": ("American states", "États américains"),
    "tag.island": ("on an island", "sur une île"),
    "tag.algerian_departments": (
        "in the Algerian departments of France", "dans les départements français d'Algérie"),
    "tag.allied_occupation_1949": (
        "where allied occupation forces stood in Europe in 1949",
        "là où se trouvaient en Europe des forces alliées d'occupation en 1949"),
    "tag.eu_outermost_region": (
        "in an outermost region of the European Union", "dans une région ultrapériphérique de l'Union européenne"),
    "tag.eu_territory": ("in other territory of the European Union", "dans un autre territoire de l'Union européenne"),
    "tag.outside_eu": (
        "where the treaties of the European Union do not apply",
        "là où les traités de l'Union européenne ne s'appliquent pas"),
    "holder.suspending_side": ("the suspending side", "la partie qui suspend"),
    "holder.other_side": ("the other side", "l'autre partie"),
}

#: Beginnings of pinpoint references that are not plain articles, longest first: English, French.
ARTICLES: dict[str, tuple[str, str]] = {
    "Additional article": ("additional article", "article additionnel"),
    "Additional": ("additional article", "article additionnel"),
    "Annex": ("annex", "annexe"),
    "Convention": ("convention,", "convention,"),
    "Declaration": ("declaration", "déclaration"),
    "Final Act": ("Final Act,", "Acte final,"),
    "Italian declaration": ("Italian declaration,", "déclaration italienne,"),
    "Military convention": ("military convention", "convention militaire"),
    "Protocol": ("protocol,", "protocole,"),
    "Secret article": ("secret article", "article secret"),
    "Secret protocol": ("secret protocol", "protocole secret"),
    "Secret": ("secret article", "article secret"),
    "Separate article": ("separate article", "article séparé"),
    "declaration, clause": ("declaration, clause", "déclaration, clause"),
    "letter": ("letter", "lettre"),
    "preamble": ("preamble", "préambule"),
}
