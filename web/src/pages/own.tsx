// One's own account: one-time codes, passkeys, tokens for programs.
import { useState } from "preact/hooks";
import { type Action, api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { OwnDevice } from "../offline/keys";
import { addPasskey } from "../passkey";
import { Failure, Foreign, Labelled, Ltr, Moment, SendForm, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

export function Own(_: { rest: string; query: URLSearchParams }) {
  return (
    <>
      <Codes />
      <Passkeys />
      <OwnDevice />
      <Tokens />
    </>
  );
}

function Codes() {
  const { t } = useWords();
  const [secret, setSecret] = useState<Schemas["CodeSecret"] | null>(null);
  const [done, setDone] = useState(false);
  return (
    <section>
      <h2>{t("codes")}</h2>
      <p>{t("codes-words")}</p>
      {done && <p class="message good">{t("codes-on")}</p>}
      {!secret && !done && (
        <SendForm
          button={t("codes-begin")}
          send={async () => setSecret(await taken(api.POST("/api/v1/codes")))}
        >
          {null}
        </SendForm>
      )}
      {secret && !done && (
        <SendForm
          button={t("confirm")}
          send={async ({ code = "" }) => {
            await taken(api.POST("/api/v1/codes/confirmation", { body: { code } }));
            setDone(true);
          }}
        >
          <p>
            {t("codes-secret")} <Ltr code>{secret.secret}</Ltr>
          </p>
          <Labelled label={t("code")}>
            <input name="code" dir="ltr" inputMode="numeric" required maxLength={10} />
          </Labelled>
        </SendForm>
      )}
    </section>
  );
}

function Passkeys() {
  const { t } = useWords();
  const [again, setAgain] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/passkeys")), [again]);
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
      {"PublicKeyCredential" in window && (
        <SendForm
          button={t("add")}
          send={async ({ label = "" }) => {
            await addPasskey(label);
            setAgain(again + 1);
          }}
        >
          <Labelled label={t("label")}>
            <input name="label" dir="auto" maxLength={80} />
          </Labelled>
        </SendForm>
      )}
    </section>
  );
}

/** The scopes that an account can make use of, by what its role may do. */
const SCOPES: Record<string, Action[]> = {
  read: ["read", "read finding"],
  submit: ["submit"],
  amend: ["amend"],
  answer: ["answer"],
  audit: ["read access", "read account events"],
  accounts: ["read accounts"],
  metrics: ["read metrics"],
};

function Tokens() {
  const { t } = useWords();
  const { session } = useHere();
  const [again, setAgain] = useState(0);
  const [secret, setSecret] = useState("");
  const loaded = useLoaded(() => taken(api.GET("/api/v1/tokens")), [again]);
  const offered = session.scopes.filter((each) => SCOPES[each]?.some((act) => may(session, act)));
  const revoke = async (token: string) => {
    await taken(api.DELETE("/api/v1/tokens/{token}", { params: { path: { token } } }));
    setAgain(again + 1);
  };
  return (
    <section>
      <h2>{t("tokens")}</h2>
      <p>{t("tokens-words")}</p>
      {secret && (
        <p class="message good" role="status">
          {t("token-secret")} <Ltr code>{secret}</Ltr>
        </p>
      )}
      <Show loaded={loaded}>
        {({ tokens }) =>
          tokens.length > 0 && (
            <Table label={t("tokens")} heads={[t("label"), t("scopes"), t("expires"), t("change")]}>
              {tokens.map((each) => (
                <tr key={each.id}>
                  <td>
                    <Foreign text={each.label} />
                  </td>
                  <td>{each.scopes.map((scope) => t(`scope-${scope}`)).join(" · ")}</td>
                  <td>
                    <Moment utc={each.expires} />
                  </td>
                  <td>
                    <button type="button" onClick={() => revoke(each.id)}>
                      {t("revoke")}
                    </button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Show>
      <SendForm
        button={t("add")}
        send={async ({ label = "", days = "90", ...chosen }) => {
          const scopes = offered.filter((each) => each in chosen) as Schemas["TokenIn"]["scopes"];
          const body = { label, scopes, days: Number(days) };
          setSecret((await taken(api.POST("/api/v1/tokens", { body }))).secret);
          setAgain(again + 1);
        }}
      >
        <Labelled label={t("label")}>
          <input name="label" dir="auto" required maxLength={80} />
        </Labelled>
        <fieldset>
          <legend>{t("scopes")}</legend>
          {offered.map((each) => (
            <label key={each} class="tick">
              <input type="checkbox" name={each} defaultChecked={each === "read"} />{" "}
              {t(`scope-${each}`)}
            </label>
          ))}
        </fieldset>
        <Labelled label={t("days")}>
          <input name="days" type="number" dir="ltr" min={1} max={366} defaultValue="90" required />
        </Labelled>
      </SendForm>
    </section>
  );
}
