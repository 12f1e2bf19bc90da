import { drag } from "./drag.ts";
import { each } from "./each.ts";

/**
 * <div data-coding data-count="{shown} of {all}" data-chosen="{count} chosen"> with <… data-said-list> of
 * <… data-chunk> of <… data-point data-round data-group data-level data-themes data-mine> (each with a checkbox, a label,
 * a [data-grip] and a last element for its themes), the form #code-form that sends the chosen ones, #code-filter, and
 * #code-side with the themes.
 *
 * Filters while one types, chooses by keyboard and in ranges, drags onto themes. What is sent is the form, so that
 * everything works without this island. A new #code-side brings `data-state`: “12:4 5/4;13:4”, statement, its themes,
 * the reader's own among them.
 */
interface Row {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;
  readonly at: number;
  readonly text: string;
  readonly round: string;
  readonly group: string;
  readonly level: string;
  themes: string;
  mine: string;
  shown: boolean;
}

/** Rows that are laid out together, or not at all while they are out of sight. */
interface Chunk {
  readonly element: HTMLElement;
  readonly rows: Row[];
  shown: number;
}

/** Rows from the top that are shown in the very frame in which the filter changes; more than a tall screen holds. */
const AT_ONCE = 50;

let board: Board | undefined;

export function codingBoards(root: ParentNode): void {
  each(root, "[data-coding]", function coding(place) {
    board = new Board(place);
  });
  each(root, "#code-side", function side(element) {
    board?.took(element);
  });
}

class Board {
  private readonly chunks: Chunk[];
  private readonly rows: Row[];
  private readonly of = new Map<string, Row>();
  private readonly filter = document.getElementById("code-filter") as HTMLFormElement | null;
  private readonly form = document.getElementById("code-form") as HTMLFormElement;
  private last: Row | undefined;
  private digits = "";
  private waiting = 0;
  private due = 0;

  constructor(private readonly place: HTMLElement) {
    this.chunks = [...place.querySelectorAll<HTMLElement>("[data-chunk]")].map(chunk);
    this.rows = this.chunks.flatMap(({ rows }) => rows).map((row, at) => Object.assign(row, { at }));
    for (const row of this.rows) this.of.set(row.element.dataset.point ?? "", row);
    this.walkOn(this.rows.find((row) => row.shown));
    place.toggleAttribute("data-awake", true);
    const list = place.querySelector<HTMLElement>("[data-said-list]");
    list?.addEventListener("keydown", (event) => this.press(event));
    list?.addEventListener("click", (event) => this.click(event));
    list?.addEventListener("change", (event) => this.changed(event));
    list?.addEventListener("pointerdown", (event) => this.lift(event));
    this.form.addEventListener("formdata", (event) => gather(event.formData));
    document.addEventListener("keydown", (event) => this.undo(event));
    this.hearFilter();
    this.hearChoosing();
  }

  /** The themes came anew: statements stand where the server says, and what was sent is no longer chosen. */
  took(side: HTMLElement): void {
    if (side.dataset.state !== undefined) this.apply(side.dataset.state, side);
    if (side.hasAttribute("data-done")) {
      this.choose([]);
      const name = this.form.elements.namedItem("name") as HTMLInputElement | null;
      if (name) name.value = "";
    }
  }

  private apply(state: string, side: HTMLElement): void {
    const names = new Map<string, string>();
    for (const one of side.querySelectorAll<HTMLElement>("[data-name]")) names.set(one.id.slice(6), one.dataset.name ?? "");
    this.offer(names);
    const stands = new Map<string, string>();
    for (const part of state.split(";")) {
      const colon = part.indexOf(":");
      stands.set(part.slice(0, colon), part.slice(colon + 1));
    }
    for (const [point, row] of this.of) {
      const [themes = "", mine = ""] = (stands.get(point) ?? "").split("/");
      const renamed = themes !== "" && themes.split(" ").some((theme, at) => tagsOf(row)?.children[at]?.textContent !== names.get(theme));
      if (themes !== row.themes || mine !== row.mine || renamed) paint(row, themes, mine, names);
    }
    this.sift();
  }

  /** The menus know the themes that others have made meanwhile. */
  private offer(names: Map<string, string>): void {
    for (const id of ["code-theme", "filter-theme"]) {
      const menu = document.getElementById(id);
      if (!(menu instanceof HTMLSelectElement)) continue;
      const first = menu.options[0];
      const chosen = menu.value;
      menu.replaceChildren(...(first ? [first] : []), ...[...names].map(([value, name]) => new Option(name, value)));
      menu.value = names.has(chosen) ? chosen : "";
    }
  }

  private hearFilter(): void {
    if (!this.filter) return;
    this.filter.querySelector<HTMLElement>("[data-filter-submit]")?.toggleAttribute("hidden", true);
    this.filter.addEventListener("input", () => {
      this.due ||= requestAnimationFrame(() => this.sift());
    });
    this.filter.addEventListener("submit", (event) => event.preventDefault());
    this.filter.querySelector<HTMLInputElement>("input[name=q]")?.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      if (this.due) this.sift();
      this.focus(this.shown()[0]);
    });
  }

  /** Show what meets every field. Only rows whose answer has changed are touched, and nothing is read of the page. */
  sift(): void {
    if (!this.filter) return;
    cancelAnimationFrame(this.due);
    this.due = 0;
    const meets = asked(new FormData(this.filter));
    const late: HTMLElement[] = [];
    let count = 0;
    for (const one of this.chunks) {
      const before = one.shown;
      const shown = siftIn(one, meets);
      if (shown > before && count > AT_ONCE) late.push(one.element);
      count += shown;
    }
    postpone(late);
    const said = document.getElementById("code-count");
    if (said) said.textContent = fill(this.place.dataset.count, { shown: count, all: this.rows.length });
    if (this.last && !this.last.shown) this.walkOn(this.shown()[0]);
  }

  private shown(): Row[] {
    return this.rows.filter((row) => row.shown);
  }

  private chosen(): Row[] {
    return this.rows.filter((row) => row.box.checked);
  }

  private hearChoosing(): void {
    this.form.querySelector("[data-choose]")?.removeAttribute("hidden");
    this.form.querySelector("[data-choose-shown]")?.addEventListener("click", () => this.choose(this.shown()));
    this.form.querySelector("[data-choose-none]")?.addEventListener("click", () => this.choose([]));
  }

  private choose(rows: Row[]): void {
    const wanted = new Set(rows);
    for (const row of this.rows) if (row.box.checked !== wanted.has(row)) mark(row, wanted.has(row));
    this.tell();
  }

  private changed(event: Event): void {
    const row = this.rowAt(event);
    if (row) mark(row, row.box.checked);
    this.tell();
  }

  private tell(): void {
    const said = document.getElementById("code-chosen");
    const count = this.chosen().length;
    if (said) said.textContent = count ? fill(this.place.dataset.chosen, { count }) : "";
  }

  private walkOn(row: Row | undefined): void {
    for (const one of this.last ? [this.last] : this.rows) one.box.tabIndex = -1;
    if (row) row.box.tabIndex = 0;
    this.last = row ?? this.last;
  }

  private focus(row: Row | undefined): void {
    if (!row) return;
    this.walkOn(row);
    row.box.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "nearest" });
  }

  private rowAt(event: Event): Row | undefined {
    const element = (event.target as HTMLElement).closest<HTMLElement>("[data-point]");
    return element ? this.of.get(element.dataset.point ?? "") : undefined;
  }

  private click(event: MouseEvent): void {
    const row = this.rowAt(event);
    if (!row || event.target !== row.box) return;
    if (event.shiftKey && this.last) this.range(this.last, row, row.box.checked);
    this.walkOn(row);
  }

  private range(from: Row, to: Row, checked: boolean): void {
    const [a, b] = [Math.min(from.at, to.at), Math.max(from.at, to.at)];
    for (const row of this.rows.slice(a, b + 1)) if (row.shown) mark(row, checked);
    this.tell();
  }

  private press(event: KeyboardEvent): void {
    const row = this.rowAt(event);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const ways: Record<string, string> = { t: "code-theme", n: "code-name", "/": "filter-q" };
    const way = ways[event.key.toLowerCase()];
    if (step) this.step(row, step, event.shiftKey);
    else if (event.key === " " && event.shiftKey && this.last) this.range(this.anchor(row), row, true);
    else if (event.key === "Escape") this.choose([]);
    else if (/^\d$/.test(event.key)) this.digit(row, event.key);
    else if (way) document.getElementById(way)?.focus();
    else return;
    event.preventDefault();
  }

  private step(row: Row, by: number, also: boolean): void {
    let at = row.at + by;
    while (this.rows[at]?.shown === false) at += by;
    const next = this.rows[at];
    if (also && next) for (const one of [row, next]) mark(one, true);
    if (also) this.tell();
    this.focus(next);
  }

  /** The nearest chosen one before a row, from which a range is counted. */
  private anchor(row: Row): Row {
    const before = this.rows.slice(0, row.at).reverse();
    return before.find((one) => one.box.checked) ?? row;
  }

  /** A number of one digit at once, of two where there are so many themes and the second comes quickly. */
  private digit(row: Row, digit: string): void {
    const themes = document.querySelectorAll<HTMLElement>("#code-side [data-theme]").length;
    window.clearTimeout(this.waiting);
    this.digits += digit;
    const go = (): void => {
      const number = Number(this.digits);
      this.digits = "";
      if (!this.chosen().length) this.choose([row]);
      this.send(document.querySelectorAll<HTMLElement>("#code-side [data-theme]")[number - 1]);
      this.focus(this.rows.find((one) => one.at > row.at && one.shown) ?? row);
    };
    if (Number(this.digits) * 10 <= themes) this.waiting = window.setTimeout(go, 500);
    else go();
  }

  private send(theme: HTMLElement | undefined): void {
    theme?.querySelector<HTMLButtonElement>("button")?.click();
  }

  private undo(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || typing) return;
    event.preventDefault();
    document.getElementById("code-undo")?.click();
  }

  private lift(event: PointerEvent): void {
    const row = this.rowAt(event);
    if (!row || event.button !== 0 || !(event.target as HTMLElement).matches("[data-grip]")) return;
    event.preventDefault();
    if (!row.box.checked) this.choose([row]);
    const count = this.chosen().length;
    const words = count > 1 ? fill(this.place.dataset.chosen, { count }) : (row.element.querySelector("label")?.textContent ?? "");
    carry(event, words, (theme) => this.send(document.querySelector<HTMLElement>(`#code-side [data-theme="${theme}"]`) ?? undefined));
  }
}

/**
 * Drags a picture of what is chosen, once in each frame and without any layout: the themes' places are read before
 * anything moves, and again only when something has scrolled.
 */
function carry(from: PointerEvent, words: string, dropped: (theme: string) => void): void {
  const ghost = document.createElement("div");
  ghost.className = "ss-said-ghost";
  ghost.textContent = words;
  let places = themesNow();
  let over: string | undefined;
  let [x, y, due] = [from.clientX, from.clientY, 0];
  document.body.append(ghost);

  const draw = (): void => {
    due = 0;
    ghost.style.transform = `translate3d(${x + 12}px, ${y + 12}px, 0)`;
    const now = places.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.theme;
    if (now === over) return;
    over = now;
    for (const { element, theme } of places) element.toggleAttribute("data-over", theme === over);
  };
  const stale = (): void => {
    places = themesNow();
  };
  const follow = (moved: PointerEvent): void => {
    [x, y] = [moved.clientX, moved.clientY];
    due ||= requestAnimationFrame(draw);
  };
  const settle = (keep: boolean): void => {
    cancelAnimationFrame(due);
    draw();
    document.removeEventListener("scroll", stale, { capture: true });
    ghost.remove();
    for (const { element } of places) element.removeAttribute("data-over");
    if (keep && over) dropped(over);
  };
  document.addEventListener("scroll", stale, { capture: true, passive: true });
  draw();
  drag(follow, settle);
}

function themesNow(): { element: HTMLElement; theme: string; box: DOMRect }[] {
  const found = [...document.querySelectorAll<HTMLElement>("#code-side [data-theme]")];
  return found.map((element) => ({ element, theme: element.dataset.theme ?? "", box: element.getBoundingClientRect() }));
}

function chunk(element: HTMLElement): Chunk {
  const rows = [...element.querySelectorAll<HTMLElement>("[data-point]")].map(read);
  return { element, rows, shown: rows.filter((row) => row.shown).length };
}

function read(element: HTMLElement, at: number): Row {
  const box = element.querySelector<HTMLInputElement>("input") as HTMLInputElement;
  const { round = "", group = "", level = "", themes = "", mine = "" } = element.dataset;
  const row = { element, box, at, text: plain(element.querySelector("label")?.textContent ?? ""), round, group, level, themes, mine, shown: !element.hidden };
  if (box.checked) mark(row, true); // a browser that goes back chooses again
  return row;
}

/** An attribute and no :has(:checked): that would be asked of two thousand rows whenever anything changes. */
function mark(row: Row, chosen: boolean): void {
  row.box.checked = chosen;
  row.element.toggleAttribute("data-chosen", chosen);
}

/** How many of a chunk are shown: as many as its place is kept for while it is out of sight. */
function siftIn(one: Chunk, meets: (row: Row) => boolean): number {
  let shown = 0;
  for (const row of one.rows) {
    const now = meets(row);
    if (now !== row.shown) row.element.hidden = !now;
    row.shown = now;
    if (now) shown += 1;
  }
  if (shown !== one.shown) {
    one.element.hidden = shown === 0;
    one.element.style.setProperty("--rows", String(shown));
  }
  return (one.shown = shown);
}

/** A browser lays out whatever comes back before it sees that most of it is out of sight: so that waits for one frame. */
function postpone(late: readonly HTMLElement[]): void {
  const far = (is: boolean): void => late.forEach((one) => one.toggleAttribute("data-far", is));
  far(true);
  if (late.length) requestAnimationFrame(() => requestAnimationFrame(() => far(false)));
}

/** Whether a row meets every field of the filter. */
function asked(form: FormData): (row: Row) => boolean {
  const field = (name: string): string => String(form.get(name) ?? "");
  const words = plain(field("q")).split(" ").filter(Boolean);
  const [round, group, level, theme, state] = ["round", "group", "level", "theme", "state"].map(field);
  return (row) =>
    words.every((word) => row.text.includes(word)) &&
    (!round || row.round === round) &&
    (!group || row.group === group) &&
    (!level || row.level === level) &&
    (!theme || row.themes.split(" ").includes(theme)) &&
    (state === "uncoded" ? row.themes === "" : state === "mine" ? row.mine !== "" : true);
}

function tagsOf(row: Row): Element | null {
  return row.element.lastElementChild;
}

function paint(row: Row, themes: string, mine: string, names: Map<string, string>): void {
  row.themes = row.element.dataset.themes = themes;
  row.mine = row.element.dataset.mine = mine;
  const own = new Set(mine.split(" "));
  const tags = themes.split(" ").filter(Boolean).map((theme) => {
    const tag = document.createElement("b");
    tag.toggleAttribute("data-own", own.has(theme));
    tag.textContent = names.get(theme) ?? "";
    return tag;
  });
  tagsOf(row)?.replaceChildren(...tags);
}

/** Two thousand boxes as one field: a server takes no form of so many. */
function gather(sent: FormData): void {
  const points = sent.getAll("point").map(String);
  sent.delete("point");
  sent.set("points", points.join(","));
}

/** As the house's search reads a word: no accents, one letter for ä and æ, ö and ø. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .toLocaleLowerCase()
    .replace(/[éèêëáàâóòôúùüíìîäö]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

const FOLDED: Record<string, string> = {
  é: "e", è: "e", ê: "e", ë: "e", á: "a", à: "a", â: "a", ó: "o", ò: "o", ô: "o",
  ú: "u", ù: "u", ü: "u", í: "i", ì: "i", î: "i", ä: "æ", ö: "ø",
};

function fill(words: string | undefined, holes: Record<string, number>): string {
  return (words ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(holes[name] ?? whole));
}
