"""Data for names in sentences: short names, and which names take which article.

Short names follow the Unicode CLDR where the United Nations' name is too long for a sentence. Genders
follow the United Nations' and the French foreign ministry's lists of country names. A name that is in
no list goes by its ending: `-e` is feminine.
"""

from __future__ import annotations

__all__ = ["FR_FEMININE", "FR_MASCULINE", "FR_NONE", "FR_PLURAL", "SHORT", "THE"]

#: State id -> (English, French), in place of the register's present name.
SHORT: dict[str, tuple[str, str]] = {
    "BRN": ("Brunei", "Brunéi"),
    "COG": ("Republic of the Congo", "République du Congo"),
    "KOR": ("South Korea", "Corée du Sud"),
    "LAO": ("Laos", "Laos"),
    "MDA": ("Moldova", "Moldova"),
    "PRK": ("North Korea", "Corée du Nord"),
    "RUS": ("Russia", "Russie"),
    "SYR": ("Syria", "Syrie"),
    "TZA": ("Tanzania", "Tanzanie"),
    "USA": ("United States", "États-Unis"),
}

#: English words that make a name take `the`.
THE: tuple[str, ...] = (
    "Bahamas", "Comoros", "Confederation", "Emirates", "Empire", "Federation", "Gambia", "Islands", "Jamahiriya",
    "Kingdom", "Maldives", "Netherlands", "Philippines", "Principalities", "Republic", "See", "Sicilies", "State",
    "States", "Union",
)

#: French names (whole, or first word) without an article.
FR_NONE: frozenset[str] = frozenset(
    {
        "Alger", "Andorre", "Antigua-et-Barbuda", "Bade", "Bahreïn", "Ceylan", "Chypre", "Cuba", "Djibouti",
        "Haïti", "Israël", "Kiribati", "Madagascar", "Malte", "Maurice", "Modène", "Monaco", "Montserrat",
        "Nauru", "Nioué", "Niue", "Oman", "Parme", "Saint-Kitts-et-Nevis", "Saint-Marin", "Sainte-Lucie",
        "Saint-Vincent-et-les", "Singapour", "Taïwan", "Tonga", "Tripoli", "Tuvalu", "Vanuatu", "Zanzibar",
    }
) | {"Cabo Verde", "El Salvador", "Mascate et Oman", "Sao Tomé-et-Principe", "Sri Lanka"}

#: French names (whole, or first word) in the plural.
FR_PLURAL: frozenset[str] = frozenset(
    {
        "Bahamas", "Comores", "Deux-Siciles", "Émirats", "États-Unis", "Fidji", "Îles", "Maldives", "Palaos",
        "Pays-Bas", "Philippines", "Principautés", "Seychelles",
    }
) | {"États pontificaux"}

#: French first words that are feminine though they do not end in -e.
FR_FEMININE: frozenset[str] = frozenset(
    {
        "Confédération", "Fédération", "Jamahiriya", "Sierra", "Trinité", "Union",
    }
)

#: French first words that are masculine though they end in -e.
FR_MASCULINE: frozenset[str] = frozenset(
    {
        "Belize", "Cambodge", "Empire", "Grand-Duché", "Hanovre", "Mexique", "Mozambique", "Royaume",
        "Suriname", "Zaïre", "Zimbabwe",
    }
)
