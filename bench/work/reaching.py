"""Figures beside their limits and targets."""

from __future__ import annotations

from bench.client import Tally
from bench.limits.pgbench import Limit
from bench.table import Row


def rate(work: str, tally: Tally, limit: Limit, *, share: float | None, better: str = "") -> Row:
    """Answers per second beside the limit's; `share` of the limit is to be reached."""
    ratio = tally.per_second / limit.per_second
    return Row(
        work=work,
        figure=f"{tally.per_second:,.0f}/s",
        limit=f"{limit.per_second:,.0f}/s",
        ratio=f"{ratio:.1%}",
        target="" if share is None else f"≥ {share:.0%}{better}",
        reached=None if share is None else ratio >= share,
    )


def within(
    work: str, tally: Tally, share: float, milliseconds: float, *, limit: Limit | None = None
) -> Row:
    """The time in which a share of the answers came; it is not to be more than so much.

    Beside it, what the limit took on average: a machine whose database needs four milliseconds
    for the rows alone answers nobody in five.
    """
    took = tally.at(share)
    name = "worst" if share == 1.0 else f"p{share * 100:.0f}"
    return Row(
        work=f"{work}, {name}",
        figure=f"{took:.1f} ms",
        limit=f"{limit.mean:.1f} ms" if limit else "",
        ratio=f"{took / limit.mean:.1f} ×" if limit else "",
        target=f"≤ {milliseconds:.0f} ms",
        reached=took <= milliseconds,
    )


def refusals(work: str, tally: Tally) -> list[Row]:
    """A row that fails when anything was refused: fast refusals are no speed."""
    if not tally.refused:
        return []
    first = tally.refused[0].replace("\r\n", " ")[-200:].replace("|", "¦")
    return [Row(f"{work}, refused", f"{len(tally.refused)}: {first}", target="0", reached=False)]


def growth(work: str, small: Tally, large: Tally, most: float = 1.3) -> Row:
    """How much slower the large database answers (median)."""
    times = large.at(0.5) / small.at(0.5)
    return Row(
        work=work,
        figure=f"{large.at(0.5):.2f} ms",
        limit=f"{small.at(0.5):.2f} ms",
        ratio=f"{times:.2f} ×",
        target=f"≤ {most} ×",
        reached=times <= most,
    )
