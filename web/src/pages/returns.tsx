// Returns: how ready each place is and why, who went where, for how many there is room, who looked after.
import { addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import {
  Answered,
  askedOf,
  Faults,
  Flows,
  Listed,
  People,
  PlaceLink,
  Printed,
  Reasons,
  State,
} from "../recovery/parts";
import { matches, Search } from "../take-along";
import { Foreign, Labelled, Ltr, Said, SendForm } from "../ui";
import { useWords } from "../words";

type Answer = Schemas["ReturnsOut"];

export function Returns({ query }: { rest: string; query: URLSearchParams }) {
  const asked = askedOf(query);
  const weights = query.get("weights") ?? "";
  const words = query.get("words") ?? "";
  return (
    <Answered
      ask={() =>
        taken(api.GET("/api/v1/recovery/returns", { params: { query: { ...asked, weights } } }))
      }
      keys={[...Object.values(asked), weights]}
    >
      {(answer) => (
        <>
          <div class="filters">
            <Search query={query} />
          </div>
          <Ready answer={some(answer, words)} />
          <Weights weights={answer.weights} />
          <Conditions conditions={some(answer, words).conditions} />
          <Flows flows={some(answer, words).flows} />
          <After answer={some(answer, words)} />
          <Faults sentences={answer.contradictions} />
          <Doubles sets={answer.probable_doubles} />
          <Printed page="returns" asked={asked} more={{ weights }} />
        </>
      )}
    </Answered>
  );
}

/** Names that may be of one place: nothing was joined. */
function Doubles({ sets }: { sets: string[][] }) {
  const { t } = useWords();
  if (!sets.length) return null;
  return (
    <section>
      <h2>{t("returns-doubles")}</h2>
      <p class="quiet">{t("returns-doubles-words")}</p>
      <ul>
        {sets.map((names) => (
          <li key={names.join()}>
            <bdi>{names.join(t("comma"))}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a search by the name of a place is for. */
function some(answer: Answer, words: string): Answer {
  const of = ({ place }: { place: string }) => matches(words, place);
  return {
    ...answer,
    readiness: answer.readiness.filter(of),
    conditions: answer.conditions.filter(of),
    flows: answer.flows.filter((each) => matches(words, each.left, each.to)),
    room: answer.room.filter(of),
    monitoring: answer.monitoring.filter(of),
  };
}

function Ready({ answer }: { answer: Answer }) {
  const { t, maybe } = useWords();
  const list = (names: string[]) =>
    names.map((each) => maybe(`word-${each}`, each)).join(t("comma"));
  return (
    <Listed
      title={t("returns-ready")}
      none={t("returns-no-places")}
      note={t("returns-index-note")}
      heads={[
        t("returns-rank"),
        t("field-place"),
        t("returns-index"),
        t("returns-rank-range"),
        t("returns-stops"),
        t("returns-not-assessed"),
      ]}
    >
      {answer.readiness.map((each) => (
        <tr key={each.place}>
          <td>
            <Ltr>{each.rank}</Ltr>
          </td>
          <th scope="row">
            <PlaceLink name={each.place} />
          </th>
          <td>
            <Ltr>{each.index.map((end) => end.toFixed(2)).join(" – ")}</Ltr>
          </td>
          <td>
            <Ltr>{each.rank_range.join(" – ")}</Ltr>
          </td>
          <td>
            {each.stops.length > 0 ? (
              <span class="verdict breached">{list(each.stops)}</span>
            ) : (
              each.must_be_assessed.length > 0 &&
              t("returns-assess-first", { conditions: list(each.must_be_assessed) })
            )}
          </td>
          <td>{list(each.unknown)}</td>
        </tr>
      ))}
    </Listed>
  );
}

/** The weights of the index: they stand in the address, so that whoever gets it sees the same ranking. */
function Weights({ weights }: { weights: Record<string, number> }) {
  const { t, maybe } = useWords();
  const now = Object.entries(weights);
  const text = (pairs: [string, string | number][]) =>
    pairs
      .filter(([, weight]) => Number(weight) !== 1)
      .map(([name, weight]) => `${name}=${weight}`)
      .join();
  return (
    <details>
      <summary>{t("returns-change-weights")}</summary>
      <p class="quiet">{t("returns-weight-note")}</p>
      <SendForm
        key={text(now)}
        button={t("show")}
        send={async (fields) => go(addressWith({ weights: text(Object.entries(fields)) }))}
      >
        {now.map(([name, weight]) => (
          <Labelled key={name} label={maybe(`word-${name}`, name)}>
            <input
              type="number"
              name={name}
              dir="ltr"
              min={0}
              max={100}
              step="any"
              required
              defaultValue={String(weight)}
            />
          </Labelled>
        ))}
      </SendForm>
    </details>
  );
}

function Conditions({ conditions }: { conditions: Schemas["ConditionOut"][] }) {
  const { t, maybe } = useWords();
  const places = [...new Set(conditions.map((each) => each.place))];
  const names = [...new Set(conditions.map((each) => each.condition))];
  const of = (place: string, name: string) =>
    conditions.find((each) => each.place === place && each.condition === name);
  return (
    <>
      <Listed
        title={t("returns-conditions")}
        none={t("returns-no-places")}
        note={t("returns-conditions-note")}
        heads={[t("field-place"), ...names.map((each) => maybe(`word-${each}`, each))]}
      >
        {places.map((place) => (
          <tr key={place}>
            <th scope="row">
              <PlaceLink name={place} />
            </th>
            {names.map((name) => (
              <td key={name}>
                <State of={of(place, name)} />
              </td>
            ))}
          </tr>
        ))}
      </Listed>
      {conditions.some((each) => each.evidence.length > 0) && (
        <details>
          <summary>{t("returns-reasons")}</summary>
          <dl>
            {conditions
              .filter((each) => each.evidence.length > 0)
              .map((each) => (
                <div key={`${each.place} ${each.condition}`}>
                  <dt>
                    <Foreign text={each.place} />: {maybe(`word-${each.condition}`, each.condition)}
                  </dt>
                  <dd>
                    <Reasons of={each} />
                  </dd>
                </div>
              ))}
          </dl>
        </details>
      )}
    </>
  );
}

function After({ answer }: { answer: Answer }) {
  const { t } = useWords();
  return (
    <>
      <Listed
        title={t("returns-after")}
        none={t("returns-nobody")}
        heads={[
          t("field-place"),
          t("returns-returned"),
          t("returns-a-week"),
          t("returns-assessed"),
        ]}
      >
        {answer.monitoring.map((each) => (
          <tr key={each.place}>
            <th scope="row">
              <PlaceLink name={each.place} />
            </th>
            <td>
              <People bounds={each.returned} />
            </td>
            <td>
              <Ltr>{each.a_week}</Ltr>
            </td>
            <td>
              <span class={`verdict ${each.assessed_since ? "met" : "breached"}`}>
                {t(each.assessed_since ? "word-yes" : "word-no")}
              </span>
            </td>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("returns-room")}
        none={t("returns-no-room")}
        heads={[t("field-place"), t("recovery-people"), t("returns-limit")]}
      >
        {answer.room.map((each) => (
          <tr key={each.place}>
            <th scope="row">
              <Foreign text={each.place} />
            </th>
            <td>
              <Ltr>{each.people.toLocaleString("en")}</Ltr>
            </td>
            <td>
              <Said text={each.limit} />
            </td>
          </tr>
        ))}
      </Listed>
    </>
  );
}
