"""What a limit does, step by step, in SQL that both databases take.

`:n` is an order drawn by chance, `:key` a new number; a step's `keep` makes the columns of its
(last) row known to the steps after it, as `:<keep>_<column>`. `{digest}`, `{session}` and `{agent}`
are what the measured clients sign in with.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.names import AGENT


@dataclass(frozen=True, slots=True)
class Step:
    """One statement; `locks` is what PostgreSQL must say more, SQLite's writers wait anyway."""

    sql: str
    keep: str = ""
    locks: str = ""


_NUMBER = "CAST(:n + 100000 AS TEXT)"
_CHILD = "CAST(:intent_id + 100000 AS TEXT)"
_FACTS = (
    '{"sentence": "related_order_created", "number": "1100001", "email": "agent@bench.example",'
    ' "at": "2026-07-01T09:30:00.123456+00:00", "parent": "1000001"}'
)
_TOLD = (
    '{"number": "1100001", "parent": "1000001", "kind": "related", "recipe": "",'
    ' "reason": "defective", "total": 0, "given_free": 12990, "currency": "EUR",'
    ' "by": "agent@bench.example"}'
)
_LINE_MAP = (
    '[{"child_line": 2200001, "parent_line": 2000001, "quantity": 1, "role": "replaces",'
    ' "sku": "OA-LAM-0001"}]'
)
_SENTENCE = f"Related order 1100001 created by {AGENT} on 2026-07-01 09:30 UTC"


def _note(order: str, kind: str, text: str, system: str, facts: str) -> str:
    return (
        f"({order}, '{kind}', '{text}', FALSE, {system}, '{facts}', '{{}}', :token_id, '{AGENT}',"
        " CURRENT_TIMESTAMP)"
    )


def _event(order: str, kind: str, data: str) -> str:
    return (
        f"(CURRENT_TIMESTAMP, '{kind}', 'order', {order}, (SELECT COALESCE(MAX(sequence), 0) + 1"
        f" FROM activity_event WHERE subject_kind = 'order' AND subject_id = {order}), :token_id,"
        f" '{AGENT}', 'api', '{data}')"
    )


CREATE = (
    Step(
        "SELECT e.id, e.email, e.name, e.role, e.zone FROM client_apitoken t"
        " JOIN client_employee e ON e.id = t.employee_id"
        " WHERE t.digest = '{digest}' AND t.revoked_at IS NULL AND e.is_active",
        keep="token",
    ),
    Step("BEGIN"),
    Step(
        "INSERT INTO orders_intent (key, body_digest, employee_id, at) VALUES"
        " ('1-limit-' || :key, '{digest}', :token_id, CURRENT_TIMESTAMP)"
        " ON CONFLICT (key) DO NOTHING RETURNING id",
        keep="intent",
    ),
    Step(
        "SELECT o.*, r.root_id FROM orders_order o"
        f" LEFT JOIN families_relation r ON r.child_id = o.id WHERE o.number = {_NUMBER}",
        keep="parent",
        locks=" FOR UPDATE OF o",
    ),
    Step('SELECT "values" FROM client_clientsettings WHERE id = 1'),
    Step("SELECT id, code, label, role FROM families_kind WHERE code = 'related'", keep="kind"),
    Step(
        "SELECT id, code, label, fault FROM families_reasoncode WHERE code = 'defective'",
        keep="reason",
    ),
    Step("SELECT * FROM families_relation WHERE root_id = :n"),
    Step(
        "SELECT l.id, l.product_id, l.sku, l.name, l.list_price, l.cost, pr.amount, s.on_hand,"
        " p.name AS product FROM orders_orderline l"
        " LEFT JOIN products_product p ON p.id = l.product_id"
        " LEFT JOIN products_productprice pr"
        " ON pr.product_id = l.product_id AND pr.currency = :parent_currency"
        " LEFT JOIN products_stock s ON s.product_id = l.product_id WHERE l.order_id = :n",
        keep="line",
    ),
    Step(
        "INSERT INTO orders_order (number, channel_id, company_id, channel_number, customer_id,"
        " customer_name, customer_email, customer_phone, billing_address, shipping_address,"
        " currency, prices_include_tax, status, payment_status, shipping_status, subtotal,"
        " discount, shipping_charge, shipping_tax_rate, tax, total, paid, refunded, authorized,"
        " given_free, keeps_stock, placed_at, created_at, created_by_id, version)"
        f" VALUES ({_CHILD}, :parent_channel_id, :parent_company_id, '', :parent_customer_id,"
        " :parent_customer_name, :parent_customer_email, :parent_customer_phone,"
        " :parent_billing_address, :parent_shipping_address, :parent_currency, FALSE,"
        " 'in_process', 'charged', 'unshipped', 0, 0, 0, 0, 0, 0, 0, 0, 0, :line_list_price, TRUE,"
        " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, :token_id, 1) RETURNING id",
        keep="child",
    ),
    Step(
        "INSERT INTO orders_orderline (order_id, position, product_id, sku, name, quantity,"
        " list_price, unit_price, price_basis, price_reason, discount, tax_rate, tax, total, share,"
        " cost, is_kit, ships, shipped, returned, refunded) VALUES (:child_id, 1, :line_product_id,"
        " :line_sku, :line_name, 1, :line_list_price, 0, 'free', '', 0, 1900, 0, 0, 0, :line_cost,"
        " FALSE, TRUE, 0, 0, 0) RETURNING id",
        keep="made",
    ),
    Step("UPDATE products_stock SET committed = committed + 1 WHERE product_id = :line_product_id"),
    Step(
        "INSERT INTO families_relation (child_id, parent_id, root_id, kind_id, reason_id, line_map,"
        " signature, kept_units, override, origin, actor_id, actor_email, approver_email,"
        f" created_at) VALUES (:child_id, :n, :n, :kind_id, :reason_id, '{_LINE_MAP}',"
        f" 'limit*1@' || :key, '[]', '{{}}', 'created', :token_id, '{AGENT}', '',"
        " CURRENT_TIMESTAMP)"
    ),
    Step(
        "INSERT INTO notes_note (order_id, kind, text, is_private, is_system, facts, quoted_from,"
        " author_id, author_email, at) VALUES "
        + ", ".join(
            (
                _note(":child_id", "general", _SENTENCE, "TRUE", _FACTS),
                _note(":n", "general", _SENTENCE, "TRUE", _FACTS),
                _note(":child_id", "customer_service", "Arrived broken.", "FALSE", "{}"),
            )
        )
    ),
    Step(
        "INSERT INTO activity_event (at, kind, subject_kind, subject_id, sequence, actor_id,"
        " actor_email, door, data) VALUES "
        + _event(":n", "order.child_created", _TOLD)
        + ", "
        + _event(":child_id", "order.created_as_related", _TOLD)
    ),
    Step(
        "INSERT INTO search_document (place, order_id, text, notes) VALUES"
        " (3800000000000000000 + :child_id, :child_id, lower(:intent_id || :parent_customer_name"
        " || :parent_customer_email || :parent_customer_phone || :parent_shipping_address"
        " || :line_sku), 'arrived broken.')"
    ),
    Step("COMMIT"),
)

PAGE = (
    Step("SELECT * FROM django_session WHERE session_key = '{session}'"),
    Step("SELECT * FROM client_employee WHERE id = {agent}"),
    Step(
        "SELECT o.*, ch.name AS channel, co.name AS company, r.root_id FROM orders_order o"
        " JOIN client_channel ch ON ch.id = o.channel_id"
        " JOIN client_company co ON co.id = o.company_id"
        " LEFT JOIN orders_hold h ON h.order_id = o.id AND h.released_at IS NULL"
        " LEFT JOIN families_relation r ON r.child_id = o.id"
        f" WHERE o.number = {_NUMBER}"
    ),
    Step(
        "SELECT COUNT(*) FROM (SELECT 1 FROM orders_order WHERE customer_id ="
        " (SELECT customer_id FROM orders_order WHERE id = :n) LIMIT 100) c"
    ),
    Step(
        "SELECT o.*, r.* FROM orders_order o LEFT JOIN families_relation r ON r.child_id = o.id"
        " WHERE o.id IN (SELECT CAST(:n AS BIGINT)"
        " UNION ALL SELECT child_id FROM families_relation WHERE root_id = :n)"
    ),
    Step("SELECT * FROM orders_orderline WHERE order_id = :n ORDER BY position"),
    Step("SELECT * FROM notes_note WHERE order_id = :n ORDER BY at DESC, id DESC"),
    Step("SELECT * FROM orders_payment WHERE order_id = :n"),
    Step("SELECT * FROM orders_shipment WHERE order_id = :n"),
    Step(
        "SELECT * FROM activity_event WHERE subject_kind = 'order' AND subject_id = :n"
        " ORDER BY sequence DESC LIMIT 200"
    ),
)
