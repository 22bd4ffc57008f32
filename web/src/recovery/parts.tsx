// Pieces that the pages of what comes after share: people as bounds, money, answers of the background.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf } from "../address";
import type { Schemas } from "../api";
import { useBackground } from "../background";
import { useHere } from "../mission";
import { Printed as PrintedPage } from "../take-along";
import { dayOf, Failure, Foreign, Ltr, Moment, Said, Table } from "../ui";
import { useWords } from "../words";

type Computed = { state: "waiting" | "done" | "failed"; problem: string; computed_at: string };
export type Bounds = number[];

export interface Asked {
  at: string;
  as_of: string;
  simulated: boolean;
}

export function askedOf(query: URLSearchParams): Asked {
  return {
    at: query.get("at") ?? "",
    as_of: query.get("as_of") ?? "",
    simulated: query.get("simulated") === "true",
  };
}

/** Asks until the answer is there, and shows it, or why there is none. */
export function Answered<T extends Computed>({
  ask,
  keys,
  children,
}: {
  ask: () => Promise<T>;
  keys: unknown[];
  children: (answer: T) => ComponentChildren;
}) {
  const { t, language } = useWords();
  const { answer, error, waiting } = useBackground(ask, [language, ...keys]);
  return (
    <>
      {error && <Failure error={error} />}
      <div aria-busy={waiting}>
        {waiting && <p role="status">{t("recovery-waiting")}</p>}
        {answer?.state === "failed" && (
          <p class="message bad" role="alert">
            <Said text={answer.problem} />
          </p>
        )}
        {answer?.state === "done" && (
          <>
            <p class="quiet">
              {t("outlook-computed")} <Moment utc={answer.computed_at} />.{" "}
              {t("contributors-readable")}
            </p>
            {children(answer)}
          </>
        )}
      </div>
    </>
  );
}

/** The page as it is printed, in full: what the search leaves out is in it. */
export function Printed(props: { page: string; asked: Asked; more?: Record<string, string> }) {
  const { page, asked, more = {} } = props;
  return <PrintedPage page={`recovery/${page}`} asked={{ ...more, ...asked }} />;
}

/** People, as they may be shown: never so exact that somebody can be picked out. */
export function People({ bounds: [low = 0, high = 0] }: { bounds: Bounds }) {
  const { t } = useWords();
  if (high < 10) return <>{t("people-few")}</>;
  const show = (count: number) => count.toLocaleString("en");
  return (
    <Ltr>
      {show(low)} – {show(high)}
    </Ltr>
  );
}

export function Money({ amount, currency }: { amount: string; currency: string }) {
  return (
    <Ltr>
      {Number(amount).toLocaleString("en", { maximumFractionDigits: 2 })} {currency}
    </Ltr>
  );
}

export function Percent({ share }: { share: number }) {
  return <Ltr>{Math.round(share * 100)} %</Ltr>;
}

const PAGE = 100;

/** A table under its heading, a hundred rows at a time, or the sentence that there is nothing. */
export function Listed({
  title,
  none,
  heads,
  note,
  children,
}: {
  title: string;
  none: string;
  heads: string[];
  note?: string;
  children: ComponentChildren[];
}) {
  const { t } = useWords();
  const [from, setFrom] = useState(0);
  const first = from < children.length ? from : 0;
  return (
    <section>
      <h2>{title}</h2>
      {note && children.length > 0 && <p class="quiet">{note}</p>}
      {children.length ? (
        <Table label={title} heads={heads}>
          {children.slice(first, first + PAGE)}
        </Table>
      ) : (
        <p>{none}</p>
      )}
      {children.length > PAGE && (
        <p class="buttons">
          <Ltr>
            {first + 1} – {Math.min(first + PAGE, children.length)} / {children.length}
          </Ltr>
          {first > 0 && (
            <button type="button" onClick={() => setFrom(first - PAGE)}>
              {t("earlier")}
            </button>
          )}
          {first + PAGE < children.length && (
            <button type="button" onClick={() => setFrom(first + PAGE)}>
              {t("later")}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

export function PlaceLink({ name }: { name: string }) {
  return (
    <a href={addressOf("places", { place: name })}>
      <Foreign text={name} />
    </a>
  );
}

const TONES: Record<string, string> = { met: "met", partly: "undetermined", "not-met": "breached" };

/** Whether a condition holds, in words and colour; a star: the reasons do not agree. */
export function State({ of }: { of: Schemas["ConditionOut"] | undefined }) {
  const { t } = useWords();
  if (!of || of.state === "unknown") return <span class="quiet">{t("word-unknown")}</span>;
  const words: Record<string, string> = {
    met: t("word-yes"),
    partly: t("recovery-partly"),
    "not-met": t("word-no"),
  };
  return (
    <span class={`verdict ${TONES[of.state] ?? ""}`}>
      {words[of.state] ?? of.state}
      {of.contested && " *"}
    </span>
  );
}

export function Reasons({ of }: { of: Schemas["ConditionOut"] }) {
  return (
    <ul>
      {of.evidence.map((each) => (
        <li key={each.says}>
          <Said text={each.says} />
        </li>
      ))}
    </ul>
  );
}

export function Flows({ flows }: { flows: Schemas["FlowOut"][] }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("returns-flows")}
      none={t("returns-no-flows")}
      note={t("people-rounded")}
      heads={[t("field-from"), t("returns-to"), t("returns-who"), t("recovery-people")]}
    >
      {flows.map((each) => (
        <tr key={`${each.left} ${each.to} ${each.movers}`}>
          <th scope="row">
            <PlaceLink name={each.left} />
          </th>
          <td>
            <PlaceLink name={each.to} />
          </td>
          <td>{maybe(`word-${each.movers}`, each.movers)}</td>
          <td>
            <People bounds={each.people} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

export function Faults({ sentences }: { sentences: string[] }) {
  const { t } = useWords();
  if (!sentences.length) return null;
  return (
    <section>
      <h2>{t("recovery-faults")}</h2>
      <ul>
        {sentences.map((each) => (
          <li key={each}>
            <Said text={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ProjectTable({ projects }: { projects: Schemas["ProjectOut"][] }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("page-projects")}
      none={t("projects-none")}
      heads={[
        t("projects-project"),
        t("field-place"),
        t("field-service"),
        t("projects-stage"),
        t("field-risk"),
        t("field-budget"),
        t("projects-paid"),
        t("projects-progress"),
        t("projects-cost-at-end"),
        t("projects-end"),
      ]}
    >
      {projects.map((each) => (
        <tr key={each.project}>
          <th scope="row">
            <Ltr>{each.project}</Ltr> <Foreign text={each.title} />
          </th>
          <td>
            <PlaceLink name={each.place} />
          </td>
          <td>{maybe(`word-${each.service}`, each.service)}</td>
          <td>
            {each.stage === "refused"
              ? t("projects-refused")
              : maybe(`word-${each.stage}`, each.stage)}
          </td>
          <td>{each.risk && maybe(`word-${each.risk}`, each.risk)}</td>
          <td>
            <Money amount={each.budget} currency={each.currency} />
          </td>
          <td>
            <Money amount={each.paid} currency={each.currency} />
          </td>
          <td>{each.value ? <Percent share={each.progress} /> : t("word-unknown")}</td>
          <td>
            <Cost project={each} />
          </td>
          <td>
            <End project={each} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Cost({ project }: { project: Schemas["ProjectOut"] }) {
  const costs = (project.value?.cost_at_end ?? []).map(Number);
  if (!costs.length) return null;
  const show = (cost: number) => cost.toLocaleString("en", { maximumFractionDigits: 0 });
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  const budget = Number(project.budget);
  const tone = high <= budget ? "met" : low > budget ? "breached" : "undetermined";
  return (
    <span class={`verdict ${tone}`}>
      <Ltr>
        {low === high ? show(low) : `${show(low)} – ${show(high)}`} {project.currency}
      </Ltr>
    </span>
  );
}

function End({ project }: { project: Schemas["ProjectOut"] }) {
  const { mission } = useHere();
  const planned = <Ltr>{dayOf(project.ends, mission.timezone)}</Ltr>;
  const ends = project.value?.ends;
  if (!ends) return planned;
  return (
    <span class={`verdict ${ends > project.ends ? "breached" : "met"}`}>
      {planned} → <Ltr>{dayOf(ends, mission.timezone)}</Ltr>
    </span>
  );
}
