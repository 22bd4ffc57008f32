// Projects: damage, money and progress, what is late and why, what each community gains, who decided.
import { api, type Schemas, taken } from "../api";
import { Choose } from "../recovery/choice";
import { Donor } from "../recovery/donor";
import {
  Answered,
  askedOf,
  Faults,
  Listed,
  Money,
  People,
  PlaceLink,
  Printed,
  ProjectTable,
} from "../recovery/parts";
import { matches, Pager, paged, Search } from "../take-along";
import { Foreign, Ltr, Moment } from "../ui";
import { useWords } from "../words";

type Answer = Schemas["ProjectsOut"];

export function Projects({ query }: { rest: string; query: URLSearchParams }) {
  const asked = askedOf(query);
  return (
    <Answered
      ask={() => taken(api.GET("/api/v1/recovery/projects", { params: { query: asked } }))}
      keys={Object.values(asked)}
    >
      {(answer) => (
        <>
          <div class="filters">
            <Search query={query} />
          </div>
          <Found projects={answer.projects} query={query} />
          <Late projects={answer.projects} />
          <Communities communities={answer.communities} />
          <Damage damage={answer.damage} />
          <Governance answer={answer} />
          <Faults sentences={answer.faults} />
          <Printed page="projects" asked={asked} />
          <Choose projects={answer.projects} asked={asked} query={query} />
          <Donor donors={answer.donors} asked={asked} query={query} />
        </>
      )}
    </Answered>
  );
}

/** The projects that a search is for, page by page. */
function Found({ projects, query }: { projects: Schemas["ProjectOut"][]; query: URLSearchParams }) {
  const words = query.get("words") ?? "";
  const some = projects.filter((each) =>
    matches(words, each.project, each.title, each.place, each.contractor, each.funder),
  );
  const { part, first } = paged(some, query);
  return (
    <>
      <ProjectTable projects={part} />
      <Pager first={first} total={some.length} />
    </>
  );
}

function Late({ projects }: { projects: Schemas["ProjectOut"][] }) {
  const { t, maybe } = useWords();
  const rows = projects.flatMap((project) => project.late.map((late) => ({ project, late })));
  return (
    <Listed
      title={t("projects-late")}
      none={t("projects-none-late")}
      heads={[
        t("projects-project"),
        t("projects-milestone"),
        t("projects-due"),
        t("projects-progress"),
        t("projects-cause"),
        t("projects-remark"),
      ]}
    >
      {rows.map(({ project, late }) => (
        <tr key={`${project.project} ${late.milestone}`}>
          <th scope="row">
            <Ltr>{project.project}</Ltr>
          </th>
          <td>
            <Foreign text={late.title} />
          </td>
          <td>
            <Moment utc={late.due} />
          </td>
          <td>
            <Ltr>{late.percent} %</Ltr>
          </td>
          <td>
            {late.cause ? (
              maybe(`word-${late.cause}`, late.cause)
            ) : (
              <span class="verdict breached">{t("projects-no-cause")}</span>
            )}
          </td>
          <td>
            <Foreign text={late.remark} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Communities({ communities }: { communities: Schemas["CommunityOut"][] }) {
  const { t } = useWords();
  return (
    <Listed
      title={t("projects-communities")}
      none={t("projects-no-people")}
      note={`${t("projects-twice")} ${t("people-rounded")}`}
      heads={[
        t("projects-community"),
        t("page-projects"),
        t("projects-intended"),
        t("projects-reached"),
      ]}
    >
      {communities.map((each) => (
        <tr key={each.community}>
          <th scope="row">
            <PlaceLink name={each.community} />
          </th>
          <td>
            <Ltr>{each.projects}</Ltr>
          </td>
          {[each.intended, each.reached].map((bounds, column) => (
            <td key={column}>
              {(bounds[1] ?? 0) > 0 ? (
                <People bounds={bounds} />
              ) : (
                <span class="quiet">{t("projects-no-report")}</span>
              )}
            </td>
          ))}
        </tr>
      ))}
    </Listed>
  );
}

const WORKS: Record<string, string> = { works: "met", partly: "undetermined", stopped: "breached" };

function Damage({ damage }: { damage: Schemas["DamageOut"][] }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("projects-damage")}
      none={t("projects-no-damage")}
      note={t("projects-damage-note")}
      heads={[
        t("field-place"),
        t("field-service"),
        t("field-working"),
        t("field-buildings"),
        t("field-cost"),
        t("projects-serves"),
        t("source"),
      ]}
    >
      {damage.map((each) => (
        <tr key={`${each.place} ${each.service} ${each.source}`}>
          <th scope="row">
            <PlaceLink name={each.place} />
          </th>
          <td>{maybe(`word-${each.service}`, each.service)}</td>
          <td>
            <span class={`verdict ${WORKS[each.working] ?? ""}`}>
              {each.working ? maybe(`word-${each.working}`, each.working) : t("word-unknown")}
            </span>
          </td>
          <td>
            {Object.entries(each.buildings)
              .filter(([, number]) => number > 0)
              .map(([grade, number]) => (
                <div key={grade}>
                  <Ltr>{number.toLocaleString("en")}</Ltr> {maybe(`word-${grade}`, grade)}
                </div>
              ))}
          </td>
          <td>
            {Object.entries(each.costs).map(([currency, cost]) => (
              <Money key={currency} amount={cost} currency={currency} />
            ))}
          </td>
          <td>{(each.serves[1] ?? 0) > 0 && <People bounds={each.serves} />}</td>
          <td>
            <Foreign text={each.source} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Governance({ answer }: { answer: Answer }) {
  const { t, maybe } = useWords();
  return (
    <>
      <Listed
        title={t("projects-decisions")}
        none={t("projects-no-decisions")}
        heads={[
          t("field-day"),
          t("page-projects"),
          t("projects-decision"),
          t("who"),
          t("field-criteria"),
          t("field-options"),
        ]}
      >
        {answer.decisions.map((each) => (
          <tr key={each.ref}>
            <td>
              <Moment utc={each.at} />
            </td>
            <th scope="row">
              <Ltr>{each.projects.join(", ")}</Ltr>
            </th>
            <td>{maybe(`word-${each.outcome}`, each.outcome)}</td>
            <td>
              <Foreign text={each.agent} />
            </td>
            <td>
              <Foreign text={each.criteria.join("; ")} />
            </td>
            <td>
              <Ltr>{each.options.join(", ")}</Ltr>
            </td>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("projects-overdue")}
        none={t("projects-none-overdue")}
        heads={[
          t("field-complaint"),
          t("field-topic"),
          t("projects-project"),
          t("projects-days-late"),
        ]}
      >
        {answer.overdue.map((each) => (
          <tr key={each.complaint}>
            <th scope="row">
              <Ltr>{each.complaint}</Ltr>
            </th>
            <td>
              {each.topic === "sensitive"
                ? t("projects-sensitive")
                : maybe(`word-${each.topic}`, each.topic)}
            </td>
            <td>
              <Ltr>{each.about}</Ltr>
            </td>
            <td>
              <strong>
                <Ltr>{each.days_late}</Ltr>
              </strong>
            </td>
          </tr>
        ))}
      </Listed>
    </>
  );
}
