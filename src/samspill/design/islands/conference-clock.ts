// What a group's page shows of the day round its statements: the time left, help that is called, the plenary, the next round.

/** As the server says it; what is missing stays as it was. */
export interface State {
  now?: string;
  why?: string;
  ends?: string;
  called?: boolean;
  handed_in?: boolean;
  heard?: boolean;
  next?: string;
}

let skew = 0;
let known = "";

/** Count down to the server's end, whatever the phone's own clock says. */
export function runClock(): void {
  const clock = document.querySelector<HTMLElement>("[data-left]");
  if (!clock) return;
  const tick = (): void => {
    const { ends, now, over = "", label = "" } = clock.dataset;
    if (now && now !== known) [known, skew] = [now, Date.now() - Date.parse(now)];
    clock.hidden = !ends;
    if (!ends) return;
    const left = Math.ceil((Date.parse(ends) - (Date.now() - skew)) / 1000);
    const minutes = Math.floor(Math.max(0, left) / 60);
    write(clock, "[data-left-digits]", left > 0 ? `${minutes}:${String(left % 60).padStart(2, "0")} ${label}` : over);
    write(clock, "[data-left-said]", left <= 0 ? over : "");
    clock.dataset.state = left <= 0 ? "over" : left <= 120 ? "near" : "";
  };
  window.setInterval(tick, 1000);
  tick();
}

export function stands(state: State, chosen?: string[]): void {
  const clock = document.querySelector<HTMLElement>("[data-left]");
  if (clock && state.now) Object.assign(clock.dataset, { ends: state.ends ?? "", now: state.now });
  if (state.called !== undefined) {
    show("[data-called], [data-call-no]", state.called);
    show("[data-call-yes]", !state.called);
    const on = document.querySelector<HTMLInputElement>("[data-call] input[name=on]");
    if (on) on.value = state.called ? "no" : "yes";
  }
  if (state.handed_in !== undefined) {
    show("[data-handed-in]", state.handed_in);
    show("[data-hand-in]", !state.handed_in);
  }
  if (state.heard !== undefined) {
    show("[data-heard]", state.heard);
    show("[data-not-heard]", !state.heard);
  }
  if (state.next !== undefined) {
    show("[data-next]", state.next !== "");
    write(document, "[data-next-theme]", state.next);
  }
  const list = document.querySelector("[data-handed-in] ol");
  if (list && chosen) list.replaceChildren(...chosen.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
}

function show(places: string, shown: boolean): void {
  for (const place of document.querySelectorAll<HTMLElement>(places)) place.hidden = !shown;
}

function write(root: ParentNode, place: string, words: string): void {
  const element = root.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}
