// The service worker: the console without a network. The shell comes from this device; the last picture too,
// for as long as its reader is signed in.

interface Later {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Later {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Later {
  data: unknown;
}
interface Worker {
  addEventListener(name: "install" | "activate", act: (event: Later) => void): void;
  addEventListener(name: "fetch", act: (event: Asked) => void): void;
  addEventListener(name: "message", act: (event: Told) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const worker = globalThis as unknown as Worker;

// The build writes both: the files of the shell, and a digest of their names.
declare const __SHELL__: string[];
declare const __VERSION__: string;

const SHELL = `sulh-shell-${__VERSION__}`;
const PICTURE = "sulh-picture";
const INDEX = "/console/";
const WELCOME = "/api/v1/welcome";
/** What is kept of the API: who is signed in, the forms, the agreement, the map, the last records. */
const KEPT = new Set([
  WELCOME,
  "/api/v1/mission",
  "/api/v1/forms",
  "/api/v1/layers",
  "/api/v1/records/latest",
  "/api/v1/device-keys",
]);
const RESTRICTED = new Set(["TLP:RED", "TLP:AMBER+STRICT"]);

worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL);
      await cache.addAll(
        [INDEX, ...__SHELL__].map((path) => new Request(path, { cache: "reload" })),
      );
    })(),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("sulh-shell-") && name !== SHELL) await caches.delete(name);
      }
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data === "update") event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith("/console")) {
    event.respondWith(fromShell(new Request(INDEX), request));
  } else if (url.pathname.startsWith("/console/") || url.pathname === "/static/icon.svg") {
    event.respondWith(fromShell(request, request));
  } else if (KEPT.has(url.pathname)) {
    event.respondWith(fromNetworkFirst(request, url, event));
  }
});

async function fromShell(name: Request, request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  return (await cache.match(name)) ?? fetch(request);
}

async function fromNetworkFirst(request: Request, url: URL, event: Later): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status === 401) await caches.delete(PICTURE);
    else if (answer.ok) event.waitUntil(keep(request, url, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await (await caches.open(PICTURE)).match(request);
    if (kept) return kept;
    throw error;
  }
}

/** Keeps an answer with the time at which it was given; of another account, it throws all before away. */
async function keep(request: Request, url: URL, answer: Response): Promise<void> {
  const content = (await answer.json()) as Record<string, unknown>;
  if (url.pathname === WELCOME && !(await isSame(content))) await caches.delete(PICTURE);
  const cache = await caches.open(PICTURE);
  const signedIn = url.pathname === WELCOME ? content.session : await cache.match(WELCOME);
  if (!signedIn) return;
  const headers = new Headers({
    "content-type": "application/json",
    "x-sulh-kept": new Date().toISOString(),
  });
  await cache.put(request, new Response(JSON.stringify(withoutRestricted(content)), { headers }));
}

/** Says whether a welcome is for the account that the kept picture is of. */
async function isSame(content: Record<string, unknown>): Promise<boolean> {
  const before = await (await caches.open(PICTURE)).match(WELCOME);
  const account = (value: unknown) => (value as { account?: string } | null)?.account ?? "";
  if (!before) return true;
  const kept = (await before.json()) as Record<string, unknown>;
  return account(kept.session) === account(content.session);
}

/** Leaves restricted records out of what is kept: reading those is recorded, which needs a line. */
function withoutRestricted(content: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(content.records)) return content;
  const records = content.records.filter(
    (each: { tlp?: string }) => !RESTRICTED.has(each.tlp ?? ""),
  );
  return { ...content, records };
}
