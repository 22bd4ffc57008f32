// The first 72 hours of a disaster: who searches where, what waits, sectors, what people need.
import { addressOf, addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { Answered, askedOf, Listed, People, Percent, PlaceLink } from "../recovery/parts";
import { TakeAlong } from "../take-along";
import { Foreign, Labelled, Ltr, Moment, Said, SendForm } from "../ui";
import { useWords } from "../words";
import { SeasonChoice, seasonOf } from "./words";

type Plan = Schemas["FirstDaysOut"];
const HOURS = { rapid_h: 4, full_h: 24 } as const;

export function FirstDays({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const hours = (name: keyof typeof HOURS) => {
    const given = Number(query.get(name) ?? HOURS[name]);
    return given >= 0.5 && given <= 72 ? given : HOURS[name];
  };
  const asked = {
    ...askedOf(query),
    wet: seasonOf(query),
    rapid_h: hours("rapid_h"),
    full_h: hours("full_h"),
  };
  return (
    <>
      <p>
        <a class="button" href={addressOf("respond")}>
          {t("page-respond")}
        </a>
      </p>
      <h2>{t("days-title")}</h2>
      <p class="quiet">{t("days-note")}</p>
      <SendForm
        key={`${asked.rapid_h} ${asked.full_h} ${asked.wet}`}
        class="row"
        button={t("days-plan")}
        send={async (fields) =>
          go(
            addressWith({
              rapid_h: fields.rapid_h ?? "",
              full_h: fields.full_h ?? "",
              wet: fields.wet ?? "",
            }),
          )
        }
      >
        {(["rapid_h", "full_h"] as const).map((name) => (
          <Labelled key={name} label={t(name === "rapid_h" ? "days-rapid" : "days-full")}>
            <input
              type="number"
              name={name}
              dir="ltr"
              min={0.5}
              max={72}
              step={0.5}
              required
              defaultValue={String(asked[name])}
            />
          </Labelled>
        ))}
        <SeasonChoice wet={asked.wet} />
      </SendForm>
      <Answered
        ask={() => taken(api.GET("/api/v1/respond/first-days", { params: { query: asked } }))}
        keys={Object.values(asked)}
      >
        {(plan) => (
          <>
            <Visits plan={plan} />
            <Waits plan={plan} />
            <Sectors plan={plan} />
            <Needs plan={plan} />
            {plan.assumption && (
              <p class="quiet">
                <Said text={plan.assumption} />
              </p>
            )}
            <TakeAlong
              table="first-days"
              formats={["html", "pdf", "xlsx"]}
              query={Object.entries(asked).map(([name, value]): [string, string] => [
                name,
                value === null || (value === false && name !== "wet") ? "" : String(value),
              ])}
            />
          </>
        )}
      </Answered>
    </>
  );
}

function Category({ of }: { of: string }) {
  const tone = { A: "breached", B: "breached", C: "undetermined", D: "undetermined" }[of] ?? "";
  return (
    <span class={`verdict ${tone}`}>
      <Ltr>{of}</Ltr>
    </span>
  );
}

function Visits({ plan }: { plan: Plan }) {
  const { t } = useWords();
  return (
    <>
      <Listed
        title={t("days-visits")}
        none={t("days-no-visits")}
        heads={[
          t("days-site"),
          t("days-category"),
          t("days-live"),
          t("days-team"),
          t("days-arrival"),
          t("days-until"),
          t("respond-minutes"),
          t("field-dangers"),
        ]}
      >
        {plan.visits.map((each) => (
          <tr key={each.site}>
            <th scope="row">
              <Foreign text={each.site} />
            </th>
            <td>
              <Category of={each.category} />
            </td>
            <td>{each.live === null ? t("word-unknown") : <Ltr>{each.live}</Ltr>}</td>
            <td>
              <Foreign text={each.unit} />
            </td>
            <td>
              <Moment utc={each.arrival} />
            </td>
            <td>
              <Moment utc={each.end} />
            </td>
            <td>
              <Ltr>{Math.round(each.minutes)}</Ltr>
            </td>
            <td>
              <Foreign text={each.dangers.join("; ")} />
            </td>
          </tr>
        ))}
      </Listed>
      {plan.under_way.length > 0 && (
        <p>
          {t("days-under-way")} <Foreign text={plan.under_way.join(", ")} />
        </p>
      )}
      {plan.finished.length > 0 && (
        <p>
          {t("days-finished")} <Foreign text={plan.finished.join(", ")} />
        </p>
      )}
    </>
  );
}

function Waits({ plan }: { plan: Plan }) {
  const { t } = useWords();
  if (!plan.waits.length) return null;
  return (
    <Listed
      title={t("days-waits")}
      none=""
      heads={[t("days-site"), t("days-category"), t("field-reason")]}
    >
      {plan.waits.map((each) => (
        <tr key={each.site}>
          <th scope="row">
            <Foreign text={each.site} />
          </th>
          <td>
            <Category of={each.category} />
          </td>
          <td>
            <Said text={each.reason} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Sectors({ plan }: { plan: Plan }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("days-sectors")}
      none={t("days-no-sectors")}
      note={t("people-rounded")}
      heads={[
        t("field-sector"),
        t("days-level"),
        t("days-collapsed"),
        t("days-affected"),
        t("field-access"),
        t("field-first_needs"),
      ]}
    >
      {plan.sectors.map((each) => (
        <tr key={each.sector}>
          <th scope="row">
            <Foreign text={each.sector} />
          </th>
          <td>{maybe(`word-${each.level}`, each.level)}</td>
          <td>
            {each.collapsed === null ? t("word-unknown") : <Percent share={each.collapsed} />}
          </td>
          <td>{each.affected ? <People bounds={each.affected} /> : t("word-unknown")}</td>
          <td>{each.access ? maybe(`word-${each.access}`, each.access) : t("word-unknown")}</td>
          <td>
            <Foreign text={each.first_needs.join("; ")} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Needs({ plan }: { plan: Plan }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("days-needs")}
      none={t("days-no-needs")}
      heads={[t("field-place"), t("field-supply"), t("days-needed"), t("source")]}
    >
      {plan.needs.map((each) => (
        <tr key={`${each.place} ${each.supply}`}>
          <th scope="row">
            <PlaceLink name={each.place} />
          </th>
          <td>{maybe(`word-${each.supply}`, each.supply)}</td>
          <td>
            <Ltr>
              {[...new Set(each.need)]
                .map((amount) => Number(amount).toLocaleString("en", { maximumFractionDigits: 1 }))
                .join(" – ")}{" "}
              {each.unit}
            </Ltr>
          </td>
          <td>
            <Foreign text={each.source} lang="en" />
          </td>
        </tr>
      ))}
    </Listed>
  );
}
