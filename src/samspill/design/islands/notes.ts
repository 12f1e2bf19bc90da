// Live text, for pages that have some; app.ts loads this when the first <div data-live-note> comes.
//
//   {% component "live_note" address=note.address field="item-3" label=… person=request.person.pk %}lines without JavaScript{% endcomponent %}
//
// All editors of one note share one socket and one document. After a pause in typing the place sends the event
// `samspill:typed` with { text, element, note, field }: the text of the block one stands in, and the element
// that has the focus.
import { Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { each } from "./each.ts";
import { Blocks } from "./notes/blocks.ts";
import { deviceName } from "./notes/device.ts";
import { Room } from "./notes/room.ts";
import { tell } from "./notes/said.ts";
import { equip } from "./notes/tools.ts";

const PAUSE_IN_TYPING = 700;
const rooms = new Map<string, { room: Room; editors: number }>();
const places = new Map<HTMLElement, () => void>();

// Tab leaves the text, as everywhere on the page; lists are made deeper with Ctrl and brackets.
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

export function liveNotes(root: ParentNode): void {
  each(root, "[data-live-note]", function liveNote(place) {
    places.set(place, mount(place));
  });
}

new MutationObserver(() => {
  for (const [place, unmount] of places) {
    if (place.isConnected) continue;
    places.delete(place);
    unmount();
  }
}).observe(document.body, { childList: true, subtree: true });

function enter(address: string, person: string): Room {
  const found = rooms.get(address) ?? { room: new Room(address, deviceName(address.replace(/\D/g, ""), person)), editors: 0 };
  found.editors += 1;
  rooms.set(address, found);
  return found.room;
}

function leave(address: string): void {
  const found = rooms.get(address);
  if (!found || --found.editors > 0) return;
  rooms.delete(address);
  found.room.leave();
}

function mount(place: HTMLElement): () => void {
  const { liveNote: address = "", person = "" } = place.dataset;
  const room = enter(address, person);
  const gone = new AbortController();
  let editor: Editor | null = null;
  const begin = () => (editor = write(place, room, person, gone.signal));
  tell(place, room, gone.signal);
  rescue(place, room, () => editor);
  place.querySelector<HTMLElement>("[data-plain]")?.toggleAttribute("hidden", true);
  if (room.filled) begin();
  else room.addEventListener("filled", begin, { once: true, signal: gone.signal });
  return () => {
    gone.abort();
    editor?.destroy();
    leave(address);
  };
}

function write(place: HTMLElement, room: Room, person: string, signal: AbortSignal): Editor {
  const { field = "", label = "" } = place.dataset;
  const mayWrite = () => "editable" in place.dataset && room.writable;
  const editor = new Editor({
    element: { mount: place.querySelector<HTMLElement>("[data-text]") ?? place },
    injectCSS: false,
    editable: mayWrite(),
    extensions: [
      Document, Paragraph, Text, Bold, Italic, HardBreak, BulletList, OrderedList, Item,
      Collaboration.configure({ document: room.doc, field }),
      Blocks.configure({ person, nameOf: (writer) => room.present.names[writer] ?? "" }),
    ],
    editorProps: { attributes: () => ({ role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-readonly": String(!mayWrite()) }) },
    onUpdate: ({ editor: changed }) => typed(place, changed),
  });
  const bar = place.querySelector<HTMLElement>("[role=toolbar]");
  const follow = () => {
    if (editor.isEditable !== mayWrite()) editor.setEditable(mayWrite(), false);
    bar?.toggleAttribute("hidden", !mayWrite());
  };
  if (bar) equip(bar, editor);
  room.addEventListener("standing", follow, { signal });
  follow();
  place.dataset.ready = "";
  return editor;
}

const LONGEST_LATE = 4000; // what a correction may hold
const pauses = new WeakMap<HTMLElement, number>();

function typed(place: HTMLElement, editor: Editor): void {
  if (!editor.isFocused) return; // it was somebody else
  clearTimeout(pauses.get(place));
  const tellOthers = () => {
    if (editor.isDestroyed) return;
    const { liveNote: note, field } = place.dataset;
    const detail = { text: editor.state.selection.$from.parent.textContent, element: editor.view.dom, note, field };
    place.dispatchEvent(new CustomEvent("samspill:typed", { bubbles: true, detail }));
  };
  pauses.set(place, window.setTimeout(tellOthers, PAUSE_IN_TYPING));
}

/** What was not taken can be carried away, or thrown away; it is never dropped by itself. */
function rescue(place: HTMLElement, room: Room, editor: () => Editor | null): void {
  place.querySelector("[data-do=copy]")?.addEventListener("click", async (event) => {
    await navigator.clipboard.writeText(editor()?.getText({ blockSeparator: "\n" }) ?? "");
    (event.target as HTMLElement).closest("[data-rescue]")?.toggleAttribute("data-copied", true);
  });
  place.querySelector<HTMLAnchorElement>("[data-do=late]")?.addEventListener("click", (event) => {
    const way = new URL((event.currentTarget as HTMLAnchorElement).href);
    way.searchParams.set("text", (editor()?.getText({ blockSeparator: "\n" }) ?? "").slice(0, LONGEST_LATE));
    (event.currentTarget as HTMLAnchorElement).href = way.href;
  });
  place.querySelector("[data-do=discard]")?.addEventListener("click", async () => {
    await room.forget();
    location.reload();
  });
}
