// Forms marked `data-passkey="create"` or `data-passkey="get"`: before such a form is sent, the device is asked for a
// passkey, and its answer goes into the field `credential`. The words for what can go wrong stand on the form itself.
//
//   <form data-passkey="get" data-options-url="/…/" data-refused="…" data-unsupported="…" data-address="…">
//     <input type="hidden" name="credential"> <p data-passkey-says role="alert" hidden></p> <button>…</button>
//   </form>

type Json = { [key: string]: any };

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
};

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const keys = (list: Json[] = []) => list.map((key) => ({ ...key, id: bytes(key.id) }));

async function create(options: Json): Promise<Json> {
  const asked = options.publicKey;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: keys(asked.excludeCredentials),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return plain(made, { attestationObject: text(response.attestationObject) });
}

async function get(options: Json): Promise<Json> {
  const asked = options.publicKey;
  const found = (await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: keys(asked.allowCredentials) },
  })) as PublicKeyCredential;
  const response = found.response as AuthenticatorAssertionResponse;
  return plain(found, {
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  });
}

function plain(credential: PublicKeyCredential, response: Json): Json {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  };
}

async function options(form: HTMLFormElement): Promise<Json> {
  const here = form.dataset.options;
  if (here) return JSON.parse(document.getElementById(here)!.textContent!);
  const answer = await fetch(form.dataset.optionsUrl!, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

function words(form: HTMLFormElement, error: unknown): string {
  const { refused, unsupported, address } = form.dataset;
  const named = !/^[\d.]+$|^\[/.test(location.hostname); // a passkey belongs to a name, never to an IP address
  if (!named) return address!;
  if (!window.isSecureContext || !window.PublicKeyCredential) return unsupported!;
  return error instanceof DOMException && error.name === "SecurityError" ? address! : refused!;
}

document.addEventListener("submit", async (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.dataset.passkey) return;
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  event.preventDefault();
  const says = form.querySelector<HTMLElement>("[data-passkey-says]")!;
  says.hidden = true;
  try {
    const asked = await options(form);
    field.value = JSON.stringify(form.dataset.passkey === "create" ? await create(asked) : await get(asked));
    form.submit();
  } catch (error) {
    says.textContent = words(form, error);
    says.hidden = false;
  }
});
