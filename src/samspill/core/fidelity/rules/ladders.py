"""Rules that show a direction rather than a line: several levels at once, competence handed over (L34, L36)."""

from __future__ import annotations

from samspill.core.fidelity.model import State, Subject, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, findings, named_by
from samspill.core.finding import Hole
from samspill.core.schoolyear.periods import SchoolYear


def several_levels(case: Case) -> Verdict:
    """Whether running subjects lie on several levels and most on the preferred one (R6). An aim: never overdue."""
    subject, levels, prefer = case.text("subject"), case.texts("levels"), case.text("prefer")
    running = case.running(subject)
    if not running:
        return case.answer(State.NOT_APPLICABLE, {"subject": subject}, outcome="no_subject")
    on_level = {level: sum(level in one.tags for one in running) for level in levels}
    in_use = sum(number > 0 for number in on_level.values())
    preferred = on_level.get(prefer, 0)
    good = in_use >= min(2, len(levels)) and preferred == max(on_level.values())
    holes: dict[str, Hole] = {
        "subject": subject,
        "levels": in_use,
        "preferred": preferred,
        "total": len(running),
        "tag": prefer,
    }
    return case.answer(State.MET if good else State.PARTLY, holes, refs=(one.ref for one in running))


def handed_over(case: Case) -> Verdict:
    """Whether the school leads a growing share of what the guidance team once led for it (R84).

    `tags` are the tag of what the school led and the tag of what guidance led. Compared per school year.
    """
    subject, tags = case.text("subject"), case.texts("tags")
    own, guided = tags[0], tags[-1]
    led = [one for one in case.subjects(subject) if {own, guided} & one.tags and one.since >= case.frame.joined]
    years: dict[SchoolYear, list[Subject]] = {}
    for one in led:
        years.setdefault(SchoolYear.of(one.since), []).append(one)
    shares = [sum(own in one.tags for one in years[year]) / len(years[year]) for year in sorted(years)]
    if not shares:
        return case.answer(State.NOTHING_YET, {"subject": subject})
    last, earlier = shares[-1], shares[-2] if len(shares) > 1 else 0.0
    state = State.MET if last == 1.0 or last > earlier else State.PARTLY
    holes: dict[str, Hole] = {"subject": subject, "percent": round(100 * last), "total": len(led)}
    return case.answer(state, holes, refs=(one.ref for one in led))


RULES = (
    Rule(
        "several_levels",
        several_levels,
        (Param("subject", "text"), Param("levels", "texts"), Param("prefer", "text")),
        named_by("subject"),
        findings(
            "several_levels",
            met="subject levels preferred total tag",
            partly="subject levels preferred total tag",
            no_subject="subject",
        ),
        ("L34",),
    ),
    Rule(
        "handed_over",
        handed_over,
        (
            Param("subject", "text"),
            Param("tags", "texts", required=False, default=("led-by-school", "led-by-guidance")),
        ),
        named_by("subject"),
        findings("handed_over", met="subject percent total", partly="subject percent total", nothing_yet="subject"),
        ("L36",),
    ),
)
