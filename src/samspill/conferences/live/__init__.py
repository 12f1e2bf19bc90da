"""The sockets of a conference's day. Frames are JSON, one object each; `what` says which.

`/ws/conference/<id>/`, for whoever is signed in and may read the conference; the server speaks, nobody answers:
    {"what": "point", "conference", "session", "group", "points": [point, …]}    statements that came or changed
    {"what": "group", "conference", "group", …}       called, handed in, heard: what `telling.tell` was given
    {"what": "session", "conference", "session", …}   a part of the programme began, ended, was given more time
    {"what": "board", "conference", …}                something about the plenary board
    {"what": "anew"}                                  something may have been missed: look at everything again
    {"what": "beat"}                                  every 20 seconds, so that a dead line is noticed

`/ws/group/<id>/`, for a phone whose cookie opens this group's note:
    → {"ops": [op, …]}                                see `statements.read_op`
    ← {"what": "all", "points": [point, …], "state": state}       at the beginning, and after trouble
    ← {"what": "kept", "answers": [answer, …]}        what became of the phone's own ops, after the commit
    ← {"what": "point", "points": [point, …]}         what the group's other phones wrote
    ← {"what": "state", "state": state}               clock, called, handed in, heard, the next round
    ← {"what": "closed", "why": "ended"|…}            and nothing is taken any more; see `opening.WHYS`

point: {"id", "uid", "text", "level", "place", "plenary", "beside": uid or null, "removed", "version"}
"""
