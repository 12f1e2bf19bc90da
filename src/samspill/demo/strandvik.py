"""Strandvik's measures: good will and little time. One was never heard, one never evaluated, one is logged every week.

The school writes nynorsk. Days ago, in school time.
"""

from __future__ import annotations

from samspill.demo.course import Course, Entry, Plan, Ruling

NO_TIME = "Vi rakk ikkje å ta det i teama før hausten. Leiinga ville kome i gang."

STATIONS = Course(
    title="Stasjonsarbeid i matematikk",
    reason="Spreiinga er stor, og mange ventar på hjelp.",
    text="Fire stasjonar i dobbelttimen, med to vaksne.",
    concerns="5. trinn",
    level="early-effort",
    by="other_leader",
    days={"proposed": 120, "analysed": 119, "planned": 116, "decided": 115, "trying": 110, "evaluated": 62},
    deviations={
        "planned": NO_TIME,
        "evaluated": "Prøvinga gjekk over i kvardagen utan at nokon skreiv ho opp. Vi spør teamet seinare.",
    },
    plan=Plan(
        coordinator="other_school:teacher:7",
        main="grade-team:5",
        people=("other_teacher", "other_school:teacher:0"),
        elected="",
        goal="Alle får hjelp i kvar time.",
        content="Fire stasjonar, ein av dei med lærar.",
        time_frame="Ut skuleåret.",
        days=70,
    ),
    start=Ruling("start", "Vi prøver på 5. trinn.", "Leiinga og lærarane på trinnet er samde.", deviation=NO_TIME),
    school="other_school",
    leader="other_leader",
)

READING = Course(
    title="Lesegrupper på tvers av klassane",
    reason="Lesenivået er ujamt, og klassane er små.",
    text="Tre grupper etter nivå, fire veker om gongen.",
    concerns="5. til 7. trinn",
    level="early-effort",
    by="other_school:teacher:0",
    days={"proposed": 92, "analysed": 88, "planned": 80, "decided": 78, "trying": 72},
    deviations={"planned": NO_TIME},
    plan=Plan(
        coordinator="other_school:teacher:0",
        main="grade-team:5",
        people=("other_school:teacher:0", "other_school:teacher:1", "other_teacher"),
        elected="",
        goal="Alle les i ei bok som passar.",
        content="Lesegrupper måndag og onsdag, med felles bokliste.",
        time_frame="Fram til haustferien.",
        days=45,
    ),
    log=(
        Entry(65, "other_school:teacher:0", "Delte i grupper.", seen="Nokre ville heller vere med venene sine."),
        Entry(52, "other_school:teacher:0", "Grupper alle dagar.", seen="Roleg. Dei les."),
        Entry(
            38,
            "other_school:teacher:0",
            "Bytt ein del elevar.",
            adjusted="Vi ser ikkje berre på prøva, men òg på kva dei likar.",
        ),
        Entry(24, "other_school:teacher:0", "Ny bokliste.", "biblioteket", "Fleire låner bøker med heim."),
        Entry(11, "other_school:teacher:0", "Held fram.", seen="To nye elevar fann si gruppe med ein gong."),
        Entry(4, "other_school:teacher:0", "Grupper alle dagar.", question="Kven avgjer om vi held fram?"),
    ),
    start=Ruling("start", "Vi prøver lesegrupper.", "Det hastar for nokre av elevane.", deviation=NO_TIME),
    school="other_school",
    leader="other_leader",
)

BREAKS = Course(
    title="Uteleik for alle trinn",
    reason="Skuleplassen er stor, og leiken samlar seg i eit hjørne.",
    concerns="Alle elevar",
    by="other_teacher",
    days={"proposed": 14},
    school="other_school",
    leader="other_leader",
)

COURSES = (STATIONS, READING, BREAKS)
