// What left: through which door, to whom, for which purpose, how much; each a record of the ledger.
import { addressWith } from "../address";
import { api, type Schemas, taken } from "../api";
import { Search, TakeAlong } from "../take-along";
import { Foreign, Ltr, Moment, RecordLink, Show, Table, Tags, useLoaded } from "../ui";
import { useWords } from "../words";

export function Left({ query }: { query: URLSearchParams }) {
  const { t } = useWords();
  const asked = {
    as_of: query.get("as_of") ?? "",
    words: query.get("left") ?? "",
    before: query.get("before") ?? "",
    simulated: query.get("simulated") === "true",
  };
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/share/disclosures", { params: { query: asked } })),
    Object.values(asked),
  );
  return (
    <section>
      <h2>{t("share-left")}</h2>
      <p class="quiet">{t("share-left-note")}</p>
      <div class="filters">
        <Search query={query} name="left" />
      </div>
      <Show loaded={loaded}>
        {({ disclosures, more }) => (
          <>
            {disclosures.length ? (
              <Rows rows={disclosures} />
            ) : (
              <p>{t(more ? "nothing-so-far" : "share-nothing-left")}</p>
            )}
            <p class="buttons">
              {asked.before && (
                <a class="button" href={addressWith({ before: "" })}>
                  {t("latest")}
                </a>
              )}
              {more && disclosures.length > 0 && (
                <a class="button" href={addressWith({ before: disclosures.at(-1)?.id ?? "" })}>
                  {t("earlier")}
                </a>
              )}
            </p>
            {disclosures.length > 0 && (
              <TakeAlong
                table="disclosures"
                query={[
                  ["as_of", asked.as_of],
                  ["words", asked.words],
                  ["simulated", asked.simulated ? "true" : ""],
                ]}
              />
            )}
          </>
        )}
      </Show>
    </section>
  );
}

function Rows({ rows }: { rows: Schemas["DisclosureOut"][] }) {
  const { t, maybe } = useWords();
  return (
    <Table
      label={t("share-left")}
      heads={[
        t("when"),
        t("field-door"),
        t("field-part"),
        t("field-audience"),
        t("account"),
        t("field-purpose"),
        t("share-records"),
        t("field-strictest"),
        t("field-digest"),
        t("record"),
      ]}
    >
      {rows.map((each) => (
        <tr key={each.id}>
          <td>
            <Moment utc={each.end || each.recorded_at} /> <Tags record={each} />
          </td>
          <td>{maybe(`word-${each.door}`, each.door)}</td>
          <td class="words">
            <Foreign text={each.part} lang="en" />
          </td>
          <td>
            <Foreign text={each.audience} />
          </td>
          <td>{each.recipient && <Ltr code>{each.recipient}</Ltr>}</td>
          <td>{maybe(`word-${each.purpose}`, each.purpose)}</td>
          <td>
            <Ltr>{each.items.toLocaleString("en")}</Ltr>
          </td>
          <td>{maybe(`word-${each.strictest}`, each.strictest)}</td>
          <td>{each.digest && <Ltr code>{each.digest.slice(0, 12)}</Ltr>}</td>
          <td>
            <RecordLink id={each.id} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
