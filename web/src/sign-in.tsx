// Sign in: password and code, passkey, the organisation's provider, or a role of the demo.
import { useState } from "preact/hooks";
import { api, type Schemas, type Session, taken } from "./api";
import { askPasskey } from "./passkey";
import { Failure, Foreign, Labelled, SendForm } from "./ui";
import { useWords } from "./words";

interface Props {
  /** On a page whose session has ended: what is written there stays. */
  again?: boolean;
  welcome: Schemas["WelcomeOut"];
  enter: (session: Session) => Promise<void>;
}

export function SignIn({ welcome, enter, again = false }: Props) {
  const { t } = useWords();
  const [error, setError] = useState<Error | null>(null);
  const begin = (session: Promise<Session>) => session.then(enter).catch(setError);
  const target = encodeURIComponent(location.pathname + location.search);
  return (
    <>
      {again ? <h2>{t("sign-in")}</h2> : <h1>{t("sign-in")}</h1>}
      {error && <Failure error={error} />}
      {welcome.demo_roles.length > 0 && (
        <section class="demo" aria-label={t("demo")}>
          <p>{t("demo-words")}</p>
          <p class="buttons">
            {welcome.demo_roles.map((role) => (
              <button
                key={role}
                type="button"
                onClick={() => begin(taken(api.POST("/api/v1/session/demo", { body: { role } })))}
              >
                {t(`role-${role.replace(" ", "-")}`)}
              </button>
            ))}
          </p>
        </section>
      )}
      <SendForm
        button={t("sign-in")}
        send={async ({ name = "", password = "", code = "" }) => {
          await enter(await taken(api.POST("/api/v1/session", { body: { name, password, code } })));
        }}
      >
        <Labelled label={t("name")}>
          <input name="name" autocomplete="username" required maxLength={64} />
        </Labelled>
        <Labelled label={t("password")}>
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            required
            maxLength={200}
          />
        </Labelled>
        <Labelled label={t("code")}>
          <input
            name="code"
            dir="ltr"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={10}
          />
        </Labelled>
      </SendForm>
      {"PublicKeyCredential" in window && (
        <p>
          <button type="button" onClick={() => begin(askPasskey())}>
            {t("passkey-sign-in")}
          </button>
        </p>
      )}
      {welcome.provider && !again && (
        <p>
          <a class="button" href={`/oidc/begin?target=${target}`}>
            {t("provider-sign-in")} <Foreign text={welcome.provider} />
          </a>
        </p>
      )}
      <p class="quiet">{t("reads-recorded")}</p>
    </>
  );
}
