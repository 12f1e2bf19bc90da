// A group's note on a phone; app.ts loads this when there is a [data-group-note] on the page. Without it everything works
// as forms. With it nothing that is written is lost: first kept in this browser, then sent, by socket or by plain requests.
import { each } from "./each.ts";
import { runClock, stands, type State } from "./conference-clock.ts";
import { List, overlay, type Point } from "./conference-list.ts";
import { type Answer, freshId, type Kept, Queue } from "./conference-queue.ts";
import { type News, Returning } from "./conference-socket.ts";
import { showUnsent } from "./conference-unsent.ts";

const BLOCKED = 3, WITHOUT = 4_000; // so many sockets in vain, then plain requests this often
const DRAFT = "samspill-group-draft:";
const PATIENCE = 15_000;
const NO_CODE = 4401, UNREADABLE = 4422; // the server's reasons to hang up

export function groupNotes(root: ParentNode): void {
  each(root, "[data-group-note]", function groupNote(place) {
    const queue = new Queue();
    void queue.load().then(() => {
      const group = Number(place.dataset.groupNote);
      if ("shut" in place.dataset) showUnsent(place, queue, queue.all.filter((one) => !group || one.group === group));
      else new Note(place, group, queue);
    });
  });
}

class Note {
  private readonly points = new Map<string, Point>();
  private readonly removed: string[];
  private readonly list: List;
  private readonly socket: Returning;
  private readonly form: HTMLFormElement;
  private readonly field: HTMLInputElement;
  private flying = new Set<string>();
  private posting = false;
  private gone = false;
  private editing: { uid: string; base: number } | null = null;

  constructor(private readonly place: HTMLElement, private readonly group: number, private readonly queue: Queue) {
    this.form = place.querySelector<HTMLFormElement>("[data-say-form]")!;
    this.field = this.form.querySelector<HTMLInputElement>("input[name=text]")!;
    this.removed = [...place.querySelectorAll<HTMLElement>("[data-removed] [data-item]")].map((one) => one.dataset.item ?? "");
    const names = [...this.form.querySelectorAll<HTMLInputElement>("input[name=level]")];
    this.list = new List(place, new Map(names.map((one) => [one.value, one.nextElementSibling?.textContent ?? ""])));
    this.listen();
    this.socket = new Returning(place.dataset.address ?? "", (message) => this.hear(message), (open, code) => this.wired(open, code));
    window.setInterval(() => void this.without(), WITHOUT);
    void this.sendOthers();
    runClock();
    this.draw();
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => this.say(event));
    this.field.addEventListener("input", () => localStorage.setItem(DRAFT + this.group, this.field.value));
    if (!this.field.value) this.field.value = localStorage.getItem(DRAFT + this.group) ?? "";
    document.getElementById("live-press")?.addEventListener("submit", (event) => this.press(event as SubmitEvent));
    this.place.addEventListener("click", (event) => this.click(event));
    document.querySelector("[data-call]")?.addEventListener("submit", (event) => void this.call(event));
    this.place.querySelector("[data-hand-in]")?.addEventListener("submit", (event) => this.handIn(event));
    window.addEventListener("beforeunload", (event) => !this.queue.lasting && this.mine.length > 0 && event.preventDefault());
  }

  private get mine(): Kept[] {
    return this.queue.of(this.group);
  }

  // What is done on this phone

  private say(event: Event): void {
    event.preventDefault();
    const text = this.field.value.replace(/\s+/g, " ").trim();
    if (!text) return this.field.focus();
    const level = new FormData(this.form).get("level");
    this.do({ do: "write", uid: this.editing?.uid ?? freshId(), base: this.editing?.base ?? 0, text, level: String(level ?? "") });
    this.edit(null);
  }

  private press(event: SubmitEvent): void {
    event.preventDefault();
    const value = (event.submitter as HTMLButtonElement | null)?.value ?? "";
    const [what, uid = "", version] = value.split(":");
    if (!what) return this.do({ do: "order", order: this.list.order });
    if (what === "up" || what === "down") return this.move(uid, what === "up" ? -1 : 1, event.submitter);
    if (what === "remove") this.removed.push(uid);
    this.do({ do: what as Kept["do"], uid, base: Number(version ?? 0) });
  }

  private move(uid: string, by: number, button: HTMLElement | null): void {
    const order = this.list.order;
    const from = order.indexOf(uid);
    order.splice(from, 1);
    order.splice(Math.max(0, from + by), 0, uid);
    this.do({ do: "order", order });
    button?.focus();
  }

  private do(op: Parameters<Queue["add"]>[1]): void {
    this.queue.add(this.group, op, this.flying);
    this.draw();
    this.flush();
  }

  private click(event: Event): void {
    const target = event.target as Element;
    if (target.closest("[data-stop-editing]")) {
      event.preventDefault();
      return this.edit(null);
    }
    const row = target.closest('[data-do="edit"]')?.closest<HTMLElement>("[data-item]");
    if (!row) return;
    event.preventDefault();
    this.edit(row.dataset.item ?? null);
  }

  /** The statement comes into the field; its version now is what the change builds on. */
  private edit(uid: string | null): void {
    const one = uid ? this.shown.get(uid) : undefined;
    this.editing = one ? { uid: one.uid, base: one.version } : null;
    this.field.value = one?.text ?? "";
    localStorage.removeItem(DRAFT + this.group);
    const level = this.form.querySelector<HTMLInputElement>(`input[name=level][value="${one?.level ?? ""}"]`);
    if (level) level.checked = true;
    this.form.querySelector<HTMLElement>("[data-editing]")!.hidden = !one;
    this.field.dispatchEvent(new Event("input"));
    this.field.focus();
  }

  private async call(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const body = new URLSearchParams([...new FormData(form)] as [string, string][]);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    if (!answer) return this.tell(this.place.dataset.saysNonet ?? "");
    const on = body.get("on") === "yes";
    stands({ called: on });
  }

  /** What is chosen must be saved before, and a page that cannot be reached would put itself in the place of ours. */
  private handIn(event: Event): void {
    const waits = this.mine.some((one) => !one.refused);
    if (!waits && this.socket.open) return;
    if (!waits && navigator.onLine && this.socket.failures >= BLOCKED) return;
    event.preventDefault();
    const said = this.place.querySelector("[data-hand-in-said]");
    if (said) said.textContent = this.place.dataset[waits ? "saysUnsent" : "saysNonet"] ?? "";
    this.flush();
  }

  // To the server and from it

  private flush(): void {
    if (this.flying.size > 0 || this.gone) return;
    const ops = this.queue.next(this.group);
    if (ops.length > 0 && this.socket.send({ ops })) this.flying = new Set(ops.map((one) => one.op));
  }

  private wired(open: boolean, code: number): void {
    if (code === UNREADABLE) for (const op of this.flying) this.queue.settle({ op, state: "refused", uid: "", version: 0, why: "unreadable" });
    this.flying.clear();
    if (code === NO_CODE) this.shut();
    this.place.toggleAttribute("data-away", !open && this.socket?.failures > 0);
    this.tell(!open ? (this.place.dataset.saysAway ?? "") : this.place.querySelector("[data-net]")?.textContent ? (this.place.dataset.saysBack ?? "") : "");
  }

  private hear(message: News): void {
    if (message.what === "all") this.whole(message.points as Point[], message.state as State);
    if (message.what === "point") this.take(message.points as Point[]);
    if (message.what === "kept") this.settle(message.answers as Answer[]);
    if (message.what === "state") this.stands(message.state as State);
    if (message.what === "closed" && message.why === "code") this.shut();
    this.draw();
    this.flush();
  }

  private whole(points: Point[], state: State): void {
    this.points.clear();
    this.flying.clear();
    if (!state.why) this.queue.again(this.group);
    this.take(points);
    this.stands(state);
  }

  private take(points: Point[]): void {
    for (const one of points) if (one.version >= (this.points.get(one.uid)?.version ?? 0)) this.points.set(one.uid, one);
  }

  private settle(answers: Answer[]): void {
    for (const answer of answers) {
      this.flying.delete(answer.op);
      this.queue.settle(answer);
      if (answer.state === "stays") this.tell(this.place.dataset.saysStays ?? "");
    }
    if (this.mine.some((one) => one.refused)) showUnsent(this.place, this.queue, this.unsaved);
  }

  private get unsaved(): Kept[] {
    return this.mine.filter((one) => one.refused && one.do === "write");
  }

  private stands(state: State): void {
    stands(state, [...this.points.values()].filter((one) => one.plenary).sort((a, b) => (a.plenary ?? 0) - (b.plenary ?? 0)).map((one) => one.text));
    if (state.why && !this.gone) location.reload(); // the server says in words why, and this phone what it could not send
  }

  /** This phone's code opens nothing any more: what waits stays here. */
  private shut(): void {
    this.gone = true;
    this.socket.stop();
    for (const one of this.mine) one.refused = "code";
    showUnsent(this.place, this.queue, this.unsaved);
  }

  /** Where sockets are blocked, plain requests do. */
  private async without(): Promise<void> {
    if (this.gone || this.posting || this.socket.open || this.socket.failures < BLOCKED) return;
    this.posting = true;
    const ops = this.queue.next(this.group);
    const told = await post(this.place.dataset.say ?? "", ops);
    this.posting = false;
    if (!told || this.socket.open) return;
    this.settle(told.answers);
    this.whole(told.points, told.state);
    this.tell("");
    this.draw();
  }

  /** What was written in another group's note and never got out. */
  private async sendOthers(): Promise<void> {
    const others = new Set(this.queue.all.map((one) => one.group).filter((group) => group !== this.group));
    for (const group of others) {
      const ops = this.queue.next(group);
      const told = ops.length > 0 ? await post(`/k/note/${group}/say/`, ops) : null;
      for (const answer of told?.answers ?? []) this.queue.settle(answer);
    }
  }

  private get shown(): ReturnType<typeof overlay> {
    return overlay(this.points.values(), this.mine);
  }

  private draw(): void {
    this.list.draw(this.shown, this.removed);
  }

  private tell(words: string): void {
    const place = this.place.querySelector("[data-net]");
    const said = words || this.queue.lasting ? words : (this.place.dataset.saysLost ?? "");
    if (place && place.textContent !== said) place.textContent = said;
  }
}

interface Told {
  answers: Answer[];
  points: Point[];
  state: State;
}

async function post(url: string, ops: unknown[]): Promise<Told | null> {
  const token = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ ops }), signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? ((await answer.json()) as Told) : null;
  } catch {
    return null;
  }
}
