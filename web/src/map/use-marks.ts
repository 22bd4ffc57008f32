// The marks of the page: loaded page by page, then kept up with what comes in.
import { useEffect, useRef, useState } from "preact/hooks";
import { targetOf, useLive } from "../live";
import { marksAfter, marksOf } from "./load";
import { Marks, type MarksPage } from "./marks";

const TOGETHER_MS = 150;

/** Returns the marks, a number that grows whenever they change, and how they are being followed. */
export function useMarks(query: { as_of: string; simulated: boolean }, live: boolean) {
  const { as_of, simulated } = query;
  const marks = useRef(new Marks()).current;
  const [version, setVersion] = useState(0);
  const [unplaced, setUnplaced] = useState(0);
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const cursor = useRef("");
  const amended = useRef(new Set<string>());
  const state = useRef({ busy: false, dirty: false, timer: 0, gone: false }).current;

  const take = (page: MarksPage, again = false) => {
    marks.add(page, again);
    if (!again) {
      cursor.current = page.cursor;
      setUnplaced((before) => before + page.unplaced);
    }
    setVersion((before) => before + 1);
  };
  useEffect(() => {
    const load = async () => {
      for await (const page of marksAfter("", { as_of, simulated })) {
        if (state.gone) return;
        take(page);
      }
      setReady(true);
    };
    load().catch(setError);
    return () => {
      state.gone = true;
      clearTimeout(state.timer);
    };
  }, []);

  const catchUp = async () => {
    if (state.busy || state.gone) return;
    state.busy = true;
    state.dirty = false;
    const ids = [...amended.current];
    amended.current.clear();
    try {
      for await (const page of marksAfter(cursor.current, { as_of, simulated })) take(page);
      for await (const page of marksOf(ids, simulated)) take(page, true);
    } catch (failure) {
      setError(failure as Error);
    }
    state.busy = false;
    if (state.dirty) catchUp();
  };
  // What comes in within a moment is asked for together: a burst of 500 reports is a few questions.
  const line = useLive(
    live && ready,
    (records) => {
      const wanted = records.filter((each) => each.simulated === simulated);
      if (records.length && !wanted.length) return;
      for (const each of wanted) if (targetOf(each)) amended.current.add(each.id);
      state.dirty = true;
      clearTimeout(state.timer);
      state.timer = setTimeout(catchUp, TOGETHER_MS);
    },
    () => cursor.current || "start",
  );
  return { marks, version, unplaced, ready, error, line };
}
