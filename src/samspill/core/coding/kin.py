"""Which words of the neighbour languages are one word when statements are compared, and which words say nothing.

A group at one table writes nynorsk, Danish, Swedish and English into one note whose language is set once, so the
Scandinavian words are known whatever language the note has; English ones only in an English note. Written for this
program, for what schools talk about; `nordic.variants` has the pairs of nynorsk and bokmål.
"""

from __future__ import annotations

from functools import cache

from samspill.core.nordic.stems import lexeme

# bokmål | Danish | Swedish | English; several forms of one word are divided by a slash
_KIN = """
skole|skole|skola|school
elev|elev|elev|pupil/student
lærer|lærer|lärare|teacher
foreldre/foresatte|forældre|föräldrar/vårdnadshavare|parents/guardians
barn|barn|barn|children/child
ungdom|unge|ungdomar|youth
rektor/skoleleder|skoleleder|rektor/skolledare|principal/headteacher
ledelse|ledelse|ledning|management/leadership
møte|møde|möte|meeting
tid|tid|tid|time
arbeid|arbejde|arbete|work
samarbeid/samarbeide|samarbejde|samarbete/samarbeta|cooperation/collaborate
trygg/trygghet|tryg/tryghed|trygg/trygghet|safe/safety
mobbing|mobning|mobbning|bullying
trivsel/trives|trivsel/trives|trivsel/trivs|wellbeing/thrive
læring|læring|lärande|learning
undervisning|undervisning|undervisning|teaching
lekse|lektie|läxa|homework
lese|læse|läsa|reading/read
skrive|skrive|skriva|writing/write
regne|regne|räkna|maths
språk|sprog|språk|language
bok|bog|bok|book
bibliotek|bibliotek|bibliotek|library
friminutt|frikvarter|rast|recess/break
uteområde/skolegård|skolegård|skolgård|schoolyard/playground
leke|lege|leka|play
mat/måltid|mad/måltid|mat/måltid|food/meal
lunsj|frokost|lunch|lunch
frokost|morgenmad|frukost|breakfast
kantine|kantine|matsal|canteen
mobil/mobiltelefon/telefon|mobil/mobiltelefon/telefon|mobil/mobiltelefon/telefon|phone/mobile
skjerm|skærm|skärm|screen
nettbrett|tablet|surfplatta|tablet
datamaskin|computer|dator|computer/laptop
overgang|overgang|övergång|transition
barnehage|børnehave|förskola|kindergarten
ungdomsskole|udskoling|högstadium|secondary
fravær|fravær|frånvaro|absence
tilstedeværelse/nærvær|nærvær|närvaro|attendance
spesialundervisning/spesialpedagogisk|specialundervisning|specialundervisning|special
veiledning|vejledning|handledning|guidance/supervision
oppfølging|opfølgning|uppföljning|follow
helsesykepleier|sundhedsplejerske|skolsköterska|nurse
psykisk|psykisk|psykisk|mental
helse|sundhed|hälsa|health
regel|regel|regel|rule
rom|rum|rum|room
bygg/bygning|bygning|byggnad|building
garderobe|garderobe|omklädningsrum|wardrobe
toalett|toilet|toalett|toilet
støy/bråk|støj/larm|buller/oväsen|noise
ro|ro|lugn|quiet
inneklima/luft|indeklima/luft|inomhusklimat/luft|air
ventilasjon|ventilation|ventilation|ventilation
buss/skyss|bus|buss/skjuts|bus
trafikk|trafik|trafik|traffic
vei|vej|väg|road
sykkel/sykle|cykel/cykle|cykel/cykla|bike/cycle
informasjon|information|information|information
melding|besked|meddelande|message
nettside|hjemmeside|hemsida|website
vurdering|vurdering/bedømmelse|bedömning|assessment
karakter|karakter|betyg|grade
tilbakemelding|tilbagemelding/feedback|återkoppling|feedback
vikar|vikar|vikarie|substitute
ansatt|ansat|anställd|staff/employee
kollega|kollega|kollega|colleague
kompetanse|kompetence|kompetens|competence
kurs|kursus|kurs|course
ny|ny|ny|new
felles|fælles|gemensam|common/shared
tydelig|tydelig|tydlig|clear
plan|plan|plan|plan
budsjett|budget|budget|budget
penger|penge|pengar|money
ressurs|ressource|resurs|resource
klasse|klasse|klass|class
gruppe|gruppe|grupp|group
inkludere/inkludering|inkludere/inklusion|inkludera/inkludering|include/inclusion
utenfor|udenfor|utanför|outside
venn|ven|vän|friend
ensom|ensom|ensam|lonely
aktivitet|aktivitet|aktivitet|activity
fysisk|fysisk|fysisk|physical
musikk|musik|musik|music
idrett|idræt|idrott|sport
svømme|svømme|simma|swim
tur|tur|utflykt|trip
natur|natur|natur|nature
medvirkning|medbestemmelse|delaktighet|participation
elevråd|elevråd|elevråd|council
stemme|stemme|röst|voice
høre|høre|höra|hear
bestemme|bestemme|bestämma|decide
kommune|kommune|kommun|municipality
fritid|fritid|fritid|leisure
hjelp/hjelpe|hjælp/hjælpe|hjälp/hjälpa|help
støtte|støtte|stöd|support
kontakt|kontakt|kontakt|contact
hjem|hjem|hem|home
uke|uge|vecka|week
måned|måned|månad|month
år|år|år|year
dag|dag|dag|day
praktisk|praktisk|praktisk|practical
forventning|forventning|förväntning|expectation
rutine|rutine|rutin|routine
overlevering|overlevering|överlämning|handover
nettvett|netvett|nätvett|online
sosial|social|social|social
medier|medier|medier|media
bakgrunn|baggrund|bakgrund|background
mangfold|mangfoldighed|mångfald|diversity
flerspråklig|flersproget|flerspråkig|multilingual
tolk|tolk|tolk|interpreter
morsmål|modersmål|modersmål|mother
dele|dele|dela|share
erfaring|erfaring|erfarenhet|experience
"""
# Words without a theme of their own: the small ones of `nordic.words.STOP`, and those in which wishes are clothed.
_EMPTY = """
mer meir mere mera mindre færre flere fleire flest mest mye mykje meget mycket many much more less few fewer lot
bør burde bør bør måtte må skulle skal kunne kan ville vil bli blir ble bliver blive får få fikk fått faar gi gir ge
gjøre gjør gjere gjer gøre gør göra gör ha har hatt haft hadde hade være er var vart vore vært vara varit värt är
trenge trenger treng trengs treng behøve behøver behøves behov behöver behövs need needs should must could would
ønske ønsker ønskjer ynskje ynskjer ønskes vill want wants wish like
viktig viktige viktigt important bra god gode godt gode gott goda good bedre betre bedre bättre better best beste
alle alle alla allt alt all every each hver kvar hvert kvart varje noen nokon nokre nogle nogen några någon some any
også og så òg også också even also too bare berre kun bara only veldig svært meget mycket very
når da då nå no nu now her der hit dit hvis dersom om if hos blant mellom mellem mellan between among
over under etter efter før før innan before after mot mod against hele heile hela whole ulike ulik olika forskjellige
forskjellig different andre annen annet anden andet annan annat other others samme same samma
dere dykk jer er oss os us our vår våre vårt vores vora våra deres deira deras their them de dem de du deg dig you your
han hun ho hon det den denne dette disse desse dessa this these those who which than then there here
bruke bruker brukes brukar bruge bruger använda använder use used using
lage laga lave lager gå går gang ganger gong gonger gange gånger times komme kommer kjem kommer come
sånn slik sådan sådär such just litt litegrann lidt lite little bit for til fra med uten uden utan without
ofte ofta often alltid altid always aldri aldri aldrig never ikke ikkje inte ej not no ingen ingen inga none
tenke tenker tænker tänker think synes tykkjer synes tycker mener meiner menar mean
fordi fordi därför derfor difor because hvordan korleis hur how mange mange många se ser sjå sjår see at att that
"""
# Words of every second statement, whatever it is about.
_COMMON = """
elev barn skole lærer klasse trinn kommune dag uke tid år time plan ny arbeid møte jobb ressurs steg gruppe voksen
"""


@cache
def kin(language: str) -> dict[str, str]:
    """Lexeme of a text in this language → the lexeme it is compared by."""
    found: dict[str, str] = {}
    for line in _KIN.strip().splitlines():
        bokmal, danish, swedish, english = (column.split("/") for column in line.split("|"))
        head = lexeme(bokmal[0], "nb")
        if language == "en":
            found |= {lexeme(word, "en"): head for word in english}
            continue
        for own, words in (("nb", bokmal), ("da", danish), ("sv", swedish)):
            for word in words:
                found.setdefault(lexeme(word, own), head)
                found.setdefault(lexeme(word, language), head)
    return found


@cache
def empty() -> frozenset[str]:
    """Plain forms that never carry a theme."""
    return frozenset(_EMPTY.split())


@cache
def common() -> frozenset[str]:
    """Lexemes that say little by themselves."""
    return frozenset(lexeme(word, "nb") for word in _COMMON.split())
