import { each } from "./each.ts";

/**
 * <div data-timer data-spent="seconds" data-since="2026-09-16T13:05:00+02:00" data-now="…" data-planned="15" data-near="…" data-over="…">
 *   <span data-timer-digits>0:00</span> <p data-timer-said role="status"></p>
 * </div>: counts from the server's start, so that all see the same whatever their own clocks say. It speaks only twice:
 * when two minutes are left, and when the time is used up.
 */
export function runTimers(root: ParentNode): void {
  each(root, "[data-timer]", function timer(clock) {
    let [skew, told, known] = [0, "", ""];
    const tick = (): void => {
      if (!clock.isConnected) return window.clearInterval(beat);
      const { spent, since, now, planned } = clock.dataset;
      // A new answer of the server is put into the same element: its hour counts from here.
      if (now !== known) [known, skew] = [now ?? "", Date.now() - Date.parse(now ?? "")];
      const run = since ? Math.max(0, (Date.now() - skew - Date.parse(since)) / 1000) : 0;
      const seconds = Math.floor(Number(spent) + run);
      const left = planned ? Number(planned) * 60 - seconds : Infinity;
      const state = left <= 0 ? "over" : left <= 120 ? "near" : "";
      write(clock, "[data-timer-digits]", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
      write(clock, "[data-timer-said]", (state && clock.dataset[state]) || "");
      if (state !== told) clock.dataset.state = told = state;
    };
    const beat = window.setInterval(tick, 1000);
    tick();
  });
}

function write(clock: HTMLElement, place: string, words: string): void {
  const element = clock.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}
