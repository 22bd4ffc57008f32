// Device keys: asked for on one's own page, allowed or revoked by an administrator.
import { useEffect, useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { may, useHere } from "../mission";
import { Foreign, Labelled, Ltr, Moment, SendForm, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";
import { getKey } from "./database";
import { askForKey, type Obstacle, obstacle, refreshKey } from "./device";

type Key = Schemas["DeviceKeyOut"];

function useStateWord(): (key: Key) => string {
  const { t } = useWords();
  return (key) => {
    if (key.state === "asked") return t("key-asked");
    return key.state === "allowed" ? t("key-allowed") : t("key-revoked");
  };
}

function Keys({
  keys,
  label,
  act,
}: {
  keys: Key[];
  label: string;
  act: (key: Key) => preact.ComponentChildren;
}) {
  const { t } = useWords();
  const stateWord = useStateWord();
  return (
    <Table
      label={label}
      heads={[t("device"), t("device-key"), t("state"), t("created"), t("change")]}
    >
      {keys.map((each) => (
        <tr key={each.key} class={each.state === "revoked" ? "gone" : ""}>
          <th scope="row">
            <Foreign text={each.label || each.account} />
          </th>
          <td>
            <Ltr code>{each.key.slice(0, 16)}</Ltr>
          </td>
          <td>{stateWord(each)}</td>
          <td>
            <Moment utc={each.asked_at} />
          </td>
          <td>{act(each)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** On one's own page: this device's key, and those of one's other devices. */
export function OwnDevice() {
  const { t } = useWords();
  const { session } = useHere();
  const [again, setAgain] = useState(0);
  const [hindrance, setHindrance] = useState<Obstacle | null>(null);
  const [own, setOwn] = useState("");
  const loaded = useLoaded(() => refreshKey(session.account), [], [again]);
  useEffect(() => {
    void obstacle().then(setHindrance);
    if (crypto.subtle) void getKey(session.account).then((key) => setOwn(key?.key ?? ""));
  }, [again, loaded.value]);
  if (!may(session, "submit")) return null;
  const revoke = async (key: string) => {
    if (!confirm(t("revoke-sure"))) return;
    await taken(api.POST("/api/v1/device-keys/{key}/revoked", { params: { path: { key } } }));
    setAgain(again + 1);
  };
  return (
    <section>
      <h2>{t("device-keys")}</h2>
      <p>{t("device-words")}</p>
      {hindrance === "insecure" && <p class="message bad">{t("device-insecure")}</p>}
      {hindrance === "no-ed25519" && <p class="message bad">{t("device-no-ed25519")}</p>}
      <Show loaded={loaded}>
        {(keys) =>
          keys.length > 0 && (
            <Keys
              keys={keys}
              label={t("device-keys")}
              act={(each) => (
                <>
                  {each.key === own && <strong>{t("this-device")} </strong>}
                  {each.state !== "revoked" && (
                    <button type="button" onClick={() => void revoke(each.key)}>
                      {t("revoke")}
                    </button>
                  )}
                </>
              )}
            />
          )
        }
      </Show>
      {hindrance === "" && !own && (
        <SendForm
          button={t("device-ask")}
          send={async ({ label = "" }) => {
            await askForKey(session.account, label);
            setAgain(again + 1);
          }}
        >
          <Labelled label={t("device-label")}>
            <input name="label" dir="auto" maxLength={80} required />
          </Labelled>
        </SendForm>
      )}
    </section>
  );
}

/** On the page of people: what devices have asked for, and which may sign. */
export function AllDevices() {
  const { t } = useWords();
  const { session } = useHere();
  const [again, setAgain] = useState(0);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/device-keys")), [], [again]);
  const accounts = useLoaded(() => taken(api.GET("/api/v1/accounts")), []);
  const nameOf = (id: string) =>
    accounts.value?.accounts.find((each) => each.id === id)?.name ?? id;
  const decide = async (key: string, what: "allowed" | "revoked") => {
    if (what === "revoked" && !confirm(t("revoke-sure"))) return;
    const params = { path: { key } };
    if (what === "allowed") await taken(api.POST("/api/v1/device-keys/{key}/allowed", { params }));
    else await taken(api.POST("/api/v1/device-keys/{key}/revoked", { params }));
    setAgain(again + 1);
  };
  return (
    <section>
      <h2>{t("device-keys")}</h2>
      <Show loaded={loaded}>
        {({ keys }) =>
          keys.length ? (
            <Keys
              keys={keys.map((each) => ({
                ...each,
                label: `${nameOf(each.account)} · ${each.label}`,
              }))}
              label={t("device-keys")}
              act={(each) =>
                may(session, "change accounts") &&
                each.state !== "revoked" && (
                  <div class="buttons">
                    {each.state === "asked" && each.account !== session.account && (
                      <button type="button" onClick={() => void decide(each.key, "allowed")}>
                        {t("device-allow")}
                      </button>
                    )}
                    <button type="button" onClick={() => void decide(each.key, "revoked")}>
                      {t("revoke")}
                    </button>
                  </div>
                )
              }
            />
          ) : (
            <p class="quiet">{t("no-device-keys")}</p>
          )
        }
      </Show>
    </section>
  );
}
