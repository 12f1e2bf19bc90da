import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

type Options = { person: string; nameOf: (person: string) => string };
type Begun = { id: string; author: string };

const marks = new PluginKey<boolean>("writers");
const HUES = 6;

/** Every block has an id of its own and the person who began it; the server checks the latter against its log. */
export const Blocks = Extension.create<Options>({
  name: "blocks",

  addOptions() {
    return { person: "", nameOf: () => "" };
  },

  addGlobalAttributes() {
    const own = { default: null, keepOnSplit: false, rendered: false, parseHTML: () => null };
    return [{ types: ["paragraph"], attributes: { id: own, author: own } }];
  },

  addProseMirrorPlugins() {
    const { person, nameOf } = this.options;
    return [
      new Plugin({ appendTransaction: (done, before, after) => named(done, before, after, person) }),
      new Plugin<boolean>({
        key: marks,
        state: { init: () => false, apply: (step, shown) => (step.getMeta(marks) as boolean | undefined) ?? shown },
        props: { decorations: (state) => (marks.getState(state) ? writers(state.doc, nameOf) : null) },
      }),
    ];
  },
});

export function showWriters(editor: Editor, shown: boolean): void {
  editor.view.dispatch(editor.state.tr.setMeta(marks, shown));
}

/** Only what is typed here gets a name: naming what others sent would have every client write at once. */
function named(done: readonly Transaction[], before: EditorState, after: EditorState, person: string): Transaction | null {
  if (!done.some((step) => step.docChanged) || done.some((step) => step.getMeta(ySyncPluginKey))) return null;
  const change = after.tr;
  const taken = new Set<string>();
  const fresh = (): Begun => ({ id: crypto.randomUUID?.() ?? random(), author: person });
  let last: { node: Node; at: number } | null = null;
  after.doc.descendants((node, at) => {
    if (node.type.name !== "paragraph") return true;
    const own = node.attrs as Begun;
    if (!own.id && last && moved(last.node, node, before.doc)) {
      // Enter was pressed in front of the text: the text keeps its writer, the empty block is new.
      change.setNodeMarkup(at, undefined, last.node.attrs);
      change.setNodeMarkup(last.at, undefined, { ...last.node.attrs, ...fresh() });
    } else if (!own.id || taken.has(own.id)) change.setNodeMarkup(at, undefined, { ...node.attrs, ...fresh() });
    else taken.add(own.id);
    last = { node, at };
    return false;
  });
  return change.docChanged ? change : null;
}

function moved(emptied: Node, node: Node, before: Node): boolean {
  if (emptied.content.size > 0 || node.content.size === 0 || !emptied.attrs.id) return false;
  let same = false;
  before.descendants((old) => {
    same ||= old.attrs.id === emptied.attrs.id && old.textContent === node.textContent;
    return !same;
  });
  return same;
}

function random(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function writers(doc: Node, nameOf: (person: string) => string): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (node.type.name !== "paragraph") return true;
    const { author } = node.attrs as Begun;
    const name = author && node.content.size > 0 ? nameOf(author) : "";
    if (name) found.push(Decoration.widget(at + 1, () => label(name, author), { side: -1, key: `${author} ${name}`, ignoreSelection: true }));
    return false;
  });
  return DecorationSet.create(doc, found);
}

function label(name: string, author: string): HTMLElement {
  const place = document.createElement("span");
  const [short, long] = [document.createElement("span"), document.createElement("span")];
  place.className = "ss-note-writer";
  place.dataset.hue = `${Number(author) % HUES}`;
  place.title = name;
  place.contentEditable = "false";
  short.setAttribute("aria-hidden", "true");
  short.textContent = initials(name);
  long.className = "ds-sr-only";
  long.textContent = `${name}: `;
  place.append(short, long);
  return place;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("").toLocaleUpperCase();
}
