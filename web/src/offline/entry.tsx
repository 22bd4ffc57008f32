// Writing a report: a draft from the first letter on, kept on this device, queued when it is submitted.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Form } from "../api";
import { useHere } from "../mission";
import { Help, ReportForm, type Row } from "../report-form";
import { Failure, Labelled, RecordLink, Said } from "../ui";
import { useWords } from "../words";
import { newName } from "./canonical";
import { allDrafts, changeDraft, type Draft, getDraft, putDraft, removeDraft } from "./database";
import { Photos } from "./photos";
import { enqueue, reread, sendAll, useQueue } from "./queue";

const MARKINGS = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] as const;

function newDraft(account: string, kind: string, simulated: boolean): Draft {
  const id = newName();
  return {
    id,
    account,
    kind,
    // The sender's own key: the report stays one record, however often it is sent.
    row: { ref: id },
    tlp: "",
    simulated,
    files: [],
    version: 1,
    state: "draft",
    changed_at: new Date().toISOString(),
    statement: "",
    key: "",
    signature: "",
    record: "",
    outcome: "",
    missing: [],
    problems: [],
    changes: [],
  };
}

/** A new draft with the source of the last report of its kind, else of any: a patrol writes forty in a day. */
async function freshDraft(account: string, kind: string, simulated: boolean): Promise<Draft> {
  const sources = (await allDrafts()).filter((each) => each.account === account && each.row.source);
  const last = sources.filter((each) => each.kind === kind).at(-1) ?? sources.at(-1);
  const draft = newDraft(account, kind, simulated);
  return last?.row.source ? { ...draft, row: { ...draft.row, source: last.row.source } } : draft;
}

/** Finds the draft that is named, or the open one of a kind, or begins one. */
async function find(account: string, kind: string, simulated: boolean, id: string) {
  const named = id ? await getDraft(id) : undefined;
  if (named && named.account === account && named.kind === kind) return named;
  const open = (await allDrafts()).filter(
    (each) =>
      each.account === account &&
      each.kind === kind &&
      each.simulated === simulated &&
      each.state === "draft",
  );
  return open.at(-1) ?? freshDraft(account, kind, simulated);
}

/** `given`: fields that the link to this form has filled in; they begin a draft of their own. */
export function Entry(props: { form: Form; simulated: boolean; id: string; given: Row }) {
  const { form, simulated, id, given } = props;
  const { t } = useWords();
  const { session } = useHere();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [sent, setSent] = useState("");
  const [error, setError] = useState<Error | null>(null);
  const kept = useRef(false);
  const begin = (next: Draft, isKept: boolean) => {
    kept.current = isKept;
    setDraft(next);
  };
  const beginFresh = () =>
    void freshDraft(session.account, form.kind, simulated)
      .then((next) => begin(next, false))
      .catch(setError);
  useEffect(() => {
    const fresh = async () => {
      const draft = await freshDraft(session.account, form.kind, simulated);
      return { ...draft, row: { ...draft.row, ...given } };
    };
    (Object.keys(given).length ? fresh() : find(session.account, form.kind, simulated, id))
      .then(async (next) => begin(next, Boolean(await getDraft(next.id))))
      .catch(setError);
  }, [form.kind, simulated, id]);
  if (error) return <Failure error={error} />;
  if (!draft) return <p class="quiet">{t("loading")}</p>;
  // What stands behind the first sentence is about columns: it is for whoever fills a table.
  const meaning = form.meaning.replace(/\n\n[\s\S]*/, "").replaceAll("`", "");
  return (
    <>
      <p class="quiet">
        <Help names={[`kind-${form.kind}`]} otherwise={meaning} />
      </p>
      {simulated && <p class="message">{t("enters-exercise")}</p>}
      {sent && <Outcome id={sent} />}
      <Writing
        key={draft.id}
        form={form}
        first={draft}
        wasKept={kept.current}
        submitted={(last, again) => {
          setSent(last);
          if (!again) beginFresh();
        }}
        drop={beginFresh}
      />
    </>
  );
}

function Writing(props: {
  form: Form;
  first: Draft;
  wasKept: boolean;
  submitted: (id: string, again: boolean) => void;
  drop: () => void;
}) {
  const { t } = useWords();
  const here = useHere();
  const [draft, setDraft] = useState(props.first);
  const [isKept, setKept] = useState(props.wasKept);
  const [fault, setFault] = useState<Error | null>(null);
  const now = useRef(draft);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const coming = useRef<Promise<unknown>>(Promise.resolve());
  /** Says in words that the device is full; a browser's own words say nothing to an observer. */
  const told = (error: Error) =>
    error.name === "QuotaExceededError" ? new Error(t("device-full")) : error;
  const save = async (changes: Partial<Draft>) => {
    const changed_at = new Date().toISOString();
    // What is changed after it was queued is a draft again until it is submitted: never half of each.
    const changed: Draft = { ...now.current, ...changes, state: "draft", changed_at };
    now.current = changed;
    setDraft(changed);
    // One after the other: what was written last must be what stays.
    writing.current = writing.current.catch(() => {}).then(() => putDraft(changed));
    try {
      await writing.current;
    } catch (error) {
      const words = told(error as Error);
      setFault(words);
      throw words;
    }
    setFault(null);
    void reread();
    if (!isKept) void navigator.storage?.persist?.().catch(() => {});
    setKept(true);
  };
  const fail = (error: Error) => {
    setFault(told(error));
    throw told(error);
  };
  const submit = async ({ tlp = "", ...row }: Row) => {
    // A photo that was chosen belongs to the report: it is not sent without it.
    const adding = coming.current;
    coming.current = Promise.resolve();
    await adding;
    await save({ row, tlp });
    await enqueue(now.current, here);
    void sendAll();
    const settled = await settledDraft(now.current.id);
    const again = settled?.state === "refused" && settled.missing.length === 0;
    if (settled && again) {
      const mended = await changeDraft(settled.id, (each) => ({ ...each, state: "draft" }));
      now.current = mended ?? now.current;
      setDraft(now.current);
      void reread();
    }
    props.submitted(now.current.id, again);
  };
  return (
    <>
      {fault && <Failure error={fault} />}
      {isKept && !fault && (
        <p class="message" role="status">
          {t("draft-kept")}{" "}
          <button
            type="button"
            onClick={() =>
              void removeDraft(draft.id)
                .then(() => reread())
                .then(props.drop)
            }
          >
            {t("draft-drop")}
          </button>
        </p>
      )}
      <ReportForm
        form={props.form}
        first={props.first.row}
        button={t("submit")}
        keep={({ tlp = "", ...row }) => void save({ row, tlp }).catch(() => {})}
        send={submit}
      >
        <Labelled label={t("marking")}>
          <select name="tlp">
            <option value="">{t("marking-default")}</option>
            {MARKINGS.map((each) => (
              <option key={each} value={each} selected={each === props.first.tlp}>
                {each}
              </option>
            ))}
          </select>
        </Labelled>
        <Photos
          files={draft.files}
          missing={draft.missing}
          change={(next) => save({ files: next(now.current.files) })}
          begin={(work) => {
            coming.current = Promise.all([coming.current, work.catch(fail)]);
            coming.current.catch(() => {}); // who submits is told
          }}
        />
      </ReportForm>
    </>
  );
}

const SETTLED_MS_MAX = 4_000;

/** Waits a little for what the server says; a draft that is still queued waits for a line. */
async function settledDraft(id: string): Promise<Draft | undefined> {
  const end = Date.now() + SETTLED_MS_MAX;
  for (;;) {
    const draft = await getDraft(id);
    if (draft?.state !== "queued" || Date.now() > end || !navigator.onLine) return draft;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** What became of the report that was submitted last, and of it later, while the page is open. */
function Outcome({ id }: { id: string }) {
  const draft = useQueue().drafts.find((each) => each.id === id);
  return draft ? <OutcomeWords draft={draft} /> : null;
}

export function OutcomeWords({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const good = draft.state === "sent" || draft.state === "queued";
  const words = () => {
    if (draft.state === "sent" && draft.outcome === "known") return t("duplicate");
    if (draft.state === "sent" && draft.outcome === "corrected") return t("entered-version");
    if (draft.state === "sent") return t("entered");
    if (draft.state === "held") return t("held-words");
    if (draft.state === "queued") return t("queued-words");
    if (draft.missing.length) return t("incomplete-words");
    return draft.problems.length ? t("rejected") : "";
  };
  return (
    <div class={`message ${good ? "good" : "bad"}`} role={good ? "status" : "alert"}>
      <p>
        {words()} {draft.state === "sent" && draft.record && <RecordLink id={draft.record} />}
      </p>
      {draft.changes.map((each) => (
        <p key={each.field}>
          {t("word-changed", { field: each.field, old: each.old, now: each.new })}
        </p>
      ))}
      {draft.problems.length > 0 && (
        <ul>
          {draft.problems.map((each) => (
            <li key={each}>
              <Said text={each} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
