"""Every right and every setting, each declared once; pages, API and docs are made from these."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from orderkin.lib.limits import Limit

Role = Literal["client_admin", "agent", "viewer"]

ROLES: dict[str, Any] = {
    "client_admin": _("Client Admin"),
    "agent": _("Agent"),
    "viewer": _("Viewer"),
}

_ALL: tuple[Role, ...] = ("client_admin", "agent", "viewer")
_DESK: tuple[Role, ...] = ("client_admin", "agent")
_ADMIN: tuple[Role, ...] = ("client_admin",)


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may do; `label` completes "… may"."""

    label: Any
    roles: tuple[Role, ...]


RIGHTS: dict[str, Right] = {
    "view_orders": Right(_("see orders, customers and products"), _ALL),
    "create_order": Right(_("create orders"), _DESK),
    "create_related_order": Right(_("create related orders"), _DESK),
    "undo_related_order": Right(_("undo related orders"), _DESK),
    "link_orders": Right(_("link, unlink and move orders within families"), _DESK),
    "edit_order": Right(_("edit unshipped orders"), _DESK),
    "hold_order": Right(_("set orders on hold"), _DESK),
    "release_hold": Right(_("release holds"), _DESK),
    "cancel_order": Right(_("cancel orders"), _DESK),
    "receive_payment": Right(_("record payments"), _DESK),
    "refund_order": Right(_("record refunds"), _DESK),
    "return_units": Right(_("record returns"), _DESK),
    "ship_order": Right(_("ship orders"), _DESK),
    "add_note": Right(_("add notes"), _DESK),
    "edit_customer": Right(_("edit customers"), _DESK),
    "edit_product": Right(_("edit products and stock"), _DESK),
    "import_orders": Right(_("import files"), _DESK),
    "share_views": Right(_("share saved views of the orders list"), _DESK),
    "set_security_pin": Right(_("set their own Security PIN"), _DESK),
    "make_api_token": Right(_("make API tokens for themselves"), _DESK),
    "override_guard": Right(_("override the double-compensation guard"), _ADMIN),
    "approve_related_order": Right(_("approve related orders of others"), _ADMIN),
    "edit_recipes": Right(_("edit recipes and reason codes"), _ADMIN),
    "change_settings": Right(_("change Client Settings"), _ADMIN),
    "export_everything": Right(_("export everything and bring it back"), _ADMIN),
    "manage_employees": Right(_("invite, change and retire employees"), _ADMIN),
}


def rights_of(role: str) -> frozenset[str]:
    """The rights that come with a role."""
    return frozenset(name for name, right in RIGHTS.items() if role in right.roles)


def who_may(right: str) -> str:
    """The roles that hold a right, for a refusal's next step."""
    return ", ".join(str(ROLES[role]) for role in RIGHTS[right].roles)


Value = bool | int | Limit


def _setting(
    default: bool | int, label: Any, help_text: Any, group: Any, **limits: int | str
) -> Any:
    return field(default=default, metadata={**_about(label, help_text, group), **limits})


def _about(label: Any, help_text: Any, group: Any) -> dict[str, Any]:
    return {"label": label, "help": help_text, "group": group}


@dataclass(frozen=True, slots=True)
class Settings:
    """The client's settings as they stand; each field is one row of the Client Settings page."""

    require_pin_for_related_orders: bool = _setting(
        False,
        _("Require Security PIN To Create Related Order"),
        _(
            "No way in creates a related order, or links or moves one by hand, without the"
            " Security PIN of whoever asks."
        ),
        _("Related orders"),
    )
    lookalike_minutes: int = _setting(
        10,
        _("Show A Look-Alike Related Order For"),
        _("A related order with the same parent and lines made this recently is shown first."),
        _("Related orders"),
        minimum=0,
        maximum=10_080,
        unit="min",
    )
    free_parts_per_unit: int = _setting(
        10,
        _("Free Parts Per Unit Sold"),
        _(
            "More pieces of one spare part than this for each unit sold are a matter for the"
            " guard. What is in a kit is counted by the kit. 0 sets no limit."
        ),
        _("Related orders"),
        minimum=0,
        maximum=100_000,
    )
    plain_guard_blocks: bool = _setting(
        True,
        _("Without A Recipe, Block What Was Made Good Already"),
        _("A unit is not replaced twice when no recipe is chosen. Off, the desk only warns."),
        _("Related orders without a recipe"),
    )
    plain_reason_for_free: bool = _setting(
        False,
        _("Without A Recipe, Require A Reason For Free Lines"),
        _("An empty related order and lines with a price need none."),
        _("Related orders without a recipe"),
    )
    plain_pin_above: Limit = field(
        default_factory=dict,
        metadata=_about(
            _("Free List Value Without A Recipe Before A Security PIN"),
            _(
                "An amount for each currency: 100.00 EUR, 120 USD, 15000 JPY. In a currency that is"
                " not among them any free value asks. Empty asks for none."
            ),
            _("Related orders without a recipe"),
        ),
    )
    customer_cap_orders: int = _setting(
        0,
        _("Free Related Orders Per Customer Before A Warning"),
        _("Counted over the days below. 0 never warns."),
        _("Caps per customer"),
        minimum=0,
        maximum=10_000,
    )
    customer_cap_value: Limit = field(
        default_factory=dict,
        metadata=_about(
            _("Free List Value Per Customer Before A Warning"),
            _(
                "Over the days below, an amount for each currency: 100.00 EUR, 120 USD, 15000 JPY."
                " Each is counted by itself. In a currency that is not among them any free value"
                " warns. Empty never warns."
            ),
            _("Caps per customer"),
        ),
    )
    customer_cap_days: int = _setting(
        90,
        _("Days The Caps Look Back"),
        _("How far back related orders and free value of a customer are counted."),
        _("Caps per customer"),
        minimum=1,
        maximum=3650,
        unit="d",
    )
    customer_cap_needs_approval: bool = _setting(
        False,
        _("Above A Cap, Ask For Approval"),
        _("Above a cap a second person must approve with their own Security PIN."),
        _("Caps per customer"),
    )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One row of the Client Settings page."""

    key: str
    label: Any
    help: Any
    group: Any
    default: Value
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""

    @property
    def is_switch(self) -> bool:
        return isinstance(self.default, bool)

    @property
    def is_money(self) -> bool:
        """Kept as minor units of each currency; people type and read it as money."""
        return isinstance(self.default, dict)


SETTINGS: dict[str, SettingRow] = {
    f.name: SettingRow(key=f.name, default={} if f.default is MISSING else f.default, **f.metadata)
    for f in fields(Settings)
}
