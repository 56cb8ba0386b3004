"""Where the customers of the demo shop live: cities, streets, tax, and telephone numbers.

Telephone numbers come from the ranges that regulators keep free for fiction (Ofcom, PTS, ARCEP,
Bundesnetzagentur, NANPA 555-01xx); elsewhere from blocks of zeros that are not given to anyone.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class City:
    """A city with one postal code; `tax_rate` (basis points) only where regions set their own."""

    postal_code: str
    name: str
    region: str = ""
    tax_rate: int | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the demo shop; `{}` in a street and `#` in a telephone number are filled in."""

    code: str
    language: str
    currency: str
    tax_rate: int
    share: int
    phone: str
    streets: tuple[str, ...]
    cities: tuple[City, ...]


def _cities(text: str) -> tuple[City, ...]:
    found = []
    for entry in text.split(";"):
        postal_code, name, *region = (part.strip() for part in entry.split(","))
        found.append(City(postal_code, name, "".join(region)))
    return tuple(found)


COUNTRIES: Final = (
    Country("SE", "sv", "SEK", 2_500, 14, "+46 70 174 06 ##", (
        "Storgatan {}", "Kungsgatan {}", "Björkvägen {}", "Skolgatan {}", "Älvgatan {}"),
        _cities("903 26,Umeå; 753 10,Uppsala; 118 46,Stockholm; 411 03,Göteborg")),
    Country("DE", "de", "EUR", 1_900, 16, "+49 30 23125 ###", (
        "Lindenstraße {}", "Am Mühlbach {}", "Goethestraße {}", "Hafenweg {}", "Kölner Straße {}"),
        _cities("10115,Berlin; 20457,Hamburg; 50667,Köln; 80331,München; 04109,Leipzig")),
    Country("FR", "fr", "EUR", 2_000, 11, "+33 6 39 98 ## ##", (
        "{} rue des Écoles", "{} avenue de la République", "{} quai Saint-Michel", "{} rue Lepic"),
        _cities("75011,Paris; 69002,Lyon; 44000,Nantes; 67000,Strasbourg; 35000,Rennes")),
    Country("GB", "en", "GBP", 2_000, 12, "+44 7700 900###", (
        "{} Station Road", "{} Church Lane", "{} Albert St", "{} Mill Brow", "Flat 3, {} Elm Row"),
        _cities("LS1 4DY,Leeds; BS1 5TR,Bristol; EH1 1BB,Edinburgh; CF10 1EP,Cardiff; "
                "NR2 1RQ,Norwich")),
    Country("US", "us", "USD", 0, 15, "+1 @ 555-01##", (
        "{} Maple Avenue", "{} Oak Street", "{} Lakeview Drive", "{} Cedar Lane", "{} Pine Street"),
        (City("94110", "San Francisco", "CA", 863), City("78704", "Austin", "TX", 825),
         City("97209", "Portland", "OR", 0), City("98103", "Seattle", "WA", 1_035),
         City("60614", "Chicago", "IL", 1_025), City("11215", "Brooklyn", "NY", 888))),
    Country("JP", "ja", "JPY", 1_000, 7, "+81 3-0000-####", (
        "神宮前3丁目{}", "本町1丁目{}", "桜木町2丁目{}", "中央4丁目{}"),
        _cities("150-0001,渋谷区,東京都; 541-0053,大阪市中央区,大阪府; "
                "231-0062,横浜市中区,神奈川県; 810-0001,福岡市中央区,福岡県")),
    Country("ES", "es", "EUR", 2_100, 6, "+34 600 000 ###", (
        "Calle Mayor {}", "Calle de Alcalá {}", "Paseo del Prado {}", "Calle Cervantes {}"),
        _cities("28014,Madrid; 08002,Barcelona; 46002,València; 15001,A Coruña")),
    Country("NL", "nl", "EUR", 2_100, 5, "+31 6 0000 ####", (
        "Kerkstraat {}", "Prinsengracht {}", "Dorpsstraat {}-bis"),
        _cities("1017 EG,Amsterdam; 3511 LX,Utrecht; 9712 HN,Groningen")),
    Country("PL", "pl", "EUR", 2_300, 4, "+48 500 000 ###", (
        "ul. Długa {}", "ul. Świętokrzyska {}", "ul. Kościuszki {}/4"),
        _cities("00-238,Warszawa; 31-147,Kraków; 90-001,Łódź; 50-101,Wrocław")),
    Country("DK", "da", "EUR", 2_500, 3, "+45 00 00 ## ##", (
        "Nørrebrogade {}", "Østergade {}", "Søndervej {}, 2. th."),
        _cities("2200,København N; 8000,Aarhus C; 5000,Odense C")),
    Country("GR", "el", "EUR", 2_400, 3, "+30 210 000 0###", (
        "Ερμού {}", "Οδός Αθηνάς {}", "Βασιλίσσης Σοφίας {}"),
        _cities("105 63,Αθήνα; 546 24,Θεσσαλονίκη; 262 21,Πάτρα")),
    Country("BG", "bg", "EUR", 2_000, 3, "+359 2 000 0###", (
        "ул. „Граф Игнатиев“ {}", "бул. „Витоша“ {}", "ул. „Шипка“ {}"),
        _cities("1000,София; 4000,Пловдив; 9000,Варна")),
    Country("PT", "pt", "EUR", 2_300, 3, "+351 900 000 ###", (
        "Rua da Conceição {}", "Avenida da Liberdade {}", "Travessa de São João {}, 1.º Esq."),
        _cities("1100-154,Lisboa; 4050-253,Porto; 3000-213,Coimbra")),
    Country("AE", "ar", "USD", 500, 3, "+971 4 000 0###", (
        "شارع الوصل {}", "شارع الكورنيش {}", "شارع الملك فيصل {}"),
        _cities("00000,دبي; 00000,أبوظبي; 00000,الشارقة")),
    Country("IE", "en", "EUR", 2_300, 2, "+353 20 910 ####", (
        "{} Patrick Street", "{} Main Street", "The Old Schoolhouse, {} Bridge Road"),
        _cities("T12 W8KN,Cork; H91 K5DD,Galway; D08 X6P3,Dublin")),
)  # fmt: skip

# The American number needs the area code of the city it is in.
AREA_CODES: Final = {
    "San Francisco": "415",
    "Austin": "512",
    "Portland": "503",
    "Seattle": "206",
    "Chicago": "312",
    "Brooklyn": "718",
}
