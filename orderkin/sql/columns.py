"""How rows become what a table keeps: which columns pass as they are, which are turned.

Asking every field to convert every value is half the time of writing. Plain columns pass as they
are; only times and documents are turned; what a row does not say holds the field's default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import AutoField, DateTimeField, Field, JSONField, Model

from orderkin.sql.here import database, on_postgresql

Row = Mapping[str, object]
Convert = Callable[[Any], Any]
_NOTHING: dict[type, str] = {dict: "{}", list: "[]", tuple: "[]"}
_JSON = DjangoJSONEncoder(ensure_ascii=False, check_circular=False)


class Columns(NamedTuple):
    """The quoted names of a table and of its columns, and how a row fills them, in that order."""

    table: str
    names: tuple[str, ...]
    plain: Convert
    turned: tuple[tuple[str, Convert], ...]
    unsaid: tuple[Any, ...]

    def values(self, row: Row) -> tuple[Any, ...]:
        """What the row (attribute name to value) puts into each column."""
        return (*self.plain(row), *[turn(row[name]) for name, turn in self.turned], *self.unsaid)


@lru_cache(maxsize=256)
def columns_of(model: type[Model], said: tuple[str, ...], vendor: str) -> Columns:
    """How rows that say these attributes are written; a key that is not said is the database's."""
    plain, turned, unsaid = _sorted(model, said, vendor)
    here = database()
    quote = here.ops.quote_name
    return Columns(
        table=quote(model._meta.db_table),
        names=tuple(quote(str(field.column)) for field in (*plain, *turned, *unsaid)),
        plain=_picked(tuple(field.attname for field in plain)),
        turned=tuple(
            (field.attname, as_document if isinstance(field, JSONField) else as_text)
            for field in turned
        ),
        unsaid=tuple(field.get_db_prep_save(field.get_default(), here) for field in unsaid),
    )


_Fields: TypeAlias = "tuple[list[Field[Any, Any]], list[Field[Any, Any]], list[Field[Any, Any]]]"


def _sorted(model: type[Model], said: tuple[str, ...], vendor: str) -> _Fields:
    special = (JSONField,) if vendor == "postgresql" else (JSONField, DateTimeField)
    parts: _Fields = ([], [], [])
    plain, turned, unsaid = parts
    for field in model._meta.concrete_fields:
        if field.attname in said:
            (turned if isinstance(field, special) else plain).append(field)
        elif not field.null and not isinstance(field, AutoField):
            unsaid.append(field)
    return parts


def _picked(names: tuple[str, ...]) -> Convert:
    """These values of a row, as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: tuple(row[name] for name in names)


def as_document(value: Any) -> str | None:
    """A document as the text it is kept as; a text is one already."""
    if value is None or isinstance(value, str):
        return value
    if not value and type(value) in _NOTHING:
        return _NOTHING[type(value)]
    return _JSON.encode(value)


def as_text(at: datetime | None) -> str | None:
    """SQLite keeps times as text in UTC, without saying so."""
    if at is None:
        return None
    text = str(at if at.tzinfo is UTC else at.astimezone(UTC))
    return text.removesuffix("+00:00")


def stored(at: datetime) -> Any:
    """A time as the database keeps it, for a statement's values."""
    return at if on_postgresql() else as_text(at)
