// What this device keeps: drafts and what is to be sent, the bytes of photos, the device's keys.

export interface NamedFile {
  digest: string;
  size: number;
  media_type: string;
  name: string;
}

/** *draft*: being written. *queued*: to be sent. *refused*: to be mended. *held*: an officer chooses. */
export type DraftState = "draft" | "queued" | "refused" | "held" | "sent";

export interface Draft {
  id: string;
  account: string;
  kind: string;
  row: Record<string, string>;
  tlp: string;
  simulated: boolean;
  files: NamedFile[];
  version: number;
  state: DraftState;
  changed_at: string;
  /** What is sent, fixed when it was queued, and the signature over it; "" where there is none. */
  statement: string;
  key: string;
  signature: string;
  /** The record that came of it, and the files that have not come in. */
  record: string;
  outcome: "" | "entered" | "known" | "corrected";
  missing: string[];
  problems: string[];
  changes: { field: string; old: string; new: string }[];
}

export interface DeviceKey {
  account: string;
  pair: CryptoKeyPair;
  key: string;
  allowed: boolean;
}

const STORES = { drafts: "id", files: "digest", keys: "account" } as const;
type Store = keyof typeof STORES;

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("sulh", 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        request.result.createObjectStore(name, { keyPath });
      }
    };
    request.onsuccess = () => {
      // A browser may close it, for instance when it runs short of space: it is opened again then.
      request.result.onclose = () => {
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

const TRIES = 5;

/** Opens it, again where that fails: after a crash a browser first has to mend what it holds. */
async function openAgain(): Promise<IDBDatabase> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await open();
    } catch (error) {
      if (tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * tried));
    }
  }
}

/** Does some work in one transaction that is on the disk, not in a cache, when the promise is done. */
async function run<T>(
  names: Store[],
  mode: IDBTransactionMode,
  work: (store: (name: Store) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await openAgain();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, { durability: "strict" });
    const request = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const putDraft = (draft: Draft) =>
  run(["drafts"], "readwrite", (store) => store("drafts").put(draft));

export const getDraft = (id: string) =>
  run<Draft>(["drafts"], "readonly", (store) => store("drafts").get(id));

export async function allDrafts(): Promise<Draft[]> {
  const drafts = await run<Draft[]>(["drafts"], "readonly", (store) => store("drafts").getAll());
  return (drafts ?? []).sort((one, other) => one.changed_at.localeCompare(other.changed_at));
}

/** Changes a draft in one transaction, if it is there and still as `expect` says. */
export async function changeDraft(
  id: string,
  change: (draft: Draft) => Draft | null,
): Promise<Draft | null> {
  let changed: Draft | null = null;
  await run(["drafts"], "readwrite", (store) => {
    const request = store("drafts").get(id);
    request.onsuccess = () => {
      changed = request.result ? change(request.result as Draft) : null;
      if (changed) store("drafts").put(changed);
    };
    return undefined;
  });
  return changed;
}

/** Removes a draft, and the files that no other draft names. */
export async function removeDraft(id: string): Promise<void> {
  await run(["drafts"], "readwrite", (store) => store("drafts").delete(id));
  await dropFiles();
}

export const putFile = (digest: string, bytes: ArrayBuffer) =>
  run(["files"], "readwrite", (store) => store("files").put({ digest, bytes }));

export async function getFile(digest: string): Promise<ArrayBuffer | null> {
  const row = await run<{ bytes: ArrayBuffer }>(["files"], "readonly", (store) =>
    store("files").get(digest),
  );
  return row?.bytes ?? null;
}

/** Drops the bytes that nothing unsent names any more. */
export async function dropFiles(): Promise<void> {
  const needed = new Set((await allDrafts()).flatMap((each) => each.files.map((f) => f.digest)));
  const kept = await run<IDBValidKey[]>(["files"], "readonly", (store) =>
    store("files").getAllKeys(),
  );
  for (const digest of kept ?? []) {
    if (!needed.has(String(digest))) {
      await run(["files"], "readwrite", (store) => store("files").delete(digest));
    }
  }
}

export const getKey = (account: string) =>
  run<DeviceKey>(["keys"], "readonly", (store) => store("keys").get(account));

export const putKey = (key: DeviceKey) =>
  run(["keys"], "readwrite", (store) => store("keys").put(key));

export const removeKey = (account: string) =>
  run(["keys"], "readwrite", (store) => store("keys").delete(account));
