"""The customers: any of them by its number, without keeping the others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bench.generate.dice import Dice
from orderkin.customers.addresses import Address
from orderkin.demo.names import FAMILY_NAMES, GIVEN_NAMES, full_name, mailbox
from orderkin.demo.places import AREA_CODES, COUNTRIES, City, Country

_SHARES = tuple(accumulate(country.share for country in COUNTRIES))
# Family names have a long tail: half of them are common, half are put together from these.
_BEGINNINGS = (
    "Al Ar Bar Ber Bor Bran Cal Cor Dal Dor El Er Fal Fer Gar Gor Hal Har Hol Jar Kal Kor Lam Lor "
    "Mal Mar Mor Nor Ol Or Pal Par Ral Ros Sal Ser Sol Tal Tor Ul Val Ver Wal Wes Yar Zal Zor"
)
_MIDDLES = ("", "a", "e", "i", "o", "ba", "de", "fi", "ga", "ki", "lo", "mi", "no", "ra", "ta")
_ENDS = (
    "berg bridge by dal dottir feld ford gaard hagen heim holm ing ley lund man mann more nes "
    "quist sen ski son stad stein ston thorp vik ville well wick worth zen"
)
_FIRST, _LAST = _BEGINNINGS.split(), _ENDS.split()
_BUSINESSES = ("Hotel", "Café", "Studio", "Praxis", "Bistro", "Atelier", "Office", "Galleria")
_HOSTS = ("example.com", "example.org", "example.net", "mail.example", "post.example")


@dataclass(frozen=True, slots=True)
class Person:
    """A customer with addresses as they are stored: `billing` and `shipping` are JSON text."""

    id: int
    name: str
    email: str
    phone: str
    business: str
    currency: str
    tax_rate: int
    home: Address
    office: Address
    billing: str
    shipping: str


@lru_cache(maxsize=20_000)
def person(number: int) -> Person:
    """The customer with this id; the same one in every run."""
    dice = Dice("person", number)
    country = _country(dice)
    city = dice.pick(country.cities)
    given, family = _name(dice, country.language)
    name = full_name(country.language, given[0], family[0])
    business = f"{dice.pick(_BUSINESSES)} {family[0]}" if dice.chance(60) else ""
    home = _address(dice, country, city, name, "")
    office = _address(dice, country, city, name, business) if business else home
    return Person(
        id=number,
        name=name,
        email=f"{mailbox(given[1], family[1])}{number % 9973}@{dice.pick(_HOSTS)}",
        phone=home.phone,
        business=business,
        currency=country.currency,
        tax_rate=country.tax_rate if city.tax_rate is None else city.tax_rate,
        home=home,
        office=office,
        billing=_stored(office),
        shipping=_stored(home),
    )


def _country(dice: Dice) -> Country:
    drawn = dice.below(_SHARES[-1])
    return next(c for c, share in zip(COUNTRIES, _SHARES, strict=True) if drawn < share)


def _name(dice: Dice, language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    given = dice.pick(GIVEN_NAMES[language])
    if dice.chance(500):
        return given, dice.pick(FAMILY_NAMES[language])
    family = dice.pick(_FIRST) + dice.pick(_MIDDLES) + dice.pick(_LAST)
    return given, (family, family)


def _address(dice: Dice, country: Country, city: City, name: str, business: str) -> Address:
    return Address(
        name=name,
        business=business,
        line1=dice.pick(country.streets).format(1 + dice.below(240)),
        postcode=city.postal_code,
        city=city.name,
        region=city.region,
        country=country.code,
        phone=_phone(dice, country, city),
    )


def _phone(dice: Dice, country: Country, city: City) -> str:
    pattern = country.phone.replace("@", AREA_CODES.get(city.name, ""))
    return "".join(str(dice.below(10)) if sign == "#" else sign for sign in pattern)


def _stored(address: Address) -> str:
    return json.dumps(address.document(), ensure_ascii=False)
