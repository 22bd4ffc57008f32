// What this device keeps: drafts, what is not sent, what became of it; and the queue as a file.
import { useEffect, useState } from "preact/hooks";
import { addressOf } from "../address";
import { useHere } from "../mission";
import { exportQueue, importQueue } from "../offline/carry";
import { changeDraft, type Draft, removeDraft } from "../offline/database";
import { OutcomeWords } from "../offline/entry";
import { worksOffline } from "../offline/install";
import { isUnsent, RETRY_MS_MAX, reread, sendAll, useQueue } from "../offline/queue";
import { Shown } from "../shown";
import { Failure, Foreign, Labelled, Ltr, Moment, RecordLink, Said } from "../ui";
import { useWords } from "../words";

export function Unsent(_: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const queue = useQueue();
  const waiting = queue.drafts.filter((each) => each.state !== "sent");
  const sent = queue.drafts.filter((each) => each.state === "sent").reverse();
  const unsent = queue.drafts.filter(isUnsent).length;
  return (
    <>
      {!worksOffline() && <p class="message bad">{t("insecure-words")}</p>}
      <p role="status" class={queue.line ? "message" : "message bad"}>
        {queue.line ? t("line-there") : t("no-line")} {t("unsent-count", { count: unsent })}{" "}
        {unsent > 0 && t("retry-words", { seconds: RETRY_MS_MAX / 1000 })}{" "}
        {queue.problem === "401" && t("queue-sign-in")}
        {queue.problem && queue.problem !== "401" && <Said text={queue.problem} />}
      </p>
      <p class="buttons">
        <button type="button" onClick={() => void sendAll()} disabled={queue.sending || !unsent}>
          {t("send-now")}
        </button>
      </p>
      <section>
        <h2>{t("on-this-device")}</h2>
        {!waiting.length && <p>{t("nothing-unsent")}</p>}
        {waiting.map((each) => (
          <Item key={each.id} draft={each} />
        ))}
      </section>
      <Carry />
      <Storage />
      {sent.length > 0 && (
        <section>
          <h2>{t("sent-lately")}</h2>
          <ul>
            {sent.map((each) => (
              <li key={each.id}>
                <KindName kind={each.kind} /> <Ltr code>{each.row.ref ?? each.id}</Ltr>{" "}
                <Moment utc={each.changed_at} /> {each.record && <RecordLink id={each.record} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function KindName({ kind }: { kind: string }) {
  const { maybe } = useWords();
  return <>{maybe(`kind-${kind}`, kind)}</>;
}

/** What tells one of forty reports from the others: what its form asks for first, and its text. */
function RowWords({ draft }: { draft: Draft }) {
  const { forms } = useHere();
  const fields = forms.find((each) => each.kind === draft.kind)?.fields ?? [];
  const names = fields
    .filter((each) => each.required && each.name !== "ref" && each.name !== "source")
    .map((each) => each.name);
  const values = [...names, "place", "position", "text"].flatMap((name) => draft.row[name] ?? []);
  return values.map((value, place) => (
    <span key={place}>
      {place > 0 && " · "}
      <Shown name="" value={value} />
    </span>
  ));
}

function Item({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const words = () => {
    if (draft.state === "draft") return t("state-draft");
    if (draft.state === "queued") return t("state-queued");
    return draft.state === "held" ? t("state-held") : t("state-refused");
  };
  const remove = () => {
    if (confirm(t("remove-sure"))) void removeDraft(draft.id).then(() => reread());
  };
  const again = () =>
    void changeDraft(draft.id, (each) => ({ ...each, state: "queued" })).then(() => sendAll());
  return (
    <article class={`card ${draft.simulated ? "exercise" : ""}`}>
      <h3>
        <KindName kind={draft.kind} /> <Ltr code>{draft.row.ref ?? draft.id}</Ltr>{" "}
        <span class="tag">{words()}</span>
      </h3>
      <p class="quiet">
        <Moment utc={draft.changed_at} />{" "}
        {draft.files.length > 0 && t("photo-count", { count: draft.files.length })}{" "}
        {draft.signature && t("signed-here")}
      </p>
      <p class="words">
        <RowWords draft={draft} />
      </p>
      {(draft.problems.length > 0 || draft.missing.length > 0 || draft.state === "held") && (
        <OutcomeWords draft={draft} />
      )}
      {draft.missing.length > 0 && (
        <ul>
          {draft.missing.map((digest) => (
            <li key={digest}>
              <Foreign text={draft.files.find((each) => each.digest === digest)?.name ?? ""} />{" "}
              <Ltr code>{digest.slice(0, 16)}</Ltr>
            </li>
          ))}
        </ul>
      )}
      <p class="buttons">
        {draft.state !== "held" && (
          <a
            class="button"
            href={addressOf("reports/new", {
              kind: draft.kind,
              draft: draft.id,
              simulated: draft.simulated ? "true" : "",
            })}
          >
            {t("open-draft")}
          </a>
        )}
        {draft.state === "refused" && (
          <button type="button" onClick={again}>
            {t("send-again")}
          </button>
        )}
        <button type="button" onClick={remove}>
          {t("remove")}
        </button>
      </p>
    </article>
  );
}

function Carry() {
  const { t } = useWords();
  const { session } = useHere();
  const [error, setError] = useState<Error | null>(null);
  const [count, setCount] = useState(-1);
  const save = async () => {
    const address = URL.createObjectURL(await exportQueue(session.account));
    const link = document.createElement("a");
    link.href = address;
    link.download = `sulh-unsent-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  const take = (file: File | undefined) => {
    setError(null);
    if (!file) return;
    file
      .text()
      .then((text) => importQueue(text, session.account))
      .then((taken) => {
        setCount(taken);
        void sendAll();
      }, setError);
  };
  return (
    <section>
      <h2>{t("carry")}</h2>
      <p>{t("carry-words")}</p>
      {error && <Failure error={error} />}
      {count >= 0 && (
        <p class="message good" role="status">
          {t("carried-count", { count })}
        </p>
      )}
      <p class="buttons">
        <button type="button" onClick={() => void save().catch(setError)}>
          {t("carry-save")}
        </button>
      </p>
      <Labelled label={t("carry-take")}>
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            const input = event.currentTarget;
            take(input.files?.[0]);
            input.value = ""; // so that the same file can be taken in again
          }}
        />
      </Labelled>
    </section>
  );
}

/** Whether the browser has promised to keep what is here, and what clearing its data would do. */
function Storage() {
  const { t } = useWords();
  const [safe, setSafe] = useState<boolean | null>(null);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setSafe);
  }, []);
  const ask = () => void navigator.storage?.persist?.().then(setSafe);
  return (
    <section>
      <h2>{t("storage")}</h2>
      <p class={safe ? "message good" : "message bad"} role="status">
        {safe ? t("storage-safe") : t("storage-unsafe")}
      </p>
      <p>{t("storage-words")}</p>
      {!safe && (
        <p>
          <button type="button" onClick={ask}>
            {t("storage-ask")}
          </button>
        </p>
      )}
    </section>
  );
}
