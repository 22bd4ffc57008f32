// What every page may need: who is signed in, what was agreed, the forms.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Action, Form, Mission, Session } from "./api";

export interface Here {
  /** The language that the names of the mission were asked for in. */
  language: string;
  session: Session;
  mission: Mission;
  forms: Form[];
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("nobody is signed in");
  return here;
}

/** Whether somebody does not work for the mission: they speak for their party or nation only. */
export const isOutside = (session: Session): boolean =>
  session.role === "liaison" || session.role === "contributor";

export const may = (session: Session, action: Action): boolean => session.actions.includes(action);

/** Returns the name of something of the pack, else its id. */
export function nameIn(list: { id: string; name: string }[], id: string): string {
  return list.find((each) => each.id === id)?.name ?? id;
}

/** Returns the language of a name or text of the pack: the reader's where the pack has it, else its own. */
export const languageIn = (here: Here, text: string): string =>
  here.mission.translated.includes(text) ? here.language : here.mission.language;
