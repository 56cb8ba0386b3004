"""May this actor do this now? One question, one table (`rules.RIGHTS`)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orderkin.client.rules import RIGHTS, who_may
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed


def guard(actor: Actor, right: str) -> None:
    """Refuse with NotAllowed unless the actor's role holds `right`; the sentence says who may."""
    if actor.may(right):
        return
    sentence = _("You may not %(label)s. This needs one of these roles: %(roles)s.") % {
        "label": RIGHTS[right].label,
        "roles": who_may(right),
    }
    raise NotAllowed(sentence, code="right_missing", details={"right": right})
