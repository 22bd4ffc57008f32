// What units can do, and how many people each nation contributes.
import type { Schemas } from "../api";
import { Foreign, Ltr, Said, Table } from "../ui";
import { useWords } from "../words";
import "../outlook/outlook.css";

const VERDICTS = {
  able: "met",
  partly: "undetermined",
  undetermined: "undetermined",
  unable: "breached",
};

export function Ready({ readiness }: { readiness: Schemas["ReadinessOut"][] }) {
  const { t } = useWords();
  const words = {
    able: t("ready-able"),
    partly: t("ready-partly"),
    undetermined: t("ready-undetermined"),
    unable: t("ready-unable"),
  };
  return (
    <>
      <h2>{t("ready-title")}</h2>
      {!readiness.length && <p>{t("ready-none")}</p>}
      {readiness.length > 0 && (
        <Table
          label={t("ready-title")}
          heads={[
            t("ready-unit"),
            t("contributors-nation"),
            t("ready-capability"),
            t("ready-sets"),
            t("ready-verdict"),
            t("ready-limits"),
          ]}
        >
          {readiness.map((each) => (
            <tr key={`${each.unit} ${each.capability}`}>
              <th scope="row">
                <Foreign text={each.unit} />
              </th>
              <td>
                <Foreign text={each.contributor} />
              </td>
              <td>
                <Foreign text={each.capability} lang="en" />
              </td>
              <td>
                <Ltr>
                  {each.low}–{each.high} / {each.sets}
                </Ltr>
              </td>
              <td>
                <span class={`verdict ${VERDICTS[each.verdict]}`}>{words[each.verdict]}</span>
              </td>
              <td class="words">
                {each.limits.map((limit) => (
                  <div key={limit}>
                    <Said text={limit} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

const shareOf = (share: number | null): string =>
  share === null ? "–" : share < 0.001 ? "< 0.1 %" : `${(100 * share).toFixed(1)} %`;

export function Contributions({ rows }: { rows: Schemas["ContributionOut"][] }) {
  const { t } = useWords();
  const most = Math.max(1, ...rows.map((each) => each.people ?? 0));
  return (
    <>
      <h2>{t("contributions-title")}</h2>
      {!rows.length && <p>{t("contributions-none")}</p>}
      {rows.length > 0 && (
        <Table
          label={t("contributions-title")}
          heads={[
            t("contributions-rank"),
            t("contributors-nation"),
            t("laydown-persons"),
            t("contributions-share"),
            t("contributions-period"),
            t("contributions-source"),
          ]}
        >
          {rows.map((each) => (
            <tr key={`${each.nation} ${each.period} ${each.source}`}>
              <td>
                <Ltr>{each.rank ?? "–"}</Ltr>
              </td>
              <th scope="row">
                <Foreign text={each.name} lang="en" />
              </th>
              <td>
                <span class="amount">
                  <Ltr>
                    {each.people?.toLocaleString("en") ?? `${each.low ?? "?"}–${each.high ?? "?"}`}
                  </Ltr>
                </span>{" "}
                <progress max={most} value={each.people ?? 0} aria-hidden="true" />
              </td>
              <td>
                <Ltr>{shareOf(each.share)}</Ltr>
              </td>
              <td>
                <Ltr>{each.period}</Ltr>
              </td>
              <td class="words">
                <Foreign text={each.source} lang="en" />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

export function Training({ training }: { training: Schemas["TrainingOut"][] }) {
  const { t } = useWords();
  if (!training.length) return null;
  return (
    <>
      <h2>{t("trained-title")}</h2>
      <p class="quiet">{t("trained-exercise")}</p>
      <Table
        label={t("trained-title")}
        heads={[
          t("ready-unit"),
          t("exercise-course"),
          t("trained-need"),
          t("trained-holders"),
          t("trained-expiring"),
          t("trained-simulated"),
          t("trained-shortfall"),
        ]}
      >
        {training.map((each) => (
          <tr key={`${each.unit} ${each.course}`}>
            <th scope="row">
              <Foreign text={each.unit} />
            </th>
            <td>
              <Foreign text={each.course} />
            </td>
            <td>{each.need}</td>
            <td>{each.holders}</td>
            <td>{each.expiring}</td>
            <td>{each.simulated}</td>
            <td>
              <span class={`verdict ${each.shortfall ? "breached" : "met"}`}>{each.shortfall}</span>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
