// The master events list: what came, what is to come, what never will and why; and a form for more.
import { useState } from "preact/hooks";
import { useHere } from "../mission";
import { Foreign, Labelled, Ltr, Moment, Said, SendForm, Table } from "../ui";
import { useWords } from "../words";
import type { Act } from "./steering";
import { type Inject, type Plan, steer } from "./use-exercise";

const ROLES = ["observer", "watch officer", "analyst", "liaison", "contributor", "auditor"];
const KINDS = ["message", "act", "report"] as const;

export function Injects({ plan, act, changed }: { plan: Plan; act: Act; changed: () => void }) {
  const { t } = useWords();
  const [edited, setEdited] = useState<Inject | null>(null);
  const [count, setCount] = useState(0); // a form that was sent begins anew
  const done = () => {
    setEdited(null);
    setCount(count + 1);
    changed();
  };
  return (
    <section>
      <h2>{t("exercise-list")}</h2>
      <Table
        label={t("exercise-list")}
        heads={[
          t("exercise-inject"),
          t("kind"),
          t("exercise-due"),
          t("exercise-what"),
          t("exercise-to"),
          t("state"),
          t("change"),
        ]}
      >
        {plan.injects.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Ltr>{each.id}</Ltr>
            </th>
            <td>{t(`exercise-kind-${each.kind}`)}</td>
            <td>
              {each.due && <Moment utc={each.due} />}
              <Follows value={each.value as Value} />
            </td>
            <td>
              <Said text={each.what} />
            </td>
            <td>
              {each.to.map((role, n) => (
                <span key={role}>
                  {n > 0 && ", "}
                  {ROLES.includes(role) ? (
                    t(`role-${role.replace(" ", "-")}`)
                  ) : (
                    <Foreign text={role} />
                  )}
                </span>
              ))}
              {each.nobody.length > 0 && (
                <div class="message bad">
                  {t("exercise-nobody", { names: each.nobody.join(", ") })}
                </div>
              )}
            </td>
            <td>
              <InjectState inject={each} />
            </td>
            <td>
              {!each.at && (
                <>
                  <button type="button" onClick={() => act({ what: "send", name: each.id })}>
                    {t("exercise-send")}
                  </button>{" "}
                  <button
                    type="button"
                    onClick={() =>
                      act({ what: each.withheld ? "release" : "withhold", name: each.id })
                    }
                  >
                    {t(each.withheld ? "exercise-release" : "exercise-withhold")}
                  </button>{" "}
                  <button type="button" onClick={() => setEdited(each)}>
                    {t("exercise-edit")}
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <InjectForm key={`${count} ${edited?.id ?? ""}`} edited={edited} done={done} />
    </section>
  );
}

/** Says what an inject waits for, where it has no time of its own. */
function Follows({ value }: { value: Value }) {
  const { t } = useWords();
  if (!value.after) return null;
  const condition = value.only_if ? `-if-${value.only_if}` : "";
  return (
    <div class="quiet">
      {t(`exercise-follows${condition}`, {
        hours: Number(value.hours ?? 0),
        inject: String(value.after),
      })}
    </div>
  );
}

function InjectState({ inject }: { inject: Inject }) {
  const { t } = useWords();
  if (inject.fault)
    return (
      <div class="message bad">
        <Said text={inject.fault} />
      </div>
    );
  if (!inject.at)
    return inject.withheld ? (
      t("exercise-withheld")
    ) : inject.why_not ? (
      <Said text={inject.why_not} />
    ) : (
      t("exercise-waits")
    );
  return (
    <>
      {t(inject.by_hand ? "exercise-by-hand" : "exercise-delivered")} <Moment utc={inject.at} />
      {inject.kind === "message" && (
        <>
          {" · "}
          {inject.seen_by.length ? (
            <>
              {t("exercise-seen-by")} <bdi lang="en">{inject.seen_by.join(", ")}</bdi>
            </>
          ) : (
            <em>{t("exercise-unseen")}</em>
          )}
        </>
      )}
      {inject.sites.map((each) => (
        <div key={each.site} class={each.at ? "" : "message bad"}>
          {t(each.at ? "exercise-at-site" : "exercise-not-at-site", { site: each.site })}
          {each.at && (
            <>
              {" "}
              <Moment utc={each.at} />
            </>
          )}
        </div>
      ))}
    </>
  );
}

type Value = Record<string, unknown>;

/** Returns the inject that the fields say; what the form does not show of an edited one stays. */
function written(kind: string, fields: Record<string, string>, before: Value, roles: string[]) {
  const value: Value = { ...before, id: fields.id, kind };
  const put = (name: string, given: unknown) => {
    if (given) value[name] = given;
    else delete value[name];
  };
  if (fields.after) {
    put("after", fields.after);
    value.hours = Number(fields.hours || 0);
    delete value.at;
  } else {
    put("at", fields.at);
    for (const name of ["after", "hours", "only_if"]) delete value[name];
  }
  if (kind === "message") {
    put("sender", fields.sender);
    put("text", fields.text);
    value.to = roles;
  } else if (kind === "act") {
    for (const name of ["act", "by", "against", "zone"]) put(name, fields[name]);
  } else {
    const row = { kind: "incident", reliability: "F", credibility: "6", means: "told" };
    value.row = { ...row, ...((before.row as Value) ?? {}), ...reportRow(fields) };
  }
  return value;
}

function reportRow(fields: Record<string, string>): Value {
  const row = { act: fields.act, actor: fields.by, opponent: fields.against, zone: fields.zone };
  return Object.fromEntries(Object.entries(row).filter(([, each]) => each));
}

function InjectForm({ edited, done }: { edited: Inject | null; done: () => void }) {
  const { t } = useWords();
  const { mission } = useHere();
  const before = (edited?.value ?? {}) as Value;
  const row = (before.row ?? {}) as Value;
  const [kind, setKind] = useState<string>(edited?.kind ?? "message");
  const [roles, setRoles] = useState<string[]>((before.to as string[]) ?? ["watch officer"]);
  const of = (name: string, other = "") => String(before[name] ?? row[other] ?? "");
  const send = async (fields: Record<string, string>) => {
    const inject = written(kind, fields, before, roles);
    await steer({ what: edited ? "edit" : "add", inject });
    done();
  };
  const flip = (role: string, on: boolean) =>
    setRoles(on ? [...roles, role] : roles.filter((each) => each !== role));
  return (
    <details open={edited !== null}>
      <summary>
        {t(edited ? "exercise-edit" : "exercise-add")} {edited?.id}
      </summary>
      <SendForm button={t(edited ? "exercise-edit" : "exercise-add")} send={send}>
        <Labelled label={t("exercise-inject")}>
          <input
            name="id"
            dir="ltr"
            required
            pattern="[A-Za-z0-9][A-Za-z0-9_.\-]*"
            maxLength={80}
            defaultValue={of("id")}
            readOnly={edited !== null}
          />
        </Labelled>
        <Labelled label={t("kind")}>
          <select
            value={kind}
            disabled={edited !== null}
            onChange={(event) => setKind(event.currentTarget.value)}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`exercise-kind-${each}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={t("exercise-at")}>
          <input
            name="at"
            dir="ltr"
            maxLength={40}
            placeholder="2021-02-14T06:00Z"
            defaultValue={of("at")}
          />
        </Labelled>
        <Labelled label={t("exercise-after")}>
          <input name="after" dir="ltr" maxLength={80} defaultValue={of("after")} />
        </Labelled>
        <Labelled label={t("exercise-hours")}>
          <input
            name="hours"
            type="number"
            min={0}
            max={8760}
            step="any"
            defaultValue={of("hours")}
          />
        </Labelled>
        {kind === "message" ? (
          <>
            <Labelled label={t("exercise-sender")}>
              <input name="sender" maxLength={80} defaultValue={of("sender")} list="senders" />
            </Labelled>
            <datalist id="senders">
              {mission.actors.map((each) => (
                <option key={each.id} value={each.name} />
              ))}
            </datalist>
            <fieldset>
              <legend>{t("exercise-to")}</legend>
              {[...new Set([...ROLES, ...roles])].map((each) => (
                <label key={each}>
                  <input
                    type="checkbox"
                    checked={roles.includes(each)}
                    onChange={(event) => flip(each, event.currentTarget.checked)}
                  />{" "}
                  {ROLES.includes(each) ? t(`role-${each.replace(" ", "-")}`) : each}
                </label>
              ))}
            </fieldset>
            <Labelled label={t("exercise-text")}>
              <textarea name="text" required maxLength={2000} defaultValue={of("text")} />
            </Labelled>
          </>
        ) : (
          <>
            <Choice
              name="act"
              label={t("exercise-act")}
              given={of("act", "act")}
              list={mission.acts}
            />
            <Choice
              name="by"
              label={t("exercise-by")}
              given={of("by", "actor")}
              list={mission.actors}
              named={kind === "report"}
            />
            <Choice
              name="against"
              label={t("exercise-against")}
              given={of("against", "opponent")}
              list={mission.actors}
              named={kind === "report"}
              may="empty"
            />
            <Choice
              name="zone"
              label={t("zone")}
              given={of("zone", "zone")}
              list={mission.zones}
              may="empty"
            />
          </>
        )}
      </SendForm>
    </details>
  );
}

/** A choice of something of the pack, by its id or, as reports say it, its name. */
function Choice(props: {
  name: string;
  label: string;
  given: string;
  list: { id: string; name: string }[];
  named?: boolean;
  may?: "empty";
}) {
  const key = (each: { id: string; name: string }) => (props.named ? each.name : each.id);
  return (
    <Labelled label={props.label}>
      <select name={props.name} defaultValue={props.given} required={!props.may}>
        <option value="" />
        {props.list.map((each) => (
          <option key={each.id} value={key(each)} selected={key(each) === props.given}>
            {each.name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
