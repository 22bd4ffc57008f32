// Signs in with a passkey: the device answers a challenge of the server. Loads nothing else.
"use strict";
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const post = async (path, body) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.title);
  return found;
};

const place = document.getElementById("passkey");
if (place && window.PublicKeyCredential) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    const said = place.querySelector("span");
    said.textContent = "";
    try {
      const { key, options } = await post("/api/v1/session/passkey/options", {});
      options.challenge = bytes(options.challenge);
      const made = await navigator.credentials.get({ publicKey: options });
      const signed = made.response;
      await post("/api/v1/session/passkey", {
        key,
        credential: {
          id: made.id,
          rawId: text(made.rawId),
          type: made.type,
          response: {
            clientDataJSON: text(signed.clientDataJSON),
            authenticatorData: text(signed.authenticatorData),
            signature: text(signed.signature),
            userHandle: signed.userHandle ? text(signed.userHandle) : null,
          },
        },
      });
      location.assign("/");
    } catch (error) {
      said.textContent = error.message;
    }
  });
}
