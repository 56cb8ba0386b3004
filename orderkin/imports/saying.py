"""Sentences for what was found in a file, in the reader's language: the cause and the next step."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orderkin.imports.mapping_files import NotAMapping
from orderkin.imports.problems import ImportProblem

SENTENCES = {
    "made": gettext_lazy("Imported."),
    "already": gettext_lazy("Here already; nothing was changed."),
    "another_order": gettext_lazy(
        "The channel has another order %(number)s, of another day or currency. "
        "If this file is from another shop, name that shop's channel and import again."
    ),
    "changed": gettext_lazy("Here already; what the channel changed was taken over: %(what)s."),
    "made_good_twice": gettext_lazy(
        "The channel refunded what was already made good with %(orders)s. Look at the family."
    ),
    "added": gettext_lazy("Added to order %(order)s: %(what)s."),
    "header": gettext_lazy("The column names."),
    "blank_line": gettext_lazy("An empty line."),
    "repeated_header": gettext_lazy("The column names again."),
    "description_row": gettext_lazy("A description of the columns, no order."),
    "footer": gettext_lazy("A footer, no order."),
    "not_an_order": gettext_lazy("This is no order."),
    "order_not_in_set": gettext_lazy(
        "No order %(text)s is in this set. Add it to the file of the orders and import again."
    ),
    "not_needed": gettext_lazy("No order of this set refers to this line."),
    "file_not_used": gettext_lazy("The mapping reads nothing of this file."),
    "number_missing": gettext_lazy("This row has no order number. Add it and import again."),
    "empty_file": gettext_lazy("The file is empty. Export it again."),
    "not_a_table": gettext_lazy(
        "This is a %(kind)s file, not a table of orders. Export the orders as CSV, XLSX or JSON."
    ),
    "archive_too_full": gettext_lazy(
        "This archive holds too many files: it was not opened. Give the tables alone."
    ),
    "sheet_too_large": gettext_lazy(
        "A sheet reaches to row %(rows)s and column %(columns)s. Delete the cells far out, or save "
        "the orders as CSV."
    ),
    "not_json": gettext_lazy(
        "Line %(line)s is not valid JSON; the file may be cut off. Export it again."
    ),
    "not_orders": gettext_lazy(
        "This JSON holds no orders (it has: %(names)s). Export the orders themselves."
    ),
    "object_too_large": gettext_lazy("The object that begins on line %(line)s is too large."),
    "nul_character": gettext_lazy(
        "Line %(line)s holds a NUL character: this is not a text file, or it is damaged."
    ),
    "encoding_unknown": gettext_lazy(
        "The characters on line %(line)s are in an encoding that cannot be told apart. "
        "Save the file as UTF-8, or name its encoding."
    ),
    "encoding_wrong": gettext_lazy(
        "Line %(line)s cannot be read as %(encoding)s. Save the file as UTF-8."
    ),
    "encoding_guessed": gettext_lazy(
        "Not UTF-8 from line %(line)s on: read as %(encoding)s. Check names with accents."
    ),
    "line_too_long": gettext_lazy("Line %(line)s is longer than %(limit)s characters."),
    "cell_too_long": gettext_lazy(
        "The cell that begins on line %(line)s is longer than %(limit)s characters; "
        "perhaps a quotation mark is never closed."
    ),
    "too_many_columns": gettext_lazy("The table has more than %(limit)s columns."),
    "zip_bomb": gettext_lazy(
        "This archive unpacks to %(unpacked)s bytes from %(packed)s: it was not opened."
    ),
    "file_locked": gettext_lazy("The workbook is locked with a password. Save it without one."),
    "no_rows": gettext_lazy("The file has column names and no rows below them. Export it again."),
    "layout_unknown": gettext_lazy(
        "No columns of orders were recognised (missing: %(missing)s). The file has: %(columns)s."
    ),
    "file_missing": gettext_lazy("The set lacks a file with the columns %(columns)s."),
    "set_unknown": gettext_lazy(
        "No saved mapping says how these %(files)s files belong together. Save one first."
    ),
    "column_missing": gettext_lazy("The column %(column)s is missing."),
    "columns_unknown": gettext_lazy(
        "The saved mapping %(mapping)s does not know the columns %(columns)s of this file. Say on "
        'the Imports page what they mean, or give --mapping "%(mapping)s" to leave them out.'
    ),
    "columns_left_out": gettext_lazy("The mapping does not use the columns %(columns)s."),
    "currency_missing": gettext_lazy(
        "The file does not say in which currency its amounts are. Choose one and import again."
    ),
    "currency_unknown": gettext_lazy("There is no currency %(text)s."),
    "zone_unknown": gettext_lazy("There is no time zone %(text)s. Name one like Europe/Berlin."),
    "mapping_too_large": gettext_lazy("The mapping %(file)s is too large to be a mapping."),
    "mapping_not_json": gettext_lazy(
        "The mapping %(file)s is not JSON. docs/importing.md shows how one is written."
    ),
    "mapping_no_object": gettext_lazy(
        "The mapping %(file)s is not one JSON object in braces. docs/importing.md shows one."
    ),
    "mapping_lacks": gettext_lazy(
        "The mapping %(file)s lacks “%(field)s”. docs/importing.md shows what belongs there."
    ),
    "mapping_wrong": gettext_lazy(
        "In the mapping %(file)s, “%(field)s” holds something else than it should. "
        "docs/importing.md shows what belongs there."
    ),
    "mapping_unknown": gettext_lazy(
        "In the mapping %(file)s, “%(field)s” names what there is not: %(text)s."
    ),
    "currency_differs": gettext_lazy("%(text)s is not in %(currency)s like the rest of the order."),
    "currency_assumed": gettext_lazy("No currency here; read as %(currency)s like the others."),
    "date_order_ambiguous": gettext_lazy(
        "Line %(line)s, column %(column)s: day or month first? The file does not settle it. "
        "Choose one and import again."
    ),
    "date_ambiguous": gettext_lazy("%(text)s: day or month first?"),
    "date_missing": gettext_lazy("The order has no date."),
    "not_a_date": gettext_lazy("%(text)s is not a date."),
    "zone_assumed": gettext_lazy("Times without a zone were read as %(zone)s."),
    "not_an_amount": gettext_lazy("%(text)s is not an amount."),
    "amount_too_large": gettext_lazy("%(text)s is more than any order is worth."),
    "amount_rounded": gettext_lazy("%(text)s was rounded to the smallest coin."),
    "number_ambiguous": gettext_lazy(
        "%(text)s can be thousands or decimals. Choose the decimal mark and import again."
    ),
    "quantity_missing": gettext_lazy("The quantity is missing."),
    "not_a_quantity": gettext_lazy("%(text)s is not a quantity."),
    "quantity_zero": gettext_lazy("The quantity is 0 though the line was not canceled."),
    "quantity_negative": gettext_lazy(
        "A quantity of %(text)s is a correction, not an order; it names nothing it corrects."
    ),
    "quantity_broken": gettext_lazy("%(text)s pieces became one piece that says so."),
    "id_lost_digits": gettext_lazy(
        "A spreadsheet turned the number into %(text)s and lost digits. Export it again as text."
    ),
    "formula_without_value": gettext_lazy(
        "This cell holds a formula without a value. "
        "Save the workbook in a spreadsheet program first, then import it again."
    ),
    "formulas_without_values": gettext_lazy(
        "The workbook holds formulas without values. "
        "Save it in a spreadsheet program first, then import it again."
    ),
    "dates_differ": gettext_lazy(
        "Rows of this number are of different days (%(text)s): these may be two orders."
    ),
    "dates_reversed": gettext_lazy("It would end on %(text)s, before it begins."),
    "part_differs": gettext_lazy(
        "%(kit)s holds %(n)s of %(part)s already, or until another day. "
        "Change it on the kit's page."
    ),
    "row_too_long": gettext_lazy(
        "The row has more cells than the table has columns (%(columns)s); %(text)s stands beyond. "
        "Put cells with a separator in them in quotation marks."
    ),
    "row_cut_off": gettext_lazy("The row ends before its price."),
    "price_missing": gettext_lazy("No price stands here; the line came in with 0."),
    "total_negative": gettext_lazy("The order comes to less than nothing: %(text)s."),
    "left_alone": gettext_lazy(
        "Here already. The file now says otherwise about %(what)s; that was left as it is here."
    ),
    "text_too_long": gettext_lazy("The text is longer than %(limit)s characters."),
    "line_canceled": gettext_lazy("The line %(text)s was canceled and is not part of the order."),
    "line_total_differs": gettext_lazy("Price times quantity is %(text)s; the line's total stays."),
    "total_differs": gettext_lazy(
        "The parts come to %(parts)s %(currency)s, the file says %(stated)s; "
        "the file's total stays."
    ),
    "prices_missing": gettext_lazy(
        "The file has no prices of lines; only the total of %(stated)s %(currency)s is known."
    ),
    "lines_missing": gettext_lazy(
        "The file has no lines of this order; only its total of %(stated)s %(currency)s is known."
    ),
    "discount_differs": gettext_lazy(
        "The stated discount is %(stated)s %(currency)s, the subtotal shows %(parts)s; "
        "the subtotal stays."
    ),
    "outstanding_contradicts": gettext_lazy("Marked as paid though an amount is outstanding."),
    "sku_missing": gettext_lazy("This product has no SKU."),
    "no_kit": gettext_lazy("This row names no kit."),
    "kit_in_itself": gettext_lazy("The kit %(kit)s would contain itself."),
    "product_missing": gettext_lazy("The catalogue lacks the kit %(kit)s or its part %(part)s."),
    "order_missing": gettext_lazy("The file has items of %(number)s but not the order itself."),
    "order_not_here": gettext_lazy("The order %(number)s it belongs to is not here."),
    "nothing_to_cancel": gettext_lazy(
        "No earlier order of this customer was found that this takes back (%(text)s %(worth)s)."
    ),
    "credit_without_order": gettext_lazy(
        "Credit %(number)s takes back %(text)s (%(worth)s), but no earlier order of customer "
        "%(customer)s here has units of it left. Import that order first, then this file again."
    ),
    "credit_without_its_order": gettext_lazy(
        "Credit %(number)s takes back %(text)s (%(worth)s) of order %(order)s, which is not here "
        "or has no such units left. Import that order first, then this file again."
    ),
    "credit_of_nobody": gettext_lazy(
        "Credit %(number)s takes back %(text)s (%(worth)s) and names neither an order nor a "
        "customer: nothing tells where it belongs. Refund the order at the desk."
    ),
    "taken_back": gettext_lazy("Refunded %(what)s on order %(order)s."),
}


def sentence(problem: ImportProblem) -> str:
    """The sentence for a problem."""
    return say(problem.code, dict(problem.values), line=problem.line, column=problem.column)


def mapping_sentence(wrong: NotAMapping, file: str) -> str:
    """Why the file called `file` is no mapping, and where."""
    return say(wrong.code, {"file": file, "field": wrong.field, "text": wrong.text})


def say(code: str, values: Mapping[str, object], *, line: int = 0, column: str = "") -> str:
    """The sentence for a code; figures it does not get stay visible as a dash."""
    template = SENTENCES.get(code)
    if template is None:
        return _("Something is wrong here (%(code)s).") % {"code": code}
    return str(template) % _Figures({"line": line, "column": column, **values})


class _Figures(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "–"
