"""What the person should know before a related order is made, as sentences (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orderkin.families.facts import Facts
from orderkin.families.guarding import Finding
from orderkin.families.left_the_house import units_left
from orderkin.families.plans import Caution, PlannedLine
from orderkin.orders.lines import parcels


def finding_caution(finding: Finding, *, blocks: bool) -> Caution:
    """What the guard found, as a sentence with the orders to look at."""
    if finding.code == "too_many_parts":
        sentence = f"At most {finding.sold} of {finding.name} go with what was sold;"
        sentence += f" {finding.asked} are asked."
        return Caution(finding.code, sentence, finding.orders, blocks)
    if finding.code == "given_again":
        sentence = f"{finding.done} of {finding.name} was already given free"
        sentence += f" with {', '.join(finding.orders)}."
        return Caution(finding.code, sentence, finding.orders, blocks)
    if not finding.done:
        sentence = f"Only {finding.sold} of {finding.name} were sold; {finding.asked} are asked."
        return Caution(finding.code, sentence, finding.orders, blocks)
    with_ = f" with {', '.join(finding.orders)}" if finding.orders else ""
    sentence = {
        "more_than_sold": (
            f"{finding.done} of {finding.sold} {finding.name} was already sent{with_}."
        ),
        "part_sent_again": (
            f"{finding.done} of {finding.sold} {finding.name} was already sent{with_}."
        ),
        "refunded_and_replaced": (
            f"{finding.done} of {finding.sold} {finding.name} was already refunded."
        ),
    }[finding.code]
    return Caution(finding.code, sentence, finding.orders, blocks)


def stock_cautions(lines: Iterable[PlannedLine]) -> Iterator[Caution]:
    """What the shelf cannot give now, one sentence per product."""
    wanted: dict[str, int] = {}
    shelf: dict[str, int] = {}
    for line in parcels(lines):
        if line.available is not None:
            wanted[line.sku] = wanted.get(line.sku, 0) + line.quantity
            shelf[line.sku] = line.available
    for sku, units in wanted.items():
        if units > shelf[sku]:
            have = max(0, shelf[sku])
            yield Caution("cannot_ship", f"{sku} cannot ship now: {have} available, {units} asked.")


def unshipped_cautions(
    facts: Facts, lines: Iterable[PlannedLine], findings: Iterable[Finding]
) -> Iterator[Caution]:
    """Replacements of units that never left: changing the order itself may be what is meant.

    Lines of which more is said already (`findings`) are left out.
    """
    said = {finding.line for finding in findings}
    asked: dict[int, int] = {}
    for line in lines:
        if line.role == "replaces" and line.answers is not None:
            asked[line.answers] = asked.get(line.answers, 0) + line.quantity
    for sold in facts.lines:
        left = units_left(facts, sold)
        if sold.id not in said and asked.get(sold.id, 0) > left:
            sentence = f"{left} of {sold.quantity} {sold.name} has been shipped;"
            sentence += f" {asked[sold.id]} would be replaced."
            yield Caution("not_shipped", sentence)
