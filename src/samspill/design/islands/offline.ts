const banners = (): NodeListOf<HTMLElement> => document.querySelectorAll("[data-offline]");

/** Show or hide <p data-offline hidden>…</p>: whether the last request reached the server. */
function tell(lost: boolean): void {
  for (const banner of banners()) banner.hidden = !lost;
}

/** <form data-not-saved="…">: when a request of htmx did not get through, the form says so and keeps what is in it. */
document.addEventListener("htmx:error", (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>("form");
  tell(true);
  const words = form?.dataset.notSaved ?? (form && banners()[0]?.textContent);
  if (!form || !words || form.querySelector(".ss-not-saved")) return;
  const place = document.createElement("p");
  form.append(Object.assign(place, { className: "ss-not-saved", role: "alert", textContent: words }));
});

document.addEventListener("htmx:after:request", (event) => {
  tell(false);
  (event.target as Element).querySelector(".ss-not-saved")?.remove();
});

window.addEventListener("offline", () => tell(true));
window.addEventListener("online", () => tell(false));
