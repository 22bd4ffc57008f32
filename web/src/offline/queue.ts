// The queue: what is to be sent is sent when there is a line, by itself, and as often as it takes.
import { useEffect, useState } from "preact/hooks";
import { ApiError, api, type Schemas, taken } from "../api";
import { type Here, may } from "../mission";
import { canonical } from "./canonical";
import {
  allDrafts,
  changeDraft,
  type Draft,
  dropFiles,
  getDraft,
  getFile,
  putDraft,
  removeDraft,
  sealOld,
} from "./database";
import { refreshKey, sign } from "./device";

/** While something waits, no longer than this passes between two attempts. */
export const RETRY_MS_MAX = 30_000;
const RETRY_MS_MIN = 1_000;
const SENT_KEPT = 20;

export interface Queue {
  /** All that this device keeps for the account that is signed in, the oldest first. */
  drafts: Draft[];
  /** How many drafts of other accounts are kept here: they are sent when these sign in. */
  others: number;
  /** Whether the last attempt reached the server. */
  line: boolean;
  sending: boolean;
  /** Why the last attempt failed, other than by the line; "" where it did not. 401: nobody is signed in. */
  problem: string;
}

export const isUnsent = (draft: Draft) => draft.state === "queued" || draft.state === "refused";

let here: Here | null = null;
let state: Queue = { drafts: [], others: 0, line: navigator.onLine, sending: false, problem: "" };
let failures = 0;
let timer = 0;
const listeners = new Set<(queue: Queue) => void>();
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("sulh-queue") : null;

function set(changes: Partial<Queue>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener(state);
}

/** Reads again what is kept, here and in the other windows. */
export async function reread(tell = true): Promise<void> {
  const account = here?.session.account ?? "";
  const all = await allDrafts();
  const drafts = all.filter((each) => each.account === account);
  const others = all.filter((each) => each.account !== account && isUnsent(each)).length;
  set({ drafts, others });
  if (tell) channel?.postMessage("changed");
}

if (channel) channel.onmessage = () => void reread(false);

export function useQueue(): Queue {
  const [queue, setQueue] = useState(state);
  useEffect(() => {
    listeners.add(setQueue);
    setQueue(state);
    return () => {
      listeners.delete(setQueue);
    };
  }, []);
  return queue;
}

/** Begins to send for whoever is signed in; null: nobody, so that nothing is sent. */
export function serve(now: Here | null): void {
  here = now;
  clearTimeout(timer);
  void sealOld()
    .catch(() => {}) // what could not be encrypted stays as it is, and is sent all the same
    .then(() => reread(false))
    .then(() => sendAll());
  if (now && may(now.session, "submit")) void refreshKey(now.session.account).catch(() => {});
}

addEventListener("online", () => void sendAll());
addEventListener("offline", () => set({ line: false }));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void sendAll();
});

/** Fixes what a draft says, signs it where the device can, and puts it into the queue. */
export async function enqueue(draft: Draft, at: Here): Promise<void> {
  const form = at.forms.find((each) => each.kind === draft.kind);
  // What was queued before may have come in, unknown to us: what is sent now is a later version.
  const version = draft.statement ? draft.version + 1 : draft.version;
  const made_at = new Date().toISOString();
  const statement = canonical({
    v: 1,
    draft: draft.id,
    version,
    kind: draft.kind,
    row: draft.row,
    form: form?.version ?? "",
    timezone: at.mission.timezone,
    made_at,
    follows: draft.record,
    tlp: draft.tlp,
    simulated: draft.simulated,
    attachments: draft.files.map(({ digest, size, media_type }) => ({ digest, size, media_type })),
  });
  const signed = await sign(draft.account, statement);
  const queued: Draft = { ...draft, version, statement, ...signed, state: "queued" };
  await putDraft({ ...queued, changed_at: made_at, problems: [], missing: [], changes: [] });
  await reread();
}

/** Sends what waits, one after the other; in one window at a time. */
export async function sendAll(): Promise<void> {
  clearTimeout(timer);
  if (!here || !may(here.session, "submit")) return;
  const session = here.session;
  const work = async () => {
    set({ sending: true });
    try {
      for (const { id, account, state: stands } of await allDrafts()) {
        if (account === session.account && stands === "queued") await sendOne(id);
      }
      failures = 0;
      set({ line: navigator.onLine, problem: "" });
    } catch (error) {
      failures += 1;
      const cut = !(error instanceof ApiError) || error.status === 0;
      if (cut) set({ line: false, problem: error instanceof ApiError ? "" : String(error) });
      else set({ line: true, problem: error.status === 401 ? "401" : error.message });
    } finally {
      set({ sending: false });
      await forgetOldest();
      await reread();
    }
  };
  if (navigator.locks) await navigator.locks.request("sulh-queue", work);
  else await work();
  if (state.drafts.some((each) => each.state === "queued")) {
    timer = setTimeout(sendAll, Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** failures));
  }
}

const WAITING = new Set([0, 401, 403, 408, 429, 500, 501, 502, 503, 504]);

/** Sends one, then the files that the server misses. Throws where it is to be tried again later. */
export async function sendOne(id: string): Promise<Draft | null> {
  const draft = await getDraft(id);
  if (draft?.state !== "queued") return draft ?? null;
  try {
    let answer = await submit(draft);
    if (answer.missing.length) {
      for (const digest of answer.missing) await sendFile(digest);
      const again = await submit(draft);
      // Of a report that has just come in, the second answer says that it is known.
      answer = again.state === "known" ? { ...again, state: answer.state } : again;
    }
    return await settle(draft, answer);
  } catch (error) {
    const refusal = error instanceof ApiError ? error : null;
    const again =
      !refusal || (WAITING.has(refusal.status) && !(draft.key && refusal.status === 403));
    if (again) throw error;
    return await changeDraft(id, (now) =>
      isSame(now, draft)
        ? { ...now, state: "refused", problems: [refusal.message, refusal.remedy].filter(Boolean) }
        : null,
    );
  }
}

const submit = ({ statement, key, signature }: Draft): Promise<Schemas["SubmissionOut"]> =>
  taken(api.POST("/api/v1/submissions", { body: { statement, key, signature } }));

async function sendFile(digest: string): Promise<void> {
  const bytes = await getFile(digest);
  if (!bytes) return; // it stays among the missing ones, which the page names
  await taken(
    api.PUT("/api/v1/attachments/{digest}", {
      params: { path: { digest } },
      body: bytes as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { "content-type": "application/octet-stream" },
    }),
  );
}

/** Says whether a draft is still what was sent: it may have been opened and changed meanwhile. */
const isSame = (now: Draft, sent: Draft) =>
  now.state === "queued" && now.statement === sent.statement;

/** Keeps what the server said of a draft, unless the draft was changed while it was on its way. */
function settle(draft: Draft, answer: Schemas["SubmissionOut"]): Promise<Draft | null> {
  return changeDraft(draft.id, (now) => {
    if (!isSame(now, draft)) return { ...now, record: now.record || answer.record };
    const said = { problems: answer.problems, changes: answer.changes, missing: answer.missing };
    if (answer.state === "rejected") return { ...now, ...said, state: "refused" };
    const record = answer.record;
    if (answer.state === "held") return { ...now, ...said, record: now.record, state: "held" };
    const outcome = answer.state;
    if (answer.missing.length) return { ...now, ...said, record, outcome, state: "refused" };
    // What was sent stays on this device by its name and its source only.
    const { ref = "", source = "" } = now.row;
    return {
      ...now,
      ...said,
      record,
      outcome,
      state: "sent",
      row: { ref, source },
      files: [],
      statement: "",
    };
  });
}

/** Of what was sent, only the last ones stay named here. */
async function forgetOldest(): Promise<void> {
  const sent = (await allDrafts()).filter((each) => each.state === "sent");
  for (const each of sent.slice(0, -SENT_KEPT)) await removeDraft(each.id);
  await dropFiles();
}
