// The statements of a group as they are shown on its phones: what the server has, and on top what waits on this one.
import type { Kept } from "./conference-queue.ts";
import { lift } from "./sort.ts";

export interface Point {
  uid: string;
  text: string;
  level: string;
  place: number;
  plenary: number | null;
  beside: string | null;
  removed: boolean;
  version: number;
}

/** A statement as this phone sees it; `standing`: “saved”, “waiting” or “refused”. */
export interface Shown extends Point {
  standing: string;
}

const SIGNS: Record<string, string> = { saved: "✓", waiting: "…", refused: "!" };

/** Lay what waits on this phone over what the server has. */
export function overlay(points: Iterable<Point>, waiting: Kept[]): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const one of points) shown.set(one.uid, { ...one, standing: "saved" });
  for (const op of waiting) {
    if (op.do === "order") place(shown, op.order ?? []);
    const one = op.uid ? (shown.get(op.uid) ?? (op.do === "write" ? fresh(op.uid, shown.size) : undefined)) : undefined;
    if (!one) continue;
    if (op.do === "write") Object.assign(one, { text: op.text, level: op.level, removed: false });
    if (op.do === "remove" || op.do === "restore") one.removed = op.do === "remove";
    if (op.do === "part") one.beside = null;
    const first = op.do === "take" && one.beside ? shown.get(one.beside) : undefined;
    if (first) [first.text, first.level, one.removed] = [one.text, one.level, true];
    one.standing = op.refused ? "refused" : "waiting";
    shown.set(one.uid, one);
  }
  return shown;
}

function fresh(uid: string, end: number): Shown {
  return { uid, text: "", level: "", place: 1e6 + end, plenary: null, beside: null, removed: false, version: 0, standing: "waiting" };
}

function place(shown: Map<string, Shown>, order: string[]): void {
  order.forEach((uid, index) => {
    const one = shown.get(uid);
    if (one) one.place = index - order.length;
  });
}

export class List {
  private readonly list: HTMLElement;
  private readonly form: HTMLFormElement;

  constructor(private readonly root: HTMLElement, private readonly names: Map<string, string>) {
    this.list = root.querySelector<HTMLElement>("[data-points]")!;
    this.form = document.getElementById("live-press") as HTMLFormElement;
    const ticked = new Set([...this.list.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value));
    this.list.replaceChildren();
    this.ticked = ticked;
  }

  private readonly ticked: Set<string>;

  get order(): string[] {
    return [...this.list.children].map((row) => (row as HTMLElement).dataset.item ?? "");
  }

  draw(shown: Map<string, Shown>, removed: string[]): void {
    const standing = [...shown.values()].filter((one) => !one.removed).sort((a, b) => a.place - b.place);
    const there = new Set(standing.map((one) => one.uid));
    const alone = standing.filter((one) => !one.beside || !there.has(one.beside));
    const rows = alone.map((one) => this.row(one, standing.filter((other) => other.beside === one.uid)));
    for (const row of [...this.list.children]) if (!rows.includes(row as HTMLElement)) row.remove();
    if (!this.list.querySelector("[data-lifted]")) arrange(this.list, rows);
    this.root.querySelector<HTMLElement>("[data-none]")!.hidden = rows.length > 0;
    this.drawRemoved(removed.flatMap((uid) => shown.get(uid) ?? []).filter((one) => one.removed));
  }

  private row(one: Shown, besides: Shown[]): HTMLElement {
    const known = this.list.querySelector<HTMLElement>(`:scope > [data-item="${one.uid}"]`);
    const row = known ?? this.fresh("[data-point-pattern]", one.uid);
    if (!known) this.equip(row, one);
    write(row, "[data-text]", one.text);
    const level = row.querySelector<HTMLElement>("[data-level]")!;
    level.hidden = !one.level;
    level.textContent = this.names.get(one.level) ?? "";
    const state = row.querySelector<HTMLElement>("[data-standing]")!;
    state.dataset.standing = one.standing;
    write(state, "[data-sign]", SIGNS[one.standing] ?? "");
    write(state, "[data-word]", this.root.dataset[`says${one.standing[0]!.toUpperCase()}${one.standing.slice(1)}`] ?? "");
    for (const button of row.querySelectorAll<HTMLButtonElement>(":scope > .ss-point-tools button")) {
      button.value = `${button.dataset.do}:${one.uid}:${one.version}`;
    }
    this.drawBesides(row, besides);
    return row;
  }

  private equip(row: HTMLElement, one: Shown): void {
    const box = row.querySelector<HTMLInputElement>("input[name=point]")!;
    box.value = one.uid;
    box.checked = one.plenary !== null || this.ticked.has(one.uid);
    const grip = row.querySelector<HTMLElement>("[data-grip]")!;
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => lift(event, grip, this.list, this.form));
  }

  private drawBesides(row: HTMLElement, besides: Shown[]): void {
    const place = row.querySelector<HTMLElement>("[data-besides]")!;
    place.hidden = besides.length === 0;
    const told = besides.map((one) => `${one.uid} ${one.version} ${one.text}`).join("\n");
    if (place.dataset.told === told) return;
    place.dataset.told = told;
    place.querySelector("[data-besides-list]")!.replaceChildren(
      ...besides.map((one) => {
        const line = this.fresh("[data-beside-pattern]", one.uid);
        write(line, "[data-text]", one.text);
        for (const button of line.querySelectorAll("button")) button.value = `${button.dataset.do}:${one.uid}:${one.version}`;
        return line;
      }),
    );
  }

  private drawRemoved(gone: Shown[]): void {
    const place = this.root.querySelector<HTMLElement>("[data-removed]")!;
    place.hidden = gone.length === 0;
    place.replaceChildren(
      ...gone.slice(-3).map((one) => {
        const line = this.fresh("[data-removed-pattern]", one.uid);
        write(line, "[data-text]", one.text);
        line.querySelector("button")!.value = `restore:${one.uid}:0`;
        return line;
      }),
    );
  }

  private fresh(pattern: string, uid: string): HTMLElement {
    const made = this.root.querySelector<HTMLTemplateElement>(pattern)!.content.cloneNode(true) as DocumentFragment;
    const row = made.querySelector<HTMLElement>("[data-item]")!;
    row.dataset.item = uid;
    return row;
  }
}

/** Put the rows in order and leave those alone that stand right: the one with the focus keeps it. */
function arrange(list: HTMLElement, rows: HTMLElement[]): void {
  rows.forEach((row, index) => {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
}

function write(root: HTMLElement, place: string, words: string): void {
  const element = root.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}
