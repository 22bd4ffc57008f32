// What the page shows without a line: the last picture, when it was kept, and how it goes at sign-out.
import { useEffect, useState } from "preact/hooks";

const PICTURE = "sulh-picture";
let keptAt = "";
const listeners = new Set<(time: string) => void>();

/** Notes when an answer was kept that came from this device; "": it came from the server. */
export function noteKept(time: string): void {
  if (time === keptAt) return;
  keptAt = time;
  for (const listener of listeners) listener(time);
}

/** The time (UTC) of what is shown where it came from this device; "" where it came from the server. */
export function useKept(): string {
  const [time, setTime] = useState(keptAt);
  useEffect(() => {
    listeners.add(setTime);
    setTime(keptAt);
    return () => {
      listeners.delete(setTime);
    };
  }, []);
  return time;
}

/** Forgets the picture: whoever is not signed in may not see it. */
export async function clearPicture(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(PICTURE);
}
