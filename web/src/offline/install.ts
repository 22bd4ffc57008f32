// The installable console: the service worker, and what becomes of a session that ends without a line.
import { useEffect, useState } from "preact/hooks";
import { ApiError, api, setCsrf } from "../api";
import { wipeSent } from "./database";
import { clearPicture } from "./kept";

const LEFT = "sulh-left";

/** Says whether this address may keep anything for use without a network: HTTPS, or this machine. */
export const worksOffline = (): boolean =>
  "serviceWorker" in navigator && isSecureContext && Boolean(crypto.subtle);

let waiting: ServiceWorker | null = null;
const listeners = new Set<(update: boolean) => void>();

function offer(worker: ServiceWorker | null): void {
  // Without one in charge it is the first that is installed here: no update.
  if (!worker || !navigator.serviceWorker.controller) return;
  waiting = worker;
  for (const listener of listeners) listener(true);
}

export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/console/sw.js", {
      scope: "/console/",
      updateViaCache: "none",
    });
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed") offer(worker);
      });
    });
    setInterval(() => void registration.update().catch(() => {}), 3_600_000);
  } catch {
    // The page says that it works with a line only (`worksOffline`); all else is as before.
  }
}

/** Whether a newer version of the console waits on this device. */
export function useUpdate(): boolean {
  const [update, setUpdate] = useState(waiting !== null);
  useEffect(() => {
    listeners.add(setUpdate);
    setUpdate(waiting !== null);
    return () => {
      listeners.delete(setUpdate);
    };
  }, []);
  return update;
}

/** Changes to the newer version, and loads the page again. */
export function update(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting?.postMessage("update");
}

/** Signs out; without a line this device forgets at once, and tells the server when it can. */
export async function leave(csrf: string): Promise<void> {
  await clearPicture();
  await wipeSent();
  localStorage.setItem(LEFT, csrf);
  await finishLeaving();
  setCsrf("");
}

/** Ends a session that was left without a line; returns whether one is still to be ended. */
export async function finishLeaving(): Promise<boolean> {
  const csrf = localStorage.getItem(LEFT);
  if (csrf === null) return false;
  setCsrf(csrf);
  try {
    await api.DELETE("/api/v1/session");
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 0) return true;
  }
  localStorage.removeItem(LEFT);
  setCsrf("");
  return false;
}
