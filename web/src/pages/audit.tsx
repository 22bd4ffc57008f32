// The audit: who read what is restricted, and what happened to the accounts.
import { useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { LatestRecords } from "../records";
import { matches, Search, TakeAlong } from "../take-along";
import { Foreign, Ltr, Moment, Said, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

export function Audit({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session } = useHere();
  return (
    <>
      <div class="filters">
        <Search query={query} />
      </div>
      {may(session, "read access") && (
        <>
          <h2>{t("reads")}</h2>
          <LatestRecords kinds={["access"]} query={query} label={t("reads")} table="reads" />
        </>
      )}
      {may(session, "read account events") && (
        <>
          <h2>{t("account-events")}</h2>
          <Events words={query.get("words") ?? ""} />
        </>
      )}
    </>
  );
}

const PAGE = 200;

function Events({ words }: { words: string }) {
  const { t } = useWords();
  const [starts, setStarts] = useState([0]);
  const after = starts.at(-1) ?? 0;
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/account-events", { params: { query: { after, limit: PAGE } } })),
    [after],
  );
  return (
    <Show loaded={loaded}>
      {({ events }) => (
        <>
          <EventTable
            events={events.filter((each) => matches(words, each.account, each.what, each.by))}
          />
          <TakeAlong table="account-events" query={[["words", words]]} />
          <p class="buttons">
            {starts.length > 1 && (
              <button type="button" onClick={() => setStarts(starts.slice(0, -1))}>
                {t("earlier")}
              </button>
            )}
            {events.length === PAGE && (
              <button
                type="button"
                onClick={() => setStarts([...starts, events.at(-1)?.number ?? 0])}
              >
                {t("later")}
              </button>
            )}
          </p>
        </>
      )}
    </Show>
  );
}

function EventTable({ events }: { events: Schemas["EventOut"][] }) {
  const { t } = useWords();
  return (
    <Table label={t("account-events")} heads={[t("when"), t("account"), t("what"), t("by")]}>
      {events.map((each) => (
        <tr key={each.number}>
          <td>
            <Moment utc={each.time} />
          </td>
          <td>
            <Ltr code>{each.account}</Ltr>
          </td>
          <td>
            <Said text={each.what} />
          </td>
          <td>
            {/^a-/.test(each.by) ? <Ltr code>{each.by}</Ltr> : <Foreign text={each.by} lang="en" />}
          </td>
        </tr>
      ))}
    </Table>
  );
}
