import { each } from "./each.ts";
import { bubbleOver } from "./year-bubble.ts";

const OUT_MS = 320;
const IN_MS = 260;
const REACH = 0.28; // where the middle of a quarter lies, in parts of the picture's height from its centre
let shown = location.search; // of the wheel that stands on the page
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * <div data-wheel data-part="0" data-now="2"> with a.[data-mark] in an SVG, [data-parts] with the links to the quarters,
 * and [data-said]: arrow keys go through the marks in order of time, what is pointed at is said in words, and the
 * quarters are zoomed into without leaving the page (links, “+” and “-”, a double click). Only opacity and transform are
 * animated, which the browser does without drawing the marks again; then the server's own drawing takes the place.
 */
export function yearWheels(root: ParentNode): void {
  each(root, "[data-wheel]", function year(wheel) {
    countRows(wheel);
    tellMarks(wheel);
    bubbleOver(wheel);
    walkMarks(wheel);
    zoom(wheel);
    const fetched = "fetched" in wheel.dataset; // whoever asks for the whole year on a phone gets it
    if (!fetched && matchMedia("(width < 40rem)").matches && wheel.dataset.part === "0") {
      const now = partLinks(wheel)[Number(wheel.dataset.now)];
      if (now) void show(wheel, now.href, { keep: false });
    }
  });
}

/** “Back” to a part seen before; a jump within the page, to the list of a month, leaves the question as it is. */
addEventListener("popstate", () => {
  if (document.querySelector("[data-wheel]") && location.search !== shown) location.reload();
});

function marksOf(wheel: HTMLElement): SVGAElement[] {
  return [...wheel.querySelectorAll<SVGAElement>("a[data-mark]")];
}

function partLinks(wheel: HTMLElement): HTMLAnchorElement[] {
  return [...wheel.querySelectorAll<HTMLAnchorElement>("[data-parts] a")];
}

function tellMarks(wheel: HTMLElement): void {
  const tell = (event: Event): void => {
    const words = (event.target as Element).closest("a[data-mark]")?.getAttribute("aria-label");
    const said = wheel.querySelector<HTMLElement>("[data-said]");
    if (said && words) said.textContent = words;
  };
  wheel.addEventListener("pointerover", tell);
  wheel.addEventListener("focusin", tell);
}

/** A long list is laid out month by month as it comes into sight; by its rows the browser knows how long it will be. */
function countRows(wheel: HTMLElement): void {
  for (const month of wheel.querySelectorAll<HTMLElement>("[data-long] > .ss-year-month")) {
    month.style.setProperty("--ss-rows", `${month.querySelectorAll("li").length}`);
  }
}

/** One stop for the tab key; the arrows go on from there. */
function walkMarks(wheel: HTMLElement): void {
  const marks = marksOf(wheel);
  const places = new Map(marks.map((mark, place) => [mark, place]));
  wheel.querySelector<SVGElement>("svg.ss-wheel")?.addEventListener("keydown", (event) => {
    const from = places.get((event.target as Element).closest<SVGAElement>("a[data-mark]") as SVGAElement);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : from + (STEPS[event.key] ?? NaN);
    const next = marks[Math.min(Math.max(to, 0), marks.length - 1)];
    if (Number.isNaN(to) || !next) return;
    event.preventDefault();
    marks[from]?.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}

function zoom(wheel: HTMLElement): void {
  const links = partLinks(wheel);
  const stage = wheel.querySelector<HTMLElement>(".ss-year-stage");
  const go = (part: number): void => {
    const link = links[part];
    if (link && part !== Number(wheel.dataset.part)) void show(wheel, link.href, { keep: true });
  };
  const soon = (part: number): void => {
    if (links[part] && part !== Number(wheel.dataset.part)) void ask(links[part].href);
  };
  links.forEach((link, part) => {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(part);
    });
    for (const sign of ["pointerenter", "focus"]) link.addEventListener(sign, () => soon(part));
  });
  stage?.addEventListener("dblclick", (event) => go(wheel.dataset.part === "0" ? quarterAt(stage, event.clientX, event.clientY) : 0));
  stage?.addEventListener("keydown", (event) => {
    const mark = (event.target as Element).querySelector<SVGGraphicsElement>(".ss-wheel-mark");
    const box = mark?.getBoundingClientRect();
    if (event.key === "+" && box) go(quarterAt(stage, box.x + box.width / 2, box.y + box.height / 2));
    if (event.key === "-") go(0);
  });
}

/** Which quarter of the circle a point of the screen lies in, from 1, clockwise from the top. */
function quarterAt(stage: HTMLElement, x: number, y: number): number {
  const box = stage.getBoundingClientRect();
  const turned = Math.atan2(x - box.x - box.width / 2, box.y + box.height / 2 - y);
  return Math.floor(((turned + 2 * Math.PI) % (2 * Math.PI)) / (Math.PI / 2)) + 1;
}

/** The pages of quarters somebody points at, asked for before they are chosen; each is used once. */
const coming = new Map<string, Promise<Document | undefined>>();

function ask(url: string): Promise<Document | undefined> {
  const known = coming.get(url) ?? page(url);
  coming.set(url, known);
  return known;
}

async function page(url: string): Promise<Document | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}

/**
 * Fetch the page that is asked for while the picture moves away, and put its picture in this one's place. Only that: what
 * stands round it would have the whole list laid out anew, so legend and list wait until nothing moves.
 */
async function show(wheel: HTMLElement, url: string, { keep }: { keep: boolean }): Promise<void> {
  const part = Number(new URL(url, location.href).searchParams.get("part") ?? 0);
  const away = leave(wheel, part || Number(wheel.dataset.part), part > 0);
  const found = await ask(url);
  coming.delete(url);
  const fresh = found?.querySelector<HTMLElement>("[data-wheel]");
  if (!found || !fresh) {
    location.href = url;
    return;
  }
  await away;
  const within = wheel.querySelector("svg.ss-wheel")?.contains(document.activeElement);
  swap(wheel, fresh, "svg.ss-wheel");
  partLinks(wheel).forEach((link, place) => (link.ariaCurrent = place === part ? "page" : null));
  document.title = found.title;
  if (keep) history.pushState(null, "", url);
  shown = location.search;
  wheel.dataset.fetched = "";
  wheel.dataset.part = fresh.dataset.part;
  walkMarks(wheel);
  if (within) marksOf(wheel)[0]?.focus();
  await arrive(wheel, part > 0);
  for (const piece of [".ss-year-legend", ".ss-year-words"]) swap(wheel, fresh, piece);
  countRows(wheel);
}

function swap(wheel: HTMLElement, fresh: HTMLElement, piece: string): void {
  const [old, made] = [wheel.querySelector(piece), fresh.querySelector(piece)];
  if (old && made) old.replaceWith(made);
}

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function leave(wheel: HTMLElement, part: number, inwards: boolean): Promise<void> {
  const picture = wheel.querySelector<SVGElement>("svg.ss-wheel");
  if (!picture || calm()) return;
  const angle = (part - 0.5) * (Math.PI / 2);
  const height = picture.getBoundingClientRect().height * REACH;
  const [x, y] = inwards ? [Math.sin(angle) * height, -Math.cos(angle) * height] : [0, 0];
  picture.style.willChange = "transform, opacity";
  const moved = inwards ? `scale(2.4) translate(${-x}px, ${-y}px)` : "scale(0.45)";
  await picture.animate([{ transform: "none", opacity: 1 }, { transform: moved, opacity: 0 }], {
    duration: OUT_MS,
    easing: "ease-in",
    fill: "forwards",
  }).finished;
}

async function arrive(wheel: HTMLElement, inwards: boolean): Promise<void> {
  const picture = wheel.querySelector<SVGElement>("svg.ss-wheel");
  if (!picture || calm()) return;
  picture.style.willChange = "transform, opacity";
  const came = picture.animate([{ transform: `scale(${inwards ? 0.7 : 1.6})`, opacity: 0 }, { transform: "none", opacity: 1 }], {
    duration: IN_MS,
    easing: "ease-out",
  });
  await came.finished.catch(() => undefined); // whoever is quicker than the picture has asked for another
  picture.style.willChange = "";
}
