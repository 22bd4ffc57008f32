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
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.title);
  return content;
};

const place = document.getElementById("passkey");
if (place && window.PublicKeyCredential) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    const message = place.querySelector("span");
    message.textContent = "";
    try {
      const { key, options } = await post("/api/v1/session/passkey/options", {});
      options.challenge = bytes(options.challenge);
      const credential = await navigator.credentials.get({ publicKey: options });
      const signed = credential.response;
      await post("/api/v1/session/passkey", {
        key,
        credential: {
          id: credential.id,
          rawId: text(credential.rawId),
          type: credential.type,
          response: {
            clientDataJSON: text(signed.clientDataJSON),
            authenticatorData: text(signed.authenticatorData),
            signature: text(signed.signature),
            userHandle: signed.userHandle ? text(signed.userHandle) : null,
          },
        },
      });
      location.assign(place.dataset.target || "/");
    } catch (error) {
      message.textContent = error.message;
    }
  });
}
