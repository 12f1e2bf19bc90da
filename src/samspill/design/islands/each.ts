const awake = new WeakMap<Element, Set<string>>();

/** Run `start` once for every element that matches, also when the same part of the page is swapped in again. */
export function each<T extends HTMLElement>(root: ParentNode, selector: string, start: (element: T) => void): void {
  const found = [...root.querySelectorAll<T>(selector)];
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root as T);
  for (const element of found) {
    const started = awake.get(element) ?? new Set<string>();
    const key = `${selector} ${start.name}`;
    if (started.has(key)) continue;
    awake.set(element, started.add(key));
    start(element);
  }
}
