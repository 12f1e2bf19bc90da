"""Template source of the catalogue, by group and title."""

from __future__ import annotations

EXAMPLES: dict[str, dict[str, str]] = {
    "Page": {
        "columns": """{% component "columns" layout="main-aside" %}<div>{% component "card" title="Main" %}<p>The main matter.</p>{% endcomponent %}</div><div>{% component "card" title="Beside it" tone="tinted" %}<p>What helps.</p>{% endcomponent %}</div>{% endcomponent %}""",
        "breadcrumbs": """{% component "breadcrumbs" %}{% part "crumb" label="Home" url="#page" %}{% part "crumb" label="Arenas" %}{% endcomponent %}""",
        "tabs": """{% component "tabs" label="Views of the school" %}{% part "tab" label="Board" url="#page" current=True %}{% part "tab" label="Arenas" url="#page" count=9 %}{% part "tab" label="Plan" url="#page" %}{% part "tab" label="People" url="#page" count=41 %}{% endcomponent %}""",
        "steps": """{% component "steps" label="Set up the school" %}{% part "step" label="Which school" status="done" url="#page" %}{% part "step" label="Which grades" status="done" url="#page" %}{% part "step" label="Who is who" status="current" note="4 of 11 roles" %}{% part "step" label="Plan" status="coming" %}{% endcomponent %}""",
        "pagination": """{% part "pagination" page=page %}""",
        "language_switch": """{% part "language_switch" action="#page" %}""",
        "skip_link and messages": """{% part "skip_link" %}{% part "messages" messages=messages %}<p>The skip link shows when it has focus.</p>""",
        "page_header": """{% component "page_header" title="Furulia school" kicker="School" lead="Grades 1 to 7, second year of the project. The board shows what is done, what is due and what is missing." %}
{% slot "meta" %}<span>312 pupils</span><span>41 staff</span>{% endslot %}
{% slot "actions" %}{% part "link_button" label="Set up" url="#page" icon="cog" variant="secondary" %}{% part "print_button" %}{% endslot %}
{% endcomponent %}""",
    },
    "Containers": {
        "card": """{% component "columns" layout="cards" %}
{% component "card" title="Resource team" url="#containers" icon="arena" %}{% slot "kicker" %}{% part "tag" label="School" %}{% endslot %}<p>Prepares, supports and follows up what the grade teams try out.</p>{% slot "meta" %}<span>9 members</span><span>Next 12 November</span>{% endslot %}{% endcomponent %}
{% component "card" title="What waits for you" tone="tinted" %}<p>Two people have no substitute.</p>{% slot "actions" %}{% part "link_button" label="Name substitutes" url="#containers" size="sm" %}{% endslot %}{% endcomponent %}
{% component "card" title="Raised" tone="raised" %}<p>For what floats above the rest.</p>{% endcomponent %}
{% endcomponent %}""",
        "alert": """{% component "alert" kind="info" title="The plan follows the school year 2026/2027" %}<p>Dates in holidays were moved to the next school day.</p>{% endcomponent %}
{% component "alert" kind="success" %}<p>The member list is saved.</p>{% endcomponent %}
{% component "alert" kind="warning" title="This file would end 14 of 96 memberships" %}<p>Nothing is changed yet. Look through the list before you go on.</p>{% slot "actions" %}{% part "link_button" label="See the 14" url="#containers" variant="secondary" size="sm" %}{% endslot %}{% endcomponent %}
{% component "alert" kind="danger" live=True %}<p>The file cannot be read. Accepted: CSV or XLSX with a heading row.</p>{% endcomponent %}""",
        "empty": """{% component "empty" title="No schools yet" icon="school" %}<p>Import the register of schools, or add the first one by hand.</p>{% slot "actions" %}{% part "link_button" label="Import schools" url="#containers" icon="file-import" %}{% part "link_button" label="Add a school" url="#containers" variant="secondary" %}{% endslot %}{% endcomponent %}""",
        "disclosure": """{% component "disclosure" summary="What the guide says" %}<p>The team meets at least eight times a year.</p>{% slot "aside" %}{% part "tag" label="Must" color="neutral" %}{% endslot %}{% endcomponent %}
{% component "disclosure" summary="Why is this not met?" quiet=True open=True %}<p>Two of the eight meetings have no minutes.</p>{% endcomponent %}""",
        "dialog": """{% part "button" label="End the membership" opens="end-dialog" variant="secondary" tone="danger" %}
{% component "dialog" id="end-dialog" title="End the membership of Kari Moen?" %}<p>She keeps access until the day you choose. Nothing she wrote is lost.</p>{% slot "actions" %}{% part "button" label="End it" tone="danger" type="button" %}{% part "button" label="Keep it" closes="end-dialog" variant="tertiary" %}{% endslot %}{% endcomponent %}
{% part "button" label="Open the drawer" opens="side-dialog" variant="tertiary" %}
{% component "dialog" id="side-dialog" title="Requirement" side=True %}<p>Details without leaving the board.</p>{% endcomponent %}""",
    },
    "Actions": {
        "button": """{% component "actions" %}{% part "button" label="Save" icon="save" %}{% part "button" label="Secondary" variant="secondary" %}{% part "button" label="Tertiary" variant="tertiary" icon_after="arrow-right" %}{% part "button" label="Delete" tone="danger" icon="delete" %}{% part "button" label="Not now" variant="secondary" tone="danger" %}{% part "button" label="Disabled" disabled=True %}{% part "button" label="Edit" icon="edit" icon_only=True variant="tertiary" %}{% endcomponent %}
{% component "actions" align="between" %}{% part "button" label="Small" size="sm" %}{% part "button" label="Small secondary" size="sm" variant="secondary" %}{% endcomponent %}""",
        "link_button and post_button": """{% component "actions" %}{% part "link_button" label="Go to the plan" url="#actions" variant="secondary" icon="plan" %}{% part "post_button" label="Release the board" url="#actions" icon="eye" %}{% endcomponent %}""",
        "menu": """{% component "menu" id="example-menu" label="More" variant="secondary" %}{% slot "head" %}<strong>Anna Lund</strong>{% endslot %}{% part "menu_item" label="Change members" url="#actions" icon="people" current=True %}{% part "menu_item" label="Sign out" url="#actions" icon="leave" post=True %}{% endcomponent %}""",
        "print_button and copy_button": """{% part "print_button" %} {% part "copy_button" text="SOL-4821" label="Copy the code" %}""",
        "htmx": """{% htmx get="#actions" target="#main" swap="outerHTML" as attrs %}{% part "button" label="Reload" attrs=attrs variant="secondary" icon="repeat" type="button" %}""",
    },
    "Forms": {
        "form, with errors": """{% part "form" form=wrong_form submit="Save the member" cancel_url="#forms" id="wrong" guard=False %}""",
        "form, placed by hand": """{% component "form" form=empty_form submit="Add the member" submit_tone="default" title="New member" draft="catalogue" guard=False %}
{% slot "before" %}<p>Everyone on this list has access to the arena.</p>{% endslot %}
{% component "fieldset" legend="Who" help="As in the staff register." %}{% part "field" field=empty_form.name %}{% part "field" field=empty_form.mail help="Used for invitations." %}{% endcomponent %}
{% component "fieldset" legend="What" %}{% part "field" field=empty_form.role %}{% part "field" field=empty_form.start size="short" %}{% part "field" field=empty_form.days %}{% part "field" field=empty_form.reach %}{% part "field" field=empty_form.list %}{% part "field" field=empty_form.note %}{% part "field" field=empty_form.agreed %}{% endcomponent %}
{% slot "actions" %}{% part "button" label="Save and add another" variant="secondary" name="another" value="1" %}{% endslot %}
{% endcomponent %}""",
        "live_note": """{% component "live_note" field="item-1" label="Minutes of the first item" %}<p>The text as it is read without JavaScript. With an address it becomes an editor that several people share.</p><ul><li>A point</li></ul>{% endcomponent %}""",
        "filter_bar": """{% part "filter_bar" form=search_form clear_url="#forms" label="Filter the requirements" %}""",
    },
    "States": {
        "state": """{% part "state" value="met" %} {% part "state" value="due_soon" note="in 9 days" %} {% part "state" value="overdue" note="since 14 October" %} {% part "state" value="partly" note="5 of 8" %} {% part "state" value="deviates" %} {% part "state" value="not_applicable" %} {% part "state" value="nothing_yet" %} {% part "state" value="met" compact=True %}""",
        "tag and count": """{% part "tag" label="Must" %} {% part "tag" label="Project year 2" color="accent" %} {% part "tag" label="Adapted" color="info" icon="edit" %} {% part "tag" label="Released" color="success" %} {% part "tag" label="Ends soon" color="warning" %} {% part "tag" label="Vacant" color="danger" %} {% part "count" value=12 label="open matters" %} {% part "count" value=3 color="danger" label="overdue" %}""",
        "stats": """{% component "stats" %}{% part "stat" value=18 label="Met" color="success" %}{% part "stat" value=4 label="Due soon" color="warning" note="next: 9 November" %}{% part "stat" value=2 label="Overdue" color="danger" url="#states" %}{% part "stat" value=12 label="Nothing recorded yet" %}{% endcomponent %}""",
        "meter": """{% part "meter" label="Roles filled" value=7 max=11 text="7 of 11" %}{% part "meter" label="Requirements met" value=80 color="success" %}""",
        "date": """<p>{% part "date" value=when weekday=True %} · {% part "date" value=when form="short" %} · {% part "date" value=when form="time" %}</p>""",
        "why": """<p>You cannot change this list. {% component "why" id="why-example" %}Only the leader of the arena and the head of the school change members.{% endcomponent %}</p>""",
        "icon": """<p>{% icon "school" %} {% icon "calendar" label="Calendar" %}</p>""",
    },
    "Lists and tables": {
        "table": """{% part "filter_input" table="example-board" %}{% component "table" caption="Requirements of the resource team" id="example-board" dense=True %}
{% slot "head" %}<tr><th scope="col">Requirement</th><th scope="col">State</th><th scope="col">Responsible</th><th scope="col">Due</th></tr>{% endslot %}
<tr><th scope="row"><a class="ds-link" href="#lists-and-tables">The team meets at least eight times a year</a></th><td data-label="State">{% part "state" value="partly" note="5 of 8" %}</td><td data-label="Responsible">Leader of the team</td><td data-label="Due">31 December</td></tr>
<tr><th scope="row"><a class="ds-link" href="#lists-and-tables">Every member has a substitute</a></th><td data-label="State">{% part "state" value="overdue" %}</td><td data-label="Responsible">Heads of the services</td><td data-label="Due">1 October</td></tr>
<tr><th scope="row"><a class="ds-link" href="#lists-and-tables">Minutes are shared within a week</a></th><td data-label="State">{% part "state" value="met" %}</td><td data-label="Responsible">Leader of the team</td><td data-label="Due">–</td></tr>
<tr><th scope="row"><a class="ds-link" href="#lists-and-tables">The head of the school takes part</a></th><td data-label="State">{% part "state" value="nothing_yet" %}</td><td data-label="Responsible">Head of the school</td><td data-label="Due">–</td></tr>
{% slot "foot" %}<tr><th scope="row">Together</th><td data-label="State">1 of 4 met</td><td></td><td></td></tr>{% endslot %}
{% endcomponent %}""",
        "definitions": """{% component "definitions" %}{% component "definition" term="Mandate" %}Decides what is tried out, and when.{% endcomponent %}{% component "definition" term="Leader" %}Head of the school{% endcomponent %}{% component "definition" term="Local name" %}{% endcomponent %}{% endcomponent %}
{% component "definitions" layout="grid" %}{% component "definition" term="Pupils" %}312{% endcomponent %}{% component "definition" term="Grades" %}1–7{% endcomponent %}{% component "definition" term="Language" %}Bokmål{% endcomponent %}{% endcomponent %}""",
        "items": """{% component "items" label="What waits for you" %}{% component "item" title="Name a substitute for the school nurse" url="#lists-and-tables" icon="person-add" %}{% slot "meta" %}<span>Furulia school</span><span>due 9 November</span>{% endslot %}{% slot "actions" %}{% part "link_button" label="Name" url="#lists-and-tables" size="sm" variant="secondary" %}{% endslot %}{% endcomponent %}{% component "item" title="Confirm the staff import" url="#lists-and-tables" icon="file-import" %}<p>96 rows, 3 problems.</p>{% endcomponent %}{% endcomponent %}""",
        "timeline": """{% component "timeline" label="Journal" %}{% component "event" when=when title="Kari Moen became member of the resource team" who="Anna Lund" icon="person-add" %}<p>Takes over from Per Lie, who changed school.</p>{% endcomponent %}{% component "event" when=when title="The plan was laid on the school year 2026/2027" who="Ola Strand" icon="plan" url="#lists-and-tables" %}{% slot "meta" %}<span>Strategy forum</span>{% endslot %}{% endcomponent %}{% component "event" when=when title="The board was released to the school owner" who="Anna Lund" %}{% endcomponent %}{% endcomponent %}""",
        "diff": """{% component "diff" new=12 changed=3 gone=1 same=80 problems=1 %}
{% component "diff_row" kind="new" title="Sara Berg" note="Teacher, grade 5" line=14 %}{% endcomponent %}
{% component "diff_row" kind="changed" title="Kari Moen" line=15 %}{% part "change" label="Mail" before="kari@solvik.example" after="kari.moen@solvik.example" %}{% part "change" label="Phone" after="900 00 000" %}{% endcomponent %}
{% component "diff_row" kind="gone" title="Per Lie" note="Is kept. Nothing is deleted because it is absent." %}{% endcomponent %}
{% component "diff_row" kind="problem" title="Eva Dahl" note="The date “31.02.2027” does not exist. Accepted: 2027-02-28 or 28.02.2027." line=61 %}{% endcomponent %}
{% endcomponent %}""",
        "person": """{% component "columns" layout="cards" %}{% part "person" name="Ingrid Solheim" profession="School nurse" unit="Health service" phone="900 12 345" mail="ingrid.solheim@solvik.example" days="Monday and Thursday" url="#lists-and-tables" %}{% part "person" name="Jonas Vik" profession="PPT adviser" unit="Educational-psychological service" phone="900 54 321" mail="jonas.vik@solvik.example" %}{% component "person" name="Vacant" profession="Child-welfare adviser" vacant=True %}{% slot "meta" %}{% part "tag" label="To be named" color="warning" %}{% endslot %}{% endcomponent %}{% endcomponent %}""",
    },
}
