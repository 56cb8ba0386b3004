"""Typed text becomes a small tree and the same text again, and nothing typed ever raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.search.help import SENTENCES, operator_help
from orderkin.search.operators import OPERATORS
from orderkin.search.query import Filter, Query, Word, parse, tidy, to_text


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("anna lindqvist", (Word("anna"), Word("lindqvist"))),
        ('"anna lindqvist"', (Word("anna lindqvist"),)),
        ("“anna lindqvist”", (Word("anna lindqvist"),)),
        ("„anna lindqvist“ 12", (Word("anna lindqvist"), Word("12"))),
        ('"anna lind', (Word("anna lind"),)),
        ('"say ""hej"""', (Word('say "hej"'),)),
        ('lamp 5"', (Word("lamp"), Word('5"'))),
        ("status:problem", (Filter("status", ("problem",)),)),
        ("Status:Problem", (Filter("status", ("Problem",)),)),
        ("status:problem,quote", (Filter("status", ("problem", "quote")),)),
        ('status:"on hold",void', (Filter("status", ("on hold", "void")),)),
        ('company:"Lamps, Ltd"', (Filter("company", ("Lamps, Ltd",)),)),
        ("-status:void", (Filter("status", ("void",), negated=True),)),
        ("-anna", (Word("anna", negated=True),)),
        ("-", (Word("-"),)),
        ("- anna", (Word("-"), Word("anna"))),
        ("--anna", (Word("-anna", negated=True),)),
        ("status:", (Filter("status", ()),)),
        ("status:,", (Filter("status", ()),)),
        ("-status:", (Filter("status", (), negated=True),)),
        ("colour:red", (Word("colour:red"),)),
        ("https://example.com", (Word("https://example.com"),)),
        ('"status:void"', (Word("status:void"),)),
        ("total:>1,000", (Filter("total", (">1,000",)),)),
        ("created:2026-01..2026-03", (Filter("created", ("2026-01..2026-03",)),)),
        ("anna anna", (Word("anna"),)),
        ("anna\x00\tbo", (Word("anna"), Word("bo"))),
        ("1001-1", (Word("1001-1"),)),
        ("status:void anna", (Filter("status", ("void",)), Word("anna"))),
    ],
)
def test_typed_text_is_read_as_meant(typed: str, terms: tuple[Word | Filter, ...]) -> None:
    assert parse(typed).terms == terms


@given(st.text(max_size=200))
def test_reading_never_raises_and_what_was_read_can_be_written_and_read_again(typed: str) -> None:
    once = parse(typed)
    assert parse(to_text(once)) == once


_text = st.text(st.sampled_from("anäß5-:,.\"“„”'<>=() 田status"), min_size=1, max_size=12)
_text = _text.map(tidy).filter(bool)
_words = st.builds(Word, _text, st.booleans())
_filters = st.builds(
    Filter,
    st.sampled_from(sorted(OPERATORS)),
    st.lists(_text, max_size=3, unique=True).map(tuple),
    st.booleans(),
).filter(lambda chip: OPERATORS[chip.operator].many or len(chip.values) <= 1)


@given(st.lists(st.one_of(_words, _filters), max_size=6, unique=True))
def test_every_tree_survives_being_written_and_read(terms: list[Word | Filter]) -> None:
    tree = Query(tuple(terms))
    assert parse(to_text(tree)) == tree


def test_a_chip_is_added_once_and_taken_away_again() -> None:
    chip = Filter("status", ("problem",))
    query = parse("anna").plus(chip).plus(chip)
    assert to_text(query) == "anna status:problem"
    assert query.without(chip) == parse("anna")


def test_a_very_long_paste_is_cut_and_still_read() -> None:
    assert len(to_text(parse("x" * 100_000))) == 500


def test_every_operator_has_a_sentence_and_an_example_that_it_reads() -> None:
    assert set(SENTENCES) == set(OPERATORS)
    for row in operator_help():
        assert row.sentence
        assert [term.operator for term in parse(row.example).filters] == [row.name]
