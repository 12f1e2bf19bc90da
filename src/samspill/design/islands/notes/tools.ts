import type { Editor } from "@tiptap/core";
import { showWriters } from "./blocks.ts";

const DEEDS: Record<string, (editor: Editor) => void> = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  bullets: (editor) => editor.chain().focus().toggleBulletList().run(),
  numbers: (editor) => editor.chain().focus().toggleOrderedList().run(),
  undo: (editor) => editor.chain().focus().undo().run(),
};
const NODES: Record<string, string> = { bold: "bold", italic: "italic", bullets: "bulletList", numbers: "orderedList" };

/** <div role="toolbar"><button data-do="bold" aria-pressed="false">: one stop for Tab, arrows inside. */
export function equip(bar: HTMLElement, editor: Editor): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button[data-do]")];
  buttons.forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
    button.addEventListener("click", () => press(button, editor));
  });
  bar.addEventListener("keydown", (event) => walk(event, buttons));
  editor.on("transaction", () => buttons.forEach((button) => show(button, editor)));
}

function press(button: HTMLButtonElement, editor: Editor): void {
  const { do: what = "" } = button.dataset;
  if (what !== "writers") return DEEDS[what]?.(editor);
  const shown = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(shown));
  showWriters(editor, shown);
}

function show(button: HTMLButtonElement, editor: Editor): void {
  const node = NODES[button.dataset.do ?? ""];
  const pressed = node ? String(editor.isActive(node)) : null;
  if (pressed && button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
}

function walk(event: KeyboardEvent, buttons: HTMLButtonElement[]): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (step === undefined || here < 0) return;
  event.preventDefault();
  const next = Number.isFinite(step) ? (here + step + buttons.length) % buttons.length : step < 0 ? 0 : buttons.length - 1;
  buttons.forEach((button, index) => (button.tabIndex = index === next ? 0 : -1));
  buttons[next]?.focus();
}
