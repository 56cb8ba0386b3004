"""Products: list, page, new, edit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.catalogue import ProductForm, typed_from
from orderkin.desk.gates import attempt, go, sheet, signed_in
from orderkin.desk.paging import after_of
from orderkin.families.of_product import lines_of_product, ways_of_product
from orderkin.lib.errors import NotFound
from orderkin.products.actions.save_product import save_product
from orderkin.products.models import Product
from orderkin.products.queries import kits_with, list_products, product_page


@signed_in
def products(request: HttpRequest) -> HttpResponse:
    """Products by SKU, name or barcode."""
    guard(actor(request), "view_orders")
    text = request.GET.get("q", "")
    context = {
        "q": text,
        "page": list_products(text=text, after=after_of(request)),
        "may_edit": actor(request).may("edit_product"),
    }
    return render(request, "desk/products/list.html", context)


@signed_in
def product(request: HttpRequest, sku: str) -> HttpResponse:
    """One product: prices, stock, components, what goes with it, where it went."""
    guard(actor(request), "view_orders")
    one = _product(sku)
    context = {
        "product": one,
        "may_edit": actor(request).may("edit_product"),
        "ways": ways_of_product(one.pk),
        "lines": lines_of_product(one.pk),
        "kits": kits_with(one.pk),
    }
    return render(request, "desk/products/page.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A product made by hand."""
    guard(actor(request), "edit_product")
    form = ProductForm(request.POST or None)
    back = reverse("desk:products")
    return _save(request, form, None, _("New product"), reverse("desk:new_product"), back)


@signed_in
def edit(request: HttpRequest, sku: str) -> HttpResponse:
    """Change a product; orders keep the price they were placed with."""
    guard(actor(request), "edit_product")
    one = _product(sku)
    form = ProductForm(request.POST or None, initial=typed_from(one))
    here, back = (reverse(f"desk:{page}", args=[one.sku]) for page in ("edit_product", "product"))
    return _save(request, form, one.pk, one.sku, here, back)


def _save(
    request: HttpRequest,
    form: ProductForm,
    product_id: int | None,
    title: str,
    here: str,
    back: str,
) -> HttpResponse:
    if form.is_valid():
        version, who = form.cleaned_data["version"], actor(request)
        saved = attempt(
            form,
            lambda: save_product(
                actor=who, product_id=product_id, draft=form.draft(), version=version, at=now()
            ),
        )
        if saved:
            messages.success(request, _("%(sku)s is saved.") % {"sku": saved.sku})
            return go(request, reverse("desk:product", args=[saved.sku]))
    context = {
        "sheet_title": title,
        "sheet_url": here,
        "back_url": back,
        "go_text": _("Save"),
        "draft": f"product-{product_id or 'new'}",
    }
    return sheet(request, "desk/products/edit.html", form, context)


def _product(sku: str) -> Product:
    found = product_page(sku)
    if found is None:
        raise NotFound(_("There is no product with the SKU %(sku)s.") % {"sku": sku})
    return found
