"""Why people of the demo shop come back: what went wrong or what more they want, told in notes."""

from dataclasses import dataclass
from typing import Final, Literal

Picks = Literal["same_unit", "every_line", "part", "accessory", "component", "swap", "gift"]


@dataclass(frozen=True, slots=True)
class Story:
    """A case: its kind and reason, which lines answer it, and what the agent writes."""

    kind: str
    reason: str
    role: str
    picks: Picks
    charged: bool
    notes: tuple[str, ...]


_WRONG: Final = Story("wrong_item_kept", "wrong_item", "replaces", "same_unit", False, (
    "Picked from the wrong bay: {kept} arrived. Customer keeps it, {name} goes out free.",
    "Wrong carton in the parcel: {kept}. Not worth the freight back; sending {name}.",
    "Photo shows {kept}. Our label, our mistake. It stays there as a present.",
))  # fmt: skip
_PART: Final = Story("parts", "missing", "parts", "part", False, (
    "{name} was not in the carton. Counted the bags with the customer on the phone.",
    "Everything stands but the last step: {name} is missing. Sent free, letter post.",
    "Second carton was open at one corner, {name} must have fallen out.",
))  # fmt: skip
_BROKEN_PART: Final = Story("parts", "defective", "parts", "part", False, (
    "{name} broke while tightening. Known weak lot, sent a new one.",
    "Works only now and then; swapping {name} should cure it.",
))  # fmt: skip
_LOST_MANUAL: Final = Story("parts", "customer_choice", "parts", "part", True, (
    "Moved house and lost a few pieces. Happy to pay for {name}.",
    "Bought two years ago second hand, needs {name}. Charged as listed.",
))  # fmt: skip
_ADD_ON: Final = Story("add_on", "customer_choice", "adds", "accessory", True, (
    "Delighted with the order and wants {name} as well.",
    "Forgot {name} at check-out. Same address, same card.",
    "Read about {name} in the manual. Charged as listed.",
))  # fmt: skip
_ONE_MORE: Final = Story("bundle_component", "customer_choice", "adds", "component", True, (
    "Wants {name} once more, like those in the set.",
    "The set is one short for their wall. One more of {name}.",
))  # fmt: skip
_UPGRADE: Final = Story("upgrade", "customer_choice", "adds", "swap", True, (
    "Chose too small. Takes {name} and pays the difference, brings the other one back.",
    "Measured again: wants {name}. Difference charged, return label sent.",
))  # fmt: skip
_DAMAGED: Final = Story("replacement", "damaged", "replaces", "same_unit", False, (
    "Carton crushed, {name} cracked along one side. Photos are in the mail.",
    "Driver noted the damage on arrival. Sending {name} again today.",
    "Dented on the way, {name} cannot be used. Nobody wants the old one back.",
))  # fmt: skip
_DEFECTIVE: Final = Story("replacement", "defective", "replaces", "same_unit", False, (
    "Faulty out of the box, we tried two things on the phone. Replacing {name}.",
    "Same weak lot as last month. Sent {name} again.",
))  # fmt: skip
_LOST: Final = Story("reship", "lost", "replaces", "every_line", False, (
    "Not seen since the hub, search order closed without a find. Sending all of it again.",
    "Carrier confirms the loss. Same goods again, claim filed.",
))  # fmt: skip
_GOODWILL: Final = Story("goodwill", "goodwill", "adds", "gift", False, (
    "Third call about the same delay; {name} goes out as an apology, well received.",
    "Waited five weeks without a harsh word. A little thank-you goes out: {name}.",
))  # fmt: skip

FIRST_STORIES: Final = (
    (_PART, 20), (_DAMAGED, 16), (_WRONG, 40), (_ADD_ON, 13), (_ONE_MORE, 9), (_BROKEN_PART, 7),
    (_DEFECTIVE, 6), (_LOST, 5), (_UPGRADE, 18), (_LOST_MANUAL, 3), (_GOODWILL, 2),
)  # fmt: skip
LATER_STORIES: Final = ((_PART, 4), (_ADD_ON, 4), (_GOODWILL, 1))
FALLBACK: Final = _GOODWILL

# What is taken for what in the warehouse, and what people change to.
MIX_UPS: Final = {
    "ALM-BRD-80-OAK": "ALM-BRD-80-WHT",
    "ALM-CHR-KON-BK": "ALM-CHR-KON-GY",
    "ALM-CHR-KON-GY": "ALM-CHR-KON-BK",
    "ALM-KIT-SHF-4": "ALM-KIT-SHF-4W",
    "ALM-KIT-SHF-4W": "ALM-KIT-SHF-4",
    "WIC-ARC-BK": "WIC-ARC-WH",
    "WIC-ARC-WH": "WIC-ARC-BK",
    "WIC-TSK-BK": "WIC-TSK-GN",
    "WIC-TSK-GN": "WIC-TSK-BK",
    "WIC-ACC-E27": "WIC-ACC-E14",
    "WIC-ACC-E14": "WIC-ACC-E27",
}
UPGRADES: Final = {
    "ALM-BRD-80-OAK": "ALM-BRD-120-OAK",
    "ALM-KIT-DSK-140": "ALM-KIT-DSK-LIFT",
    "ALM-KIT-SHF-4": "ALM-KIT-SHF-5",
    "ALM-KIT-SHF-4W": "ALM-KIT-SHF-5",
    "ALM-UPR-180": "ALM-UPR-220",
    "WIC-PND-30": "WIC-PND-45",
    "WIC-TBL-CER": "WIC-FLR-TRI",
    "WIC-TSK-BK": "WIC-ARC-BK",
}
GIFTS: Final = {"almgrove": "ALM-ACC-FELT", "wickenlight": "WIC-ACC-E27"}
