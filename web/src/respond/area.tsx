// Where 10-1-2 holds, by day and by night: people in all, and place by place, the worst first.
import { addressWith } from "../address";
import type { Schemas } from "../api";
import { Foreign, Ltr, Table } from "../ui";
import { useWords } from "../words";
import { type Asked, GapPart } from "./gap";
import { Minutes, Share, WaysLine } from "./words";

const LISTED = 25;

export function AreaPart(props: { answer: Schemas["RespondOut"]; asked: Asked; news: number }) {
  const { t } = useWords();
  const { answer, asked, news } = props;
  const { area } = answer;
  return (
    <section aria-labelledby="respond-area">
      <h2 id="respond-area">{t("respond-area")}</h2>
      {area ? <Area area={area} /> : <p class="message">{t("respond-no-medical")}</p>}
      {area && <GapPart asked={asked} news={news} />}
      {answer.ways && <WaysLine ways={answer.ways} />}
    </section>
  );
}

function Area({ area }: { area: Schemas["AreaOut"] }) {
  const { t } = useWords();
  const shown = area.places.slice(0, LISTED);
  return (
    <>
      <Table
        label={t("respond-area")}
        heads={[
          t("when"),
          t("respond-people-within"),
          t("respond-share"),
          t("respond-expected"),
          ...(area.troops > 0 ? [t("respond-troops-within")] : []),
          t("respond-places-within"),
        ]}
      >
        {area.holds.map((each) => (
          <tr key={each.light}>
            <th scope="row">{t(`respond-${each.light}`)}</th>
            <td>
              <Ltr>
                {Math.round(each.people)} / {Math.round(area.people)}
              </Ltr>
            </td>
            <td>{area.people > 0 && <Share value={each.people / area.people} />}</td>
            <td>
              <Ltr>{Math.round(each.expected)}</Ltr>
            </td>
            {area.troops > 0 && (
              <td>
                <Ltr>
                  {Math.round(each.troops)} / {Math.round(area.troops)}
                </Ltr>
              </td>
            )}
            <td>
              <Ltr>
                {each.places} / {area.places_in_all}
              </Ltr>
            </td>
          </tr>
        ))}
      </Table>
      <p class="quiet">{t("respond-limits")}</p>
      <h3>{t("respond-places")}</h3>
      <Table
        label={t("respond-places")}
        heads={[
          t("field-place"),
          t("respond-people"),
          ...(["day", "night"] as const).flatMap((light) => [
            <span key={light}>
              {t(`respond-${light}`)}: {t("respond-care")}
            </span>,
            t("respond-surgery"),
            t("respond-chance"),
          ]),
        ]}
      >
        {shown.map((each) => (
          <tr key={`${each.name} ${each.lon} ${each.lat}`}>
            <th scope="row">
              <a
                href={addressWith({ lon: String(each.lon), lat: String(each.lat) })}
                aria-label={t("respond-plan-for", { place: each.name })}
              >
                <Foreign text={each.name} />
              </a>
            </th>
            <td>
              {each.people !== null ? (
                <Ltr>{Math.round(each.people)}</Ltr>
              ) : each.troops !== null ? (
                t("respond-troops-here", { count: Math.round(each.troops) })
              ) : (
                <span class="quiet">{t("respond-not-counted")}</span>
              )}
            </td>
            {each.times.flatMap((time) => [
              <td key={`${time.light} care`}>
                <Minutes value={time.care_min} />
              </td>,
              <td key={`${time.light} surgery`}>
                <Minutes value={time.surgery_min} />
              </td>,
              <td key={`${time.light} chance`}>
                <span class={`verdict ${time.holds ? "met" : "breached"}`}>
                  {time.holds ? "✓" : "✕"} <Share value={time.chance} />
                </span>
              </td>,
            ])}
          </tr>
        ))}
      </Table>
      {area.places_in_all > shown.length && (
        <p class="quiet">
          {t("respond-more-places", { count: area.places_in_all - shown.length })}
        </p>
      )}
    </>
  );
}
