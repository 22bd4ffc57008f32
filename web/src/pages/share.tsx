// Share: what would leave to whom and why the rest stays, what left, and the doors it leaves through.
import { addressOf } from "../address";
import { api, taken } from "../api";
import { Left } from "../share/left";
import { Preview } from "../share/preview";
import { Foreign, Ltr, Marking, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

export function Share({ query }: { rest: string; query: URLSearchParams }) {
  return (
    <>
      <Preview query={query} />
      <Left query={query} />
      <Doors simulated={query.get("simulated") === "true"} />
    </>
  );
}

function Doors({ simulated }: { simulated: boolean }) {
  const { t, maybe } = useWords();
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/share/doors", { params: { query: { simulated } } })),
    [simulated],
  );
  const role = (name: string) => t(`role-${name.replace(" ", "-")}`);
  return (
    <section>
      <h2>{t("share-doors")}</h2>
      <p class="quiet">{t("share-doors-note")}</p>
      <Show loaded={loaded}>
        {({ doors, collections }) => (
          <>
            <Table
              label={t("share-doors")}
              heads={[t("field-door"), t("field-purpose"), t("share-address")]}
            >
              {doors.map((each) => (
                <tr key={each.address}>
                  <th scope="row">{maybe(`word-${each.door}`, each.door)}</th>
                  <td>{maybe(`word-${each.purpose}`, each.purpose)}</td>
                  <td>
                    <Ltr code>{each.address}</Ltr>
                  </td>
                </tr>
              ))}
            </Table>
            <h3>{t("share-collections")}</h3>
            <Table
              label={t("share-collections")}
              heads={[
                t("field-collection"),
                t("share-objects"),
                t("marking"),
                t("share-readers"),
                t("share-writers"),
                t("share-address"),
              ]}
            >
              {collections.map((each) => (
                <tr key={each.name}>
                  <th scope="row">
                    <a href={addressOf("threats", { collection: each.name })}>
                      <Foreign text={each.title} />
                    </a>
                    {each.description && (
                      <p class="quiet">
                        <Foreign text={each.description} />
                      </p>
                    )}
                  </th>
                  <td>
                    <Ltr>{each.objects.toLocaleString("en")}</Ltr>
                  </td>
                  <td>
                    <Marking tlp={each.tlp} />
                  </td>
                  <td>{each.readers.map(role).join(" · ")}</td>
                  <td>{each.writers.map(role).join(" · ")}</td>
                  <td>
                    <Ltr code>{each.address}</Ltr>
                  </td>
                </tr>
              ))}
            </Table>
          </>
        )}
      </Show>
    </section>
  );
}
