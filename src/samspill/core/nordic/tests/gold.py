"""Compounds of municipality and school with the parts they should fall into, and words that must stay whole."""

COMPOUNDS = """
nb: skole budsjett, skole budsjettet, møte innkalling, møte innkallingen, ressurs team møte, ressurs team, elev råd,
elev råds møte, foreldre møte, foreldre råd, kontakt lærer, klasse ledelse, arbeids miljø, barne vern, barne hage,
barne verns tjenesten, årsplan:år plan, time plan, skole eier forum, dialog konferanse, trinn team, spesial pedagog,
lese opplæring, mobbe plan, elev undersøkelsen, helse sykepleier, skole helse tjenesten, trafikk sikkerhet,
tilsyns rapport, kompetanse utvikling, kvalitets utvikling, handlings plan, syke fravær, skole fravær,
fraværs oppfølging, vurderings praksis, tiltaksplan:tiltak plan, møte referat, samarbeids møte,
overgangs samtale, aktivitets plikt, budsjett forslag, skole ledelse,
leder team, tillitsvalgt møte, utviklings plan, veilednings team, ferie plan, skoleårsslutt:skole år slutt
nn: skule leiar, skule budsjett, tiltaksplan:tiltak plan, elev samtale, møte protokoll, opplærings kontor,
årshjul:år hjul
da: forældre møde, årgangs team, klasse konference, skole ledelse, handlings plan, skole bestyrelse
sv: elev hälso team, arbets lag, handlings plan, skol budget, föräldra möte, åtgärds program, personal möte
"""

WHOLE = """
orientering formannskap formannskapet kontroll fylkesmann kommunestyre utvikling informasjon innkalling undervisning
veiledning oppfølging samarbeid ressurser kompetanse organisasjon planlegging gjennomføring evaluering vurdering
forventning betydning beslutning behandling avdeling deltakelse forberedelse vennskap fellesskap egenskap kunnskap
landskap mandag fredag september november spesielt planet planen elevene klassisk talent terminologi statistikk
mottaker digitalisering kommunikasjon pedagogisk praktisk konsekvens interesse rettighet sikkerhet tallerken barndom
regjering lærerne skolene læring målene foreldrene arbeidet kartlegging trivsel medvirkning matematikk
"""
