// The live exercise: its time and the messages to this account, asked for every second.
import { useEffect, useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";

export type Exercise = Schemas["ExerciseOut"];
export type Plan = Schemas["PlanOut"];
export type Inject = Schemas["InjectLine"];
export type Command = Schemas["SteeringIn"];
const EVERY_MS = 1000;

/** Asks again every second while `on`, and whenever `news` changes. */
export function useEverySecond<T>(ask: () => Promise<T>, on: boolean, news: unknown): T | null {
  const [value, set] = useState<T | null>(null);
  useEffect(() => {
    if (!on) return;
    let current = true;
    const look = () =>
      ask().then(
        (answer) => current && set(answer),
        () => {}, // the line may be gone for a moment: the next second asks again
      );
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [on, news]);
  return value;
}

export const useExercise = (on: boolean, news: unknown = 0): Exercise | null =>
  useEverySecond(() => taken(api.GET("/api/v1/exercise")), on, news);

export const usePlan = (on: boolean, news: unknown): Plan | null =>
  useEverySecond(() => taken(api.GET("/api/v1/exercise/plan")), on, news);

/** Gives a command; whatever is left out is empty. */
export async function steer(command: Partial<Command> & Pick<Command, "what">): Promise<void> {
  const body: Command = { name: "", speed: 0, points: 0, text: "", inject: null, ...command };
  await taken(api.POST("/api/v1/exercise/commands", { body }));
}
