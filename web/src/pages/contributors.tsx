// Contributors: what is missing and who could fill it, what units can do, who gives how many people.
import { addressWith } from "../address";
import { api, type Schemas, taken } from "../api";
import { useBackground } from "../background";
import { Contributions, Ready, Training } from "../contributors/units";
import { matches, Printed, Search } from "../take-along";
import { AddressSelect, Failure, Foreign, Ltr, Moment, Said, Table } from "../ui";
import { useWords } from "../words";

type Answer = Schemas["ContributorsOut"];

export function Contributors({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const asked = {
    at: query.get("at") ?? "",
    as_of: query.get("as_of") ?? "",
    simulated: query.get("simulated") === "true",
  };
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/contributors", { params: { query: asked } })),
    Object.values(asked),
  );
  return (
    <>
      {error && <Failure error={error} />}
      <div aria-busy={waiting}>
        {waiting && <p role="status">{t("background-waiting")}</p>}
        {answer?.state === "failed" && (
          <p class="message bad" role="alert">
            <Said text={answer.problem ?? ""} />
          </p>
        )}
        {answer?.state === "done" && <Whole answer={answer} query={query} asked={asked} />}
      </div>
    </>
  );
}

type Asked = { at: string; as_of: string; simulated: boolean };

function Whole(props: { answer: Answer; query: URLSearchParams; asked: Asked }) {
  const { answer, query, asked } = props;
  const { t } = useWords();
  const nation = query.get("nation") ?? "";
  const type = query.get("type") ?? "";
  const requirements = answer.requirements ?? [];
  const pledges = answer.pledges ?? [];
  const readiness = answer.readiness ?? [];
  const training = answer.training ?? [];
  const contributions = answer.contributions ?? [];
  const names = new Map(contributions.map((each) => [each.nation, each.name]));
  const given = [
    ...pledges.map((each) => each.nation),
    ...requirements.flatMap((each) => each.nations),
    ...readiness.map((each) => each.contributor),
    ...training.map((each) => each.contributor),
    ...contributions.map((each) => each.nation),
  ];
  const all = [...new Set(given)].filter(Boolean).sort();
  const types = [...new Set([...requirements, ...pledges].map((each) => each.unit_type))].sort();
  const words = query.get("words") ?? "";
  const of = (each: { unit_type: string }) => !type || each.unit_type === type;
  const by = (each: string) => !nation || each === nation;
  const has = (...texts: string[]) => matches(words, ...texts);
  return (
    <>
      <div class="filters">
        <AddressSelect
          label={t("contributors-nation")}
          name="nation"
          value={nation}
          options={all.map((each) => [each, names.get(each) ?? each])}
          change={(value) => addressWith({ nation: value })}
        />
        <AddressSelect
          label={t("contributors-type")}
          name="type"
          value={type}
          options={types.map((each) => [each, each])}
          change={(value) => addressWith({ type: value })}
        />
        <Search query={query} />
      </div>
      <p class="quiet">
        {t("contributors-day")} <Ltr>{answer.day}</Ltr>. {t("outlook-computed")}{" "}
        <Moment utc={answer.computed_at ?? ""} />. {t("contributors-readable")}
      </p>
      <Gaps
        months={answer.months ?? []}
        requirements={requirements.filter(
          (each) =>
            of(each) &&
            (!nation || each.nations.includes(nation)) &&
            has(each.id, each.unit_type, ...each.nations),
        )}
      />
      <Printed page="contributors/gaps" asked={asked} />
      <Pledges
        pledges={pledges.filter(
          (each) => of(each) && by(each.nation) && has(each.id, each.unit_type, each.nation),
        )}
      />
      <Endings
        endings={(answer.endings ?? []).filter(
          (each) => by(each.nation) && has(each.deployment, each.nation, ...each.successors),
        )}
      />
      <Ready
        readiness={readiness.filter(
          (each) => by(each.contributor) && has(each.unit, each.contributor, each.capability),
        )}
      />
      {readiness.length > 0 && <Printed page="contributors/readiness" asked={asked} />}
      <Training
        training={training.filter(
          (each) => by(each.contributor) && has(each.unit, each.contributor, each.course),
        )}
      />
      {training.length > 0 && <Printed page="contributors/training" asked={asked} />}
      <Contributions
        rows={contributions.filter((each) => by(each.nation) && has(each.nation, each.name))}
      />
      {contributions.length > 0 && (
        <Printed
          page="contributors/contributions"
          asked={asked}
          formats={["html", "pdf", "xlsx", "csv"]}
        />
      )}
    </>
  );
}

function Gaps({
  months,
  requirements,
}: {
  months: Schemas["MonthStateOut"][];
  requirements: Schemas["RequirementOut"][];
}) {
  const { t } = useWords();
  return (
    <>
      <h2>{t("gaps-title")}</h2>
      {!requirements.length && <p>{t("gaps-none")}</p>}
      {requirements.length > 0 && (
        <Table
          label={t("gaps-title")}
          heads={[
            t("gaps-requirement"),
            t("contributors-type"),
            t("laydown-persons"),
            t("gaps-time"),
            t("gaps-unmet"),
            t("gaps-fill"),
            t("contributors-nation"),
          ]}
        >
          {requirements.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                <Foreign text={each.id} />
              </th>
              <td>
                <Foreign text={each.unit_type} />
              </td>
              <td>
                <Ltr>{each.strength}</Ltr>
              </td>
              <td>
                <Ltr>{`${each.first} – ${each.last}`}</Ltr>
              </td>
              <td>
                <span class={`verdict ${each.unmet.length ? "breached" : "met"}`}>
                  <Ltr>
                    {each.unmet.length} / {each.months}
                  </Ltr>
                </span>
                <Months months={each.unmet} />
              </td>
              <td>
                <Months months={each.filled_by_pledges} />
              </td>
              <td>
                <Ltr>{each.nations.join(", ")}</Ltr>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {months.length > 0 && (
        <details>
          <summary>{t("gaps-months")}</summary>
          <Table
            label={t("gaps-months")}
            heads={[
              t("gaps-month"),
              t("gaps-required"),
              t("gaps-deployed"),
              t("gaps-pledged"),
              t("gaps-missing"),
            ]}
          >
            {months.map((each) => (
              <tr key={each.month}>
                <th scope="row">
                  <Ltr>{each.month}</Ltr>
                </th>
                {[
                  each.people_required,
                  each.people_deployed,
                  each.people_pledged,
                  each.people_missing,
                ].map((people, column) => (
                  <td key={column}>
                    <Ltr>{people.toLocaleString("en")}</Ltr>
                  </td>
                ))}
              </tr>
            ))}
          </Table>
        </details>
      )}
    </>
  );
}

const SHOWN = 6;

function Months({ months }: { months: string[] }) {
  const more = months.length - SHOWN;
  return (
    <Ltr>
      {months.slice(0, SHOWN).join(", ")}
      {more > 0 && ` +${more}`}
    </Ltr>
  );
}

function Pledges({ pledges }: { pledges: Schemas["PledgeOut"][] }) {
  const { t } = useWords();
  if (!pledges.length) return null;
  return (
    <>
      <h2>{t("pledges-title")}</h2>
      <Table
        label={t("pledges-title")}
        heads={[
          t("pledges-pledge"),
          t("contributors-nation"),
          t("contributors-type"),
          t("laydown-persons"),
          t("gaps-time"),
          t("pledges-use"),
        ]}
      >
        {pledges.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Foreign text={each.id} />
            </th>
            <td>
              <Ltr>{each.nation}</Ltr>
            </td>
            <td>
              <Foreign text={each.unit_type} />
            </td>
            <td>
              <Ltr>{each.strength}</Ltr>
            </td>
            <td>
              <Ltr>{`${each.first} – ${each.last}`}</Ltr>
            </td>
            <td class="words">
              {each.used_for ? (
                <>
                  <Foreign text={each.used_for} />:{" "}
                  {t("pledges-lost", { count: each.lost_without })}
                </>
              ) : (
                each.reasons.map((reason) => (
                  <div key={reason}>
                    <Said text={reason} />
                  </div>
                ))
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Endings({ endings }: { endings: Schemas["EndingOut"][] }) {
  const { t } = useWords();
  if (!endings.length) return null;
  return (
    <>
      <h2>{t("endings-title")}</h2>
      <Table
        label={t("endings-title")}
        heads={[
          t("endings-deployment"),
          t("contributors-nation"),
          t("endings-last"),
          t("endings-left"),
          t("endings-successors"),
        ]}
      >
        {endings.map((each) => (
          <tr key={each.deployment}>
            <th scope="row">
              <Foreign text={each.deployment} />
            </th>
            <td>
              <Ltr>{each.nation}</Ltr>
            </td>
            <td>
              <Ltr>{each.last}</Ltr>
            </td>
            <td>
              <Ltr>{each.days_left}</Ltr>
            </td>
            <td>
              <Foreign text={each.successors.join(", ") || "–"} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
