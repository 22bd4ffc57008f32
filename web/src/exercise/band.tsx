// What stands on every page of a live exercise: that it is one, its time, and that a message has come.
import { addressOf } from "../address";
import { useHere } from "../mission";
import { Moment } from "../ui";
import { useWords } from "../words";
import { useExercise } from "./use-exercise";

export function ExerciseBand() {
  const { t } = useWords();
  const { mission } = useHere();
  const exercise = useExercise(mission.exercise);
  const fresh = exercise?.messages.filter((each) => !each.seen).length ?? 0;
  return (
    <p class="band" role="status">
      {t("exercise-band")}
      {exercise && (
        <>
          {" "}
          <Moment utc={exercise.clock} />
          {fresh > 0 && (
            <>
              {" "}
              <a href={addressOf("exercise")}>{t("exercise-new", { count: fresh })}</a>
            </>
          )}
        </>
      )}
    </p>
  );
}
