"""Words around a name that say what it is: a pupil's, a colleague's, a street's."""

from __future__ import annotations

import re

_PUPILS = """
elev eleven elevens elevene gutt gutten guten gut jente jenta jenten pojke pojken flicka flickan dreng drengen pige
pigen barn barnet barnets eleverne eleverna ungdommen ungdomen pupil boy girl child student sønnen datteren dottera
sonen dottern søsteren broren syster bror
"""
_RELATIVES = """
mor moren mora moder far faren foreldrene foreldra foreldre forældrene föräldrarna pappa mamma mammaen pappaen søster
bror søsteren broren storebror storesøster vergen vårdnadshavaren foresatte føresette mother father parents
"""
_TITLES = """
rektor lærer læreren lærar læraren lærare lärare läraren inspektør inspektøren inspektör sykepleier sykepleieren
sjukepleiar sjuksköterska sundhedsplejerske rådgiver rådgiveren rådgivar rådgivaren leder lederen leiar leiaren sjef
sjefen chef chefen assistent assistenten vikar ordfører ordførar forsker forskar professor pedagog pedagogen pædagog
pædagogen psykolog psykologen logoped koordinator koordinatoren kontakt sekretær sekretæren referent konsulent
konsulenten vaktmester førstelærer teacher head principal adviser kurator kuratorn miljøterapeut miljøterapeuten
veileder vejleder rettleiar handledare
"""
_PLACES = """
skole skolen skule skulen skola skolan barneskole barneskule ungdomsskole ungdomsskule gymnas barnehage børnehave
förskola kommune kommun fylke gate gata gaten veg vegen vei veien väg vägen vej vejen plass plassen plads plats gård
gården sykehus sjukehus kirke kyrkje kyrka hospital universitet hus huset stiftelsen stiftelse prisen pris as ab
school street
"""
_BEFORE_NAME = (
    """st sankt sank kong kung konge dronning drottning prins prinsesse prof forfatter forfatteren boken boka"""
)
_NOT_SURNAMES = """
og i på er kommune norge danmark sverige skole
"""

PUPILS, RELATIVES, TITLES, PLACES, BEFORE_NAME, NOT_SURNAMES = (
    frozenset(text.split()) for text in (_PUPILS, _RELATIVES, _TITLES, _PLACES, _BEFORE_NAME, _NOT_SURNAMES)
)

# “Kari i 6A”, “Kari (6. trinn)”, “Kari på 4. trinn”, “Alva i åk 5”
CLASS = re.compile(
    r"""\s*[,(]?\s*(?:(?:i|på|fra|frå|från|in|from)\s+)?(?:
        \d{1,2}\s?[.:-]?\s?[A-Fa-f]\b
      | \d{1,2}\.?\s?(?:trinn|steg|klasse|klassen|klasses|årgang|årskurs)\b
      | (?:åk|årskurs|klass|klasse|trinn|grade)\s?\d
      | (?:første|fyrste|andre|anden|tredje|fjerde|femte|sjette|sju[ea]nde|syvende|ått[ea]nde|ni[ea]nde|ti[ea]nde)
        \s(?:trinn|steg|klasse|klass|årskurs)
    )""",
    re.VERBOSE,
)
