"""The API: its routers, its one way to refuse, and its description."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

import orderkin
from orderkin.api import (
    customers,
    events,
    families,
    keys,
    ledger,
    order_verbs,
    orders,
    problems,
    products,
    related_orders,
    shop,
)
from orderkin.api.actor import Bearer

# An address is looked for in this order.
FEATURES = (
    *(related_orders, orders, families, ledger, order_verbs, keys, events),
    *(products, customers, shop),
)


class Door(NinjaAPI):
    """django-ninja with our problem bodies in its description."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        return self._described(path_prefix or self.get_root_path(path_params or {}))

    @cache  # noqa: B019 - there is one door, and describing all shapes takes a tenth of a second
    def _described(self, prefix: str) -> Any:
        schema = super().get_openapi_schema(path_prefix=prefix)
        schema["components"]["schemas"]["Problem"] = problems.SCHEMA
        refusal = {
            "description": "A refusal: `code` says which, docs/api.md what to do",
            "content": {
                problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for place in schema["paths"].values():
            for operation in place.values():
                operation["responses"]["default"] = refusal
        return schema


api = Door(
    title="Orderkin",
    version=orderkin.__version__,
    description="The order desk whose heart is the related order.",
    urls_namespace="api-1",
    auth=Bearer(),
    docs_url=None,
)
for kind, answer in problems.HANDLERS:
    api.add_exception_handler(kind, answer)
for feature in FEATURES:
    api.add_router("", feature.router)
