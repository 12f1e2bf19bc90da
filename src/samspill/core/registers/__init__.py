"""Pure readers of imported files: bytes in; rows, problems, choices and questions out.

What a reader infers it says (`Choice`); what it cannot know it asks (`Question`, answered by `answers={id: value}` in a
second call). While a required question stands open there are no rows, so that nobody imports half a guess. Bad data is
collected as `Problem`, never raised. Words are chosen by the caller: `codes.CODES` lists every code with its holes.
"""
