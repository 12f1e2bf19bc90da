"""A paper as HTML and as plain text. Headings begin at `top`, below the page's own."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import nh3
from django.utils.html import escape

from samspill.documents import paper as p
from samspill.documents.reading import lines_of

TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "hr", "div"}
TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "img", "strong", "em", "a", "br", "span"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope"},
    "ol": {"start"},
    "div": {"tabindex", "class", "role", "aria-label"},
    "table": {"class"},
}


def html(paper: p.Paper, *, top: int = 2) -> str:
    """The blocks of the paper, without its title. Every letter is escaped here, and nh3 looks at the whole again."""
    made = "".join(_blocks(p.squared(paper).blocks, top - 1))
    schemes = {"http", "https", "mailto", "data"}
    return nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=schemes, link_rel="noopener noreferrer")


def text(paper: p.Paper) -> str:
    """Every word of the paper, line by line: for searching and for mail."""
    blocks = p.squared(paper).blocks
    return "\n".join(filter(None, (p.said(line).strip() for block in blocks for line in lines_of(block))))


def _blocks(blocks: tuple[p.Block, ...], above: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, above)


def _block(block: p.Block, above: int) -> Iterator[str]:
    match block:
        case p.Heading(level, words):
            yield _tag(f"h{min(level + above, 6)}", escape(words))
        case p.Paragraph(words):
            yield _tag("p", _runs(words))
        case p.Bullets(items):
            yield _tag("ul", _items(items, above))
        case p.Numbered(items, start):
            yield f'<ol start="{start}">{_items(items, above)}</ol>'
        case p.Table():
            yield _table(block)
        case p.Facts(pairs):
            yield _tag("dl", "".join(_tag("dt", escape(label)) + _tag("dd", _lines(value)) for label, value in pairs))
        case p.Quote(words):
            yield _tag("blockquote", _tag("p", _runs(words)))
        case p.Outcome(label, words, who, when):
            named = " · ".join(filter(None, [who, when]))
            yield _tag(
                "p", f"<strong>{escape(label)}</strong>: {_runs(words)}" + (f"<br>{escape(named)}" * bool(named))
            )
        case p.Picture(data, alt):
            kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
            yield f'<p><img alt="{escape(alt)}" src="data:image/{kind};base64,{base64.b64encode(data).decode()}"></p>'
        case p.Signatures(names):
            yield from (_tag("p", escape(name)) for name in names)
        case p.PageBreak():
            yield "<hr>"


def _tag(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"


def _lines(words: str) -> str:
    return "<br>".join(map(escape, words.split("\n")))


def _items(items: tuple[p.Item, ...], above: int) -> str:
    return "".join(_tag("li", _runs(item.runs) + "".join(_blocks(item.blocks, above))) for item in items)


def _table(table: p.Table) -> str:
    name = escape(table.caption)
    caption = _tag("caption", escape(table.caption)) if table.caption else ""
    heads = "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in table.head)
    rows = "".join(_tag("tr", "".join(_cells(row, table.row_heads))) for row in table.rows)
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    # A wide table scrolls in its own box; the keyboard must reach the box too.
    box = f'<div class="ss-table-region" tabindex="0" role="region" aria-label="{name or "–"}">'
    return f'{box}<table class="ds-table ss-table">{caption}{head}<tbody>{rows}</tbody></table></div>'


def _cells(row: tuple[p.Runs, ...], named: bool) -> Iterator[str]:
    for place, cell in enumerate(row):
        yield f'<th scope="row">{_runs(cell)}</th>' if named and place == 0 else _tag("td", _runs(cell))


def _runs(words: p.Runs) -> str:
    return "".join(_run(run, mark) for run, mark in p.marked(words))


def _run(run: p.Run, mark: str) -> str:
    inside = _lines(run.text)
    inside = _tag("em", inside) if run.em else inside
    inside = _tag("strong", inside) if run.strong else inside
    inside = f'<a href="{escape(run.url)}">{inside}</a>' if run.url else inside
    return inside + (f" <span>({escape(mark)})</span>" if mark else "")
