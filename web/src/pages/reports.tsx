// Reports: find, write, read, correct, retract. A form of every kind comes from its declaration.
import { useState } from "preact/hooks";
import { addressOf, addressWith, go } from "../address";
import { api, type LedgerRecord, taken } from "../api";
import { may, useHere } from "../mission";
import { Entry } from "../offline/entry";
import { LatestRecords, loadRecord, RecordDetails } from "../records";
import { ReportForm, rowOfBody } from "../report-form";
import { AddressSelect, Labelled, Ltr, RecordLink, SendForm, Show, useLoaded } from "../ui";
import { useWords } from "../words";

export function Reports({ rest, query }: { rest: string; query: URLSearchParams }) {
  const { session } = useHere();
  if (rest === "new" && may(session, "submit")) return <NewReport query={query} />;
  if (rest) return <OneRecord id={rest} key={rest} />;
  return <List query={query} />;
}

function List({ query }: { query: URLSearchParams }) {
  const { t, maybe } = useWords();
  const { forms, session } = useHere();
  const kind = query.get("kind") ?? "";
  const others = ["correction", "retraction", "answer", "import"];
  return (
    <>
      {may(session, "submit") && (
        <p>
          <a class="button main" href={addressOf("reports/new", { kind })}>
            {t("new-report")}
          </a>
        </p>
      )}
      <div class="filters">
        <AddressSelect
          label={t("kind")}
          name="kind"
          value={kind}
          options={[...forms.map((each) => each.kind), ...others].map((each) => [
            each,
            maybe(`kind-${each}`, each),
          ])}
          change={(value) => addressWith({ kind: value, before: "" })}
        />
        <SendForm
          key={query.toString()}
          class="row"
          button={t("search")}
          send={async ({ words = "", since = "" }) => go(addressWith({ words, since, before: "" }))}
        >
          <Labelled label={t("words")}>
            <input
              name="words"
              type="search"
              dir="auto"
              defaultValue={query.get("words") ?? ""}
              maxLength={200}
            />
          </Labelled>
          <Labelled label={t("since")}>
            <input
              name="since"
              dir="ltr"
              defaultValue={query.get("since") ?? ""}
              maxLength={40}
              placeholder="2024-05-03"
            />
          </Labelled>
        </SendForm>
      </div>
      <LatestRecords kinds={kind ? [kind] : []} query={query} label={t("page-reports")} />
    </>
  );
}

function NewReport({ query }: { query: URLSearchParams }) {
  const { t, maybe } = useWords();
  const { forms } = useHere();
  const form = forms.find((each) => each.kind === query.get("kind"));
  return (
    <>
      <h2>{t("new-report")}</h2>
      <AddressSelect
        label={t("kind")}
        name="kind"
        value={form?.kind ?? ""}
        options={forms.map((each) => [each.kind, maybe(`kind-${each.kind}`, each.title)])}
        change={(value) => addressWith({ kind: value, draft: "" })}
      />
      {form && (
        <Entry
          form={form}
          key={form.kind}
          simulated={query.get("simulated") === "true"}
          id={query.get("draft") ?? ""}
        />
      )}
    </>
  );
}

function OneRecord({ id }: { id: string }) {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const loaded = useLoaded(() => loadRecord(id), [id, again]);
  return (
    <Show loaded={loaded}>
      {(record) => (
        <article class={record.simulated ? "exercise" : ""}>
          <p>
            <a class="button" href={addressOf("reports")}>
              {t("all-reports")}
            </a>
          </p>
          <RecordDetails record={record} />
          {record.amendable && <Amend record={record} done={() => setAgain(again + 1)} />}
        </article>
      )}
    </Show>
  );
}

function Amend({ record, done }: { record: LedgerRecord; done: () => void }) {
  const { t } = useWords();
  const { forms } = useHere();
  const [made, setMade] = useState("");
  const form = forms.find((each) => each.kind === record.kind);
  const params = { path: { record_id: record.id } };
  const finish = (id: string) => {
    setMade(id);
    done();
  };
  return (
    <>
      {made && (
        <p class="message good" role="status">
          {t("amendment-recorded")} <RecordLink id={made} />
        </p>
      )}
      {form && (
        <details>
          <summary>{t("correct")}</summary>
          <p>{t("correct-words")}</p>
          <ReportForm
            form={form}
            first={rowOfBody(record, form)}
            button={t("correct")}
            send={async ({ "amend-reason": reason = "", ...row }) => {
              const body = { row: { kind: record.kind, ...row }, reason };
              finish(
                (await taken(api.POST("/api/v1/records/{record_id}/correction", { params, body })))
                  .id,
              );
            }}
          >
            <Reason />
          </ReportForm>
        </details>
      )}
      <details>
        <summary>{t("retract")}</summary>
        <p>
          {t("retract-words")} <Ltr code>{record.id.slice(0, 10)}</Ltr>
        </p>
        <SendForm
          button={t("retract")}
          send={async ({ "amend-reason": reason = "" }) => {
            const body = { reason };
            finish(
              (await taken(api.POST("/api/v1/records/{record_id}/retraction", { params, body })))
                .id,
            );
          }}
        >
          <Reason />
        </SendForm>
      </details>
    </>
  );
}

function Reason() {
  const { t } = useWords();
  return (
    <Labelled label={t("reason")}>
      <textarea name="amend-reason" dir="auto" required maxLength={4000} rows={2} />
    </Labelled>
  );
}
