"""Words for professions in five languages → the id a position stores (glossary: domain, section 13)."""

from __future__ import annotations

from samspill.core.registers.columns import fold, words

# Words that mean different work in different houses (rådgiver, enhetsleder, psykolog, pædagog) are left out: ask.
_WORDS = {
    "school_owner": """
        school owner, skoleeier, skuleeigar, skoleejer, huvudman, kommunalsjef, oppvekstsjef, skolesjef,
        skulesjef, skolchef, skolechef, utdanningsdirektør, utbildningschef, director of education,
        skoleforvaltning, forvaltningsleder
    """,
    "school_leader": """
        school leader, head, head teacher, headteacher, principal, deputy head, rektor, assisterende rektor,
        rektorassistent, biträdande rektor, skoleleder, skuleleiar, skolleder, skolledare, undervisningsinspektør,
        viceskoleleder
    """,
    "teacher": """
        teacher, class teacher, lærer, lærar, lærere, lärare, kontaktlærer, kontaktlærar, adjunkt, lektor,
        klasselærer, klasslärare, faglærer, grunnskolelærer, folkeskolelærer, trinnleder, trinnleiar,
        arbetslagsledare
    """,
    "special_needs_coordinator": """
        special needs coordinator, senco, spesialpedagog, spesialpedagogisk koordinator, specialpedagog,
        speciallærer, speciallärare, spesiallærer, spes.ped. koordinator, spesped, koordinator for
        spesialundervisning, ressurslærer, inkluderingsvejleder, ressurscentervejleder,
        ressourcekoordinator
    """,
    "social_teacher": """
        social teacher, sosiallærer, sosiallærar, sociallærer, socialpædagog, sosialpedagog, socialpedagog,
        miljøterapeut, kurator, skolkurator, social worker,
        akt-vejleder
    """,
    "school_nurse": """
        school nurse, helsesykepleier, helsesjukepleiar, helsesøster, skolehelsesykepleier, sundhedsplejerske,
        skolesundhedsplejerske, skolsköterska
    """,
    "ppt_adviser": """
        ppt adviser, pp-rådgiver, pp-rådgivar, ppt-rådgiver, ppt-rådgivar, pedagogisk-psykologisk rådgiver,
        ppr-psykolog, ppr-konsulent, skolepsykolog, skolpsykolog, educational psychologist,
        veileder i ppt, veileder fra ppt, rettleiar i ppt, rettleiar frå ppt, ppr-rådgiver,
        adviser in educational psychology, educational-psychological adviser
    """,
    "child_welfare_adviser": """
        child welfare adviser, barnevernskonsulent, barnevernspedagog, barnevernsarbeider, barnevernskontakt,
        barnevernrådgiver, børnerådgiver, familierådgiver, socialrådgiver, socialsekreterare, barnhandläggare,
        veileder i barnevernet, veileder fra barnevernet, rettleiar i barnevernet, rettleiar frå barnevernet
    """,
    "service_head": """
        service head, head of service, tjenesteleder, tenesteleiar, ppt-leder, ppt-leiar, barnevernleder,
        barnevernleiar, barnevernsleder, ledende helsesykepleier, leiande helsesjukepleiar, ppr-leder,
        virksomhetsleder, verksemdsleiar, verksamhetschef, leder af en forvaltningsenhed, leder af forvaltningsenhed
    """,
    "assistant": """
        assistant, teaching assistant, assistent, fagarbeider, fagarbeidar, barne- og ungdomsarbeider, barne- og
        ungdomsarbeidar, miljøarbeider, pædagogmedhjælper, elevassistent, fritidspedagog, sfo-leder
    """,
    "researcher": """
        researcher, forsker, forskar, forskare, professor, førsteamanuensis, stipendiat, phd-stipendiat, doktorand
    """,
    "guidance": """
        guidance, guidance team, member of the guidance team, project adviser, medlem av veiledningsteamet,
        veileder i prosjektet, veiledningsteam, medlem av rettleiingsteamet, rettleiar i prosjektet, rettleiingsteam,
        medlem af vejledningsteamet, proceskonsulent i projektet, medlem i handledarteamet
    """,
    "administrator": """
        administrator, secretary, sekretær, skolesekretær, skulesekretær, skolsekreterare, sekreterare,
        kontorleder, kontorleiar, konsulent administrasjon, merkantil, merkantilt ansatt, it-ansvarlig
    """,
    "consultant": """
        consultant, konsulent, seniorrådgiver, spesialrådgiver, specialkonsulent, pedagogisk konsulent, pædagogisk
        konsulent, utviklingsleder, utviklingsleiar, udviklingskonsulent, utvecklingsledare, logoped,
        konsult
    """,
    "other": """
        other, annet, anna, andre, andet, annat, øvrig, övrig,
        other profession, annen yrkesgruppe, anna yrkesgruppe, anden faggruppe, annan yrkesgrupp
    """,
}
PROFESSIONS = tuple(_WORDS)
ACCEPTED = tuple(word for line in _WORDS.values() for word in words(line))
_BY_FOLD = {fold(word): profession for profession, line in _WORDS.items() for word in (profession, *words(line))}


def profession_of(word: str) -> str | None:
    """The profession a word names, also with what is said in brackets behind it; None for a word we do not know."""
    return _BY_FOLD.get(fold(word)) or _BY_FOLD.get(fold(word.partition("(")[0]))
