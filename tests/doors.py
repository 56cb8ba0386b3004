"""The same verbs through the desk's forms and through the API, for stories that must hold in both.

A verb that the desk or the API refuses raises `Refused` with the code (API) or the sentence (desk).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol

from django.test import Client

from orderkin.client.models import Employee
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.makers import give_token, unused_key


class Refused(Exception):
    """The door said no; `text` is everything it said."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status}: {text}")
        self.status = status
        self.text = text


@dataclass(frozen=True, slots=True)
class Ask:
    """What a story asks of Create Related Order; lines are `(parent line id, quantity, basis)`.

    `free_for` are `(parent line id, SKU)`: a product given free in answer to that line, `None` for
    one that answers none; `others` add the quantity and a basis to that. `kept` are
    `(parent line id, SKU)`: the line that was wrong and what arrived instead.
    """

    notes: str = ""
    lines: Sequence[tuple[int, int, str]] = ()
    free_for: Sequence[tuple[int | None, str]] = ()
    others: Sequence[tuple[int | None, str, int, str]] = ()
    kept: Sequence[tuple[int, str]] = ()
    reason: str = ""
    recipe: str = ""
    pin: str = ""
    key: str = field(default_factory=unused_key)
    make_lookalike: bool = False
    override: str = ""
    preview: str = ""

    @property
    def products(self) -> list[tuple[int | None, str, int, str]]:
        """Every product that is asked for by its SKU, with quantity and basis."""
        return [*((line, sku, 1, "free") for line, sku in self.free_for), *self.others]


class Door(Protocol):
    """A way in."""

    def create_related_order(self, number: str, ask: Ask) -> str: ...
    def preview(self, number: str, ask: Ask) -> str: ...
    def dry_run(self, number: str, ask: Ask) -> str: ...
    def hold(self, number: str, reason: str) -> None: ...
    def release(self, number: str) -> None: ...
    def cancel(self, number: str, reason: str) -> None: ...
    def pay(self, number: str, amount: int, key: str = "") -> None: ...
    def refund(
        self, number: str, amount: int, key: str = "", units: Mapping[int, int] | None = None
    ) -> None: ...
    def take_back(
        self, number: str, units: Mapping[int, int], *, restock: bool = True, note: str = ""
    ) -> None: ...
    def ship(self, number: str, carrier: str, tracking: str, key: str = "") -> None: ...
    def note(self, number: str, kind: str, text: str, key: str = "") -> None: ...
    def add_line(self, number: str, sku: str, quantity: int, basis: str) -> None: ...
    def link(self, number: str, parent: str, pin: str = "") -> None: ...
    def move(self, number: str, parent: str, pin: str = "") -> None: ...
    def read(self, number: str) -> str: ...
    def find(self, text: str) -> str: ...


class Api:
    """The API with the actor's token."""

    def __init__(self, actor: Actor) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {give_token(actor)}"}

    def _send(self, method: str, place: str, body: object, **headers: str) -> Any:
        answer = self.client.generic(
            method,
            f"/api/v1{place}",
            json.dumps(body).encode() if body is not None else b"",
            "application/json",
            headers={**self.headers, **headers},
        )
        if answer.status_code >= 300:
            raise Refused(answer.status_code, answer.content.decode())
        return answer

    def create_related_order(self, number: str, ask: Ask) -> str:
        body = self._asked(ask)
        headers = {"Idempotency-Key": ask.key} | ({"Security-Pin": ask.pin} if ask.pin else {})
        place = f"/orders/{number}/related-orders"
        return str(self._send("POST", place, body, **headers).json()["number"])

    def _asked(self, ask: Ask) -> dict[str, object]:
        return {
            "customer_service_notes": ask.notes,
            "lines": [
                {"parent_line": line, "quantity": quantity, "price_basis": basis}
                for line, quantity, basis in ask.lines
            ]
            + [
                {"parent_line": line, "sku": sku, "quantity": quantity, "price_basis": basis}
                for line, sku, quantity, basis in ask.products
            ],
            "kept": [{"parent_line": line, "arrived_sku": sku} for line, sku in ask.kept],
            "reason": ask.reason,
            "recipe": ask.recipe,
            "override": ask.override,
            "preview_token": ask.preview,
            "lookalike": "make" if ask.make_lookalike else "refuse",
        }

    def preview(self, number: str, ask: Ask) -> str:
        return str(json.loads(self.dry_run(number, ask))["token"])

    def dry_run(self, number: str, ask: Ask) -> str:
        place = f"/orders/{number}/related-orders?preview=true"
        answer = self._send("POST", place, self._asked(ask))
        return json.dumps(answer.json(), ensure_ascii=False)

    def hold(self, number: str, reason: str) -> None:
        self._send("POST", f"/orders/{number}/hold", {"reason": reason})

    def release(self, number: str) -> None:
        self._send("DELETE", f"/orders/{number}/hold", None)

    def cancel(self, number: str, reason: str) -> None:
        self._send("POST", f"/orders/{number}/cancellation", {"reason": reason})

    def pay(self, number: str, amount: int, key: str = "") -> None:
        self._once(f"/orders/{number}/payments", {"amount": amount, "method": "card"}, key)

    def refund(
        self, number: str, amount: int, key: str = "", units: Mapping[int, int] | None = None
    ) -> None:
        self._once(f"/orders/{number}/refunds", {"amount": amount, "units": _counted(units)}, key)

    def take_back(
        self, number: str, units: Mapping[int, int], *, restock: bool = True, note: str = ""
    ) -> None:
        body = {"units": _counted(units), "restock": restock, "note": note}
        self._once(f"/orders/{number}/returns", body, "")

    def ship(self, number: str, carrier: str, tracking: str, key: str = "") -> None:
        body = {"carrier": carrier, "tracking": tracking}
        self._once(f"/orders/{number}/shipments", body, key)

    def note(self, number: str, kind: str, text: str, key: str = "") -> None:
        self._once(f"/orders/{number}/notes", {"kind": kind, "text": text}, key)

    def _once(self, place: str, body: object, key: str) -> None:
        self._send("POST", place, body, **{"Idempotency-Key": key or unused_key()})

    def add_line(self, number: str, sku: str, quantity: int, basis: str) -> None:
        line = {"sku": sku, "quantity": quantity, "price_basis": basis}
        self._send("PATCH", f"/orders/{number}", {"add": [line]})

    def link(self, number: str, parent: str, pin: str = "") -> None:
        self._belongs("POST", number, parent, pin)

    def move(self, number: str, parent: str, pin: str = "") -> None:
        self._belongs("PUT", number, parent, pin)

    def _belongs(self, method: str, number: str, parent: str, pin: str) -> None:
        headers = {"Security-Pin": pin} if pin else {}
        body = {"parent": parent, "reason": "One case"}
        self._send(method, f"/orders/{number}/parent", body, **headers)

    def read(self, number: str) -> str:
        found = self._send("GET", f"/orders/{number}", None).json()
        return json.dumps(found, ensure_ascii=False)

    def find(self, text: str) -> str:
        answer = self.client.get("/api/v1/orders", {"q": text}, headers=self.headers)
        return str(answer.content.decode())


class Desk:
    """The desk's forms, posted as a browser without script posts them."""

    def __init__(self, actor: Actor) -> None:
        self.client = Client()
        self.client.force_login(
            Employee.objects.get(pk=actor.employee),
            backend="orderkin.client.signed_in.EmployeeBackend",
        )

    def _post(self, place: str, typed: dict[str, Any]) -> Any:
        answer = self.client.post(place, typed)
        if answer.status_code >= 400 or (answer.status_code == 200 and "created" not in place):
            raise Refused(answer.status_code, answer.content.decode())
        return answer

    def create_related_order(self, number: str, ask: Ask) -> str:
        typed = self._typed(ask)
        answer = self._post(f"/orders/{number}/related-orders/new/", typed)
        return str(answer["Location"].rstrip("/").rsplit("/", 1)[1])

    def _typed(self, ask: Ask) -> dict[str, Any]:
        typed: dict[str, Any] = {
            "customer_service_notes": ask.notes,
            "reason": ask.reason,
            "recipe": ask.recipe,
            "pin": ask.pin,
            "key": ask.key,
            "override": ask.override,
            "preview": ask.preview,
            "take": [
                *(f"l{line}" for line, _quantity, _basis in ask.lines),
                *(_picked(line, sku) for line, sku, _quantity, _basis in ask.products),
            ],
            "kept": [line for line, _sku in ask.kept],
            "kept_quantity": ["1" for _kept in ask.kept],
            "arrived": [sku for _line, sku in ask.kept],
        }
        for answered, sku, quantity, basis in ask.products:
            key = _picked(answered, sku)
            typed |= {f"quantity-{key}": quantity, f"basis-{key}": basis}
        if ask.make_lookalike:
            typed["make_lookalike"] = "on"
        for line, quantity, basis in ask.lines:
            typed |= {f"quantity-l{line}": quantity, f"basis-l{line}": basis}
        return typed

    def preview(self, number: str, ask: Ask) -> str:
        found = re.search(r'name="preview" value="([^"]+)"', self.dry_run(number, ask))
        return found.group(1) if found else ""

    def dry_run(self, number: str, ask: Ask) -> str:
        place = f"/orders/{number}/related-orders/preview/"
        return unescape(self.client.post(place, self._typed(ask)).content.decode())

    def hold(self, number: str, reason: str) -> None:
        self._post(f"/orders/{number}/hold/", {"reason": reason})

    def release(self, number: str) -> None:
        self._post(f"/orders/{number}/release/", {"sure": "yes"})

    def cancel(self, number: str, reason: str) -> None:
        self._post(f"/orders/{number}/cancellation/", {"reason": reason})

    def pay(self, number: str, amount: int, key: str = "") -> None:
        typed = {"amount": f"{amount // 100}.{amount % 100:02d}", "method": "card", "key": key}
        self._post(f"/orders/{number}/payments/new/", typed)

    def refund(
        self, number: str, amount: int, key: str = "", units: Mapping[int, int] | None = None
    ) -> None:
        typed = {"amount": f"{amount // 100}.{amount % 100:02d}", "key": key}
        self._post(f"/orders/{number}/refunds/new/", typed | _per_line(units))

    def take_back(
        self, number: str, units: Mapping[int, int], *, restock: bool = True, note: str = ""
    ) -> None:
        typed = {"note": note, **({"restock": "on"} if restock else {})}
        self._post(f"/orders/{number}/returns/new/", typed | _per_line(units))

    def ship(self, number: str, carrier: str, tracking: str, key: str = "") -> None:
        place = f"/orders/{number}/shipments/new/"
        lines = Order.objects.get(number=number).lines.filter(ships=True, is_kit=False)
        units = {f"line-{line.pk}": line.quantity for line in lines}
        self._post(place, {"carrier": carrier, "tracking": tracking, "key": key, **units})

    def note(self, number: str, kind: str, text: str, key: str = "") -> None:
        self._post(f"/orders/{number}/notes/new/", {"kind": kind, "text": text, "key": key})

    def add_line(self, number: str, sku: str, quantity: int, basis: str) -> None:
        typed = {"product": sku, "quantity": quantity, "price_basis": basis}
        self._post(f"/orders/{number}/lines/", typed)

    def link(self, number: str, parent: str, pin: str = "") -> None:
        typed = {"other": parent, "side": "parent", "kind": "linked", "reason": "One case"}
        self._post(f"/orders/{number}/links/new/", {**typed, "pin": pin})

    def move(self, number: str, parent: str, pin: str = "") -> None:
        typed = {"parent": parent, "reason": "One case", "pin": pin}
        self._post(f"/orders/{number}/parent/move/", typed)

    def read(self, number: str) -> str:
        return str(self.client.get(f"/orders/{number}/").content.decode())

    def find(self, text: str) -> str:
        answer = self.client.get("/orders/", {"q": text}, follow=True)
        return str(answer.content.decode())


def _picked(line: int | None, sku: str) -> str:
    """What the picker calls a product, for a line or for none."""
    return f"l{line}:{sku}" if line else f":{sku}"


def _counted(units: Mapping[int, int] | None) -> list[dict[str, int]]:
    return [{"line": line, "quantity": quantity} for line, quantity in (units or {}).items()]


def _per_line(units: Mapping[int, int] | None) -> dict[str, Any]:
    return {f"line-{line}": quantity for line, quantity in (units or {}).items()}


DOORS: dict[str, type[Api | Desk]] = {"api": Api, "desk": Desk}
