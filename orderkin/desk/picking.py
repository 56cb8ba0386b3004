"""The line picker: what a related order of this parent can be made of, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.desk.kit_depth import kit_depths
from orderkin.desk.standing_words import made_good, sent_parts
from orderkin.families.building import can_be_built, kits_from
from orderkin.families.facts import Facts, LineFacts
from orderkin.families.guarding import Standing
from orderkin.families.recipes import Rules
from orderkin.lib.money import show
from orderkin.orders.pricing import part_of
from orderkin.products.kits import ProductFacts
from orderkin.products.queries import facts_by_id, fits_of

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pick:
    """One row. `key` says what it is: l12 a line of the parent, l12:SKU a product for it, :SKU.

    `depth` counts the kits around it; `group` is the heading it begins; `by_recipe` says
    that the recipe took it, not the person. `answers` are the lines that an added product may
    stand for, `answered` the one that was chosen.
    """

    key: str
    sku: str
    name: str
    depth: int
    taken: bool
    quantity: str
    basis: str
    bases: tuple[tuple[str, str], ...]
    price: str
    why: str
    available: int | None
    ships: bool
    said: str
    note: str = ""
    group: str = ""
    by_recipe: bool = False
    list_price: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    answered: str = ""


def picks(
    facts: Facts, *, typed: Typed, taken: Sequence[str], fresh: bool, at: datetime, locale: str
) -> list[Pick]:
    """The rows that the recipe offers, with what was typed into them so far.

    `fresh` says that the recipe was just chosen: its own prices and quantities begin, and the only
    line there is is taken.
    """
    writer = _Writer(facts, {} if fresh else typed, taken, fresh and not taken, locale)
    fitting = _fitting(facts, at)
    rows = list(writer.sold())
    for heading, role in ((_("Spare parts"), "spare_part"), (_("Accessories"), "accessory")):
        there = {row.sku for row in rows}  # a part offered as a component is that component
        fits = (row for row in writer.fitting(fitting, role) if row.sku not in there)
        rows += _headed(heading, fits)
    shown = {row.key for row in rows}
    extra = [key for key in taken if key not in shown and ":" in key]
    products = facts_by_id_of(facts, extra, at)
    known = {p.sku: p for p in products.values()}
    others = [
        writer.added(key, known[sku], products)
        for key in extra
        if (sku := key.partition(":")[2]) in known
    ]
    return [*rows, *_headed(_("Added"), others)]


def _headed(heading: str, rows: Iterable[Pick]) -> list[Pick]:
    return [replace(row, group=heading if n == 0 else "") for n, row in enumerate(rows)]


def facts_by_id_of(facts: Facts, keys: Sequence[str], at: datetime) -> dict[int, ProductFacts]:
    """The products behind picker keys that name a SKU."""
    skus = [key.partition(":")[2] for key in keys]
    return facts_by_id(currency=facts.parent.currency, on=at.date(), skus=skus) if skus else {}


def _fitting(facts: Facts, at: datetime) -> dict[int, list[tuple[str, ProductFacts]]]:
    """Spare parts and accessories by the product they go with, as far as the recipe offers them."""
    if facts.recipe.id is None:
        return {}
    offers = facts.recipe.rules.offers
    roles = [role for role in ("spare_part", "accessory") if _plural(role) in offers]
    bought = [line.product_id for line in facts.lines if line.product_id]
    fits = [fit for fit in fits_of(bought) if fit.role in roles] if roles else []
    known = facts_by_id(
        currency=facts.parent.currency, on=at.date(), ids=[fit.other_id for fit in fits]
    )
    found: dict[int, list[tuple[str, ProductFacts]]] = {}
    for fit in fits:
        found.setdefault(fit.product_id, []).append((fit.role, known[fit.other_id]))
    return found


def _plural(role: str) -> str:
    return {"spare_part": "spare_parts", "accessory": "accessories"}[role]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns facts into rows; knows what was typed and how the reader writes amounts."""

    facts: Facts
    typed: Typed
    taken: Sequence[str]
    takes_sole: bool
    locale: str

    @property
    def rules(self) -> Rules:
        return self.facts.recipe.rules

    def sold(self) -> Iterator[Pick]:
        """The lines of the parent, each kit followed by what is in it."""
        standings = self.facts.standings
        offers = self.rules.offers
        only = len([line for line in self.facts.lines if line.kit_line is None]) == 1
        depths = kit_depths((line.id, line.kit_line) for line in self.facts.lines)
        for line in self.facts.lines:
            depth = depths[line.id]
            if ("components" if depth else "parent_lines") in offers:
                yield self.line(line, standings[line.id], depth=depth, sole=only and not depth)

    def fitting(
        self, found: Mapping[int, list[tuple[str, ProductFacts]]], role: str
    ) -> Iterator[Pick]:
        """Products of a role for what was sold: each once, with the last piece that it fits."""
        standings = self.facts.standings
        fits = {
            product.sku: (line, product)
            for line in self.facts.lines
            for role_of, product in found.get(line.product_id or 0, ())
            if role_of == role
        }
        for sku, (line, product) in fits.items():
            said = sent_parts(standings[line.id], sku)
            note = _("for %(name)s") % {"name": line.name}
            yield self.product(f"l{line.id}:{sku}", product, note=note, said=said)

    def line(self, line: LineFacts, state: Standing, *, depth: int, sole: bool) -> Pick:
        paid = part_of(line.paid, 1, line.quantity) if line.quantity else 0
        bases = [("as_paid", _("As paid %s") % self.money(paid))]
        if line.today is not None:
            bases.insert(0, ("today", _("Today %s") % self.money(line.today)))
            bases.append(("difference", _("Difference to today")))
        return self.row(
            f"l{line.id}",
            (line.sku, line.name),
            bases,
            list_price=line.today if line.today is not None else line.list_price,
            quantity=state.open_units if self.rules.default_quantity == "open" else 1,
            depth=depth,
            taken=sole and self.takes_sole and self.facts.recipe.id is not None,
            available=can_be_built(line, self.facts.lines) if line.is_kit else line.available,
            ships=line.ships or line.is_kit,
            said=made_good(state),
        )

    def added(self, key: str, product: ProductFacts, known: Mapping[int, ProductFacts]) -> Pick:
        """A product that was typed: it may stand for a line, as an upgrade of it does."""
        tops = [line for line in self.facts.lines if line.kit_line is None]
        row = self.product(key, product)
        difference = (("difference", _("Difference to today")),)
        bases = row.bases if product.list_price is None else (*row.bases, *difference)
        sole = str(tops[0].id) if len(tops) == 1 else ""
        basis = self.typed.get(f"basis-{key}") or self.rules.price_basis
        return replace(
            row,
            available=kits_from(product, known) if product.is_kit else product.available,
            bases=bases,
            basis=basis if basis in dict(bases) else row.basis,
            answers=tuple((str(line.id), line.name) for line in tops),
            answered=self.typed.get(f"for-{key}", sole if basis == "difference" else ""),
        )

    def product(
        self,
        key: str,
        product: ProductFacts,
        *,
        note: str = "",
        said: str = "",
    ) -> Pick:
        bases = []
        if product.list_price is not None:
            bases.append(("today", _("Today %s") % self.money(product.list_price)))
        return self.row(
            key,
            (product.sku, product.name),
            bases,
            list_price=product.list_price or 0,
            quantity=1,
            depth=0,
            taken=False,
            available=product.available,
            ships=product.ships or product.is_kit,
            said=said,
            note=note,
        )

    def row(
        self,
        key: str,
        called: tuple[str, str],
        bases: list[tuple[str, str]],
        *,
        list_price: int,
        quantity: int,
        depth: int,
        taken: bool,
        available: int | None,
        ships: bool,
        said: str,
        note: str = "",
    ) -> Pick:
        bases = [
            *bases,
            ("free", _("Free (list %s)") % self.money(list_price)),
            ("custom", _("Custom price…")),
        ]
        offered = {value for value, _label in bases}
        basis = self.typed.get(f"basis-{key}") or self.rules.price_basis
        return Pick(
            key=key,
            sku=called[0],
            name=called[1],
            depth=depth,
            taken=taken or key in self.taken,
            quantity=self.typed.get(f"quantity-{key}") or str(max(1, quantity)),
            basis=basis if basis in offered else bases[0][0],
            bases=tuple(bases),
            price=self.typed.get(f"price-{key}", ""),
            why=self.typed.get(f"why-{key}", ""),
            available=available,
            ships=ships,
            said=said,
            note=note,
            by_recipe=taken,
            list_price=self.money(list_price),
        )

    def money(self, amount: int) -> str:
        return show(amount, self.facts.parent.currency, self.locale)
