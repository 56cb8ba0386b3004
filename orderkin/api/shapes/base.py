"""What every shape keeps to: nothing unknown, nothing the databases cannot hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    field_validator,
)
from pydantic_core import PydanticCustomError

BIGGEST = 2**63 - 1
JSON = "application/json; charset=utf-8"


def storable(value: Any) -> Any:
    """The value, or a fault: no database holds NUL, half characters, or more than 64 bits."""
    if isinstance(value, list | tuple):
        for one in value:
            storable(one)
    if isinstance(value, str):
        if "\x00" in value:
            raise PydanticCustomError("nul_character", "The text contains a NUL character.")
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            raise PydanticCustomError("not_unicode", "The text holds half a character.")
    if isinstance(value, int) and not -BIGGEST <= value <= BIGGEST:
        raise PydanticCustomError("int_too_big", "The number does not fit into 64 bits.")
    return value


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _whole(value: Any) -> Any:
    """JSON has one kind of number: 2.0 is the integer 2."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
Id = Annotated[Whole, Field(ge=1, le=BIGGEST)]
Count = Annotated[Whole, Field(ge=1, le=1_000_000)]
Text = Annotated[str, AfterValidator(storable)]
Amount = Annotated[Whole, Field(ge=0, le=10**14, description="Minor units")]
Cursor = Annotated[Text | None, Query(description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
Moment = Annotated[
    datetime,
    PlainSerializer(_utc, return_type=str),
    Field(description="ISO 8601, UTC", json_schema_extra={"format": "date-time"}),
]


class Shape(BaseModel):
    """Something sent to us. Types are not guessed: "2" is no number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        return storable(value)


class Answer(BaseModel):
    """Something we send; made from the dataclasses that queries and actions return."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    @classmethod
    def sent(cls, value: object, status: int = 200) -> HttpResponse:
        """`value` in this shape, written at once.

        What a view returns otherwise is checked, turned into Python and then into JSON, which for
        the most asked routes is a twentieth of their time. The shape is the one it declares.
        """
        body = cls.model_validate(value).model_dump_json()
        return HttpResponse(body, status=status, content_type=JSON)
