"""Nordic text: words for the search index, and a guard that nudges where a person might be named.

`words.analyse` and `queries.query` are what searching stands on, `guard.look` is the guard. All pure.
"""
