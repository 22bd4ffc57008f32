// Passkeys (WebAuthn): the device answers a challenge of the server.
import { api, type Session, taken } from "./api";

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

interface Wire {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string; type: "public-key" }[];
}

/** Signs in with a passkey of this device. */
export async function askPasskey(): Promise<Session> {
  const { key, options } = await taken(api.POST("/api/v1/session/passkey/options"));
  const wire = options as unknown as Wire;
  const publicKey = { ...wire, challenge: bytes(wire.challenge) } as unknown;
  const credential = (await navigator.credentials.get({
    publicKey: publicKey as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const signed = credential.response as AuthenticatorAssertionResponse;
  const body = {
    key,
    label: "",
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
  };
  return taken(api.POST("/api/v1/session/passkey", { body }));
}

/** Adds a passkey of this device to one's own account. */
export async function addPasskey(label: string): Promise<void> {
  const { key, options } = await taken(api.POST("/api/v1/passkeys/options"));
  const wire = options as unknown as Wire;
  const publicKey = {
    ...wire,
    challenge: bytes(wire.challenge),
    user: { ...wire.user, id: bytes(wire.user?.id ?? "") },
    excludeCredentials: (wire.excludeCredentials ?? []).map((each) => ({
      ...each,
      id: bytes(each.id),
    })),
  } as unknown;
  const credential = (await navigator.credentials.create({
    publicKey: publicKey as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const made = credential.response as AuthenticatorAttestationResponse;
  const body = {
    key,
    label,
    credential: {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: {
        clientDataJSON: text(made.clientDataJSON),
        attestationObject: text(made.attestationObject),
      },
    },
  };
  await taken(api.POST("/api/v1/passkeys", { body }));
}
