// The queue as a file: carried to another machine, or kept before a browser's data are cleared.
import { digestOf } from "./canonical";
import {
  allDrafts,
  type Draft,
  getDraft,
  getFile,
  keepTogether,
  putDraft,
  putFile,
} from "./database";
import { isUnsent, reread } from "./queue";

const FORMAT = "sulh-queue";

interface Carried {
  what: typeof FORMAT;
  v: 1;
  drafts: Draft[];
  files: { digest: string; base64: string }[];
}

/** Returns all that is not sent, drafts too, with the bytes of its files. */
export async function exportQueue(account: string): Promise<Blob> {
  const drafts = (await allDrafts()).filter(
    (each) => each.account === account && (isUnsent(each) || each.state === "draft"),
  );
  const digests = new Set(drafts.flatMap((each) => each.files.map((file) => file.digest)));
  const files: Carried["files"] = [];
  for (const digest of digests) {
    const bytes = await getFile(digest);
    if (bytes) files.push({ digest, base64: toBase64(bytes) });
  }
  const carried: Carried = { what: FORMAT, v: 1, drafts, files };
  return new Blob([JSON.stringify(carried)], { type: "application/json" });
}

/** Takes a file in; returns how many drafts came of it. The later version of a draft stays. */
export async function importQueue(text: string, account: string): Promise<number> {
  const carried = JSON.parse(text) as Carried;
  if (carried.what !== FORMAT || carried.v !== 1 || !Array.isArray(carried.drafts)) {
    throw new Error("this file holds no queue of Sulh");
  }
  const count = await keepTogether(() => keepCarried(carried, account));
  await reread();
  return count;
}

async function keepCarried(carried: Carried, account: string): Promise<number> {
  for (const { digest, base64 } of carried.files) {
    const bytes = fromBase64(base64);
    if ((await digestOf(bytes)) !== digest)
      throw new Error(`file ${digest.slice(0, 12)} is damaged`);
    await putFile(digest, bytes);
  }
  let count = 0;
  for (const draft of carried.drafts) {
    const before = await getDraft(draft.id);
    if (before && (before.version > draft.version || before.changed_at >= draft.changed_at))
      continue;
    await putDraft({ ...draft, account });
    count += 1;
  }
  return count;
}

function toBase64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let first = 0; first < view.length; first += 0x8000) {
    text += String.fromCharCode(...view.subarray(first, first + 0x8000));
  }
  return btoa(text);
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer as ArrayBuffer;
}
