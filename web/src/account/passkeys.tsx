// One's own passkeys: listed, added, removed.
import { useState } from "preact/hooks";
import { api, taken } from "../api";
import { addPasskey } from "../passkey";
import { Failure, Foreign, Labelled, Moment, SendForm, Show, useLoaded } from "../ui";
import { useWords } from "../words";

export function Passkeys() {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/passkeys")), [], [again]);
  const remove = (passkey: string) => {
    const params = { path: { passkey } };
    taken(api.DELETE("/api/v1/passkeys/{passkey}", { params })).then(
      () => setAgain(again + 1),
      setError,
    );
  };
  return (
    <section>
      <h2>{t("passkeys")}</h2>
      <p>{t("passkeys-words")}</p>
      {error && <Failure error={error} />}
      <Show loaded={loaded}>
        {({ passkeys }) => (
          <ul>
            {passkeys.map((each) => (
              <li key={each.id}>
                <Foreign text={each.label || each.id} /> <Moment utc={each.created} />{" "}
                <button
                  type="button"
                  aria-label={`${t("remove")} ${each.label || each.id}`}
                  onClick={() =>
                    confirm(`${each.label || each.id}: ${t("sure")}`) && remove(each.id)
                  }
                >
                  {t("remove")}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Show>
      <AddPasskey done={() => setAgain(again + 1)} />
    </section>
  );
}

/** Where the browser has none, nothing is offered. */
export function AddPasskey({ done }: { done: () => void }) {
  const { t } = useWords();
  if (!("PublicKeyCredential" in window)) return null;
  return (
    <SendForm
      button={t("add")}
      send={async ({ label = "" }) => {
        await addPasskey(label);
        done();
      }}
    >
      <Labelled label={t("label")}>
        <input name="label" dir="auto" maxLength={80} />
      </Labelled>
    </SendForm>
  );
}
