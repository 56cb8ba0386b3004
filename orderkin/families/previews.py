"""Dry run: the plan as a person or program sees it, and the token that commits exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orderkin.client.guarding import guard
from orderkin.families import reading, wishes
from orderkin.families.facts import Facts
from orderkin.families.fingerprints import fingerprint, grounds
from orderkin.families.planning import make_plan, missing_reason
from orderkin.families.plans import Plan
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid

_SALT = "related-order-preview"


# What a fingerprint's names are called in a sentence.
_WORDS: dict[str, object] = {
    "order": gettext_lazy("the order"),
    "lines": gettext_lazy("its lines"),
    "prices": gettext_lazy("prices"),
    "stock": gettext_lazy("stock"),
    "family": gettext_lazy("the related orders"),
    "customer": gettext_lazy("what the customer was given free"),
    "recipe": gettext_lazy("the recipe"),
    "settings": gettext_lazy("Client Settings"),
    "request": gettext_lazy("what is asked for"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What create would write now, and a token to write exactly that."""

    plan: Plan
    facts: Facts
    token: str

    @property
    def missing_reason(self) -> str:
        """Why a reason is needed that was not said; empty when none is."""
        return missing_reason(self.facts, self.plan.sums.given_free)

    def seen(self, before: Facts) -> str:
        """A token for somebody who goes on typing: it holds what they see, not what they ask for.

        `before` are facts that were read earlier for the same page; what changed between counts.
        """
        seen = {**grounds(self.facts), **grounds(before)}
        return signing.dumps({"seen": seen}, salt=_SALT, compress=True)


def preview_related_order(
    *, actor: Actor, number: str, wish: Wish, at: datetime, reason_may_wait: bool = False
) -> Preview:
    """The exact result of a wish without writing anything; refuses what create would refuse.

    While somebody still types, a reason may wait: `Preview.missing_reason` says so then. Decisions
    for a person (look-alike, guard, PIN, approval) are in the plan, not refused.
    """
    guard(actor, "create_related_order")
    asked = wishes.checked(wish)
    facts = reading.read_facts(number=number, wish=asked, at=at, lock=False, with_notes=True)
    plan = make_plan(facts, asked, actor, at, reason_may_wait=reason_may_wait)
    return Preview(plan, facts, signing.dumps(fingerprint(facts, asked), salt=_SALT))


def check_token(token: str, facts: Facts, wish: Wish) -> None:
    """Refuse with Conflict naming everything that changed since the dry run."""
    try:
        before = signing.loads(token, salt=_SALT, max_age=24 * 3600)
    except signing.BadSignature as wrong:
        sentence = _("This preview is not valid any more. Look at a new one.")
        raise Invalid(sentence, code="preview_invalid", field="preview") from wrong
    if "seen" in before:
        now = grounds(facts)
        found = [name for name, digest in before["seen"].items() if now.get(name, digest) != digest]
    else:
        found = [
            name for name, digest in fingerprint(facts, wish).items() if before.get(name) != digest
        ]
    changed = list(dict.fromkeys(name.partition(":")[0] for name in found))
    if changed:
        sentence = _("Changed since the preview: %(what)s. Look at it again.")
        words = {"what": ", ".join(str(_WORDS[name]) for name in changed)}
        details = {"changed": changed}
        raise Conflict(sentence % words, code="preview_outdated", details=details)
