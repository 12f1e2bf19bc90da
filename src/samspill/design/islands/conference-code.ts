import { drag } from "./drag.ts";
import { each } from "./each.ts";

/**
 * <div data-coding data-count="{shown} of {all}" data-chosen="{count} chosen"> with <ul data-said-list> of
 * <li data-point data-round data-group data-level data-themes data-mine> (each with a checkbox and a [data-grip]), the
 * form #code-form that sends the chosen ones, #code-filter, and #code-side with the themes.
 *
 * Filters while one types, chooses by keyboard and in ranges, drags onto themes. What is sent is the form, so that
 * everything works without this island. A new #code-side brings `data-state`: “12:4 5/4;13:4”, statement, its themes,
 * the reader's own among them.
 */
interface Row {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;
  readonly text: string;
  themes: string;
  mine: string;
}

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
  private readonly rows: Row[];
  private readonly of = new Map<string, Row>();
  private readonly filter = document.getElementById("code-filter") as HTMLFormElement | null;
  private readonly form = document.getElementById("code-form") as HTMLFormElement;
  private last: Row | undefined;
  private digits = "";
  private waiting = 0;

  constructor(private readonly place: HTMLElement) {
    this.rows = [...place.querySelectorAll<HTMLElement>("[data-point]")].map(read);
    for (const row of this.rows) this.of.set(row.element.dataset.point ?? "", row);
    this.walkOn(this.rows.find((row) => !row.element.hidden));
    place.toggleAttribute("data-awake", true);
    const list = place.querySelector<HTMLElement>("[data-said-list]");
    list?.addEventListener("keydown", (event) => this.press(event));
    list?.addEventListener("click", (event) => this.click(event));
    list?.addEventListener("change", () => this.tell());
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
      const renamed = themes !== "" && [...row.element.querySelectorAll(".ss-said-theme")].some((tag, at) => tag.textContent !== names.get(themes.split(" ")[at] ?? ""));
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
    this.filter.addEventListener("input", () => this.sift());
    this.filter.addEventListener("submit", (event) => event.preventDefault());
    this.filter.querySelector<HTMLInputElement>("input[name=q]")?.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "Enter") this.focus(this.shown()[0]);
    });
  }

  /** Show what meets every field. Only rows whose answer has changed are touched. */
  sift(): void {
    if (!this.filter) return;
    const asked = new FormData(this.filter);
    const field = (name: string): string => String(asked.get(name) ?? "");
    const words = plain(field("q")).split(" ").filter(Boolean);
    const [round, group, level, theme, state] = ["round", "group", "level", "theme", "state"].map(field);
    let count = 0;
    for (const row of this.rows) {
      const { dataset } = row.element;
      const shown =
        words.every((word) => row.text.includes(word)) &&
        (!round || dataset.round === round) &&
        (!group || dataset.group === group) &&
        (!level || dataset.level === level) &&
        (!theme || row.themes.split(" ").includes(theme)) &&
        (state === "uncoded" ? row.themes === "" : state === "mine" ? row.mine !== "" : true);
      if (row.element.hidden === shown) row.element.hidden = !shown;
      if (shown) count += 1;
    }
    const said = document.getElementById("code-count");
    if (said) said.textContent = fill(this.place.dataset.count, { shown: count, all: this.rows.length });
    if (this.last?.element.hidden) this.walkOn(this.shown()[0]);
  }

  private shown(): Row[] {
    return this.rows.filter((row) => !row.element.hidden);
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
    for (const row of this.rows) if (row.box.checked !== wanted.has(row)) row.box.checked = wanted.has(row);
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
    const [a, b] = [this.rows.indexOf(from), this.rows.indexOf(to)].sort((one, other) => one - other) as [number, number];
    for (const row of this.rows.slice(a, b + 1)) if (!row.element.hidden) row.box.checked = checked;
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
    const shown = this.shown();
    const next = shown[shown.indexOf(row) + by];
    if (also && next) row.box.checked = next.box.checked = true;
    if (also) this.tell();
    this.focus(next);
  }

  /** The nearest chosen one before a row, from which a range is counted. */
  private anchor(row: Row): Row {
    const before = this.rows.slice(0, this.rows.indexOf(row)).reverse();
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
      this.focus(this.shown()[this.shown().indexOf(row) + 1] ?? row);
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

  /** The themes' places are read once, before anything moves: while one drags, nothing has to be laid out. */
  private lift(event: PointerEvent): void {
    const row = this.rowAt(event);
    if (!row || event.button !== 0 || !(event.target as HTMLElement).matches("[data-grip]")) return;
    event.preventDefault();
    if (!row.box.checked) this.choose([row]);
    const ghost = document.createElement("div");
    ghost.className = "ss-said-ghost";
    const count = this.chosen().length;
    ghost.textContent = count > 1 ? fill(this.place.dataset.chosen, { count }) : (row.element.querySelector("label")?.textContent ?? "");
    document.body.append(ghost);
    let places = themesNow();
    let over: string | undefined;
    const stale = (): void => {
      places = themesNow();
    };
    document.addEventListener("scroll", stale, { capture: true, passive: true });

    const follow = (moved: PointerEvent): void => {
      ghost.style.transform = `translate3d(${moved.clientX + 12}px, ${moved.clientY + 12}px, 0)`;
      const now = places.find(({ box }) => moved.clientX >= box.left && moved.clientX <= box.right && moved.clientY >= box.top && moved.clientY <= box.bottom)?.theme;
      if (now === over) return;
      over = now;
      for (const { element, theme } of places) element.toggleAttribute("data-over", theme === over);
    };
    const settle = (keep: boolean): void => {
      document.removeEventListener("scroll", stale, { capture: true });
      ghost.remove();
      for (const { element } of places) element.removeAttribute("data-over");
      if (keep && over) this.send(document.querySelector<HTMLElement>(`#code-side [data-theme="${over}"]`) ?? undefined);
    };
    follow(event);
    drag(follow, settle);
  }
}

function themesNow(): { element: HTMLElement; theme: string; box: DOMRect }[] {
  const found = [...document.querySelectorAll<HTMLElement>("#code-side [data-theme]")];
  return found.map((element) => ({ element, theme: element.dataset.theme ?? "", box: element.getBoundingClientRect() }));
}

function read(element: HTMLElement): Row {
  const box = element.querySelector<HTMLInputElement>("input") as HTMLInputElement;
  const { themes = "", mine = "" } = element.dataset;
  return { element, box, text: plain(element.querySelector("label")?.textContent ?? ""), themes, mine };
}

function paint(row: Row, themes: string, mine: string, names: Map<string, string>): void {
  row.themes = row.element.dataset.themes = themes;
  row.mine = row.element.dataset.mine = mine;
  const own = new Set(mine.split(" "));
  const tags = themes.split(" ").filter(Boolean).map((theme) => {
    const tag = document.createElement("span");
    tag.className = "ss-said-theme";
    tag.toggleAttribute("data-own", own.has(theme));
    tag.textContent = names.get(theme) ?? "";
    return tag;
  });
  row.element.querySelector(".ss-said-themes")?.replaceChildren(...tags);
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
