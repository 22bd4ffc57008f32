// The address says what a page shows: page, what is opened, and the query. A link shows the same.
import { useEffect, useState } from "preact/hooks";
import { focusPage } from "./focus";

export const ROOT = "/console";

export interface Address {
  page: string;
  rest: string;
  query: URLSearchParams;
}

/** The query that goes along to every page: both times, and whether an exercise is shown. */
const KEPT = ["at", "as_of", "simulated"] as const;

export function read(): Address {
  const [page = "", ...rest] = location.pathname.slice(ROOT.length).split("/").filter(Boolean);
  return { page, rest: rest.join("/"), query: new URLSearchParams(location.search) };
}

/** Returns the address of a page with the kept query and changes to it; "" takes a key away. */
export function addressOf(path: string, changes: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const key of KEPT) {
    const value = new URLSearchParams(location.search).get(key);
    if (value) query.set(key, value);
  }
  return join(`${ROOT}/${path}`, query, changes);
}

/** Returns this very address with changes to its query. */
export function addressWith(changes: Record<string, string>): string {
  return join(location.pathname, new URLSearchParams(location.search), changes);
}

function join(path: string, query: URLSearchParams, changes: Record<string, string>): string {
  for (const [key, value] of Object.entries(changes)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function go(address: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

export function useAddress(): Address {
  const [address, set] = useState(read);
  useEffect(() => {
    const update = () => set(read());
    addEventListener("popstate", update);
    return () => removeEventListener("popstate", update);
  }, []);
  return address;
}

/** Follows links of the console without loading it anew; keys and the middle button stay the browser's. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest?.("a");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (!link || !plain || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || !link.pathname.startsWith(ROOT)) return;
  event.preventDefault();
  const leaves = link.pathname !== location.pathname;
  go(link.pathname + link.search);
  scrollTo(0, 0);
  if (leaves) focusPage();
}
