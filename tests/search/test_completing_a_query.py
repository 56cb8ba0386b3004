"""The palette offers operators, then the values that fit, and never loses what was typed before."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from orderkin.search.completion import complete
from orderkin.search.operators import OPERATORS


def choices(operator: str) -> Sequence[str]:
    return {"company": ["Nordlund Home", "Åkerlund Lamps"]}.get(operator, ())


def test_an_empty_box_offers_every_operator() -> None:
    assert [one.operator for one in complete("", choices)] == list(OPERATORS)


def test_a_begun_operator_is_finished_and_the_rest_kept() -> None:
    assert [one.text for one in complete("anna -com", choices)] == ["anna -company:"]


def test_values_are_offered_without_regard_to_accents_best_first() -> None:
    labels = [one.label for one in complete("company:lund", choices)]
    assert labels == ["Nordlund Home", "Åkerlund Lamps"]
    assert [one.text for one in complete("company:ak", choices)] == ['company:"Åkerlund Lamps" ']


def test_after_a_comma_another_value_is_offered() -> None:
    offered = complete("anna has:children,", choices)
    assert [one.text for one in offered] == ["anna has:children,parent "]


@given(st.text(max_size=60))
def test_completing_never_raises(typed: str) -> None:
    assert all(one.text for one in complete(typed, choices))
