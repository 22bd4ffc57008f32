// One-time codes: begun with a secret for one's app, kept once a first code is confirmed.
import { useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { Labelled, Ltr, SendForm } from "../ui";
import { useWords } from "../words";

export function Codes({ done: whole }: { done?: () => void }) {
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
            whole?.();
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
