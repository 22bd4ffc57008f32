// One's own account: password, codes, passkeys, sessions, tokens for programs.
import { useState } from "preact/hooks";
import { Codes } from "../account/codes";
import { Passkeys } from "../account/passkeys";
import { ChangePassword } from "../account/password";
import { Sessions } from "../account/sessions";
import { type Action, api, type Schemas, setCsrf, taken } from "../api";
import { may, useHere } from "../mission";
import { OwnDevice } from "../offline/keys";
import { Foreign, Labelled, Ltr, Moment, SendForm, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

export function Own(_: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session } = useHere();
  const [changes, setChanges] = useState(0);
  return (
    <>
      <section>
        <h2>{t("password-own")}</h2>
        {changes > 0 && (
          <p class="message good" role="status">
            {t("password-done")}
          </p>
        )}
        <ChangePassword
          key={changes}
          name={session.name}
          done={(renewed) => {
            session.csrf = renewed.csrf;
            setCsrf(renewed.csrf);
            setChanges(changes + 1);
          }}
        />
      </section>
      <Codes />
      <Passkeys />
      <Sessions key={`sessions-${changes}`} />
      <OwnDevice />
      <Tokens key={`tokens-${changes}`} />
    </>
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
  const loaded = useLoaded(() => taken(api.GET("/api/v1/tokens")), [], [again]);
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
