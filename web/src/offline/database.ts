// What this device keeps: drafts and what is to be sent, the bytes of photos, the device's keys.
import { canSeal, newKey, type SealedRow, seal, unseal } from "./seal";

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
    // An error aborts it, and only then says why: for instance that the device has no room left.
    transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
  });
}

/** Under this name stands the key that encrypts; no account has it. */
const SEAL = "";

interface SealKey {
  account: typeof SEAL;
  id: string;
  seal: CryptoKey;
}

let sealing: Promise<SealKey> | null = null;

/** Returns the key that encrypts what is kept, made when it is first needed: of two windows, one makes it. */
function sealKey(): Promise<SealKey> {
  sealing ??= (async () => {
    let key: SealKey = { account: SEAL, id: crypto.randomUUID(), seal: await newKey() };
    await run(["keys"], "readwrite", (store) => {
      const request = store("keys").get(SEAL);
      request.onsuccess = () => {
        if (request.result) key = request.result as SealKey;
        else store("keys").put(key);
      };
      return undefined;
    });
    return key;
  })();
  sealing.catch(() => {
    sealing = null;
  });
  return sealing;
}

/**
 * Encrypts a row and puts it, if `expects` the row that stands there; returns whether it did. Where the key was
 * destroyed meanwhile, in another window at sign-out, it is encrypted again with the new one.
 */
async function putSealed(
  name: "drafts" | "files",
  id: string,
  plain: Draft | KeptFile,
  bytes: () => BufferSource,
  sealedRow: (sealed: ArrayBuffer) => SealedRow | KeptFile,
  expects: (now: unknown) => boolean = () => true,
): Promise<boolean> {
  for (;;) {
    const key = canSeal() ? await sealKey() : null;
    const row = key ? sealedRow(await seal(key.seal, `${name} ${id}`, bytes())) : plain;
    let outcome: "put" | "changed" | "no-key" = "changed";
    await run([name, "keys"], "readwrite", (store) => {
      const stands = store("keys").get(SEAL);
      stands.onsuccess = () => {
        if (key && (stands.result as SealKey | undefined)?.id !== key.id) {
          outcome = "no-key";
          return;
        }
        const request = store(name).get(id);
        request.onsuccess = () => {
          if (!expects(request.result)) return;
          outcome = "put";
          store(name).put(row);
        };
      };
      return undefined;
    });
    if (outcome !== ("no-key" as string)) return outcome === ("put" as string);
    sealing = null;
  }
}

const putDraftIf = (draft: Draft, expects?: (now: unknown) => boolean) =>
  putSealed(
    "drafts",
    draft.id,
    draft,
    () => new TextEncoder().encode(JSON.stringify(draft)),
    (sealed) => ({ id: draft.id, stamp: crypto.randomUUID(), sealed }),
    expects,
  );

/** Returns what was sealed; the key is read again where another window has made a new one meanwhile. */
async function unsealed(place: string, sealed: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    return await unseal((await sealKey()).seal, place, sealed);
  } catch {
    sealing = null;
    return unseal((await sealKey()).seal, place, sealed);
  }
}

/** Returns the draft of a row; one from before there was encryption is as it is. */
async function openDraft(row: Draft | SealedRow): Promise<Draft> {
  if (!("sealed" in row)) return row;
  const text = await unsealed(`drafts ${row.id}`, row.sealed);
  return JSON.parse(new TextDecoder().decode(text)) as Draft;
}

export async function putDraft(draft: Draft): Promise<void> {
  await putDraftIf(draft);
}

const rowOf = (id: string) =>
  run<Draft | SealedRow>(["drafts"], "readonly", (store) => store("drafts").get(id));

export async function getDraft(id: string): Promise<Draft | undefined> {
  const row = await rowOf(id);
  return row && openDraft(row);
}

export async function allDrafts(): Promise<Draft[]> {
  const rows = await run<(Draft | SealedRow)[]>(["drafts"], "readonly", (store) =>
    store("drafts").getAll(),
  );
  const drafts = await Promise.all((rows ?? []).map(openDraft));
  return drafts.sort((one, other) => one.changed_at.localeCompare(other.changed_at));
}

/** Says whether a row is still the one that was read. */
const isSameRow = (now: Draft | SealedRow | undefined, read: Draft | SealedRow): boolean => {
  if (!now) return false;
  if ("sealed" in now || "sealed" in read) {
    return "sealed" in now && "sealed" in read && now.stamp === read.stamp;
  }
  return JSON.stringify(now) === JSON.stringify(read);
};

/**
 * Changes a draft, if it is there and still as `change` expects. A transaction ends while something is being
 * encrypted: where the row was changed meanwhile, it is read and changed again.
 */
export async function changeDraft(
  id: string,
  change: (draft: Draft) => Draft | null,
): Promise<Draft | null> {
  for (;;) {
    const read = await rowOf(id);
    const changed = read ? change(await openDraft(read)) : null;
    if (!read || !changed) return null;
    const same = (now: unknown) => isSameRow(now as Draft | SealedRow | undefined, read);
    if (await putDraftIf(changed, same)) return changed;
  }
}

/** Removes a draft, and the files that no other draft names. */
export async function removeDraft(id: string): Promise<void> {
  await run(["drafts"], "readwrite", (store) => store("drafts").delete(id));
  await dropFiles();
}

const FILES_LOCK = "sulh-files";

const locked = async <T>(mode: LockMode, work: () => Promise<T>): Promise<T> =>
  navigator.locks ? await navigator.locks.request(FILES_LOCK, { mode }, work) : work();

/** Keeps bytes and the draft that names them: in between, no window drops them as bytes that nothing names. */
export const keepTogether = <T>(work: () => Promise<T>): Promise<T> => locked("shared", work);

interface KeptFile {
  digest: string;
  bytes?: ArrayBuffer;
  sealed?: ArrayBuffer;
}

export async function putFile(digest: string, bytes: ArrayBuffer): Promise<void> {
  await putSealed(
    "files",
    digest,
    { digest, bytes },
    () => bytes,
    (sealed) => ({ digest, sealed }),
  );
}

export async function getFile(digest: string): Promise<ArrayBuffer | null> {
  const row = await run<KeptFile>(["files"], "readonly", (store) => store("files").get(digest));
  if (row?.sealed) return unsealed(`files ${digest}`, row.sealed);
  return row?.bytes ?? null;
}

/** Encrypts what an older version of the console kept in the clear. */
export async function sealOld(): Promise<void> {
  if (!canSeal()) return;
  const drafts = await run<(Draft | SealedRow)[]>(["drafts"], "readonly", (store) =>
    store("drafts").getAll(),
  );
  for (const each of drafts ?? []) {
    if (!("sealed" in each)) await changeDraft(each.id, (draft) => draft);
  }
  const digests = await run<IDBValidKey[]>(["files"], "readonly", (store) =>
    store("files").getAllKeys(),
  );
  for (const digest of digests ?? []) {
    const row = await run<KeptFile>(["files"], "readonly", (store) => store("files").get(digest));
    if (row?.bytes) await putFile(row.digest, row.bytes);
  }
}

/**
 * At sign-out: forgets what was sent, and with the last unsent draft the key, so that nothing of what was kept
 * can be read again, wherever the disk still has it. What is unsent stays, encrypted.
 */
export async function wipeSent(): Promise<void> {
  for (const each of await allDrafts()) {
    if (each.state === "sent") {
      await run(["drafts"], "readwrite", (store) => store("drafts").delete(each.id));
    }
  }
  await dropFiles();
  await run(["drafts", "files", "keys"], "readwrite", (store) => {
    const drafts = store("drafts").count();
    drafts.onsuccess = () => {
      const files = store("files").count();
      files.onsuccess = () => {
        if (drafts.result + files.result === 0) store("keys").delete(SEAL);
      };
    };
    return undefined;
  });
  sealing = null;
}

/** Drops the bytes that nothing unsent names any more. */
export const dropFiles = (): Promise<void> => locked("exclusive", dropUnnamed);

async function dropUnnamed(): Promise<void> {
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
