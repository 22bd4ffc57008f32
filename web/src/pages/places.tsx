// Places: all that is known about one, from security to projects.
import { addressWith } from "../address";
import { api, type Schemas, taken } from "../api";
import { Phases } from "../recovery/combatants";
import {
  Answered,
  askedOf,
  Flows,
  Listed,
  People,
  Printed,
  ProjectTable,
  Reasons,
  State,
} from "../recovery/parts";
import { AddressSelect, Foreign, Ltr, Moment } from "../ui";
import { useWords } from "../words";

type Profile = Schemas["ProfileOut"];

export function Places({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const asked = { ...askedOf(query), place: query.get("place") ?? "" };
  return (
    <Answered
      ask={() => taken(api.GET("/api/v1/recovery/places", { params: { query: asked } }))}
      keys={Object.values(asked)}
    >
      {(answer) => (
        <>
          <div class="filters">
            <AddressSelect
              label={t("field-place")}
              name="place"
              value={answer.profile?.place ?? ""}
              options={answer.names.map((each) => [each, each])}
              change={(value) => addressWith({ place: value })}
            />
          </div>
          {!answer.names.length && <p>{t("places-none")}</p>}
          {answer.names.length > 0 && !answer.profile && <p>{t("places-choose")}</p>}
          {answer.profile && (
            <>
              <Whole profile={answer.profile} />
              <Printed page="places" asked={asked} more={{ place: answer.profile.place }} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}

function Whole({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const ready = profile.readiness;
  return (
    <>
      <h2>
        <Foreign text={profile.place} />
      </h2>
      {profile.probable_doubles.length > 0 && (
        <p class="message">
          {t("place-doubles", { places: profile.probable_doubles.join(t("comma")) })}
        </p>
      )}
      <dl class="facts">
        {profile.lat !== null && profile.lon !== null && (
          <>
            <dt>{t("places-position")}</dt>
            <dd>
              <Ltr>
                {profile.lat.toFixed(4)}, {profile.lon.toFixed(4)}
              </Ltr>
            </dd>
          </>
        )}
        <dt>{t("recovery-people")}</dt>
        <dd>
          {profile.people.length
            ? profile.people.map((each) => <People key={each.join()} bounds={each} />)
            : t("word-unknown")}
        </dd>
        <dt>{t("returns-index")}</dt>
        <dd>
          {ready ? (
            <Ltr>{ready.index.map((end) => end.toFixed(2)).join(" – ")}</Ltr>
          ) : (
            t("word-unknown")
          )}
        </dd>
      </dl>
      {ready && ready.stops.length > 0 && <p class="message bad">{t("places-stops")}</p>}
      <Conditions profile={profile} />
      <Security profile={profile} />
      <Needs profile={profile} />
      <ProjectTable projects={profile.projects} />
      <Flows flows={profile.flows} />
      {profile.combatants.length > 0 && (
        <Phases title={t("combatants-title")} lines={profile.combatants} />
      )}
    </>
  );
}

function Conditions({ profile }: { profile: Profile }) {
  const { t, maybe } = useWords();
  return (
    <Listed
      title={t("returns-conditions")}
      none={t("places-not-assessed")}
      note={t("returns-conditions-note")}
      heads={[t("places-condition"), t("places-holds"), t("returns-reasons")]}
    >
      {profile.conditions.map((each) => (
        <tr key={each.condition}>
          <th scope="row">{maybe(`word-${each.condition}`, each.condition)}</th>
          <td>
            <State of={each} />
          </td>
          <td>
            <Reasons of={each} />
          </td>
        </tr>
      ))}
    </Listed>
  );
}

function Security({ profile }: { profile: Profile }) {
  const { t, maybe } = useWords();
  return (
    <>
      <Listed
        title={t("places-security")}
        none={t("places-no-incidents")}
        heads={[t("when"), t("field-act"), t("report")]}
      >
        {profile.incidents.slice(-50).map((each) => (
          <tr key={each.ref}>
            <td>
              <Moment utc={each.start} />
            </td>
            <td>{maybe(`word-${each.act}`, each.act)}</td>
            <th scope="row">
              <Ltr>{each.ref}</Ltr>
            </th>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("places-hazards")}
        none={t("places-no-hazards")}
        heads={[t("places-area"), t("places-left")]}
      >
        {profile.hazards.map((each) => (
          <tr key={each.ref}>
            <th scope="row">
              <Ltr>{each.ref}</Ltr>
            </th>
            <td>
              <span
                class={`verdict ${Number(each.left_m2) || Number(each.excess_m2) ? "undetermined" : "met"}`}
              >
                {Number(each.excess_m2) ? (
                  t("places-excess", { area: `${Number(each.excess_m2).toLocaleString("en")} m²` })
                ) : (
                  <Ltr>{Number(each.left_m2).toLocaleString("en")} m²</Ltr>
                )}
              </span>
            </td>
          </tr>
        ))}
      </Listed>
    </>
  );
}

function Needs({ profile }: { profile: Profile }) {
  const { t, maybe } = useWords();
  const show = (amount: string) => Number(amount).toLocaleString("en");
  return (
    <>
      <Listed
        title={t("places-needs")}
        none={t("places-no-needs")}
        heads={[t("places-supply"), t("places-missing")]}
      >
        {profile.needs.map((each) => (
          <tr key={each.supply}>
            <th scope="row">{maybe(`word-${each.supply}`, each.supply)}</th>
            <td>
              <span class={`verdict ${Number(each.gap[1]) > 0 ? "breached" : "met"}`}>
                <Ltr>
                  {[...new Set(each.gap)].map(show).join(" – ")} {each.unit.replace("m2", "m²")}
                </Ltr>
              </span>
            </td>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("places-presence")}
        none={t("places-nobody-works")}
        heads={[t("places-cluster"), t("places-organisations")]}
      >
        {profile.presence.map((each) => (
          <tr key={each.cluster}>
            <th scope="row">
              <Foreign text={each.cluster} />
            </th>
            <td>
              {each.organisations.length ? (
                <Foreign text={each.organisations.join("; ")} />
              ) : (
                <span class="verdict breached">{t("places-nobody")}</span>
              )}
            </td>
          </tr>
        ))}
      </Listed>
    </>
  );
}
