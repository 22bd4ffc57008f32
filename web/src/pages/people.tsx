// People: the accounts of the mission, their roles, and how they sign in.
import { useState } from "preact/hooks";
import { addressWith } from "../address";
import { type Account, api, type Role, taken } from "../api";
import { may, useHere } from "../mission";
import { AllDevices } from "../offline/keys";
import { matches, Pager, paged, Search, TakeAlong } from "../take-along";
import {
  AddressSelect,
  Failure,
  Foreign,
  Labelled,
  Ltr,
  Moment,
  SendForm,
  Show,
  Table,
  useLoaded,
} from "../ui";
import { useWords } from "../words";

const ROLES: Role[] = [
  "observer",
  "watch officer",
  "analyst",
  "liaison",
  "contributor",
  "administrator",
  "auditor",
  "site",
  "facilitator",
];
const OUTSIDE: ReadonlySet<string> = new Set(["liaison", "contributor"]);

export function People({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session } = useHere();
  const [again, setAgain] = useState(0);
  const [added, setAdded] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const loaded = useLoaded(() => taken(api.GET("/api/v1/accounts")), [], [again]);
  const changes = may(session, "change accounts");
  const done = () => {
    setError(null);
    setAgain(again + 1);
  };
  const act = (work: Promise<unknown>) => {
    work.then(done, setError);
  };
  const words = query.get("words") ?? "";
  const role = query.get("role") ?? "";
  const wanted = (each: Account) =>
    (!role || each.role === role) && matches(words, each.name, each.party, each.id);
  return (
    <>
      <div class="filters">
        <AddressSelect
          label={t("role")}
          name="role"
          value={role}
          options={ROLES.map((each) => [each, t(roleWord(each))])}
          change={(value) => addressWith({ role: value, first: "" })}
        />
        <Search query={query} />
      </div>
      {error && <Failure error={error} />}
      <Show loaded={loaded}>
        {({ accounts }) => {
          const all = accounts.filter(wanted);
          const { part, first } = paged(all, query);
          return (
            <>
              <Table
                label={t("page-people")}
                heads={[
                  t("name"),
                  t("role"),
                  t("party"),
                  t("codes"),
                  t("created"),
                  t("state"),
                  t("account"),
                  ...(changes ? [t("change")] : []),
                ]}
              >
                {part.map((each) => (
                  <tr key={each.id} class={each.disabled ? "gone" : ""}>
                    <th scope="row">
                      <Foreign text={each.name} />
                    </th>
                    <td>{t(roleWord(each.role))}</td>
                    <td>{each.party && <Foreign text={each.party} lang="en" />}</td>
                    <td>{t(each.has_codes ? "word-yes" : "word-no")}</td>
                    <td>
                      <Moment utc={each.created} />
                    </td>
                    <td>
                      {t(each.disabled ? "disabled" : "active")}
                      {each.password_until && (
                        <>
                          {t("comma")}
                          {t("password-first")} <Moment utc={each.password_until} />
                        </>
                      )}
                    </td>
                    <td>
                      <Ltr code>{each.id}</Ltr>
                    </td>
                    {changes && (
                      <td>{each.id !== session.account && <Changes account={each} act={act} />}</td>
                    )}
                  </tr>
                ))}
              </Table>
              <Pager first={first} total={all.length} />
              <TakeAlong
                table="accounts"
                query={[
                  ["words", words],
                  ["role", role],
                ]}
              />
            </>
          );
        }}
      </Show>
      <AllDevices />
      {changes && (
        <NewAccount
          key={added}
          done={() => {
            setAdded(added + 1);
            done();
          }}
        />
      )}
    </>
  );
}

const roleWord = (role: string) => `role-${role.replace(" ", "-")}`;

function Changes({ account, act }: { account: Account; act: (work: Promise<unknown>) => void }) {
  const { t } = useWords();
  const params = { path: { account: account.id } };
  const sure = () => confirm(`${account.name}: ${t("sure")}`);
  return (
    <div class="buttons">
      <RoleChange account={account} act={act} />
      {account.has_codes && (
        <button
          type="button"
          onClick={() =>
            sure() && act(taken(api.DELETE("/api/v1/accounts/{account}/codes", { params })))
          }
        >
          {t("codes-off")}
        </button>
      )}
      {!account.disabled && (
        <button
          type="button"
          onClick={() =>
            sure() && act(taken(api.POST("/api/v1/accounts/{account}/disabled", { params })))
          }
        >
          {t("disable")}
        </button>
      )}
      <TheirPasskeys account={account} act={act} />
    </div>
  );
}

type Act = (work: Promise<unknown>) => void;

function RoleChange({ account, act }: { account: Account; act: Act }) {
  const { t } = useWords();
  const [role, setRole] = useState<Role>(account.role);
  return (
    <details>
      <summary>{t("change-role")}</summary>
      <SendForm
        button={t("change-role")}
        send={async ({ party = "" }) => {
          const params = { path: { account: account.id } };
          const body = { role, party: OUTSIDE.has(role) ? party : "" };
          const work = taken(api.PUT("/api/v1/accounts/{account}/role", { params, body }));
          await work;
          act(work);
        }}
      >
        <Labelled label={t("role")}>
          <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {t(roleWord(each))}
              </option>
            ))}
          </select>
        </Labelled>
        {OUTSIDE.has(role) && (
          <Labelled label={t("party")}>
            <input
              name="party"
              dir="ltr"
              required
              maxLength={80}
              list="parties"
              defaultValue={account.party}
            />
          </Labelled>
        )}
      </SendForm>
    </details>
  );
}

function TheirPasskeys({ account, act }: { account: Account; act: Act }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("passkeys")}</summary>
      {open && <PasskeyList account={account} act={act} />}
      {!open && t("loading")}
    </details>
  );
}

function PasskeyList({ account, act }: { account: Account; act: Act }) {
  const { t } = useWords();
  const { session } = useHere();
  const path = { account: account.id };
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/accounts/{account}/passkeys", { params: { path } })),
    [account.id],
  );
  const remove = (passkey: string) => {
    const params = { path: { ...path, passkey } };
    act(taken(api.DELETE("/api/v1/accounts/{account}/passkeys/{passkey}", { params })));
  };
  return (
    <Show loaded={loaded}>
      {({ passkeys }) => (
        <>
          {!passkeys.length && <p class="quiet">{t("no-passkeys")}</p>}
          <ul>
            {passkeys.map((each) => (
              <li key={each.id}>
                <Foreign text={each.label || each.id} /> <Moment utc={each.created} />{" "}
                {may(session, "change accounts") && (
                  <button
                    type="button"
                    onClick={() => confirm(`${account.name}: ${t("sure")}`) && remove(each.id)}
                  >
                    {t("remove")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Show>
  );
}

function NewAccount({ done }: { done: () => void }) {
  const { t } = useWords();
  const { mission } = useHere();
  const [role, setRole] = useState<Role>("observer");
  const parties = mission.actors.filter((each) => each.kind === "party");
  return (
    <section>
      <h2>{t("new-account")}</h2>
      <SendForm
        button={t("add")}
        send={async ({ name = "", party = "", password = "" }) => {
          await taken(
            api.POST("/api/v1/accounts", { body: { name, role, party, password, oidc: "" } }),
          );
          done();
        }}
      >
        <Labelled label={t("name")}>
          <input name="name" required maxLength={64} autocomplete="off" />
        </Labelled>
        <Labelled label={t("role")}>
          <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {t(roleWord(each))}
              </option>
            ))}
          </select>
        </Labelled>
        {OUTSIDE.has(role) && (
          <Labelled label={t("party")}>
            <input name="party" dir="ltr" required maxLength={80} list="parties" />
          </Labelled>
        )}
        <datalist id="parties">
          {parties.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </datalist>
        <Labelled label={t("password")}>
          <input name="password" type="password" autocomplete="new-password" maxLength={200} />
        </Labelled>
        <p class="quiet">
          {t("password-words")} {t("password-first-words")}
        </p>
      </SendForm>
    </section>
  );
}
