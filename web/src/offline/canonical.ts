// What a device signs: canonical JSON (RFC 8785), its digest, and bytes as hexadecimal digits.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Returns the RFC 8785 text of a value: keys by UTF-16 units, numbers and strings as JavaScript writes them. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(",")}}`;
}

export const hex = (bytes: ArrayBuffer | Uint8Array): string =>
  [...new Uint8Array(bytes as ArrayBuffer)]
    .map((each) => each.toString(16).padStart(2, "0"))
    .join("");

/** Returns the SHA-256 of bytes. Only a secure address (HTTPS, or this machine) has it. */
export const digestOf = async (bytes: ArrayBuffer): Promise<string> =>
  hex(await crypto.subtle.digest("SHA-256", bytes));

/** Returns a name that no other device gives: 80 random bits, easy to read aloud. */
export function newName(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((each) => letters[each % letters.length]).join("");
}
