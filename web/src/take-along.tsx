// Search a list, page through it, and take it along as a file. All of it stands in the address.
import { addressWith, go } from "./address";
import { Labelled, SendForm } from "./ui";
import { useWords } from "./words";

export type Format = "csv" | "xlsx" | "geojson" | "html" | "pdf";
const FORMATS: Format[] = ["csv", "xlsx", "html", "pdf"];

/** The list that is shown, in full, as a file: the server applies the same rules as to the page. */
export function TakeAlong(props: {
  table: string;
  query: [string, string][];
  places?: boolean;
  formats?: Format[];
}) {
  const { t, language } = useWords();
  const address = (format: Format) => {
    const query = new URLSearchParams(props.query.filter(([, value]) => value));
    query.set("format", format);
    query.set("lang", language);
    return `/api/v1/export/${props.table}?${query}`;
  };
  const all = props.formats ?? FORMATS;
  const formats: Format[] = props.places ? [...all, "geojson"] : all;
  return (
    <details class="take-along">
      <summary>{t("export")}</summary>
      <p class="quiet">{t("export-words")}</p>
      <p class="buttons">
        {formats.map((each) => (
          <a key={each} class="button" href={address(each)} download>
            {t(`format-${each}`)}
          </a>
        ))}
      </p>
    </details>
  );
}

/** A page as the command line writes it, in full: what a search leaves out is in it. */
export function Printed(props: {
  page: string;
  asked: Record<string, string | number | boolean>;
  formats?: Format[];
}) {
  return (
    <TakeAlong
      table={props.page}
      formats={props.formats ?? ["html", "pdf", "xlsx"]}
      query={Object.entries(props.asked).map(([name, value]) => [name, value ? `${value}` : ""])}
    />
  );
}

/** A search by words that stands in the address, under a name of its own where a page has two. */
export function Search({ query, name = "words" }: { query: URLSearchParams; name?: string }) {
  const { t } = useWords();
  return (
    <SendForm
      key={query.get(name) ?? ""}
      class="row"
      button={t("search")}
      send={async (fields) =>
        go(addressWith({ [name]: fields[name] ?? "", before: "", first: "", month: "" }))
      }
    >
      <Labelled label={t("words")}>
        <input
          name={name}
          type="search"
          dir="auto"
          defaultValue={query.get(name) ?? ""}
          maxLength={200}
        />
      </Labelled>
    </SendForm>
  );
}

/** Whether all words of a search stand in some texts, as the server's files have it. */
export function matches(words: string, ...texts: string[]): boolean {
  const content = texts.join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((each) => content.includes(each));
}

const PAGE = 100;

/** The part of a list that a page shows, and the ways to the parts before and after it. */
export function paged<T>(list: T[], query: URLSearchParams): { part: T[]; first: number } {
  const asked = Number(query.get("first") ?? 0);
  const first = Number.isInteger(asked) && asked > 0 && asked < list.length ? asked : 0;
  return { part: list.slice(first, first + PAGE), first };
}

export function Pager({ first, total }: { first: number; total: number }) {
  const { t } = useWords();
  const link = (to: number, name: string) => (
    <a class="button" href={addressWith({ first: to > 0 ? String(to) : "" })}>
      {name}
    </a>
  );
  return (
    <p class="buttons">
      {first > 0 && link(first - PAGE, t("earlier"))}
      {first + PAGE < total && link(first + PAGE, t("later"))}
    </p>
  );
}
