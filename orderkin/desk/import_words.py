"""What buttons and notices of an import say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orderkin.imports.trials import Trial


def trial_does(trial: Trial) -> str:
    """What beginning the import would do: the button after a dry run says it."""
    new = ngettext("Import %(n)s order", "Import %(n)s orders", trial.new) % {"n": trial.new}
    if not trial.changed:
        return new if trial.new else _("Import all the same")
    if not trial.new:
        text = ngettext("Take over %(n)s change", "Take over %(n)s changes", trial.changed)
        return text % {"n": trial.changed}
    text = ngettext("%(new)s and %(n)s change", "%(new)s and %(n)s changes", trial.changed)
    return text % {"new": new, "n": trial.changed}


def taken_out(count: int) -> str:
    """What an undo has done so far."""
    text = ngettext("%(n)s order is taken out.", "%(n)s orders are taken out.", count)
    return text % {"n": count}


def left_to_undo(count: int) -> str:
    """What an undo that ran out of time has still to do."""
    text = ngettext(
        "%(n)s order is left: press Undo import again.",
        "%(n)s orders are left: press Undo import again.",
        count,
    )
    return text % {"n": count}
