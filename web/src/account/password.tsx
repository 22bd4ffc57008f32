// A person changes their own password.
import { ApiError, api, type Session, taken } from "../api";
import { Labelled, SendForm } from "../ui";
import { useWords } from "../words";

interface Props {
  name: string;
  done: (session: Session) => void;
}

export function ChangePassword({ name, done }: Props) {
  const { t } = useWords();
  const send = async (fields: Record<string, string>) => {
    const { present = "", fresh = "", again = "" } = fields;
    if (fresh !== again) throw new ApiError(400, t("password-differs"), "");
    done(await taken(api.POST("/api/v1/password", { body: { present, new: fresh } })));
  };
  return (
    <SendForm button={t("change")} send={send}>
      <p>{t("password-own-words")}</p>
      {/* So that a keeper of passwords knows whose it is. */}
      <input type="text" autocomplete="username" value={name} readOnly hidden />
      <Labelled label={t("password-now")}>
        <input
          name="present"
          type="password"
          autocomplete="current-password"
          required
          maxLength={200}
        />
      </Labelled>
      <Labelled label={t("password-new")}>
        <input name="fresh" type="password" autocomplete="new-password" required maxLength={200} />
      </Labelled>
      <Labelled label={t("password-again")}>
        <input name="again" type="password" autocomplete="new-password" required maxLength={200} />
      </Labelled>
    </SendForm>
  );
}
