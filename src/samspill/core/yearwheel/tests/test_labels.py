"""Words beside the wheel: inside, apart, in order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.yearwheel.labels import Columns, Label, Wanted, place, shortened, spread, width_of

COLUMNS = Columns(rim=366, inner=392, width=224, top=-371, bottom=371, row=19, size=13, shift=95)
words = st.sampled_from(["Møte", "Dialogkonferanse for alle skoler", "W" * 60, "…", "五月", "i" * 90, "Årshjul 2026"])
wanted = st.lists(st.tuples(st.integers(0, 3599), st.integers(0, 5), words), max_size=70).map(
    lambda rows: [Wanted(f"e{at}", text, angle / 10, 200, weight) for at, (angle, weight, text) in enumerate(rows)]
)


def side(labels: tuple[Label, ...], *, right: bool) -> list[Label]:
    return sorted((one for one in labels if one.right == right), key=lambda one: one.y)


@settings(max_examples=40, deadline=None)
@given(wanted)
def test_labels_are_inside_apart_and_in_the_order_of_the_circle(given_words: list[Wanted]) -> None:
    angles = {one.id: one.angle for one in given_words}

    labels = place(given_words, COLUMNS, most=90)

    for right in (True, False):
        column = side(labels, right=right)
        assert all(COLUMNS.top - 1e-6 <= one.y <= COLUMNS.bottom + 1e-6 for one in column)
        assert all(other.y - one.y >= COLUMNS.row - 1e-6 for one, other in pairwise(column))
        heights = [-abs(angles[one.id] - (0 if right else 360)) for one in column]
        assert heights == sorted(heights, reverse=True)
    assert all(width_of(one.text, COLUMNS.size) <= COLUMNS.width for one in labels)


@settings(max_examples=40, deadline=None)
@given(wanted)
def test_the_weightiest_word_always_finds_room(given_words: list[Wanted]) -> None:
    labels = place(given_words, COLUMNS, most=90)

    best = sorted(given_words, key=lambda one: (-one.weight, one.angle, one.id))[:1]
    assert {one.id for one in best if shortened(one.text, COLUMNS.width, COLUMNS.size)} <= {one.id for one in labels}


@given(st.lists(st.floats(-400, 400), max_size=39).map(sorted))
def test_rows_stay_where_they_wish_when_they_can(wishes: list[float]) -> None:
    rows = spread(wishes, COLUMNS)

    assert all(after - before >= COLUMNS.row - 1e-6 for before, after in pairwise(rows))
    free = all(after - before >= COLUMNS.row for before, after in pairwise(wishes))
    inside = all(COLUMNS.top <= one <= COLUMNS.bottom for one in wishes)
    assert not (free and inside) or all(abs(now - wish) < 1e-6 for now, wish in zip(rows, wishes, strict=True))


def test_a_long_word_is_cut_with_a_mark() -> None:
    assert shortened("Dialogkonferanse for alle skoler i kommunen", 164, 13).endswith("…")
    assert shortened("Kort", 164, 13) == "Kort"
    assert shortened("Lang", 3, 13) == ""
