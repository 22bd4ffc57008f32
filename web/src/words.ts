// The interface's words: one Fluent file a language, read by Python's tests too.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Each language by its own name; a new one is a file in src/sulh/languages/ and a line here. */
export const LANGUAGES = { ar: "العربية", en: "English", fr: "Français" } as const;
export type Language = keyof typeof LANGUAGES;
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar"]);

const files = import.meta.glob<string>("../../src/sulh/languages/{??,help.??}.ftl", {
  query: "?raw",
  import: "default",
});

export type Translate = (id: string, values?: Record<string, FluentVariable>) => string;
export interface Words {
  language: Language;
  t: Translate;
  /** The words of an id that may have none: a party's act, a field that only this mission has. */
  maybe: (id: string, otherwise: string) => string;
}

export const WordsContext = createContext<Words>({
  language: "en",
  t: (id) => id,
  maybe: (_, otherwise) => otherwise,
});
export const useWords = (): Words => useContext(WordsContext);

const STORED = "sulh-language";

/** Returns the language to begin with: of the address, as chosen before, as the browser asks. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const names = [asked, localStorage.getItem(STORED), ...navigator.languages, "en"];
  for (const name of names) {
    const short = (name ?? "").slice(0, 2);
    if (short in LANGUAGES) return short as Language;
  }
  return "en";
}

/** Loads a language and turns the page to its direction. Numbers stay in Western digits, left to right. */
export async function load(language: Language): Promise<Words> {
  const names = [language, `help.${language}`].map(
    (name) => `../../src/sulh/languages/${name}.ftl`,
  );
  const texts = await Promise.all(names.map((name) => files[name]?.()));
  const bundle = new FluentBundle([`${language}-u-nu-latn`, language]);
  for (const text of texts) bundle.addResource(new FluentResource(text ?? ""));
  const t: Translate = (id, values) => {
    const message = bundle.getMessage(id);
    return message?.value ? bundle.formatPattern(message.value, values) : id;
  };
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
  const maybe = (id: string, otherwise: string) => (bundle.hasMessage(id) ? t(id) : otherwise);
  return { language, t, maybe };
}
