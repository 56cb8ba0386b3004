"""Four hundred customers of the demo shop, drawn from the names and places of fifteen countries."""

from dataclasses import replace
from itertools import cycle
from random import Random
from typing import Final

from orderkin.customers.addresses import Address
from orderkin.demo.names import FAMILY_NAMES, GIVEN_NAMES, full_name, mailbox
from orderkin.demo.places import AREA_CODES, COUNTRIES, City, Country
from orderkin.demo.shapes import DemoCustomer

CUSTOMERS: Final = 400
_MAIL_HOSTS: Final = ("example.com", "example.org", "example.net", "post.example", "mail.example")
# Who orders once, now and then, and all the time; out of ten.
_LOYALTY: Final = (1, 1, 1, 1, 2, 2, 2, 4, 4, 12)
_BILLED_ELSEWHERE: Final = 0.12


def make_customers(random: Random) -> tuple[DemoCustomer, ...]:
    """All customers, no two with one e-mail address, every country at least once."""
    shares = [country.share for country in COUNTRIES]
    countries = random.choices(COUNTRIES, weights=shares, k=CUSTOMERS)
    countries[: len(COUNTRIES)] = COUNTRIES
    taken: set[str] = set()
    hosts = cycle(_MAIL_HOSTS)
    return tuple(
        _make_customer(random, index, country, taken, next(hosts))
        for index, country in enumerate(countries)
    )


def _make_customer(
    random: Random, index: int, country: Country, taken: set[str], host: str
) -> DemoCustomer:
    name, box = _unused_name(random, country.language, taken)
    city = random.choice(country.cities)
    shipping = _address(random, country, city, name)
    billing = replace(shipping)
    if random.random() < _BILLED_ELSEWHERE:
        billing = _address(random, country, random.choice(country.cities), name)
    return DemoCustomer(
        index=index,
        name=name,
        email=f"{box}@{host}",
        phone=shipping.phone,
        language=country.language,
        currency=country.currency,
        tax_rate=country.tax_rate if city.tax_rate is None else city.tax_rate,
        shipping=shipping,
        billing=billing,
        loyalty=random.choice(_LOYALTY),
    )


def _unused_name(random: Random, language: str, taken: set[str]) -> tuple[str, str]:
    while True:
        given = random.choice(GIVEN_NAMES[language])
        family = random.choice(FAMILY_NAMES[language])
        box = mailbox(given[1], family[1])
        if box not in taken:
            taken.add(box)
            return full_name(language, given[0], family[0]), box


def _address(random: Random, country: Country, city: City, name: str) -> Address:
    return Address(
        name=name,
        line1=random.choice(country.streets).format(random.randint(1, 94)),
        postcode=city.postal_code,
        city=city.name,
        region=city.region,
        country=country.code,
        phone=_phone(random, country, city),
    )


def _phone(random: Random, country: Country, city: City) -> str:
    pattern = country.phone.replace("@", AREA_CODES.get(city.name, ""))
    return "".join(str(random.randrange(10)) if sign == "#" else sign for sign in pattern)
