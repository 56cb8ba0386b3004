"""Who carries a demo parcel, and what its tracking number looks like."""

from typing import Final

from orderkin.demo.drawing import Draw

_BY_COUNTRY: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "SE": (("PostNord", "PN########SE"), ("DHL Freight", "DF#########")),
    "DK": (("PostNord", "PN########DK"), ("GLS", "GL##########")),
    "DE": (("DHL", "JD01########"), ("Hermes", "H100########"), ("DPD", "DP############")),
    "FR": (("Colissimo", "6A###########"), ("DPD", "DP############")),
    "GB": (("Royal Mail", "RM#########GB"), ("Evri", "EV##############")),
    "US": (("UPS", "1ZDEMO##########"), ("FedEx", "FX############")),
    "JP": (("Yamato", "YT-####-####-####"), ("Sagawa", "SG##########")),
    "AE": (("Aramex", "AX##########"),),
}
_ELSEWHERE: Final = (("DHL", "JD01########"), ("UPS", "1ZDEMO##########"), ("GLS", "GL##########"))


def label(draw: Draw, country: str) -> tuple[str, str]:
    """A carrier that delivers there, and a tracking number of its kind."""
    carrier, pattern = draw.random.choice(_BY_COUNTRY.get(country, _ELSEWHERE))
    return carrier, "".join(draw.digits(1) if sign == "#" else sign for sign in pattern)
