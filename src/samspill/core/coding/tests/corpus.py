"""Invented statements of a dialogue conference with the theme a person would give them, to measure suggestions by.

Two sets with different themes. The constants were chosen by their mean over both: no figure measured here is one of
unseen statements. `table_talk` makes a conference of any size out of them: slips of the pen, words left out, the small
talk that stands before and after a point.
"""

from __future__ import annotations

import random
from typing import NamedTuple

FIRST_TEXT = """
lekser|nb|Mindre lekser på småtrinnet
lekser|nb|Leksefri skole bør prøves ut i ett år
lekser|nn|Leksehjelp etter skuletid for dei som ikkje får hjelp heime
lekser|nb|Lekser skaper konflikter hjemme på kveldene
lekser|da|Lektier giver ulighed mellem børnene
lekser|sv|Läxorna måste gå att klara utan föräldrar
lekser|nb|Ukeplan med færre lekser og tydelige mål
lekser|nn|Ulik praksis for lekser mellom klassane
lekser|nb|Gi tilbakemelding på leksene elevene faktisk gjør
lekser|nb|Flytt leksene inn i skoletiden
lekser|en|Homework should be done at school
lekser|nb|Hvor lang tid skal en elev bruke på lekser hver dag?
mobil|nb|Mobilfri skole også i friminuttene
mobil|nb|Telefonen må ligge i mobilhotell hele dagen
mobil|nn|Mobilen tek merksemda frå undervisninga
mobil|da|Mobiltelefoner skal lægges væk om morgenen
mobil|sv|Mobilförbud i klassrummet men inte på rasten
mobil|nb|For mye skjermtid, mer bok
mobil|nb|Felles regler for mobil på alle skolene i kommunen
mobil|nn|Foreldra må òg legge vekk telefonen
mobil|nb|Snapchat og mobil lager bråk etter skoletid
mobil|nb|Elevene bruker skjermen til spill i timen
mobil|en|No phones during lessons
mobil|nb|Nettbrett bare når det gir bedre læring enn bok
mobbing|nb|Ingen skal grue seg til å gå på skolen på grunn av mobbing
mobbing|nb|Vi må se mobbingen som skjer på nett
mobbing|nn|Mobbesaker blir tekne for seint
mobbing|da|Mobning i frikvarteret skal stoppes af voksne
mobbing|sv|Mobbning måste anmälas och följas upp
mobbing|nb|Tydelig plan for hvem som gjør hva når en elev blir mobbet
mobbing|nb|Utestenging er den vanligste formen for mobbing hos jentene
mobbing|nn|Vaksne som ser krenkingar må gripe inn
mobbing|nb|Aktivitetsplan etter § 9A må følges opp hver uke
mobbing|nb|Elevene melder ikke fra om krenkelser fordi de ikke tror det hjelper
mobbing|en|Bullying online starts after school hours
mobbing|nb|Kurs for alle ansatte i å avdekke mobbing
uteområde|nb|Skolegården er grå og kjedelig
uteområde|nb|Flere lekeapparater i skolegården
uteområde|nn|Uteområdet må ha plass til dei eldste òg
uteområde|da|Skolegården mangler skygge og steder at lege
uteområde|sv|Skolgården behöver fler gungor
uteområde|nb|Fotballbanen tar all plassen ute
uteområde|nb|Lys i skolegården om vinteren
uteområde|nn|Sykkelparkering og grøntareal i uteområdet
uteområde|nb|Søppel i skolegården hver mandag
uteområde|nb|Uteklasserom i skogen bak skolen
uteområde|en|The schoolyard needs benches and trees
uteområde|nb|Huskestativet har vært ødelagt siden i høst
foreldre|nb|Foreldremøtene må handle om noe annet enn informasjon
foreldre|nb|Bruk foreldrene som ressurs i undervisningen
foreldre|nn|Foreldre med anna morsmål kjem ikkje på foreldremøta
foreldre|da|Forældrene skal inviteres med tidligere
foreldre|sv|Föräldramöten på kvällen passar inte alla
foreldre|nb|Tolk på foreldremøter og utviklingssamtaler
foreldre|nb|Klassekontaktene trenger en tydelig oppgave
foreldre|nn|FAU bør få vite kva saker skulen arbeider med
foreldre|nb|Hjem-skole-samarbeidet stopper opp på ungdomstrinnet
foreldre|nb|Foresatte ønsker å høre når noe går bra også
foreldre|en|Parents want to be involved earlier
foreldre|nb|Hvordan nå de foreldrene som aldri møter?
overgang|nb|Overgangen fra barnehage til skole må planlegges tidligere
overgang|nb|Overgangssamtale om hver elev før sommeren
overgang|nn|Overgangen til ungdomsskulen er tøff for mange
overgang|da|Overgangen fra børnehave til skole er for brat
overgang|sv|Övergången till högstadiet behöver en plan
overgang|nb|Fadderordning for førsteklassingene
overgang|nb|Lærere på sjuende trinn møter lærere på ungdomsskolen
overgang|nn|Informasjon går tapt når eleven byter skule
overgang|nb|Besøksdag på ny skole i mai
overgang|nb|Barnehagelærerne kjenner barna, men ingen spør dem ved skolestart
overgang|en|Transition from kindergarten to school should be gradual
overgang|nb|Felles møte mellom barnehage og skole hver vår
veiledning|nb|Nyutdannede lærere må få veiledning det første året
veiledning|nb|Kollegaveiledning fast på timeplanen
veiledning|nn|Rettleiing i klasserommet, ikkje berre på møterommet
veiledning|da|Kollegial vejledning giver bedre undervisning
veiledning|sv|Handledning för nya lärare varje månad
veiledning|nb|Vi trenger tid til å observere hverandres timer
veiledning|nb|Veilederne må ha avsatt tid
veiledning|nn|Den som rettleier treng òg kurs
veiledning|nb|Ekstern veileder på vanskelige saker
veiledning|nb|PPT kan veilede team i stedet for enkeltlærere
veiledning|en|Mentoring for newly qualified teachers
veiledning|nb|Erfarne lærere kan være mentor for nye
svømming|nb|Svømmeundervisningen kuttes fordi bassenget er stengt
svømming|nb|Alle må kunne svømme før fjerde trinn
svømming|nn|Symjehallen er for langt unna
svømming|da|Svømning hver uge i fjerde klasse
svømming|sv|Simundervisningen borde börja tidigare
svømming|nb|Bassenget må åpnes igjen
svømming|nb|Buss til svømmehallen tar hele formiddagen
svømming|nn|Symjing må prioriterast i budsjettet
svømming|nb|Fire av ti elever på femte trinn er ikke svømmedyktige
svømming|nb|Samarbeid med svømmeklubben om instruktører
svømming|en|Swimming lessons for everyone
svømming|nb|Garderobene i svømmehallen er utrygge
vikar|nb|Vi får ikke vikar når noen er syke
vikar|nb|Vikarene kjenner ikke elevene
vikar|nn|Vikarpool for heile kommunen
vikar|da|Vikarer uden uddannelse hver dag
vikar|sv|Vikarierna vet inte vad de ska undervisa om
vikar|nb|Sykefraværet går ut over de som er igjen
vikar|nb|Spesialundervisningen faller bort når læreren må være vikar
vikar|nn|Fast vikar på kvart trinn
vikar|nb|Vikarbudsjettet er brukt opp i september
vikar|nb|Mappe med opplegg for vikarer i alle klasser
vikar|en|Substitute teachers need a proper handover
vikar|nb|Ufaglærte vikarer på småtrinnet er uforsvarlig
medvirkning|nb|Elevrådet får saker for sent
medvirkning|nb|Elevene må høres før beslutningen tas
medvirkning|nn|Elevmedverknad i planlegging av undervisning
medvirkning|da|Elevrådet skal have indflydelse på reglerne
medvirkning|sv|Elevrådet får aldrig svar på sina förslag
medvirkning|nb|Klasserådstime hver uke på timeplanen
medvirkning|nb|Medvirkning betyr mer enn å bli spurt
medvirkning|nn|La elevrådet styre ein del av budsjettet
medvirkning|nb|Elevundersøkelsen må brukes til noe sammen med elevene
medvirkning|nb|Barn skal ha en stemme i saker som gjelder dem
medvirkning|en|The student council wants a voice in decisions
medvirkning|nb|Vi stemmer i klassen, men ingenting skjer
inneklima|nb|Dårlig luft i klasserommene etter lunsj
inneklima|nb|Ventilasjonen bråker så vi slår den av
inneklima|nn|Inneklimaet gir elevar hovudpine
inneklima|da|Indeklimaet er dårligt og der er for varmt
inneklima|sv|Luften i klassrummen är dålig
inneklima|nb|Det er iskaldt i paviljongen om vinteren
inneklima|nb|Mugg i kjelleren på den gamle bygningen
inneklima|nn|Temperaturen i klasserommet må kunne regulerast
inneklima|nb|Vinduene kan ikke åpnes
inneklima|nb|Målinger av luft og varme bør legges fram for oss
inneklima|en|The air in the classrooms is bad
inneklima|nb|Ventilasjonsanlegget må skiftes ut før skolestart
psykisk|nb|Helsesykepleier må være på skolen hver dag
psykisk|nb|Psykisk helse på timeplanen
psykisk|nn|Helsesjukepleiaren er berre her to dagar i veka
psykisk|da|Sundhedsplejersken har for lidt tid til samtaler
psykisk|sv|Skolsköterskan behöver mer tid för psykisk hälsa
psykisk|nb|Flere elever sliter psykisk og venter lenge på hjelp
psykisk|nb|Lavterskeltilbud for psykisk helse i kommunen
psykisk|nn|Nokon å snakke med når ein har det vanskeleg
psykisk|nb|Skolevegring øker, vi mangler kompetanse
psykisk|nb|Angst og stress før prøver
psykisk|en|Mental health support at every school
psykisk|nb|Ventetiden hos BUP er ni måneder
"""
SECOND_TEXT = """
skolemat|nb|Gratis skolemat til alle elever
skolemat|nb|Varm lunsj to dager i uka
skolemat|nn|Skulefrukost for dei som kjem tidleg
skolemat|da|Skolemad skal være sund og gratis
skolemat|sv|Skolmaten är bra men kön är för lång
skolemat|nb|Kantina stenger før vi rekker å spise
skolemat|nb|Mer tid til å spise matpakka
skolemat|nb|Frukt og grønt hver dag
skolevei|nb|Utrygg skolevei langs hovedveien
skolevei|nb|Hjertesone rundt skolen uten biler
skolevei|nn|Skulevegen manglar gatelys og fortau
skolevei|da|Skolevejen er farlig for cyklister
skolevei|sv|Skolvägen behöver övergångsställe
skolevei|nb|Bussen er full når den kommer til oss
skolevei|nb|Gang- og sykkelvei må brøytes før skolestart
skolevei|nb|Foreldre som kjører helt til døra lager trafikkaos
digital|nb|PC-ene er gamle og trege
digital|nb|Nettverket faller ut under nasjonale prøver
digital|nn|Opplæring i digitale verktøy for lærarane
digital|da|Computerne virker ikke og nettet er langsomt
digital|sv|Datorerna är gamla och nätet är långsamt
digital|nb|For mange digitale plattformer å logge inn på
digital|nb|Kunstig intelligens: hva er juks og hva er verktøy?
digital|nb|IT-hjelp på skolen minst en dag i uka
flerspråklig|nb|Elever med annet morsmål trenger mer norskopplæring
flerspråklig|nb|Morsmålslærere på alle trinn
flerspråklig|nn|Særskild norskopplæring må ikkje kuttast
flerspråklig|da|Tosprogede elever skal have modersmålsundervisning
flerspråklig|sv|Modersmålslärare behövs på varje skola
flerspråklig|nb|Innføringsklasse for nyankomne elever
flerspråklig|nb|Flerspråklige elever er en ressurs i klassen
flerspråklig|nb|Oversatte lærebøker på flere språk
vurdering|nb|Halvårsvurdering uten karakterer gir mer læring
vurdering|nb|For mange prøver i samme uke
vurdering|nn|Vurderinga må vere lik på alle skular
vurdering|da|Karakterer stresser de yngste elever
vurdering|sv|Betygen stressar eleverna
vurdering|nb|Underveisvurdering må være konkret og framovermeldt
vurdering|nb|Felles kriterier for karakterer i norsk
vurdering|nb|Elevene forstår ikke hva de blir vurdert på
lesing|nb|Leselyst: skolebibliotek med nye bøker
lesing|nb|Lesekvart hver morgen på alle trinn
lesing|nn|Skulebiblioteket er stengt to dagar
lesing|da|Læsning skal fylde mere i alle fag
lesing|sv|Skolbiblioteket behöver en bibliotekarie
lesing|nb|Lesekurs for de som henger etter på tredje trinn
lesing|nb|Høytlesning også for de store
lesing|nb|Bokbuss og forfatterbesøk gir leseglede
fravær|nb|Fraværet øker på ungdomstrinnet
fravær|nb|Ring hjem første fraværsdag
fravær|nn|Bekymringsfullt fråvær må takast tak i tidleg
fravær|da|Fravær om mandagen er steget
fravær|sv|Frånvaron ökar i årskurs nio
fravær|nb|Fraværsteam som møtes hver uke
fravær|nb|Ferie i skoletiden gir mye fravær
fravær|nb|Samme rutine for fravær på alle skolene
"""


# Two tables that say the same in other words, and two that say nearly the same words about another thing.
SAME_TEXT = """
nb|Mindre lekser på småtrinnet|nb|Færre lekser på småtrinnet
nb|Leksefri skole|nb|Skolen bør være leksefri
nb|Mobilen må bort|nb|Bort med mobilen!
nb|Vi trenger vikarer som kjenner elevene|nb|Vikarene må kjenne elevene
nb|Dårlig luft i klasserommene|nb|Luften i klasserommet er dårlig
nn|Skulehelsetenesta må vere her kvar dag|nb|Skolehelsetjenesten her hver dag
nb|Foreldremøter må ha tolk|nb|Tolk på foreldremøter
nb|Svømmehallen må åpnes igjen|nb|Åpne svømmehallen
nb|Ventilasjonen bråker i klasserommet|nb|Ventilasonen bråker i klasserommet
nb|Elevrådet får saker for sent|nb|Sakene kommer for sent til elevrådet
sv|Luften i klassrummen är dålig|nb|Dårlig luft i klasserommene
da|Forældrene skal inviteres tidligere|nb|Foreldrene må inviteres tidligere
nn|Lærarane treng meir rettleiing|nb|Mer veiledning til lærerne
sv|Föräldramöten på kvällen|nb|Foreldremøter på kvelden
"""
OTHER_TEXT = """
nb|Buss til svømmehallen tar hele formiddagen|nb|Buss til skolen tar hele formiddagen
nb|Flere lekeapparater i skolegården|nb|Flere benker i skolegården
nb|Kurs for alle ansatte i mobbing|nb|Kurs for alle ansatte i veiledning
nb|Felles regler for mobil|nb|Felles regler for fravær
nb|Lærerne trenger mer tid til samarbeid|nb|Lærerne trenger mer tid til elevene
nb|Foreldremøte om mobbing|nb|Foreldremøte om mobil
nb|Vikarer kjenner ikke elevene|nb|Vi kjenner ikke elevene
nb|Elevrådet må høres før beslutninger|nb|Foreldrene må høres før beslutninger
nb|Ny ventilasjon i gymsalen|nb|Ny ventilasjon i klasserommene
nb|Bedre lys på skoleveien|nb|Bedre lys i skolegården
nb|Vi vil ha lekser på småtrinnet|nb|Vi vil ikke ha lekser på småtrinnet
nb|Friminutt på 10 minutter|nb|Friminutt på 20 minutter
"""


class Line(NamedTuple):
    theme: str
    language: str
    text: str


def _lines(text: str) -> list[Line]:
    return [Line(*line.split("|")) for line in text.strip().splitlines()]


def _pairs(text: str) -> list[tuple[Line, Line]]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return [(Line("", one, first), Line("", other, second)) for one, first, other, second in rows]


SAME, OTHER = _pairs(SAME_TEXT), _pairs(OTHER_TEXT)
FIRST_SET, SECOND_SET = _lines(FIRST_TEXT), _lines(SECOND_TEXT)

OPENINGS = """Vi mener at|Det er viktig at|Gruppa er enige om:|Forslag:|Vi ønsker|Kan vi få til dette?|Punkt fra oss:|
Nokon sa:|Bekymring:|Bra idé:|OBS!|Ønske om"""
ENDINGS = """ – dette må prioriteres| (flere sa dette)|, helst fra høsten|. Vi var enige| !!| – kan vi få svar på det?|,
og det haster| (gjelder hele kommunen)| – følges opp"""


def table_talk(lines: list[Line], size: int, *, seed: int = 0) -> list[Line]:
    """The lines themselves, then variants of them until there are `size`."""
    dice = random.Random(seed)
    made = list(lines)
    while len(made) < size:
        theme, language, text = dice.choice(lines)
        made.append(Line(theme, language, said_otherwise(text, dice)))
    return made[:size]


def said_otherwise(text: str, dice: random.Random) -> str:
    """The same point as another group would write it."""
    words = text.split()
    if len(words) > 4 and dice.random() < 0.5:
        del words[dice.randrange(len(words))]
    if dice.random() < 0.4:
        at = dice.randrange(len(words))
        words[at] = slip(words[at], dice)
    said = " ".join(words)
    if dice.random() < 0.5:
        said = f"{dice.choice(OPENINGS.split('|')).strip()} {said[0].lower()}{said[1:]}"
    if dice.random() < 0.4:
        said += dice.choice(ENDINGS.split("|")).replace("\n", " ")
    return said.upper() if dice.random() < 0.03 else said


def slip(word: str, dice: random.Random) -> str:
    """One letter too few, doubled, or two that changed places."""
    if len(word) < 4:
        return word
    at = dice.randrange(1, len(word) - 1)
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
