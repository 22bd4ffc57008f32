// What a person must do before anything else: a password of their own, a second factor, or sign in with theirs.
import { useState } from "preact/hooks";
import { api, type Session, taken } from "../api";
import { SendForm } from "../ui";
import { useWords } from "../words";
import { Codes } from "./codes";
import { AddPasskey } from "./passkeys";
import { ChangePassword } from "./password";

interface Props {
  session: Session;
  enter: (session: Session) => Promise<void>;
  leave: () => void;
}

export function DutyPage({ session, enter, leave }: Props) {
  const { t } = useWords();
  const [ready, setReady] = useState(false);
  const goOn = async () => enter(await taken(api.GET("/api/v1/session")));
  return (
    <>
      <h1>{t(`duty-${session.duty.replaceAll(" ", "-")}-head`)}</h1>
      <p>{t(`duty-${session.duty.replaceAll(" ", "-")}`)}</p>
      {session.duty === "password" && <ChangePassword name={session.name} done={enter} />}
      {session.duty === "second factor" && (
        <>
          <Codes done={() => setReady(true)} />
          <section>
            <h2>{t("passkeys")}</h2>
            <p>{t("passkeys-words")}</p>
            <AddPasskey done={() => setReady(true)} />
          </section>
          {ready && (
            <SendForm button={t("continue")} send={goOn}>
              {null}
            </SendForm>
          )}
        </>
      )}
      <p>
        <button type="button" onClick={leave}>
          {t("sign-out")}
        </button>
      </p>
    </>
  );
}
