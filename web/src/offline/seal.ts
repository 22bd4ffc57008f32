// What is kept here is encrypted with a key that no script can take out (AES-GCM, WebCrypto), where there is one.

/** A row as it is kept: its id is open, all else is in `sealed`; `stamp` is another with each change. */
export interface SealedRow {
  id: string;
  stamp: string;
  sealed: ArrayBuffer;
}

/** Says whether this browser can encrypt: on secure addresses alone. */
export const canSeal = (): boolean => Boolean(globalThis.crypto?.subtle);

export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

const IV_BYTES = 12;

/** The row's place is bound in, so that no row can be put in another's place. */
const cipher = (iv: Uint8Array, place: string) => ({
  name: "AES-GCM",
  iv: iv as BufferSource,
  additionalData: new TextEncoder().encode(place),
});

/** Returns bytes encrypted for one place: a new 96-bit nonce (NIST SP 800-38D), then the text and its tag. */
export async function seal(
  key: CryptoKey,
  place: string,
  bytes: BufferSource,
): Promise<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = await crypto.subtle.encrypt(cipher(iv, place), key, bytes);
  const whole = new Uint8Array(IV_BYTES + text.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(text), IV_BYTES);
  return whole.buffer;
}

/** Returns what was sealed; throws where it was changed, or is from another place or key. */
export function unseal(key: CryptoKey, place: string, whole: ArrayBuffer): Promise<ArrayBuffer> {
  const iv = new Uint8Array(whole, 0, IV_BYTES);
  return crypto.subtle.decrypt(cipher(iv, place), key, new Uint8Array(whole, IV_BYTES));
}
