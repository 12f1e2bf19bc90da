"""Common first names in the Nordic countries, and words that are both. From general knowledge, not from a register."""

from __future__ import annotations

_NAMES = """
Aage Aaliyah Abdi Abdirahman Abdullah Adam Adele Adina Adrian Agnes Agnete Ahmad Ahmed Aisha Aksel Albert Albin
Aleksander Aleksandra Alexander Alfons Alfred Algot Ali Alice Alicia Alina Alma Alva Alvin Amalie Amanda Amelia Amina
Amir Amira Anders Andrea Andreas Andrine Ane Angelica Anita Anja Ann Anna Annbjørg Anne Annelie Annette Annika Anniken
Anton Antonia Arian Arne Arnfinn Arvid Asbjørn Asger Aslak Asta Astri Astrid Athena Atle August Aurora Axel Bendik
Benedikte Bengt Benjamin Bente Berit Bertil Bertine Bilal Biret Birger Birgit Birgitte Bjarne Björk Bjørg Bjørnar Bo
Bodil Borghild Brage Brit Brita Britt Camilla Carina Carl Caroline Casper Cathrine Cecilie Celine Charlotte Christer
Christian Christina Christine Christoffer Clara Connie Cornelia Dagfinn Dagmar Dagny Daniel Daniela David Diana Ditte
Dorte Dorthe Ebba Ebbe Edith Edvard Edvin Egil Eigil Eilif Einar Eirik Eirin Eivind Ejvind Elena Elias Elif Elin Eline
Elis Elisa Elisabeth Elise Ella Elle Ellen Elliot Elsa Elvira Emil Emilia Emilie Emily Emine Emma Emrik Endre Erik
Erika Erlend Erling Espen Esther Eva Evelina Even Fadumo Faisal Farah Fatima Felicia Felix Fernanda Filip Filippa Finn
Flemming Folke Frederik Frederikke Fredrik Fredrikke Freja Freya Frida Fride Frode Gabriel Gabriella Geir Georg Gerd
Gitte Gjertrud Greta Grete Gro Gry Gudrun Gunhild Gunn Gunnar Gunvor Guri Guro Gustaf Gustav Göran Gösta Gøran Haakon
Hafsa Halima Halvor Hampus Hamza Hanna Hannah Hanne Hans Harald Harriet Hassan Hauk Hedda Hedvig Heidi Helena Helene
Helga Helge Helle Henning Henny Henriette Henrik Herdis Herman Hilde Hildegunn Hillevi Hjalmar Hugo Hussein Håkan
Håkon Håvard Ibrahim Ida Idun Inga Inge Ingeborg Ingemar Inger Ingerid Ingrid Ingunn Ingvar Ingvild Irene Iris Isa
Isabel Isabella Isabelle Isac Isak Issát Ivan Ivar Iver Jacob Jakob Jamal Jan Jana Janne Jannik Jannike Jasmin Jasmine
Jenny Jens Jeppe Jesper Jo Joakim Johan Johanna Johanne Johannes John Jon Jonas Jonatan Jonathan Jorunn Josef Josefine
Jovnna Julia Julian Julie Jytte Jörgen Jørgen Jørgine Jørn Kaia Kaisa Kaja Kajsa Kamilla Kare Karen Kari Karianne
Karin Karina Karl Karoline Kasper Katarina Kate Katrine Kenneth Kerstin Ketil Kevin Khadija Khalid Kim Kine Kirsten
Kirsti Kirstine Kjartan Kjell Kjersti Kjetil Klara Klas Klaus Knut Kristian Kristin Kristina Kristine Kristoffer Kåre
Laila Lars Lasse Laura Lea Leah Leif Leila Lena Lene Lennart Leo Leon Leona Leonora Linda Line Linn Linnea Linnéa
Linus Lisa Lisbeth Lise Liselotte Liv Lone Lotta Lotte Louise Lova Love Lovise Lucas Ludvig Luka Lukas Luna Lykke
Lærke Mads Magne Magnhild Magnus Mai Maia Maj Maja Malak Malene Malin Malou Marcus Margareta Margit Margrethe Mari
Maria Mariam Marianne Marie Mariell Marielle Marit Marius Markus Marta Marte Marthe Martin Martine Maryam Mathea
Matheo Mathias Mathilde Matias Mats Matteo Maud Max Maya Melina Melissa Melker Merete Mia Michael Michelle Mie Mika
Mikael Mikkel Mikkeline Milla Mille Millie Milo Mina Mira Miriam Mirjam Moa Mohamed Mohammad Mohammed Mona Monica
Monika Morten Muhammad Mustafa Máret Märta Märtha Mårten Nadia Najma Nanna Natalia Natalie Nathalie Nathan Nellie
Nelly Nicklas Nicolai Nicolaj Nicolas Nicoline Niels Niillas Nikolai Nikoline Nilla Nils Nina Noah Noel Noor Nora
Norah Norunn Oda Odd Oddvar Odin Ola Olaf Olav Ole Olea Olga Oline Oliver Olivia Olof Omar Oscar Oskar Ossian Othilie
Otto Ove Patrik Paul Peder Per Pernille Peter Petra Petter Philip Pia Pär Pål Ragna Ragnar Ragnhild Rakel Ramona Randi
Rania Rasmus Rebecca Rebekka Reidar Reidun Rikke Ristin Rita Robert Robin Roger Roland Rolf Ronja Ronny Roy Ruben
Runar Rune Rut Ruth Sabrina Saga Sahra Said Salma Samira Samuel Sander Sandra Sanna Sara Sarah Saskia Sebastian Selma
Severin Sharif Sidsel Sigge Sigmund Signe Signhild Sigrid Sigurd Sigve Silje Sille Simen Simon Sindre Siri Siv Sivert
Sixten Sofia Sofie Solfrid Solveig Sondre Sonja Sophia Sophie Steffen Steinar Stella Sten Stian Stig Stine Sture
Sumaya Sune Sunniva Susanne Svante Svein Sverre Svetlana Synne Synnøve Sárá Sören Søren Tage Tarjei Tea Teodor Terese
Terje Thea Thelma Theo Theodor Theresa Therese Thomas Thor Thora Thorbjørn Tilda Tilde Tilla Tim Tina Tine Tobias Tom
Tommy Tone Tor Tora Torben Torbjörn Torbjørn Tord Tore Torgeir Torhild Torill Torstein Torunn Tove Trine Troels Trond
Trude Trygve Ture Tuva Tyra Ulf Ulla Ulrik Ulrikke Una Unni Ursula Valborg Valdemar Vanessa Vegard Vendela Venke Vera
Veronica Victor Victoria Vidar Vigdis Viggo Viking Viktor Viktoria Vilde Vilhelm Vilja Villads Ville Vilma Vincent
Vivian Wenche Werner Wilhelm William Wilma Xander Yahya Yasmin Yasmine Ylva Yngve Yonas Yousef Yusuf Yvonne Zahra
Zainab Zara Zeinab Áilu Ánte Åge Åke Åsa Åse Åshild Åsmund Örjan Östen Øivind Øystein Øyvind
"""
# Ordinary words, places, months, beginnings of sentences: alone they are no person.
_WORDS_TOO = """
Ali Alv Alva April Are Arild Ask Athena August Augusta Bente Björk Björn Bjørn Bo Bror Dag Ebbe Eir Elle Embla Even
Falk Finn Frode Gerd Glenn Gro Gry Gunn Hauk Hege Helle Ida Idun Inga Inge Iris Isa Jan Jarl Jo Juni Kaj Kare Kim
Lilje Line Lise Liv Lone Love Luna Lykke Mai Maj Marit Max Merete Mie Mille Mons My Noor Nor Nova Odd Ola Ole Per Ravn
Rita River Roar Robin Ros Rose Runa Rune Rut Saga Said Sander Siv Skar Skjold Sky Sol Sonja Star Stein Stella Sten
Stig Storm Svan Tage Tea Tim Tina Tone Tor Tord Ture Tuva Ulf Ulv Una Unn Vera Vigdis Viking Ville Viola Vår
"""
# Of the words that are both, these are so seldom anything but a name that they stand alone.
_RATHER_NAMES = """
Ali Alva Arild Augusta Bente Ebbe Embla Frode Gerd Gro Hege Helle Ida Idun Inga Iris Isa Kim Lise Lone Marit Merete
Mille Rita Robin Rune Sander Sonja Stella Tage Tina Tone Tord Tuva Vera Vigdis
"""

AMBIGUOUS = frozenset(_WORDS_TOO.split()) - frozenset(_RATHER_NAMES.split())
FIRST_NAMES = frozenset(_NAMES.split()) | frozenset(_WORDS_TOO.split())
