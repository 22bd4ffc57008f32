// Reports that are held: both versions side by side, and the choice between them, which is a record.
import { useState } from "preact/hooks";
import { api, type LedgerRecord, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { ReportForm, type Row, rowOfBody } from "../report-form";
import { Shown } from "../shown";
import { Foreign, Labelled, Ltr, Moment, RecordLink, SendForm, Table, useLoaded } from "../ui";
import { useWords } from "../words";

type Held = Schemas["HeldOut"];
interface HeldBody {
  of_kind: string;
  why: "conflict" | "old-form";
  content: string;
  text?: string;
}

export function HeldReports({ news, simulated }: { news: number; simulated: boolean }) {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/held-reports")), [], [news, again]);
  const open = (loaded.value?.reports ?? []).filter(
    (each) => !each.choice && each.report.simulated === simulated,
  );
  if (!open.length) return null;
  return (
    <section>
      <h2>{t("held-reports")}</h2>
      {open.map((each) => (
        <OneHeld key={each.report.id} held={each} done={() => setAgain(again + 1)} />
      ))}
    </section>
  );
}

type Fields = Record<string, unknown>;

/** The row as it was sent; what is no row is one field of text, and breaks no page. */
function sentFields(content: string): Fields {
  try {
    const value: unknown = JSON.parse(content);
    if (value && typeof value === "object" && !Array.isArray(value)) return value as Fields;
  } catch {
    // A record of this kind may come from anywhere, with any words in it.
  }
  return { content };
}

/** A value as a form writes it: lists with semicolons; what no form can write is left to be filled in. */
function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(written).filter(Boolean).join("; ");
  return typeof value === "object" ? "" : String(value);
}

function OneHeld({ held, done }: { held: Held; done: () => void }) {
  const { t, maybe } = useWords();
  const { session, forms, mission } = useHere();
  const body = held.report.body as HeldBody;
  const fields = sentFields(body.content);
  const sent: Row = Object.fromEntries(
    Object.entries(fields).map(([name, each]) => [name, written(each)]),
  );
  const form = forms.find((each) => each.kind === body.of_kind);
  const holding = held.about && form ? rowOfBody(reportOf(held.about), form, mission.timezone) : {};
  const names = [...new Set([...Object.keys(sent), ...Object.keys(holding)])].filter((name) => {
    const whole = typeof fields[name] === "object" && fields[name] !== null;
    return name !== "kind" && (whole || !isSame(sent[name] ?? "", holding[name] ?? ""));
  });
  const choose = async (choice: "taken" | "left", reason: string, row?: Row) => {
    const params = { path: { record_id: held.report.id } };
    const content = { choice, reason, row: row ?? null };
    await taken(api.POST("/api/v1/held-reports/{record_id}/choice", { params, body: content }));
    done();
  };
  return (
    <article class="card">
      <h3>
        {maybe(`kind-${body.of_kind}`, body.of_kind)} <Ltr code>{sent.ref ?? ""}</Ltr>
      </h3>
      <p>
        {body.why === "conflict" ? t("held-conflict") : t("held-old-form")}{" "}
        <Moment utc={held.report.recorded_at} /> <RecordLink id={held.report.id} />{" "}
        {held.about && (
          <>
            {t("holds-now")} <RecordLink id={held.about.id} />
          </>
        )}
      </p>
      {body.text && (
        <p>
          <Foreign text={body.text} lang="en" />
        </p>
      )}
      <Table label={t("held-reports")} heads={[t("field"), t("holds-now"), t("as-sent")]}>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{maybe(`field-${name}`, name)}</th>
            <td>
              <Shown name={name} value={holding[name] ?? ""} />
            </td>
            <td>
              <Shown name={name} value={fields[name]} />
            </td>
          </tr>
        ))}
      </Table>
      {may(session, "keep watch") && form && (
        <>
          {body.why === "conflict" && (
            <SendForm
              button={t("take-sent")}
              send={({ "choice-reason": reason = "" }) => choose("taken", reason)}
            >
              <Reason />
            </SendForm>
          )}
          {body.why === "old-form" && (
            <details>
              <summary>{t("take-mended")}</summary>
              <ReportForm
                form={form}
                first={sent}
                button={t("take-sent")}
                send={({ "choice-reason": reason = "", ...row }) => choose("taken", reason, row)}
              >
                <Reason />
              </ReportForm>
            </details>
          )}
          <SendForm
            button={t("leave-sent")}
            send={({ "choice-reason": reason = "" }) => choose("left", reason)}
          >
            <Reason />
          </SendForm>
        </>
      )}
    </article>
  );
}

/** Says whether two fields say the same; a moment may be written in several ways. */
function isSame(one: string, other: string): boolean {
  const times = [one, other].map((each) => (each.includes("T") ? Date.parse(each) : Number.NaN));
  return one === other || times[0] === times[1];
}

/** Returns a record with the body of the report that it corrects to. */
function reportOf(record: LedgerRecord): LedgerRecord {
  const body = record.body as { body?: unknown };
  return record.kind === "correction" ? { ...record, body: body.body } : record;
}

function Reason() {
  const { t } = useWords();
  return (
    <Labelled label={t("reason")}>
      <input name="choice-reason" dir="auto" required maxLength={4000} />
    </Labelled>
  );
}
