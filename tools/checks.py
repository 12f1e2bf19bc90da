"""The house's rules, held by `make check`. Each check gives the sentences of what is wrong; none means that it holds.

python -m tools.checks            all of them
python -m tools.checks templates  some of them
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools import messages

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samspill"
BIN = Path(sys.executable).parent
LONGEST_FUNCTION = 60
LONGEST_FILE = 500
HOLE = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]")
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle\s*=\s*[\"']|\son[a-z]+\s*=\s*[\"']"
    r"|javascript:",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"https?://[\w.-]*(?:registry|pypi|pythonhosted|npmjs)|(?<![\w.])/work/|(?<![\w])/home/\w+/")


def lint() -> list[str]:
    return _said("ruff", "check", "-q", "--output-format=concise", ".")


def format() -> list[str]:
    return [f"{line}: run “make format”." for line in _said("ruff", "format", "-q", "--check", ".")]


def types() -> list[str]:
    return [line for line in _said("mypy") if ": note:" not in line]


def layers() -> list[str]:
    """Who may import whom (ARCHITECTURE.md)."""
    return _said("lint-imports", "--no-cache")


def packs() -> list[str]:
    return _said("samspill", "methods", "check")


def migrations() -> list[str]:
    """Every change of a model has its migration, with a name that says what it does and a way back."""
    problems = _said("samspill", "django", "makemigrations", "--check", "--dry-run")
    for path in sorted(SOURCE.glob("*/migrations/[0-9]*.py")):
        if re.search(r"_auto_\d|_alter_|_remove_|_and_more$|_initial$", path.stem):
            problems.append(f"{_short(path)}: the name was made by a machine. Say in words what the migration does.")
        problems += [
            f"{_short(path)}:{line}: this step has no way back." for line in _one_way(ast.parse(path.read_text()))
        ]
    return problems


def _one_way(tree: ast.AST) -> Iterator[int]:
    back = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in back:
            named = {keyword.arg for keyword in node.keywords}
            if len(node.args) < 2 and back[node.func.attr] not in named:
                yield node.lineno


def translations() -> list[str]:
    """Every sentence has its words in every language, with the same holes."""
    wanted = {(m.context, m.id) for m in messages.extract() if m.id}
    problems = []
    for language in messages.LANGUAGES:
        known = {(message.context, message.id): message for message in messages.read(language) if message.id}
        if set(known) != wanted:
            fewer, more = len(wanted - set(known)), len(set(known) - wanted)
            problems.append(
                f"{language}: {fewer} sentences are not listed and {more} are obsolete. Run “make messages”."
            )
        for (_, words), message in known.items():
            problems += [f"{language}: {_first(words)!r}: {wrong}" for wrong in _wrong(words, message)]
    return problems


def _wrong(words: str | tuple[str, ...], message: object) -> Iterator[str]:
    given = getattr(message, "string", "")
    forms = given if isinstance(given, tuple) else (given,)
    if not all(forms):
        yield "not translated."
        return
    if getattr(message, "fuzzy", False):
        yield "marked as doubtful (fuzzy)."
    accepted = [_holes(form) for form in (words if isinstance(words, tuple) else (words,))]
    if any(_holes(form) not in accepted for form in forms):
        yield f"the holes differ. Accepted: {' or '.join(', '.join(sorted(each)) or 'none' for each in accepted)}."


def _first(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def _holes(text: str) -> frozenset[str]:
    return frozenset(match.group(0) for match in HOLE.finditer(text))


def templates() -> list[str]:
    """Nothing inline: the Content-Security-Policy would refuse it."""
    found = []
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if INLINE.search(line):
                found.append(f"{_short(path)}:{number}: inline script or style. Move it to design/islands or styles.")
    return found


def addresses() -> list[str]:
    """No file tells from which registry or machine it was made."""
    found = []
    for path in _tracked():
        if path == Path(__file__).resolve() or path.suffix in {".png", ".woff2", ".xlsx", ".svg"}:
            continue
        text = path.read_text(errors="replace")
        hits = [number for number, line in enumerate(text.splitlines(), 1) if ELSEWHERE.search(line)]
        if path.name == "package-lock.json" and '"resolved"' in text:
            hits.append(1)
        found += [
            f"{_short(path)}:{number}: the address of a registry or of one machine. Leave it out." for number in hits
        ]
    return found


def sizes() -> list[str]:
    """A function of more than 60 lines, or a file of more than 500, wants to be divided."""
    found = []
    for path in _tracked():
        if path.suffix != ".py" or "migrations" in path.parts:
            continue
        text = path.read_text()
        if len(text.splitlines()) > LONGEST_FILE:
            found.append(
                f"{_short(path)}: {len(text.splitlines())} lines. Make it a package; {LONGEST_FILE} is the most."
            )
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found.append(
                        f"{_short(path)}:{node.lineno}: {node.name} has {length} lines; {LONGEST_FUNCTION} is the most."
                    )
    return found


def _tracked() -> Iterable[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for path in (ROOT / name for name in listed.stdout.splitlines()) if path.is_file()]


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _said(program: str, *arguments: str) -> list[str]:
    ended = subprocess.run([str(BIN / program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        return []
    return [line for line in (ended.stdout + ended.stderr).splitlines() if line.strip()]


CHECKS: tuple[Callable[[], list[str]], ...] = (
    lint,
    format,
    types,
    layers,
    packs,
    migrations,
    translations,
    templates,
    addresses,
    sizes,
)


def main(names: list[str]) -> int:
    chosen = [check for check in CHECKS if not names or check.__name__ in names]
    failed = 0
    for check in chosen:
        began = time.perf_counter()
        problems = check()
        failed += bool(problems)
        print(f"{'!!' if problems else 'ok'}  {check.__name__:<13} {time.perf_counter() - began:5.1f} s", flush=True)
        for problem in problems:
            print(f"      {problem}")
    print(f"{len(chosen) - failed} of {len(chosen)} checks hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
