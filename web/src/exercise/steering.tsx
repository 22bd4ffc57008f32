// What a facilitator does to time, and to lines.
import { useState } from "preact/hooks";
import { Failure, Ltr, Moment, Said, SendForm, Table } from "../ui";
import { useWords } from "../words";
import { type Command, type Exercise, type Plan, steer } from "./use-exercise";

const SPEEDS = [1, 10, 60, 300, 1000];

export type Act = (command: Partial<Command> & Pick<Command, "what">) => void;

/** Gives commands one by one; says what went wrong, and that something changed. */
export function useActs(changed: () => void): { act: Act; error: Error | null } {
  const [error, setError] = useState<Error | null>(null);
  const act: Act = (command) => {
    steer(command).then(() => {
      setError(null);
      changed();
    }, setError);
  };
  return { act, error };
}

export function Steering({
  exercise,
  plan,
  act,
  error,
}: {
  exercise: Exercise;
  plan: Plan;
  act: Act;
  error: Error | null;
}) {
  const { t } = useWords();
  const [speed, setSpeed] = useState(exercise.speed);
  const toEnd = () => {
    if (confirm(t("exercise-to-end-sure"))) act({ what: "step", name: "end" });
  };
  return (
    <section>
      <h2>{t("exercise-steer")}</h2>
      {error && <Failure error={error} />}
      <p class="buttons">
        <label>
          {t("exercise-speed")}{" "}
          <select
            value={String(speed)}
            onChange={(event) => setSpeed(Number(event.currentTarget.value))}
          >
            {[...new Set([...SPEEDS, speed])].map((each) => (
              <option key={each} value={String(each)}>
                ×{each}
              </option>
            ))}
          </select>
        </label>{" "}
        <button type="button" disabled={exercise.over} onClick={() => act({ what: "run", speed })}>
          {t("exercise-run")}
        </button>{" "}
        <button
          type="button"
          disabled={!exercise.runs || exercise.over}
          onClick={() => act({ what: "pause" })}
        >
          {t("exercise-pause")}
        </button>{" "}
        <button type="button" disabled={!plan.next} onClick={() => act({ what: "step" })}>
          {t("exercise-step")}
        </button>{" "}
        <button type="button" disabled={exercise.over} onClick={toEnd}>
          {t("exercise-to-end")}
        </button>
      </p>
      <p>
        {plan.next_at ? (
          <>
            {t("exercise-next")} <Ltr>{plan.next}</Ltr>, <Moment utc={plan.next_at} />
          </>
        ) : (
          t("exercise-no-next")
        )}
      </p>
      {plan.faults.length > 0 && (
        <ul class="message bad">
          {plan.faults.map((each) => (
            <li key={each}>
              <Said text={each} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Lines({ plan, act }: { plan: Plan; act: Act }) {
  const { t } = useWords();
  if (!plan.lines.length) return null;
  return (
    <section>
      <h2>{t("exercise-lines")}</h2>
      <Table label={t("exercise-lines")} heads={[t("exercise-site"), t("state"), t("change")]}>
        {plan.lines.map((each) => (
          <tr key={each.site}>
            <th scope="row">
              <Ltr>{each.site}</Ltr>
            </th>
            <td>{t(each.cut ? "exercise-line-cut" : "exercise-line-open")}</td>
            <td>
              <button
                type="button"
                onClick={() => act({ what: each.cut ? "mend" : "cut", name: each.site })}
              >
                {t(each.cut ? "exercise-mend" : "exercise-cut")}
              </button>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

export function Objectives({ plan, changed }: { plan: Plan; changed: () => void }) {
  const { t } = useWords();
  if (!plan.objectives.length) return null;
  const low = Math.round(plan.low ?? 0);
  const high = Math.round(plan.high ?? 0);
  return (
    <section>
      <h2>{t("exercise-objectives")}</h2>
      <p>
        {low === high
          ? t("exercise-score-whole", { whole: low })
          : t("exercise-score", { low, high })}
      </p>
      <Table
        label={t("exercise-objectives")}
        heads={[
          t("exercise-objective"),
          t("exercise-points"),
          t("exercise-enough"),
          t("exercise-judged-by"),
          t("exercise-judge"),
        ]}
      >
        {plan.objectives.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <bdi>{each.title}</bdi>
            </th>
            <td>{each.points ?? <em>{t("exercise-never-judged")}</em>}</td>
            <td>{each.enough}</td>
            <td>
              <div>
                <bdi lang="en">{each.by}</bdi>
              </div>
              <div>
                <bdi>{each.text}</bdi>
              </div>
            </td>
            <td>
              <SendForm
                class="row"
                button={t("exercise-judge")}
                send={async ({ points = "0", text = "" }) => {
                  await steer({ what: "judge", name: each.id, points: Number(points), text });
                  changed();
                }}
              >
                <input
                  name="points"
                  type="number"
                  min={0}
                  max={100}
                  required
                  aria-label={t("exercise-points")}
                />
                <input
                  name="text"
                  maxLength={2000}
                  required
                  aria-label={t("exercise-why")}
                  placeholder={t("exercise-why")}
                />
              </SendForm>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
