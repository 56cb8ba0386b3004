"""Names people have in the countries of the demo shop; `native|latin` where scripts differ.

Where family names follow the person's sex, only forms are used that fit every name beside them.
"""

import unicodedata
from typing import Final

# language -> given names, family names; the list is short and ordinary on purpose.
_GIVEN: Final[dict[str, str]] = {
    "sv": "Åse Björn Elin Göran Hanna Ingmar Karin Lars Märta Nils Örjan Saga Sven Tove Ylva",
    "da": "Anders Birgitte Frederik Gitte Ida Jørgen Kirsten Mikkel Søren Trine",
    "de": "Anja Bernd Claudia Dieter Greta Heike Jörg Jürgen Käthe Lukas Miriam Rüdiger Ute "
    "Wolfgang Zoë",
    "fr": "Agnès Benoît Céline Damien Élodie François Gaëlle Hélène Jérôme Léa Mathéo Noémie "
    "Océane Rémi Théo",
    "es": "Ángel Begoña Concepción Diego Íñigo Joaquín Lucía Mónica Nuria Óscar Raúl Sofía",
    "pt": "António Catarina Conceição Duarte Inês João Leonor Sebastião",
    "nl": "Anouk Bram Daphne Floor Gijs Jeroen Lotte Maartje Noor Sjoerd",
    "pl": "Agnieszka Błażej Grażyna Jędrzej Łucja Małgorzata Paweł Róża Stanisław Wiesława",
    "en": "Abigail Callum Deborah Eleanor Fergus Grace Hamish Imogen Jasper Kathleen Leonard "
    "Maya Niall Owen Philippa Reuben Siobhán Tamsin Victor Winifred",
    "us": "Aaliyah Brandon Carlos Danielle Ethan Faith Guadalupe Harold Isabella Jamal Keiko "
    "Linda Marcus Nevaeh Oliver Patricia Quincy Rosa Tyler Wei",
    "el": "Αικατερίνη|Aikaterini Γεώργιος|Georgios Δήμητρα|Dimitra Ελένη|Eleni Θανάσης|Thanasis "
    "Ιωάννα|Ioanna Κώστας|Kostas Νίκος|Nikos Σοφία|Sofia Χρήστος|Christos",
    "bg": "Боряна|Boryana Веселина|Veselina Елица|Elitsa Десислава|Desislava Живка|Zhivka "
    "Йорданка|Yordanka Мария|Maria Ралица|Ralitsa Цветана|Tsvetana",
    "ja": "健太|Kenta 美咲|Misaki 大輔|Daisuke 陽子|Yoko 翔太|Shota さくら|Sakura "
    "直樹|Naoki 恵|Megumi 拓也|Takuya 由美子|Yumiko",
    "ar": "أحمد|Ahmed فاطمة|Fatima خالد|Khaled مريم|Maryam سعيد|Saeed نورة|Noura عمر|Omar "
    "ليلى|Layla يوسف|Yousef",
}
_FAMILY: Final[dict[str, str]] = {
    "sv": "Åkerblom Bergström Dahlgren Ekström Fröberg Hägglund Lindqvist Nyström Öberg "
    "Sjögren Wåhlin",
    "da": "Bæk Damgaard Højgaard Kjær Nørgaard Østergaard Skov Thorsøe",
    "de": "Böhm Drechsler Fuß Grünwald Höfer Krüger Löwe Möllenbeck Neumann Schäfer Strauß "
    "Vogelsang Weiß",
    "fr": "Bélanger Chevrier Delaunay Étienne Faugère Garçon Lemaître Moreau Noël Pélissier "
    "Rousseau Sénéchal",
    "es": "Álvarez Cañizares Domínguez Echeverría Gómez Ibáñez Muñoz Núñez Peña Quiñones",
    "pt": "Araújo Brandão Conceição Falcão Guimarães Magalhães Simões",
    "nl": "de-Boer Dijkstra Hoekstra van-Leeuwen Meijer Postma van-der-Veen Visser",
    "pl": "Błaszczyk Wąsik Gęśla Kędzior Łukasik Mączka Pająk Śliwa Źródlak",
    "en": "Ashworth Blackwood Carmichael Drummond Eastwood Fairclough Greenhalgh Hargreaves "
    "Kavanagh Lockwood MacIntyre Nightingale O’Shea Pemberton Ravenscroft Thistlewood",
    "us": "Alvarez Brooks Castillo Dawson Ellison Freeman Gutierrez Hawkins Jefferson Kowalski "
    "Lopez McCoy Nguyen Okafor Patterson Ramirez Stone Whitaker",
    "el": "Αλεξίου|Alexiou Βασιλείου|Vasileiou Γρηγορίου|Grigoriou Κωνσταντίνου|Konstantinou "
    "Οικονόμου|Oikonomou Παπαγεωργίου|Papageorgiou Σταύρου|Stavrou",
    "bg": "Атанасова|Atanasova Вълчева|Valcheva Димитрова|Dimitrova Колева|Koleva "
    "Стоянова|Stoyanova Христова|Hristova Щерева|Shtereva",
    "ja": "佐藤|Sato 高橋|Takahashi 小林|Kobayashi 渡辺|Watanabe 斎藤|Saito "
    "松本|Matsumoto 清水|Shimizu 山口|Yamaguchi",
    "ar": "المنصوري|AlMansoori الحداد|AlHaddad النجار|AlNajjar الشامسي|AlShamsi بركات|Barakat "
    "الخطيب|AlKhatib",
}
FAMILY_NAME_FIRST: Final = frozenset({"ja"})
_NOT_DECOMPOSED: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "ð": "d", "’": "", "-": "", " ": ""}
)


def _pairs(names: str) -> tuple[tuple[str, str], ...]:
    found = []
    for entry in names.split():
        native, _, latin = entry.partition("|")
        native = native.replace("-", " ")
        found.append((native, latin or native))
    return tuple(found)


GIVEN_NAMES: Final = {language: _pairs(names) for language, names in _GIVEN.items()}
FAMILY_NAMES: Final = {language: _pairs(names) for language, names in _FAMILY.items()}


def full_name(language: str, given: str, family: str) -> str:
    """The name as it is written on a parcel in that country."""
    if language in FAMILY_NAME_FIRST:
        return f"{family} {given}"
    return f"{given} {family}"


def mailbox(latin_given: str, latin_family: str) -> str:
    """The part of an e-mail address before the @: plain small letters with one dot."""
    return f"{_plain(latin_given)}.{_plain(latin_family)}"


def _plain(text: str) -> str:
    lowered = text.lower().translate(_NOT_DECOMPOSED)
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign)
    )
