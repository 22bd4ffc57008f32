// What a field of a record holds, as a person reads it: bounds, times and names, never raw arrays.
import { languageIn, nameIn, useHere } from "./mission";
import { Foreign, Ltr, Moment } from "./ui";
import { useWords } from "./words";

const COUNTS = new Set(["count", "deaths", "civilian_deaths"]);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const WORD = /^[a-z][a-z-]*$/;

/** Bounds of a count: low, best, high; no high means that no upper bound is known. */
function Bounds({ value }: { value: (number | null)[] }) {
  const { t } = useWords();
  const [low, best, high] = value;
  const figure = (each: number) => each.toLocaleString("en");
  if (low === null || low === undefined) return <>{t("not-stated")}</>;
  const bounds =
    high === null || high === undefined
      ? t("bounds-from", { low: figure(low) })
      : low === high
        ? figure(low)
        : t("bounds-between", { low: figure(low), high: figure(high) });
  const said = best === null || best === undefined || low === high ? bounds : "";
  return <Foreign text={said || t("bounds-best", { best: figure(best as number), bounds })} />;
}

/** A name or text of the pack, in the reader's language where the pack has it. */
export function Agreed({ text }: { text: string }) {
  return <Foreign text={text} lang={languageIn(useHere(), text)} />;
}

/** A value of a record's body; `name` is its field. */
export function Shown(props: { name: string; value: unknown; lang?: string | undefined }) {
  const { t, maybe } = useWords();
  const { mission } = useHere();
  const { name, value, lang } = props;
  if (value === null || value === undefined || value === "") return <>{t("not-stated")}</>;
  if (typeof value === "boolean") return <>{t(value ? "word-yes" : "word-no")}</>;
  if (typeof value === "number") return <Ltr>{value}</Ltr>;
  if (typeof value === "string") {
    if (TIME.test(value)) return <Moment utc={value} />;
    const named = [mission.acts, mission.items, mission.zones, mission.actors].find((list) =>
      list.some((each) => each.id === value),
    );
    if (named) return <Agreed text={nameIn(named, value)} />;
    const word = WORD.test(value) ? maybe(`word-${value}`, "") : "";
    return word ? word : <Foreign text={value} lang={lang} />;
  }
  if (Array.isArray(value)) {
    if (COUNTS.has(name)) return <Bounds value={value} />;
    if (name === "span" || name === "activity") {
      const [start, end] = value.map(String);
      return (
        <>
          <Moment utc={start ?? ""} />
          {end && end !== start && (
            <>
              {" – "}
              <Moment utc={end} />
            </>
          )}
        </>
      );
    }
    if (name === "participants") {
      return (
        <ul class="plain">
          {(value as [string, string][]).map(([who, side]) => (
            <li key={`${who} ${side}`}>
              {maybe({ a: "field-actor", b: "field-opponent" }[side] ?? "", side)}:{" "}
              <Foreign text={who} />
            </li>
          ))}
        </ul>
      );
    }
    if (!value.length) return <>{t("not-stated")}</>;
    return (
      <ul class="plain">
        {value.map((each, place) => (
          <li key={place}>
            <Shown name="" value={each} lang={lang} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl>
      {Object.entries(value as object).map(([key, each]) => (
        <>
          <dt key={`${key} name`}>{maybe(`field-${key}`, key)}</dt>
          <dd key={key}>
            <Shown name={key} value={each} lang={lang} />
          </dd>
        </>
      ))}
    </dl>
  );
}
