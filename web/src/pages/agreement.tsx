// The agreement: provisions by party and zone, month by month; each verdict opens to why.
import { addressOf, addressWith, go } from "../address";
import { allFindings, api, type Finding, taken } from "../api";
import { Why } from "../finding";
import { nameIn, useHere } from "../mission";
import { Agreed } from "../shown";
import { matches, Search, TakeAlong } from "../take-along";
import { AddressSelect, dayOf, Labelled, Ltr, Moment, Said, Show, Table, useLoaded } from "../ui";
import { type Language, useWords } from "../words";

export const VERDICTS = ["breached", "undetermined", "met"] as const;
const SIGNS = { breached: "✕", undetermined: "?", met: "✓" };
const MONTHS_SHOWN = 12;

export function Agreement({ rest, query }: { rest: string; query: URLSearchParams }) {
  const at = query.get("at") ?? "";
  const as_of = query.get("as_of") ?? "";
  const simulated = query.get("simulated") === "true";
  const loaded = useLoaded(() => allFindings({ at, as_of, simulated }), [at, as_of, simulated]);
  const { t } = useWords();
  return (
    <Show loaded={loaded}>
      {({ findings, at: until, notices }) => {
        const [id = "", only = ""] = rest.split("/");
        const opened = findings.find((each) => each.id === id);
        return (
          <>
            {id && !opened && <p class="message bad">{t("no-finding")}</p>}
            {opened && !only ? (
              <Why finding={opened} all={findings} times={{ at, as_of, simulated }} />
            ) : (
              <Matrix findings={findings} until={until} query={query} notices={notices} />
            )}
          </>
        );
      }}
    </Show>
  );
}

export const monthOf = (finding: Finding): string => finding.month || finding.from.slice(0, 7);

function worst(findings: Finding[]): Finding["verdict"] {
  return VERDICTS.find((verdict) => findings.some((each) => each.verdict === verdict)) ?? "met";
}

function Matrix(props: {
  findings: Finding[];
  until: string;
  query: URLSearchParams;
  notices: string[];
}) {
  const { t } = useWords();
  const { mission } = useHere();
  const { query } = props;
  const [party, provision, verdict] = ["party", "provision", "verdict"].map(
    (name) => query.get(name) ?? "",
  );
  const words = query.get("words") ?? "";
  const names = (each: Finding) => [
    mission.provisions.find((one) => one.id === each.provision)?.title ?? each.provision,
    mission.provisions.find((one) => one.id === each.provision)?.article ?? each.article,
    nameIn(mission.actors, each.party),
    each.zone ? nameIn(mission.zones, each.zone) : "",
  ];
  const chosen = props.findings.filter(
    (each) =>
      matches(words, ...names(each)) &&
      (!party || each.party === party) &&
      (!provision || each.provision === provision) &&
      (!verdict || each.verdict === verdict),
  );
  const months = [...new Set(chosen.map(monthOf))].sort();
  const last = months.indexOf(query.get("month") ?? "");
  const end = last < 0 ? months.length : last + 1;
  const window = months.slice(Math.max(0, end - MONTHS_SHOWN), end);
  const rows = Map.groupBy(chosen, (each) => [each.provision, each.party, each.zone].join("\t"));
  const actors = mission.actors.filter((each) =>
    props.findings.some((finding) => finding.party === each.id),
  );
  const page = (month: string | undefined, words: string) =>
    month && (
      <a class="button" href={addressWith({ month })}>
        {words}
      </a>
    );
  return (
    <>
      <div class="filters">
        <AddressSelect
          label={t("party")}
          name="party"
          value={party ?? ""}
          options={actors.map((each) => [each.id, each.name])}
          change={(value) => addressWith({ party: value, month: "" })}
        />
        <AddressSelect
          label={t("provision")}
          name="provision"
          value={provision ?? ""}
          options={mission.provisions.map((each) => [each.id, each.title])}
          change={(value) => addressWith({ provision: value, month: "" })}
        />
        <AddressSelect
          label={t("verdict")}
          name="verdict"
          value={verdict ?? ""}
          options={VERDICTS.map((each) => [each, t(each)])}
          change={(value) => addressWith({ verdict: value, month: "" })}
        />
        <Search query={query} />
      </div>
      <p>
        {t("findings-until")} <Moment utc={props.until} />
        {": "}
        {VERDICTS.map((each) => (
          <span key={each} class={`verdict ${each}`}>
            {SIGNS[each]} {t(each)}{" "}
            <Ltr>{chosen.filter((finding) => finding.verdict === each).length}</Ltr>
          </span>
        ))}
      </p>
      {props.notices.map((each) => (
        <p class="message" key={each}>
          <Said text={each} />
        </p>
      ))}
      {!chosen.length && <p>{t("no-findings")}</p>}
      {chosen.length > 0 && (
        <>
          <p class="buttons">
            {page(months[end - MONTHS_SHOWN - 1], t("earlier-months"))}
            {page(
              end < months.length ? months[Math.min(end + MONTHS_SHOWN, months.length) - 1] : "",
              t("later-months"),
            )}
          </p>
          <Table
            class="matrix"
            label={t("page-agreement")}
            heads={[
              t("provision"),
              t("party"),
              t("zone"),
              ...window.map((month) => <Ltr key={month}>{month}</Ltr>),
            ]}
          >
            {[...rows].map(([key, cells]) => (
              <Row key={key} cells={cells} months={window} />
            ))}
          </Table>
          <MissionReport query={query} />
          <TakeAlong
            table="findings"
            query={["at", "as_of", "simulated", "party", "provision", "verdict", "words"].map(
              (name) => [name, query.get(name) ?? ""],
            )}
          />
        </>
      )}
    </>
  );
}

/** The mission's report, in the reader's language, for the role that reads records of every marking. */
function MissionReport({ query }: { query: URLSearchParams }) {
  const { t, language } = useWords();
  const { session } = useHere();
  if (session.role !== "watch officer") return null;
  const address = (format: "html" | "pdf") => {
    const asked = new URLSearchParams({ format, lang: language });
    for (const name of ["at", "as_of", "simulated"]) {
      const value = query.get(name);
      if (value) asked.set(name, value);
    }
    return `/api/v1/export/report?${asked}`;
  };
  return (
    <details class="take-along">
      <summary>{t("mission-report")}</summary>
      <p class="quiet">{t("mission-report-words")}</p>
      <p class="buttons">
        {(["pdf", "html"] as const).map((each) => (
          <a key={each} class="button" href={address(each)} download>
            {t(`format-${each}`)}
          </a>
        ))}
      </p>
    </details>
  );
}

function Row({ cells, months }: { cells: Finding[]; months: string[] }) {
  const { mission } = useHere();
  const first = cells[0];
  if (!first || !cells.some((each) => months.includes(monthOf(each)))) return null;
  const provision = mission.provisions.find((each) => each.id === first.provision);
  return (
    <tr>
      <th scope="row">
        <Agreed text={provision?.title ?? first.provision} />{" "}
        <span class="quiet">
          <Agreed text={provision?.article ?? first.article} />
        </span>
        <span class="quiet narrow">
          <Agreed text={nameIn(mission.actors, first.party)} />
          {first.zone && (
            <>
              <br />
              <Agreed text={nameIn(mission.zones, first.zone)} />
            </>
          )}
        </span>
      </th>
      <td>
        <Agreed text={nameIn(mission.actors, first.party)} />
      </td>
      <td>
        <Agreed text={first.zone ? nameIn(mission.zones, first.zone) : ""} />
      </td>
      {months.map((month) => (
        <td key={month} class="cell">
          <Cell findings={cells.filter((each) => monthOf(each) === month)} />
        </td>
      ))}
    </tr>
  );
}

/** One month: its worst verdict, by sign, colour and name; it opens the first finding that has it. */
function Cell({ findings }: { findings: Finding[] }) {
  const { t } = useWords();
  if (!findings.length) return null;
  const verdict = worst(findings);
  const finding = findings.find((each) => each.verdict === verdict);
  const answered = findings.some((each) => each.answers.length);
  const label = [
    t(verdict),
    findings.length > 1 ? t("findings-count", { count: findings.length }) : "",
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <a
      class={`verdict ${verdict}`}
      href={addressOf(`agreement/${finding?.id}`)}
      aria-label={`${label}${answered ? `, ${t("answered")}` : ""}`}
      title={label}
    >
      {SIGNS[verdict]}
      {findings.length > 1 && <sup>{findings.length}</sup>}
      {answered && <sub>●</sub>}
    </a>
  );
}

/** Opens a finding of the same obligation by its month. */
export function History({ finding, all }: { finding: Finding; all: Finding[] }) {
  const { t } = useWords();
  const { mission } = useHere();
  const same = all.filter(
    (each) =>
      each.provision === finding.provision &&
      each.party === finding.party &&
      each.zone === finding.zone,
  );
  return (
    <Labelled label={t("history")}>
      <select
        value={finding.id}
        onChange={(event) => go(addressOf(`agreement/${event.currentTarget.value}`))}
      >
        {same.map((each) => (
          <option key={each.id} value={each.id}>
            {`${each.month || dayOf(each.from, mission.timezone)} ${SIGNS[each.verdict]} ${t(each.verdict)}`}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export const explanationOf = (
  finding: string,
  query: { at: string; as_of: string; simulated: boolean; lang: Language },
) =>
  taken(
    api.GET("/api/v1/findings/{finding}/explanation", { params: { path: { finding }, query } }),
  );
