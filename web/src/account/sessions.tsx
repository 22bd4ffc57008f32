// One's own sessions: since when, from where, by what; each can be ended, and all others at once.
import { useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { Failure, Foreign, Ltr, Moment, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

type Way = Schemas["OwnSession"]["how"];

const wayWord = (how: Way): string => `way-${how.toLowerCase().replaceAll(" ", "-")}`;

export function Sessions() {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/sessions")), [], [again]);
  const act = (work: Promise<unknown>) => {
    work.then(() => {
      setError(null);
      setAgain(again + 1);
    }, setError);
  };
  const end = (session: string) =>
    act(taken(api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } })));
  return (
    <section>
      <h2>{t("sessions")}</h2>
      <p>{t("sessions-words")}</p>
      {error && <Failure error={error} />}
      <Show loaded={loaded}>
        {({ sessions, current }) => (
          <>
            <Table
              label={t("sessions")}
              heads={[
                t("session-begun"),
                t("session-seen"),
                t("session-address"),
                t("session-device"),
                t("change"),
              ]}
            >
              {sessions.map((each) => (
                <tr key={each.id}>
                  <td>
                    <Moment utc={each.begun} /> {each.how && t(wayWord(each.how))}
                  </td>
                  <td>
                    <Moment utc={each.seen} />
                  </td>
                  <td>
                    <Ltr>{each.address}</Ltr>
                  </td>
                  <td>
                    <Foreign text={each.device} />
                  </td>
                  <td>
                    {each.id === current ? (
                      t("session-this")
                    ) : (
                      <button
                        type="button"
                        aria-label={`${t("session-end")} ${each.begun}`}
                        onClick={() => end(each.id)}
                      >
                        {t("session-end")}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
            {sessions.length > 1 && (
              <p>
                <button type="button" onClick={() => act(taken(api.DELETE("/api/v1/sessions")))}>
                  {t("sessions-end")}
                </button>
              </p>
            )}
          </>
        )}
      </Show>
    </section>
  );
}
