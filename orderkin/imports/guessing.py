"""Columns of an unknown layout, guessed from their names and checked against their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orderkin.imports.amounts import read_amount, read_quantity
from orderkin.imports.dates import read_date
from orderkin.imports.mapping import FIELDS, Mapping
from orderkin.imports.problems import Unreadable
from orderkin.imports.tables import Row, heading, plain

# Names in the order of how surely they mean the field; headings are compared folded.
NAMES: dict[str, tuple[str, ...]] = {
    "number": ("order number", "order no", "order nr", "order id", "orderid", "order", "invoice no",
               "invoice number", "invoiceno", "invoice", "number", "bestellnummer", "bestellnr",
               "auftragsnummer", "numero de commande", "numero de pedido", "ordernummer", "name"),
    "placed_at": ("placed at", "order date", "orderdate", "created at", "date", "purchase date",
                  "sale date", "invoice date", "invoicedate", "created", "bestelldatum", "datum",
                  "date de commande", "fecha"),
    "paid_at": ("paid at", "paid date", "payment date", "date paid"),
    "shipped_at": ("shipped at", "shipped date", "ship date", "shippeddate", "date shipped"),
    "currency": ("currency", "currency code", "wahrung", "devise", "moneda"),
    "sku": ("sku", "stock code", "stockcode", "item code", "product code", "article number",
            "artikelnummer", "product id", "productid", "reference"),
    "name": ("product name", "item name", "title", "product", "description", "item", "produktname",
             "artikel", "bezeichnung", "produit", "producto", "lineitem name"),
    "variant": ("variant", "variation", "option"),
    "quantity": ("quantity", "qty", "menge", "anzahl", "quantite", "cantidad", "units", "pieces"),
    "unit_price": ("unit price", "unitprice", "price", "item price", "einzelpreis", "preis",
                   "prix unitaire", "prix", "precio"),
    "line_total": ("line total", "item total", "amount", "row total", "zeilensumme", "betrag"),
    "line_discount": ("line discount", "item discount"),
    "shipping": ("shipping", "shipping total", "shipping cost", "freight", "postage", "versand",
                 "versandkosten", "livraison", "envio"),
    "tax": ("tax", "taxes", "tax total", "vat", "mwst", "tva", "iva"),
    "discount": ("discount", "discount total", "rabatt", "remise", "descuento"),
    "total": ("total", "order total", "grand total", "gesamt", "gesamtsumme", "montant total"),
    "state": ("status", "order status", "state of order"),
    "payment_state": ("payment status", "financial status"),
    "shipping_state": ("shipping status", "fulfillment status", "fulfilment status"),
    "tracking": ("tracking", "tracking number", "tracking id", "sendungsnummer"),
    "carrier": ("carrier", "shipping provider"),
    "customer_name": ("customer name", "buyer name", "customer", "buyer", "kunde", "client"),
    "customer_email": ("email", "e mail", "customer email", "buyer email"),
    "customer_key": ("customer id", "customerid", "customer number", "kundennummer"),
    "shipping_to_name": ("ship name", "recipient", "shipping name", "recipient name", "ship to"),
    "shipping_to_line1": ("address1", "address 1", "address", "street", "shipping address",
                          "ship address", "strasse", "adresse"),
    "shipping_to_line2": ("address2", "address 2"),
    "shipping_to_city": ("city", "ship city", "shipping city", "town", "ort", "stadt", "ville"),
    "shipping_to_region": ("state", "region", "province", "ship state", "county"),
    "shipping_to_postcode": ("zip", "postcode", "postal code", "zip code", "plz", "code postal"),
    "shipping_to_country": ("country", "ship country", "shipping country", "land", "pays"),
    "shipping_to_phone": ("phone", "telephone", "telefon"),
    "customer_note": ("note", "customer note", "buyer note", "message", "comment"),
}  # fmt: skip


def guess(header: Sequence[str], samples: Sequence[Row]) -> Mapping:
    """The likeliest mapping; fields that nothing fits are left out. Nothing is certain here."""
    taken: set[int] = set()
    columns = []
    for field, names in NAMES.items():
        index = _best(field, names, header, samples, taken)
        if index is not None:
            taken.add(index)
            columns.append((field, header[index]))
    return Mapping(name="columns as guessed", label="", channel="other", columns=tuple(columns),
                   tax_included="detect")  # fmt: skip


def missing(mapping: Mapping) -> list[str]:
    """What a mapping still lacks before orders can come out of it."""
    fields = {field for field, _ in mapping.columns}
    lacking = [field for field in ("number", "placed_at") if field not in fields]
    if not fields & {"unit_price", "line_total", "total"}:
        lacking.append("unit_price")
    return lacking


def _best(
    field: str, names: Sequence[str], header: Sequence[str], samples: Sequence[Row], taken: set[int]
) -> int | None:
    headings = [heading(name) for name in header]
    for name in names:
        for index, column in enumerate(headings):
            fits = column == name and index not in taken and _holds(field, index, samples)
            if fits and not (name == "name" and field == "number" and _of_people(index, samples)):
                return index
    return None


def _of_people(index: int, samples: Sequence[Row]) -> bool:
    """Whether a column called Name holds names, as everywhere, or numbers, as in one channel."""
    cells = [row.cells[index] for row in samples if index < len(row.cells)]
    return sum(1 for cell in cells if any(map(str.isdecimal, cell))) * 2 < len(cells)


def _holds(field: str, index: int, samples: Sequence[Row]) -> bool:
    """Whether most filled cells of the column can be what the field wants.

    A column that is called a count is one: cells that are none are refused, not passed over.
    """
    if FIELDS[field][0] == "quantity":
        return bool(samples)
    reads = _READERS.get(FIELDS[field][0])
    cells = [
        text for row in samples if index < len(row.cells) and (text := plain(row.cells[index]))
    ]
    if reads is None or not cells:
        return reads is None or bool(samples)
    good = sum(1 for cell in cells if _readable(reads, cell))
    return good * 2 >= len(cells)


def _readable(reads: Callable[[str], object], cell: str) -> bool:
    try:
        reads(cell)
    except Unreadable as wrong:
        return wrong.code in {"number_ambiguous", "date_ambiguous"}
    return True


_READERS: dict[str, Callable[[str], object]] = {
    "amount": read_amount,
    "quantity": read_quantity,
    "date": read_date,
}
