// Asks for an answer that the server computes in the background, until it is there.
import { useEffect, useState } from "preact/hooks";

const AGAIN_MS = 1_000;

/** `keys`: what the question depends on. */
export function useBackground<T extends { state: "waiting" | "done" | "failed" }>(
  ask: () => Promise<T>,
  keys: unknown[],
): { answer: T | null; error: Error | null; waiting: boolean } {
  const [answer, setAnswer] = useState<T | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let timer = 0;
    let current = true;
    setAnswer(null);
    setError(null);
    const again = async () => {
      try {
        const now = await ask();
        if (!current) return;
        setAnswer(now);
        if (now.state === "waiting") timer = setTimeout(again, AGAIN_MS);
      } catch (failure) {
        if (current) setError(failure as Error);
      }
    };
    again();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, keys);
  return { answer, error, waiting: !error && (!answer || answer.state === "waiting") };
}
