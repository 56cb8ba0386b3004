"""Settings, companies, channels, people and rules, by the name they have on every desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.auth.hashers import make_password
from django.db import models

from orderkin.client.models import ClientSettings, Employee
from orderkin.exports import parts
from orderkin.exports.back.body import Body
from orderkin.exports.names import Ids
from orderkin.exports.parts import Part


def bring_settings(bodies: Sequence[Body], ids: Ids) -> None:
    """Client Settings as they were."""
    for body in bodies:
        row = parts.SETTINGS.back(body, ids.find)
        ClientSettings.objects.update_or_create(pk=1, defaults=row)


def bring_people(bodies: Sequence[Body], ids: Ids) -> None:
    """Who is not here yet comes as invited, without a password; who is here stays as they are."""
    for body in bodies:
        row = parts.EMPLOYEE.back(body, ids.find)
        if not Employee.objects.filter(email__iexact=row["email"]).exists():
            Employee.objects.create(**row, password=make_password(None))


def _by(part: Part, column: str) -> Callable[[Sequence[Body], Ids], None]:
    """Rows that are told apart by one column; one of the same name becomes what the file says."""

    def bring(bodies: Sequence[Body], ids: Ids) -> None:
        rows: models.Manager[models.Model] = part.model._default_manager
        for body in bodies:
            row = part.back(body, ids.find)
            rows.update_or_create(**{column: row[column]}, defaults=row)

    return bring


bring_companies = _by(parts.COMPANY, "name")
bring_channels = _by(parts.CHANNEL, "name")
bring_reasons = _by(parts.REASON, "code")
bring_kinds = _by(parts.KIND, "code")
_bring_rules = _by(parts.RECIPE, "code")


def bring_recipes(bodies: Sequence[Body], ids: Ids) -> None:
    """Recipes, with the companies that use them."""
    for body in bodies:
        rules = {name: value for name, value in body.items() if name != "companies"}
        _bring_rules([rules], ids)
        companies = [one for name in body["companies"] if (one := ids.find("company", name))]
        found = parts.RECIPE.model._default_manager.filter(code=body["code"])
        found.update(company_ids=companies)
