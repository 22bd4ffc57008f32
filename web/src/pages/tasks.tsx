// Tasks: what is late, what runs, what is due, and what ended in the last day, planned beside actual.
import { useEffect, useState } from "preact/hooks";
import { addressOf } from "../address";
import { api, type Schemas, taken } from "../api";
import { useLive } from "../live";
import { may, useHere } from "../mission";
import { Printed } from "../take-along";
import { Foreign, Ltr, Moment, Said, Show, Table, useLoaded } from "../ui";
import { useWords } from "../words";

type Task = Schemas["TaskAnswer"];
const LISTS = ["late", "running", "due", "ended"] as const;
/** A task becomes late by time alone, so that the page asks again without any news. */
const AGAIN_MS = 30_000;

export function Tasks({ query }: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session } = useHere();
  const at = query.get("at") ?? "";
  const simulated = query.get("simulated") === "true";
  const [news, setNews] = useState(0);
  const line = useLive(!at, (records) => {
    if (!records.length || records.some((each) => each.kind.startsWith("task")))
      setNews((before) => before + 1);
  });
  useEffect(() => {
    if (at) return;
    const timer = setInterval(() => setNews((before) => before + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, [at]);
  const loaded = useLoaded(
    () => taken(api.GET("/api/v1/tasks", { params: { query: { at, simulated } } })),
    [at, simulated],
    [news],
  );
  return (
    <>
      <p class="buttons">
        {may(session, "submit") && (
          <>
            <a class="button" href={addressOf("reports/new", { kind: "task" })}>
              {t("task-new")}
            </a>{" "}
            <a class="button" href={addressOf("reports/new", { kind: "task-step" })}>
              {t("task-step-new")}
            </a>{" "}
          </>
        )}
        <span role="status" class={`line ${at ? "past" : line}`}>
          {at ? t("line-past") : t(`line-${line}`)}
        </span>
      </p>
      <Printed page="tasks" asked={{ at, simulated }} formats={["html", "pdf", "xlsx", "csv"]} />
      <Show loaded={loaded}>
        {(watch) => (
          <>
            {LISTS.map((name) => (
              <section key={name}>
                <h2>{t(`tasks-${name}`)}</h2>
                {watch[name].length ? (
                  <TaskTable label={t(`tasks-${name}`)} tasks={watch[name]} />
                ) : (
                  <p>{t("tasks-none")}</p>
                )}
              </section>
            ))}
            {watch.faults.length > 0 && (
              <section>
                <h2>{t("tasks-faults")}</h2>
                <ul>
                  {watch.faults.map((each) => (
                    <li key={each}>
                      <Said text={each} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Show>
    </>
  );
}

function TaskTable({ label, tasks }: { label: string; tasks: Task[] }) {
  const { t, maybe } = useWords();
  return (
    <Table
      label={label}
      heads={[
        t("task"),
        t("kind"),
        t("task-unit"),
        t("task-state"),
        t("task-plan"),
        t("task-actual"),
        t("task-late"),
      ]}
    >
      {tasks.map((each) => (
        <tr key={each.task}>
          <th scope="row">
            <Ltr>{each.task}</Ltr>
          </th>
          <td>{maybe(`word-${each.type}`, each.type)}</td>
          <td>
            <Foreign text={each.unit} />
          </td>
          <td>
            {maybe(`word-${each.state}`, each.state)}
            {each.reason && (
              <>
                {": "}
                <Foreign text={each.reason} />
              </>
            )}
          </td>
          <td>
            <Moment utc={each.planned_start} /> – <Moment utc={each.planned_end} />
          </td>
          <td>
            {each.started && <Moment utc={each.started} />}
            {each.ended && (
              <>
                {" – "}
                <Moment utc={each.ended} />
              </>
            )}
          </td>
          <td>
            {each.late_min > 0 && (
              <strong>{t("minutes", { count: Math.round(each.late_min) })}</strong>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
