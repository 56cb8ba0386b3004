"""What can be done to many orders at once: one table for the desk, the job and the rights."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class BulkVerb:
    """One verb: the right it needs, and what it must be told beside the order.

    One that does not `change` orders only gathers them: an export, a stack of paper.
    """

    slug: str
    text: str | Promise
    icon: str
    right: str
    changes: bool
    told: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


VERBS = {
    verb.slug: verb
    for verb in (
        BulkVerb("hold", _("Set On Hold"), "hand-stop", "hold_order", True,
                 ("reason", "release_when"), ("reason",)),
        BulkVerb("release", _("Release Hold"), "player-play", "release_hold", True),
        BulkVerb("cancel", _("Cancel"), "ban", "cancel_order", True, ("reason",), ("reason",)),
        BulkVerb("note", _("Add Note"), "note", "add_note", True,
                 ("kind", "text", "is_private"), ("kind", "text")),
        BulkVerb("print", _("Print"), "printer", "view_orders", False, ("paper",)),
        BulkVerb("export", _("Export CSV"), "download", "view_orders", False),
    )
}  # fmt: skip
