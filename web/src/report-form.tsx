// A form for any kind of record, made from the kind's own declaration.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Form, FormField, LedgerRecord } from "./api";
import { DevicePosition } from "./device-position";
import { writtenSpan } from "./map/days";
import { isOutside, nameIn, useHere } from "./mission";
import { MomentField, withOffset } from "./moment-field";
import { Foreign, Labelled, SendForm } from "./ui";
import { useWords } from "./words";

export type Row = Record<string, string>;

const rowOf = (fields: Row): Row =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim()));

export function ReportForm(props: {
  form: Form;
  first: Row;
  button: string;
  /** Called with the row at every change, so that nothing written is lost. */
  keep?: (row: Row) => void;
  send: (row: Row) => Promise<void>;
  children?: preact.ComponentChildren;
}) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const { kind, fields } = props.form;
  const { session, mission } = useHere();
  const hidden: ReadonlySet<string> = isOutside(session) ? NOT_THEIRS : new Set();
  const asked = fields.filter((field) => !field.calculation && !hidden.has(field.name));
  // What a field's case does not call for is not asked; what somebody wrote there stays to be seen.
  const [now, setNow] = useState(props.first);
  const isAsked = ({ name, only_if, only_for }: FormField) =>
    !only_if || only_for?.includes(now[only_if] ?? "") || Boolean(now[name]);
  const hasCases = asked.some((field) => field.only_if);
  const need = asked.filter(
    (field) => field.required || field.prominent || props.first[field.name],
  );
  const rest = asked.filter((field) => !need.includes(field));
  const send = (written: Row) => {
    const row = rowOf(written);
    for (const { name, input } of fields)
      if (input === "moment" && row[name]) row[name] = withOffset(row[name], mission.timezone);
    return props.send(row);
  };
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form || !(props.keep || hasCases)) return;
    const keep = (event: Event) => {
      if ((event.target as HTMLInputElement).type === "file") return;
      const fields = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
      const row = rowOf(Object.fromEntries(fields));
      if (hasCases) setNow(row);
      props.keep?.(row);
    };
    form.addEventListener("input", keep);
    return () => form.removeEventListener("input", keep);
  }, [kind, Boolean(props.keep), hasCases]);
  return (
    <SendForm class="report" button={props.button} send={send}>
      {isOutside(session) && (
        <input type="hidden" name="source" value={props.first.source ?? session.party} />
      )}
      <div ref={place} class="fields">
        {need.map((field) => (
          <Field key={field.name} kind={kind} field={field} value={props.first[field.name] ?? ""} />
        ))}
      </div>
      {["lon", "lat", "accuracy_m"].every((name) => asked.some((each) => each.name === name)) && (
        <DevicePosition />
      )}
      <details open={all} onToggle={(event) => setAll(event.currentTarget.open)}>
        <summary>{t("more-fields", { count: rest.filter(isAsked).length })}</summary>
        <div class="fields">
          {rest.map((field) => (
            <Field
              key={field.name}
              kind={kind}
              field={field}
              value={props.first[field.name] ?? ""}
              isAsked={isAsked(field)}
            />
          ))}
        </div>
      </details>
      {props.children}
    </SendForm>
  );
}

/** An outside account reports in its own name only, and rates nothing. */
const NOT_THEIRS: ReadonlySet<string> = new Set(["source", "reliability", "credibility"]);

const TEXTS: ReadonlySet<string> = new Set([
  "text",
  "long-text",
  "place",
  "title",
  "reason",
  "caveats",
]);

/** Help in the reader's language; in English, and where a mission adds a field, it is the declaration's own. */
export function Help({ names, otherwise }: { names: string[]; otherwise: string }) {
  const { maybe, language } = useWords();
  for (const name of names) {
    const text = maybe(`help-${name}`, "");
    if (text) return <Foreign text={text} lang={language} />;
  }
  return <Foreign text={otherwise} lang="en" />;
}

function Field(props: { kind: string; field: FormField; value: string; isAsked?: boolean }) {
  const { field, value } = props;
  const { t, maybe } = useWords();
  const { mission } = useHere();
  const label = maybe(`field-${field.name}`, field.label);
  const title = field.required ? `${label} *` : label;
  const shared = { name: field.name, required: field.required, defaultValue: value };
  const free = TEXTS.has(field.name);
  const wordName = (word: string) => {
    if (field.vocabulary === "zones") return nameIn(mission.zones, word);
    if (field.vocabulary === "kinds") return maybe(`kind-${word}`, word);
    const vocabulary = [...mission.acts, ...mission.items];
    return maybe(`word-${word.toLowerCase()}`, nameIn(vocabulary, word));
  };
  const control = () => {
    switch (field.input) {
      case "choice":
      case "yes-no": {
        const words = field.input === "yes-no" ? ["yes", "no"] : field.choices;
        if (field.several) return <input {...shared} dir="ltr" list={`list-${field.name}`} />;
        return (
          <select {...shared}>
            <option value="">{t("not-said")}</option>
            {words.map((word) => (
              <option key={word} value={word} selected={word === value}>
                {wordName(word)}
              </option>
            ))}
          </select>
        );
      }
      case "long-text":
        return <textarea {...shared} dir="auto" rows={3} maxLength={20_000} />;
      case "whole":
      case "decimal":
        return (
          <input
            {...shared}
            dir="ltr"
            inputMode={field.input === "whole" ? "numeric" : "decimal"}
            pattern={field.input === "whole" ? "-?[0-9]+" : "-?[0-9]+([.][0-9]+)?"}
          />
        );
      case "day":
        return <input {...shared} type="date" dir="ltr" />;
      default:
        return <input {...shared} dir={free ? "auto" : "ltr"} maxLength={500} />;
    }
  };
  return (
    <div class="field" hidden={props.isAsked === false}>
      {field.input === "moment" ? (
        <MomentField {...{ name: field.name, required: field.required, value }} label={title} />
      ) : (
        <Labelled label={title}>{control()}</Labelled>
      )}
      {field.several && field.choices.length > 0 && (
        <datalist id={`list-${field.name}`}>
          {field.choices.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
      <small class="quiet">
        <Help names={[`${props.kind}-${field.name}`, field.name]} otherwise={field.meaning} />{" "}
        {field.unit && (
          <>
            (<bdi>{maybe(`unit-of-${field.unit.replace(/[ /]/g, "-")}`, field.unit)}</bdi>)
          </>
        )}
      </small>
    </div>
  );
}

/** Returns the row of the report form that a record's body came from, its times on the clock of a zone. */
export function rowOfBody(record: LedgerRecord, form: Form, timeZone: string): Row {
  const body = record.body as Record<string, unknown>;
  const values: Record<string, unknown> = { ...body };
  const counts: [string, string[]][] = [
    ["count", ["low", "best", "high"]],
    ["deaths", ["deaths_low", "deaths_best", "deaths_high"]],
    ["civilian_deaths", ["civilian_deaths_low", "civilian_deaths_best", "civilian_deaths_high"]],
  ];
  for (const [name, prefix] of [
    ["span", ""],
    ["activity", "activity_"],
  ] as const) {
    const span = body[name];
    if (!Array.isArray(span)) continue;
    [values[`${prefix}start`], values[`${prefix}end`]] = writtenSpan(span.map(String), timeZone);
  }
  for (const [name, columns] of counts) {
    const list = body[name];
    if (Array.isArray(list)) {
      // One exact figure is one field: bounds beside it would have to be changed along with it.
      const exact = list.length === 3 && list.every((each) => each === list[1]);
      columns.forEach((column, index) => {
        values[column] = exact && index !== 1 ? null : list[index];
      });
    }
  }
  if (Array.isArray(body.participants)) {
    const side = (wanted: string) =>
      (body.participants as [string, string][])
        .filter(([, each]) => each === wanted)
        .map(([name]) => name);
    values.actor = side("a");
    values.opponent = side("b");
    values.initiator = { a: "actor", b: "opponent" }[String(body.initiator)] ?? "";
  }
  const row: Row = {};
  for (const { name } of form.fields) {
    const value = values[name];
    if (value === null || value === undefined || value === "") continue;
    if (typeof value === "boolean") row[name] = value ? "yes" : "no";
    else if (Array.isArray(value)) row[name] = value.join("; ");
    else if (typeof value !== "object") row[name] = String(value);
  }
  return row;
}
