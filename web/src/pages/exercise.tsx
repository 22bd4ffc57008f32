// A live exercise: its time and messages for everybody; steering, the list and the review for the facilitator.
import { useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { Certificates } from "../exercise/certificates";
import { Injects } from "../exercise/injects";
import { Lines, Objectives, Steering, useActs } from "../exercise/steering";
import { type Exercise, useExercise, usePlan } from "../exercise/use-exercise";
import { may, useHere } from "../mission";
import { Failure, Foreign, Moment, Table } from "../ui";
import { useWords } from "../words";

export function ExercisePage(_: { rest: string; query: URLSearchParams }) {
  const { t } = useWords();
  const { session, mission } = useHere();
  const steers = may(session, "steer exercise");
  const [news, setNews] = useState(0);
  const changed = () => setNews((before) => before + 1);
  const exercise = useExercise(mission.exercise, news);
  const plan = usePlan(mission.exercise && steers, news);
  const { act, error } = useActs(changed);
  if (!mission.exercise) return <p class="message">{t("exercise-none")}</p>;
  if (!exercise) return <p aria-busy="true">{t("loading")}</p>;
  return (
    <>
      <Time exercise={exercise} />
      {steers && plan && (
        <>
          <Steering exercise={exercise} plan={plan} act={act} error={error} />
          <Injects plan={plan} act={act} changed={changed} />
          <Lines plan={plan} act={act} />
          <Objectives plan={plan} changed={changed} />
          <Certificates plan={plan} />
          <Review />
        </>
      )}
      {!steers && <Messages exercise={exercise} changed={changed} />}
    </>
  );
}

function Time({ exercise }: { exercise: Exercise }) {
  const { t } = useWords();
  const state = exercise.over
    ? t("exercise-over")
    : exercise.runs
      ? t("exercise-runs", { speed: exercise.speed })
      : t("exercise-paused");
  return (
    <p class="exercise-time" role="timer">
      <strong>
        <Foreign text={exercise.title} />
      </strong>{" "}
      <span class="big">
        <Moment utc={exercise.clock} />
      </span>{" "}
      {state}{" "}
      <span class="quiet">
        {t("exercise-until")} <Moment utc={exercise.until} />
      </span>
    </p>
  );
}

function Messages({ exercise, changed }: { exercise: Exercise; changed: () => void }) {
  const { t } = useWords();
  const [error, setError] = useState<Error | null>(null);
  const see = (inject: string) =>
    taken(api.POST("/api/v1/exercise/seen", { body: { inject } })).then(changed, setError);
  return (
    <section>
      <h2>{t("exercise-messages")}</h2>
      {error && <Failure error={error} />}
      {!exercise.messages.length && <p>{t("exercise-no-messages")}</p>}
      {exercise.messages.map((each) => (
        <article key={each.id} class="card">
          <p class="quiet">
            <Moment utc={each.came} /> <Foreign text={each.sender} />
            {each.came !== each.at && (
              <>
                {" "}
                ({t("exercise-sent")} <Moment utc={each.at} />)
              </>
            )}
          </p>
          <p>
            <Foreign text={each.text} />
          </p>
          {!each.seen && (
            <button type="button" onClick={() => see(each.id)}>
              {t("exercise-seen")}
            </button>
          )}
        </article>
      ))}
    </section>
  );
}

function Review() {
  const { t } = useWords();
  const [review, setReview] = useState<Schemas["ReviewOut"] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const show = () => {
    setBusy(true);
    taken(api.GET("/api/v1/exercise/review"))
      .then(setReview, setError)
      .finally(() => setBusy(false));
  };
  return (
    <section aria-busy={busy}>
      <h2>{t("exercise-review")}</h2>
      {error && <Failure error={error} />}
      <p class="buttons">
        <button type="button" disabled={busy} onClick={show}>
          {t("exercise-review-now")}
        </button>{" "}
        <a class="button" href="/api/v1/exercise/review.html" download="review.html">
          {t("exercise-review-page")}
        </a>
      </p>
      {review && (
        <Table
          label={t("exercise-review")}
          heads={[t("exercise-outcome"), t("exercise-questions")]}
        >
          {review.outcomes.map((each) => (
            <tr key={each.outcome}>
              <th scope="row">{t(`exercise-outcome-${each.outcome}`)}</th>
              <td>{each.questions}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
