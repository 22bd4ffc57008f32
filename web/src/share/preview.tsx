// What would leave to an audience for a purpose, what stays, and why. Nothing leaves.
import { addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { useBackground } from "../background";
import { useHere } from "../mission";
import { useKindName } from "../records";
import { Shown } from "../shown";
import { Pager, Search, TakeAlong } from "../take-along";
import {
  AddressSelect,
  Failure,
  Foreign,
  Labelled,
  Ltr,
  Marking,
  Moment,
  RecordLink,
  Said,
  SendForm,
  Table,
  Tags,
} from "../ui";
import { useWords } from "../words";
import "./share.css";

type Answer = Schemas["PreviewOut"];
type Line = Schemas["PreviewLineOut"];
export const AUDIENCES = ["public", "clear", "green", "amber", "amber+strict"] as const;
export const PURPOSES = [
  "common-picture",
  "cyber-defence",
  "humanitarian",
  "lawful-request",
  "notice",
  "public-information",
] as const;

function oneOf<T extends string>(list: readonly T[], text: string | null, otherwise: T): T {
  return list.find((each) => each === text) ?? otherwise;
}

function askedOf(query: URLSearchParams) {
  const first = Number(query.get("first") ?? 0);
  return {
    to: oneOf(AUDIENCES, query.get("to"), "public"),
    purpose: oneOf(PURPOSES, query.get("purpose"), "public-information"),
    released: (query.get("released") ?? "").split(/[\s,;]+/).filter(Boolean),
    as_of: query.get("as_of") ?? "",
    simulated: query.get("simulated") === "true",
    what: oneOf(["", "leaves", "stays"] as const, query.get("what"), ""),
    kind: query.get("kind") ?? "",
    reason: query.get("reason") ?? "",
    words: query.get("words") ?? "",
    first: Number.isInteger(first) && first > 0 ? first : 0,
  };
}

export function Preview({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const asked = askedOf(query);
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/share/preview", { params: { query: asked } })),
    Object.values(asked).map(String),
  );
  return (
    <section>
      <h2>{t("share-preview")}</h2>
      <p class="quiet">{t("share-preview-note")}</p>
      <Asking asked={asked} />
      {error && <Failure error={error} />}
      <div aria-busy={waiting}>
        {waiting && <p role="status">{t("recovery-waiting")}</p>}
        {answer?.state === "failed" && (
          <p class="message bad" role="alert">
            <Said text={answer.problem} />
          </p>
        )}
        {answer?.state === "done" && <Whole answer={answer} asked={asked} query={query} />}
      </div>
    </section>
  );
}

type Asked = ReturnType<typeof askedOf>;

function Asking({ asked }: { asked: Asked }) {
  const { t } = useWords();
  const { mission } = useHere();
  return (
    <SendForm
      key={`${asked.to} ${asked.purpose} ${asked.released.join()}`}
      class="row"
      button={t("share-look")}
      send={async ({ to = "", purpose = "", released = "" }) =>
        go(addressWith({ to, purpose, released, first: "", kind: "", reason: "" }))
      }
    >
      <Labelled label={t("share-to")}>
        <select name="to" defaultValue={asked.to}>
          {AUDIENCES.map((each) => (
            <option key={each} value={each} selected={each === asked.to}>
              {each === "public"
                ? t("share-public")
                : t("share-cleared", { marking: `TLP:${each.toUpperCase()}` })}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t("share-for")}>
        <select name="purpose" defaultValue={asked.purpose}>
          {PURPOSES.map((each) => (
            <option key={each} value={each} selected={each === asked.purpose}>
              {t(`word-${each}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t("share-released")}>
        <input
          name="released"
          dir="ltr"
          list="share-names"
          defaultValue={asked.released.join(" ")}
          maxLength={200}
        />
      </Labelled>
      <datalist id="share-names">
        {mission.actors.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </datalist>
    </SendForm>
  );
}

function Whole(props: { answer: Answer; asked: Asked; query: URLSearchParams }) {
  const { t } = useWords();
  const { answer, asked, query } = props;
  const kindName = useKindName();
  const count = (number: number) => number.toLocaleString("en");
  const kinds = new Set([...Object.keys(answer.kinds), ...(asked.kind ? [asked.kind] : [])]);
  return (
    <div class={answer.simulated ? "exercise-ground" : ""}>
      <p class="message">
        {t("share-counts", { leaves: count(answer.leaves), stays: count(answer.stays) })}{" "}
        {answer.coarse && t("share-coarse")}{" "}
        {answer.stale > 0 && t("share-stale", { count: answer.stale })}
      </p>
      <div class="counts">
        <Counts
          title={t("share-leaves")}
          rows={Object.entries(answer.kinds).map(([kind, number]) => [kindName(kind), number])}
        />
        <Counts
          title={t("share-stays")}
          rows={Object.entries(answer.reasons).map(([why, number]) => [t(`stays-${why}`), number])}
        />
      </div>
      <div class="filters">
        <AddressSelect
          label={t("share-which")}
          name="what"
          value={asked.what}
          options={[
            ["leaves", t("share-leaves")],
            ["stays", t("share-stays")],
          ]}
          change={(what) => addressWith({ what, first: "" })}
        />
        <AddressSelect
          label={t("kind")}
          name="kind"
          value={asked.kind}
          options={[...kinds].map((each) => [each, kindName(each)])}
          change={(kind) => addressWith({ kind, first: "" })}
        />
        <AddressSelect
          label={t("field-reason")}
          name="reason"
          value={asked.reason}
          options={Object.keys(answer.reasons).map((each) => [each, t(`stays-${each}`)])}
          change={(reason) => addressWith({ reason, first: "" })}
        />
        <Search query={query} />
      </div>
      {answer.lines.length ? <Lines lines={answer.lines} /> : <p>{t("no-records")}</p>}
      <Pager first={answer.first} total={answer.total} />
      {answer.lines.length > 0 && (
        <TakeAlong
          table="share-preview"
          query={[
            ...asked.released.map((each): [string, string] => ["released", each]),
            ...(["to", "purpose", "as_of", "what", "kind", "reason", "words"] as const).map(
              (each): [string, string] => [each, asked[each]],
            ),
            ["simulated", asked.simulated ? "true" : ""],
          ]}
        />
      )}
    </div>
  );
}

function Counts({ title, rows }: { title: string; rows: [string, number][] }) {
  const { t } = useWords();
  if (!rows.length) return null;
  return (
    <Table label={title} heads={[title, t("share-reports")]}>
      {rows.map(([name, number]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>
            <Ltr>{number.toLocaleString("en")}</Ltr>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { t } = useWords();
  const kindName = useKindName();
  return (
    <Table
      label={t("share-preview")}
      heads={[t("recorded"), t("kind"), t("marking"), t("report"), t("share-outcome"), t("record")]}
    >
      {lines.map((each) => (
        <tr key={each.id} class={each.simulated ? "exercise" : ""}>
          <td>
            <Moment utc={each.recorded_at} />
          </td>
          <td>
            {kindName(each.kind)} <Tags record={each} />
          </td>
          <td>
            <Marking tlp={each.tlp} />
          </td>
          <td class="words">
            <Foreign text={each.summary} />
          </td>
          <td>
            <Outcome line={each} />
          </td>
          <td>
            <RecordLink id={each.id} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What becomes of a report: why it stays, or its parts as they would leave and those that are cut. */
function Outcome({ line }: { line: Line }) {
  const { t, maybe } = useWords();
  if (!line.leaves) return <span class="quiet">{t(`stays-${line.reason}`)}</span>;
  return (
    <details>
      <summary>
        <span class="verdict undetermined">{t("share-leaves")}</span>
      </summary>
      {line.stale && <p>{t("share-line-stale")}</p>}
      <dl>
        {Object.entries(line.body).map(([name, value]) => (
          <>
            <dt key={`${name} name`}>{maybe(`field-${name}`, name)}</dt>
            <dd key={name} class="words">
              <Shown name={name} value={value} />
            </dd>
          </>
        ))}
        {line.cut.length > 0 && (
          <>
            <dt>{t("share-cut")}</dt>
            <dd>{line.cut.map((each) => maybe(`field-${each}`, each)).join(" · ")}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
