// Weapons: the balance of the register at a moment, by type, group and store, and what does not fit.
import { api, type Schemas, taken } from "../api";
import { Combatants } from "../recovery/combatants";
import { Answered, askedOf, Faults, Listed, Printed } from "../recovery/parts";
import { matches, Search } from "../take-along";
import { Foreign, Ltr, Moment, Said } from "../ui";
import { useWords } from "../words";

type Answer = Schemas["WeaponsOut"];
const STATES = ["stored", "transferred", "destroyed", "missing"] as const;

export function Weapons({ query }: { rest: string; query: URLSearchParams }) {
  const asked = askedOf(query);
  return (
    <Answered
      ask={() => taken(api.GET("/api/v1/recovery/weapons", { params: { query: asked } }))}
      keys={Object.values(asked)}
    >
      {(answer) => (
        <>
          <div class="filters">
            <Search query={query} />
          </div>
          <Whole answer={some(answer, query.get("words") ?? "")} />
          <Printed page="weapons" asked={asked} />
        </>
      )}
    </Answered>
  );
}

/** What a search by store, group, place, type or serial number is for; the balance is always that of all. */
function some(answer: Answer, words: string): Answer {
  const members = answer.combatants ?? null;
  return {
    ...answer,
    combatants: members && {
      ...members,
      groups: members.groups.filter((each) => matches(words, each.group)),
      lines: members.lines.filter((each) => matches(words, each.group, each.place)),
    },
    by_type: answer.by_type.filter((each) => matches(words, each.name)),
    by_group: answer.by_group.filter((each) => matches(words, each.name)),
    stores: Object.fromEntries(
      Object.entries(answer.stores).filter(([store]) => matches(words, store)),
    ),
    counts_that_differ: answer.counts_that_differ.filter((each) => matches(words, each.store)),
    close_serials: answer.close_serials.filter((each) =>
      matches(words, each.weapon, each.serial, each.other, each.other_serial),
    ),
  };
}

function Whole({ answer }: { answer: Answer }) {
  const { t, maybe } = useWords();
  const count = (number: number) => number.toLocaleString("en");
  const heads = [t("weapons-collected"), ...STATES.map((each) => maybe(`word-${each}`, each))];
  const held = (rows: Schemas["RegisterLineOut"][], name: (text: string) => string) =>
    rows.map((each) => (
      <tr key={each.name}>
        <th scope="row">{each.name ? <Foreign text={name(each.name)} /> : t("word-unknown")}</th>
        {[each.collected, ...STATES.map((state) => each[state])].map((number, column) => (
          <td key={column}>
            <Ltr>{count(number)}</Ltr>
          </td>
        ))}
      </tr>
    ));
  return (
    <>
      <p class="message">
        {t("weapons-balance")}{" "}
        <Ltr>
          {count(answer.collected)} = {STATES.map((each) => count(answer[each])).join(" + ")}
        </Ltr>
      </p>
      <Listed
        title={t("weapons-by-type")}
        none={t("weapons-none")}
        heads={[t("field-type"), ...heads]}
      >
        {held(answer.by_type, (text) => maybe(`word-${text}`, text))}
      </Listed>
      <Listed
        title={t("weapons-by-group")}
        none={t("weapons-none")}
        heads={[t("weapons-group"), ...heads]}
      >
        {held(answer.by_group, (text) => text)}
      </Listed>
      <Combatants of={answer.combatants} />
      <Listed
        title={t("weapons-stores")}
        none={t("weapons-none")}
        heads={[t("field-store"), t("page-weapons")]}
      >
        {Object.entries(answer.stores).map(([store, number]) => (
          <tr key={store}>
            <th scope="row">{store ? <Foreign text={store} /> : t("weapons-no-store")}</th>
            <td>
              <Ltr>{count(number)}</Ltr>
            </td>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("weapons-counts")}
        none={t("weapons-counts-agree")}
        heads={[t("field-store"), t("when"), t("weapons-by-count"), t("weapons-by-register")]}
      >
        {answer.counts_that_differ.map((each) => (
          <tr key={each.record}>
            <th scope="row">
              <Foreign text={each.store} />
            </th>
            <td>
              <Moment utc={each.at} />
            </td>
            <td>
              <Ltr>{count(each.by_count)}</Ltr>
            </td>
            <td>
              <Ltr>{count(each.by_register)}</Ltr>
            </td>
          </tr>
        ))}
      </Listed>
      <Listed
        title={t("weapons-close")}
        none={t("weapons-no-close")}
        heads={[t("weapons-one"), t("weapons-other"), t("weapons-reason")]}
      >
        {answer.close_serials.map((each) => (
          <tr key={`${each.weapon} ${each.other}`}>
            <th scope="row">
              <Ltr>
                {each.weapon}: {each.serial}
              </Ltr>
            </th>
            <td>
              <Ltr>
                {each.other}: {each.other_serial}
              </Ltr>
            </td>
            <td>
              <Said text={each.reason} />
            </td>
          </tr>
        ))}
      </Listed>
      <Faults sentences={answer.contradictions} />
    </>
  );
}
