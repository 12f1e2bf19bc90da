// Names of what a note keeps on this device. The person is part of them: what one typed is never sent as another's.
const PREFIX = "samspill-note-";
const UNSAVED = "samspill-note-unsaved:";

export function deviceName(note: string, person: string): string {
  return `${PREFIX}${note}-${person}`;
}

export function unsavedMark(name: string): string {
  return UNSAVED + name;
}

/** Nobody is signed in on this page: copies of notes that the server has whole leave a shared computer. */
export async function forgetNotes(): Promise<void> {
  if ("signedIn" in document.body.dataset || !window.indexedDB?.databases) return;
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith(PREFIX) && localStorage.getItem(unsavedMark(name)) === null) indexedDB.deleteDatabase(name);
  }
}
