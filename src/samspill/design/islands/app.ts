// Everything here is an addition: each page works without it.
import "@digdir/designsystemet-web";
import "htmx.org";
import { copyButtons, printButtons } from "./buttons.ts";
import { seatByDragging } from "./conference-seating.ts";
import { countDown } from "./conference-stage.ts";
import { coverFaces } from "./cover.ts";
import { keepDrafts } from "./draft.ts";
import { filterTables } from "./filter.ts";
import { focusErrors } from "./focus.ts";
import { guardChanges } from "./guard.ts";
import { kanbanBoards } from "./kanban.ts";
import { sendLater, sendWaiting } from "./later.ts";
import { forgetNotes } from "./notes/device.ts";
import { nudgeAtNames } from "./nudge.ts";
import "./offline.ts";
import { submitOnce } from "./once.ts";
import "./passkey.ts";
import { sortByDragging } from "./sort.ts";
import { runTimers } from "./timer.ts";

const islands = [
  keepDrafts,
  guardChanges,
  nudgeAtNames,
  submitOnce,
  filterTables,
  copyButtons,
  printButtons,
  focusErrors,
  sortByDragging,
  seatByDragging,
  kanbanBoards,
  runTimers,
  countDown,
  coverFaces,
  sendLater,
];

function wake(root: ParentNode): void {
  for (const island of islands) island(root);
  // These weigh more than all the rest, and few pages have one.
  if (document.querySelector("[data-coding]")) void import("./conference-code.ts").then(({ codingBoards }) => codingBoards(root));
  if (document.querySelector("[data-live-note]")) void import("./notes.ts").then(({ liveNotes }) => liveNotes(root));
  if (document.querySelector("[data-group-note]")) void import("./conference-group.ts").then(({ groupNotes }) => groupNotes(root));
  if (document.querySelector("[data-wheel]")) void import("./year-wheel.ts").then(({ yearWheels }) => yearWheels(root));
  if (document.querySelector("[data-planner]")) void import("./year-planner.ts").then(({ yearPlanners }) => yearPlanners(root));
  if (document.querySelector("[data-conference-socket]")) {
    void import("./conference-socket.ts").then(({ watchConferences }) => watchConferences(root));
  }
}

wake(document);
void forgetNotes();
void sendWaiting();
// htmx hands over what it has put in; the event is named so from htmx 4 on.
document.addEventListener("htmx:after:process", (event) => wake(event.target as Element));
