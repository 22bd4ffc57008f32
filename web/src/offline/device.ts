// The device's own key: Ed25519, made here, never shown to any script, used once an administrator allows it.
import { api, type Schemas, taken } from "../api";
import { hex } from "./canonical";
import { type DeviceKey, getKey, putKey, removeKey } from "./database";

/** Why this browser cannot sign; "" where it can. */
export type Obstacle = "" | "insecure" | "no-ed25519";

/** Returns what stands in the way of signing. WebCrypto is there on secure addresses alone. */
export async function obstacle(): Promise<Obstacle> {
  if (!crypto.subtle) return "insecure";
  try {
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return "";
  } catch {
    return "no-ed25519";
  }
}

/** Makes this device's key for an account and asks that it be allowed. */
export async function askForKey(account: string, label: string): Promise<void> {
  const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const key = hex(await crypto.subtle.exportKey("raw", pair.publicKey));
  await taken(api.POST("/api/v1/device-keys", { body: { key, label } }));
  await putKey({ account, pair, key, allowed: false });
}

/** Learns from the server whether this device's key is allowed; a revoked one is thrown away. */
export async function refreshKey(account: string): Promise<Schemas["DeviceKeyOut"][]> {
  const { keys } = await taken(api.GET("/api/v1/device-keys"));
  const own = await getKey(account);
  const state = keys.find((each) => each.key === own?.key)?.state;
  if (own && state === "revoked") await removeKey(account);
  else if (own && own.allowed !== (state === "allowed")) {
    await putKey({ ...own, allowed: state === "allowed" });
  }
  return keys.filter((each) => each.account === account);
}

/** Signs a text with this device's key; both are "" where it has none that is allowed. */
export async function sign(
  account: string,
  text: string,
): Promise<{ key: string; signature: string }> {
  const own: DeviceKey | undefined = crypto.subtle ? await getKey(account) : undefined;
  if (!own?.allowed) return { key: "", signature: "" };
  const bytes = new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign({ name: "Ed25519" }, own.pair.privateKey, bytes);
  return { key: own.key, signature: hex(signature) };
}
