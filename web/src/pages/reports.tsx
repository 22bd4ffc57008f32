// Reports: find, write, read, correct, retract. A form of every kind comes from its declaration.
import { useState } from "preact/hooks";
import { addressOf, addressWith, go } from "../address";
import { api, type Form, type Schemas, taken } from "../api";
import { Compare } from "../compare";
import { may, useHere } from "../mission";
import { LatestRecords } from "../records";
import { dropDraft, Help, ReportForm, type Row, readDraft } from "../report-form";
import { MARKINGS, OneRecord } from "../review";
import { AddressSelect, Foreign, Labelled, SendForm } from "../ui";
import { useWords } from "../words";

export function Reports({ rest, query }: { rest: string; query: URLSearchParams }) {
  const { session } = useHere();
  if (rest === "new" && may(session, "submit")) return <NewReport query={query} />;
  if (rest === "compare" && may(session, "submit")) return <Compare query={query} />;
  if (rest) return <OneRecord id={rest} open={query.get("do") ?? ""} key={rest} />;
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
  const open = forms.filter((each) => each.enterable);
  const form = open.find((each) => each.kind === query.get("kind"));
  return (
    <>
      <h2>{t("new-report")}</h2>
      <AddressSelect
        label={t("kind")}
        name="kind"
        value={form?.kind ?? ""}
        options={open.map((each) => [each.kind, maybe(`kind-${each.kind}`, each.title)])}
        change={(value) => addressWith({ kind: value })}
      />
      {form && <Entry form={form} key={form.kind} simulated={query.get("simulated") === "true"} />}
    </>
  );
}

type Intake = Schemas["ImportOut"];

function Entry({ form, simulated }: { form: Form; simulated: boolean }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(() => readDraft(form.kind));
  const [number, setNumber] = useState(0);
  const [intake, setIntake] = useState<Intake | null>(null);
  const clear = () => {
    dropDraft(form.kind);
    setDraft(null);
    setNumber(number + 1);
  };
  const send = async ({ tlp, ...row }: Row) => {
    const body = {
      rows: [{ kind: form.kind, ...row }],
      source: row.source ?? "",
      tlp: (tlp ?? null) as Schemas["RecordOut"]["tlp"] | null,
      simulated,
    };
    const result = await taken(api.POST("/api/v1/reports", { body }));
    setIntake(result);
    if (result.entered) clear();
  };
  return (
    <>
      <p class="quiet">
        <Help names={[`kind-${form.kind}`]} otherwise={form.meaning.replaceAll("`", "")} />
      </p>
      {simulated && <p class="message">{t("enters-exercise")}</p>}
      {intake && <IntakeWords intake={intake} />}
      {draft && (
        <p class="message" role="status">
          {t("draft-kept")}{" "}
          <button type="button" onClick={clear}>
            {t("draft-drop")}
          </button>
        </p>
      )}
      <ReportForm
        key={number}
        form={form}
        first={draft ?? {}}
        button={t("submit")}
        draft
        send={send}
      >
        <Labelled label={t("marking")}>
          <select name="tlp">
            <option value="">{t("marking-default")}</option>
            {MARKINGS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </Labelled>
      </ReportForm>
    </>
  );
}

function IntakeWords({ intake }: { intake: Intake }) {
  const { t } = useWords();
  return (
    <div
      class={`message ${intake.entered ? "good" : "bad"}`}
      role={intake.entered ? "status" : "alert"}
    >
      {intake.entered > 0 && <p>{t("entered")}</p>}
      {intake.duplicates > 0 && <p>{t("duplicate")}</p>}
      {intake.conflicts > 0 && <p>{t("conflict")}</p>}
      {intake.rejected > 0 && <p>{t("rejected")}</p>}
      <ul>
        {intake.problems.map((each) => (
          <li key={each}>
            <Foreign text={each} lang="en" />
          </li>
        ))}
      </ul>
      {Object.keys(intake.unmatched_actors).map((name) => (
        <p key={name}>
          {t("unmatched")} <Foreign text={name} />
        </p>
      ))}
    </div>
  );
}
