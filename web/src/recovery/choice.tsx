// Which proposed projects a budget buys: the fair choice beside the one that reaches most people.
import { addressWith, go } from "../address";
import { api, type Schemas, taken } from "../api";
import { Labelled, Ltr, Said, SendForm, Table } from "../ui";
import { useWords } from "../words";
import { Answered, type Asked, Listed, Money, Percent, PlaceLink, Printed } from "./parts";

type Choice = Schemas["ChoiceBetweenOut"];

export function Choose(props: {
  projects: Schemas["ProjectOut"][];
  asked: Asked;
  query: URLSearchParams;
}) {
  const { t } = useWords();
  const { projects, asked, query } = props;
  const proposed = projects.filter((each) => each.stage === "proposed");
  const currencies = [...new Set(proposed.map((each) => each.currency))];
  const budget = query.get("budget") ?? "";
  const currency = query.get("currency") ?? currencies[0] ?? "";
  const fairness = query.get("fairness") || "max-min";
  const more = { budget, currency, fairness };
  return (
    <section>
      <h2>{t("choice-title")}</h2>
      {proposed.length ? (
        <>
          <p class="quiet">{t("choice-note", { count: proposed.length })}</p>
          <SendForm
            key={`${budget} ${currency} ${fairness}`}
            class="row"
            button={t("choice-choose")}
            send={async (fields) =>
              go(
                addressWith({
                  budget: (fields.budget ?? "").replaceAll(",", ""),
                  currency: fields.currency ?? "",
                  fairness: fields.fairness === "max-min" ? "" : (fields.fairness ?? ""),
                }),
              )
            }
          >
            <Labelled label={t("field-budget")}>
              <input
                name="budget"
                dir="ltr"
                inputMode="decimal"
                required
                pattern="[0-9,]{1,18}([.][0-9]{1,2})?"
                defaultValue={budget}
              />
            </Labelled>
            <Labelled label={t("field-currency")}>
              <select name="currency" defaultValue={currency}>
                {currencies.map((each) => (
                  <option key={each} value={each} selected={each === currency}>
                    {each}
                  </option>
                ))}
              </select>
            </Labelled>
            <Labelled label={t("choice-fairness")}>
              <select name="fairness" defaultValue={fairness}>
                {["max-min", "0.1", "0.2", "0.3", "0.4", "0.5"].map((each) => (
                  <option key={each} value={each} selected={each === fairness}>
                    {each === "max-min"
                      ? t("choice-max-min")
                      : t("choice-floor", { share: `${Number(each) * 100} %` })}
                  </option>
                ))}
              </select>
            </Labelled>
          </SendForm>
        </>
      ) : (
        <p>{t("choice-none")}</p>
      )}
      {budget && currency && (
        <Answered
          ask={() =>
            taken(api.GET("/api/v1/recovery/choice", { params: { query: { ...asked, ...more } } }))
          }
          keys={[...Object.values(asked), ...Object.values(more)]}
        >
          {(answer) =>
            answer.choice && (
              <>
                <Sides choice={answer.choice} />
                <Printed page="choice" asked={asked} more={more} />
              </>
            )
          }
        </Answered>
      )}
    </section>
  );
}

function Sides({ choice }: { choice: Choice }) {
  const { t } = useWords();
  const sides = [choice.fair, choice.most];
  const count = (number: number) => number.toLocaleString("en");
  const share = (reached: number, people: number) => (people ? reached / people : 0);
  return (
    <>
      <p class="message">
        {choice.price_of_fairness > 0
          ? t("choice-price", { share: percent(choice.price_of_fairness) })
          : t("choice-free")}
      </p>
      <Table label={t("choice-title")} heads={["", t("choice-fair"), t("choice-most")]}>
        <tr>
          <th scope="row">{t("page-projects")}</th>
          {sides.map((each, column) => (
            <td key={column}>
              <Ltr>{each.projects.join(", ") || "–"}</Ltr>
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t("choice-cost")}</th>
          {sides.map((each, column) => (
            <td key={column}>
              <Money amount={each.cost} currency={choice.currency} />
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t("recovery-people")}</th>
          {sides.map((each, column) => (
            <td key={column}>
              <Ltr>{count(each.people)}</Ltr>
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t("choice-smallest")}</th>
          {sides.map((each, column) => (
            <td key={column}>
              <Percent share={each.smallest_share} />
            </td>
          ))}
        </tr>
      </Table>
      <Listed
        title={t("choice-communities")}
        none={t("projects-no-people")}
        note={`${t("projects-twice")} ${t("people-rounded")}`}
        heads={[t("projects-community"), t("recovery-people"), t("choice-fair"), t("choice-most")]}
      >
        {choice.communities.map((each) => (
          <tr key={each.community}>
            <th scope="row">
              <PlaceLink name={each.community} />
            </th>
            <td>
              <Ltr>{count(each.people)}</Ltr>
            </td>
            {[each.fair, each.most].map((reached, column) => (
              <td key={column}>
                <Ltr>{count(reached)}</Ltr> (<Percent share={share(reached, each.people)} />)
              </td>
            ))}
          </tr>
        ))}
      </Listed>
      {choice.left_out.length > 0 && (
        <>
          <h3>{t("choice-left-out")}</h3>
          <ul>
            {choice.left_out.map((each) => (
              <li key={each}>
                <Said text={each} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
