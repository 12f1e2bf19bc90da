"""Random conferences, small enough to be judged quickly and odd enough to find what nobody thought of."""

from dataclasses import replace

from hypothesis import strategies as st

from samspill.core.grouping import Attribute, Grouping, Member, Round, Wish

ATTRIBUTES = (Attribute("profession", 3), Attribute("unit", 2))


@st.composite
def members(draw: st.DrawFn, people: int, rounds: int) -> tuple[Member, ...]:
    made = []
    for number in range(1, people + 1):
        unit = draw(st.sampled_from("ABC"))
        levels = (draw(st.sampled_from(["", "teacher", "nurse", "aide"])), unit)
        attends = draw(st.sampled_from([None] * 8 + [frozenset({0})] + [frozenset(range(rounds))]))
        made.append(
            Member(
                number,
                levels,
                attends,
                may_lead=draw(st.integers(0, 2)) > 0,
                may_note=draw(st.integers(0, 5)) > 0,
                is_head=draw(st.integers(0, 7)) == 0,
                unit=unit,
                team=draw(st.sampled_from(["", "x", "y", "z"])),
            )
        )
    return tuple(made)


@st.composite
def groupings(draw: st.DrawFn, fewest: int = 6, most: int = 26) -> Grouping:
    people = draw(st.integers(fewest, most))
    kinds = st.sampled_from(["mixed", "mixed", "cross", "base", "homogeneous"])
    smallest = draw(st.integers(2, 4))
    rounds = tuple(
        Round(kind, None, smallest, draw(st.integers(smallest * 2 - 1, smallest * 2 + 1)), by="profession")
        for kind in draw(st.lists(kinds, min_size=1, max_size=3))
    )
    wish = st.builds(
        Wish,
        st.sampled_from(["together", "apart"]),
        st.lists(st.integers(1, people), min_size=2, max_size=3, unique=True).map(tuple),
        st.sampled_from([None, 0]),
    ) | st.builds(Wish, st.just("pin"), st.tuples(st.integers(1, people)), st.just(0), st.integers(0, 1))
    return Grouping(
        draw(members(people, len(rounds))),
        ATTRIBUTES,
        rounds,
        tuple(draw(st.lists(wish, max_size=5))),
        needs_leader=draw(st.booleans()),
        needs_note_taker=draw(st.booleans()),
    )


@st.composite
def impossible(draw: st.DrawFn, fewest: int = 5, most: int = 10) -> Grouping:
    """A conference with something that cannot be, among wishes that may or may not be in the way as well."""
    problem = draw(groupings(fewest, most))
    first = replace(problem.rounds[0], kind="mixed")
    members = tuple(replace(one, rounds=None) for one in problem.members)
    problem = replace(problem, members=members, rounds=(first, *problem.rounds[1:]), wishes=problem.wishes[:3])
    one, other = draw(st.lists(st.integers(1, len(members)), min_size=2, max_size=2, unique=True))
    what = draw(st.sampled_from(["torn", "two places", "clique", "leaders", "note-takers", "sizes"]))
    if what in ("leaders", "note-takers"):
        unwilling = tuple(replace(member, may_lead=False, may_note=False) for member in members)
        return replace(problem, members=unwilling, **{f"needs_{what.removesuffix('s').replace('-', '_')}": True})
    if what == "sizes":
        first = replace(first, groups=draw(st.sampled_from([len(members), len(members) // first.smallest + 1])))
        return replace(problem, rounds=(first, *problem.rounds[1:]))
    crowd = tuple(range(1, len(members) // first.smallest + 2))
    wishes = {
        "torn": (Wish("apart", (one, other)), Wish("together", (other, one))),
        "two places": (Wish("pin", (one,), 0, 0), Wish("pin", (one,), 0, 1)),
        "clique": (Wish("apart", crowd),),
    }[what]
    return replace(problem, wishes=draw(st.permutations([*problem.wishes, *wishes]).map(tuple)))
