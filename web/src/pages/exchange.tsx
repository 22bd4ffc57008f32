// The exchange: which sites' chains are here, how far, and who has countersigned them.
import { api, taken } from "../api";
import { LatestRecords } from "../records";
import { matches, Search, TakeAlong } from "../take-along";
import { Ltr, Moment, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

export function Exchange({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const loaded = useLoaded(() => taken(api.GET("/api/v1/heads")), []);
  const words = query.get("words") ?? "";
  return (
    <>
      <div class="filters">
        <Search query={query} />
      </div>
      <h2>{t("heads")}</h2>
      <p>{t("heads-words")}</p>
      <Show loaded={loaded}>
        {(heads) => (
          <Table
            label={t("heads")}
            heads={[t("site"), t("size"), t("signed"), t("root"), t("key")]}
          >
            {heads
              .filter((each) => matches(words, each.site, each.root, each.public_key))
              .map((each) => (
                <tr key={each.site}>
                  <th scope="row">
                    <Ltr>{each.site}</Ltr>
                  </th>
                  <td>
                    <Ltr>{each.size}</Ltr>
                  </td>
                  <td>
                    <Moment utc={each.time} />
                  </td>
                  <td>
                    <Ltr code>{each.root}</Ltr>
                  </td>
                  <td>
                    <Ltr code>{each.public_key}</Ltr>
                  </td>
                </tr>
              ))}
          </Table>
        )}
      </Show>
      <TakeAlong table="heads" query={[["words", words]]} />
      <h2>{t("countersignatures")}</h2>
      <LatestRecords
        kinds={["witness"]}
        query={query}
        label={t("countersignatures")}
        table="countersignatures"
      />
    </>
  );
}
