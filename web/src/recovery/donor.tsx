// The report to a donor: what it gave, what was spent, who was reached, what is late.
import { addressWith } from "../address";
import { api, type Schemas, taken } from "../api";
import { AddressSelect, Foreign, Ltr, Moment } from "../ui";
import { useWords } from "../words";
import { Answered, type Asked, Listed, Money, People, Percent, PlaceLink, Printed } from "./parts";

type Report = Schemas["DonorReportOut"];

export function Donor(props: { donors: string[]; asked: Asked; query: URLSearchParams }) {
  const { t } = useWords();
  const { donors, asked, query } = props;
  const donor = query.get("donor") ?? "";
  return (
    <section>
      <h2>{t("donor-report")}</h2>
      {donors.length ? (
        <div class="filters">
          <AddressSelect
            label={t("donor-to")}
            name="donor"
            value={donor}
            options={donors.map((each) => [each, each])}
            change={(value) => addressWith({ donor: value })}
          />
        </div>
      ) : (
        <p>{t("donor-none")}</p>
      )}
      {donor && (
        <Answered
          ask={() =>
            taken(api.GET("/api/v1/recovery/donor", { params: { query: { ...asked, donor } } }))
          }
          keys={[donor, ...Object.values(asked)]}
        >
          {(answer) =>
            answer.report && (
              <>
                <Whole report={answer.report} />
                <Printed page="donor" asked={asked} more={{ donor }} />
              </>
            )
          }
        </Answered>
      )}
    </section>
  );
}

function Whole({ report }: { report: Report }) {
  const { t } = useWords();
  return (
    <>
      <Listed
        title={t("donor-money")}
        none={t("donor-no-money")}
        note={t("donor-whole")}
        heads={[t("field-currency"), t("donor-given"), t("donor-received"), t("projects-paid")]}
      >
        {Object.entries(report.money).map(([currency, sums]) => (
          <tr key={currency}>
            <th scope="row">
              <Ltr>{currency}</Ltr>
            </th>
            {[sums.gift, sums.received, sums.paid].map((amount, column) => (
              <td key={column}>
                <Money amount={amount} currency={currency} />
              </td>
            ))}
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("donor-projects")}
        none={t("projects-none")}
        heads={[
          t("projects-project"),
          t("field-place"),
          t("donor-given"),
          t("donor-share"),
          t("field-budget"),
          t("projects-paid"),
          t("projects-progress"),
          t("projects-late"),
        ]}
      >
        {report.projects.map((each) => (
          <tr key={each.project}>
            <th scope="row">
              <Ltr>{each.project}</Ltr>
              <div>
                <Foreign text={each.title} />
              </div>
            </th>
            <td>{each.place && <PlaceLink name={each.place} />}</td>
            <td>
              <Money amount={each.gift} currency={each.currency} />
            </td>
            <td>
              <Percent share={each.share} />
            </td>
            <td>
              <Money amount={each.budget} currency={each.currency} />
            </td>
            <td>
              <Money amount={each.paid} currency={each.currency} />
            </td>
            <td>{each.value ? <Percent share={each.progress} /> : t("word-unknown")}</td>
            <td>
              {each.late.map((late) => (
                <div key={late.milestone}>
                  <Foreign text={late.title} />, <Moment utc={late.due} />
                </div>
              ))}
            </td>
          </tr>
        ))}
      </Listed>
      <Reached report={report} />
      <p>
        {t("projects-decisions")}: <Ltr>{report.decisions.join(", ") || "–"}</Ltr>.{" "}
        {t("donor-overdue", { count: report.overdue_complaints })}
      </p>
    </>
  );
}

function Reached({ report }: { report: Report }) {
  const { t } = useWords();
  return (
    <Listed
      title={t("donor-reached")}
      none={t("projects-no-people")}
      note={`${t("projects-twice")} ${t("people-rounded")}`}
      heads={[
        t("projects-project"),
        t("projects-community"),
        t("state"),
        t("recovery-people"),
        t("donor-parts"),
      ]}
    >
      {report.projects
        .flatMap((each) => each.reach)
        .map((each) => (
          <tr key={`${each.project} ${each.community} ${each.reach}`}>
            <th scope="row">
              <Ltr>{each.project}</Ltr>
            </th>
            <td>
              <PlaceLink name={each.community} />
            </td>
            <td>{t(each.reach === "reached" ? "projects-reached" : "projects-intended")}</td>
            <td>
              <People bounds={each.people} />
            </td>
            <td>
              <Parts parts={each.parts} />
            </td>
          </tr>
        ))}
    </Listed>
  );
}

function Parts({ parts }: { parts: Record<string, number[]> }) {
  const { t, maybe } = useWords();
  return (
    <>
      {Object.entries(parts).map(([name, bounds]) => (
        <div key={name}>
          {maybe(`field-${name}`, t("word-unknown"))}: <People bounds={bounds} />
        </div>
      ))}
    </>
  );
}
