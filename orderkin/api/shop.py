"""What orders are made of: companies, channels, recipes, reasons; and who asks."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from orderkin.api.actor import actor, reader
from orderkin.api.codes import CODES
from orderkin.api.shapes.base import Answer, Text
from orderkin.client.models import Channel, Company
from orderkin.families.dialog import choices
from orderkin.lib.errors import NotFound

router = Router(tags=["Shop"])


class CompanyAnswer(Answer):
    """A brand or shop; `currency` is what it usually sells in."""

    name: str
    email: str
    phone: str
    currency: str


class ChannelAnswer(Answer):
    """Where orders come from; orders are created with its name."""

    name: str
    kind: str
    company: str


class RecipeAnswer(Answer):
    """A recipe in use, named by `code` when a related order is created."""

    code: str
    name: str
    kind: str


class ReasonAnswer(Answer):
    """A reason code and the party at fault."""

    code: str
    label: str
    fault: str


class MeAnswer(Answer):
    """Whose token this is, and what they may do."""

    email: str
    name: str
    role: str
    rights: list[str]


class CodeAnswer(Answer):
    """What a problem code means."""

    code: str
    title: str
    meaning: str


@router.get("/me", response=MeAnswer, summary="Whose token is this?")
def me(request: HttpRequest) -> MeAnswer:
    """The employee behind the token."""
    who = actor(request)
    return MeAnswer(email=who.email, name=who.name, role=who.role, rights=sorted(who.rights))


@router.get("/companies", response=list[CompanyAnswer], summary="List companies")
def companies(request: HttpRequest) -> list[Company]:
    """All of them: there are few."""
    reader(request)
    return list(Company.objects.order_by("name", "pk"))


@router.get("/channels", response=list[ChannelAnswer], summary="List channels")
def channels(request: HttpRequest) -> list[ChannelAnswer]:
    """All of them, with their company."""
    reader(request)
    rows = Channel.objects.select_related("company").order_by("name", "pk")
    return [ChannelAnswer(name=c.name, kind=c.kind, company=c.company.name) for c in rows]


@router.get("/recipes", response=list[RecipeAnswer], summary="List recipes in use")
def recipes(request: HttpRequest) -> object:
    """What `recipe` may say when a related order is created."""
    return choices(actor=reader(request)).recipes


@router.get("/reasons", response=list[ReasonAnswer], summary="List reason codes in use")
def reasons(request: HttpRequest) -> object:
    """What `reason` may say when a related order is created."""
    return choices(actor=reader(request)).reasons


@router.get("/problems/{code}", response=CodeAnswer, auth=None, summary="What a code means")
def problem_code(request: HttpRequest, code: Text) -> CodeAnswer:
    """Where the `type` of a problem leads."""
    if code not in CODES:
        raise NotFound("There is no such code.")
    return CodeAnswer(code=code, title=CODES[code].title, meaning=CODES[code].meaning)
