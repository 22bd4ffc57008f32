// Small pieces that all pages share.
import type { ComponentChildren, TargetedSubmitEvent } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { addressOf, go } from "./address";
import { ApiError, type LedgerRecord } from "./api";
import { HereContext, useHere } from "./mission";
import { useWords } from "./words";

const LETTER = /\p{L}/u;

/** Words of the mission or of a report: in their own language, apart from the line they stand in.
 * Figures alone run from left to right: a browser would take the direction of the page, and -30 became 30-. */
export function Foreign({ text, lang }: { text: string; lang?: string | undefined }) {
  const own = lang && /^(ar|fa|he|ur|ps)\b/.test(lang) ? "rtl" : "ltr";
  const direction = lang || !LETTER.test(text) ? own : "auto";
  return (
    <bdi dir={direction} lang={lang}>
      {text}
    </bdi>
  );
}

const WHOLE = /^\u2068([^\u2068\u2069]*)\u2069$/;

/** What the server says: in the page's language, or an English sentence that it has isolated as a whole. */
export function Said({ text }: { text: string }) {
  const english = WHOLE.exec(text)?.[1];
  return english === undefined ? (
    <bdi dir="auto">{text}</bdi>
  ) : (
    <span class="unsaid">
      <Foreign text={english} lang="en" />
    </span>
  );
}

/** Numbers, ids, grid references, times: left to right in every language. */
export function Ltr({ children, code = false }: { children: ComponentChildren; code?: boolean }) {
  return code ? (
    <code dir="ltr" class={String(children).length < 20 ? "short" : ""}>
      {children}
    </code>
  ) : (
    <bdi dir="ltr" class="figure">
      {children}
    </bdi>
  );
}

/** A time on the mission's clock, and in UTC. `utc` is RFC 3339 with Z. */
export function Moment({ utc }: { utc: string }) {
  const { mission } = useHere();
  const date = new Date(utc);
  if (Number.isNaN(date.getTime())) return <Ltr>{utc}</Ltr>;
  const local = clock(date, mission.timezone);
  const zulu = clock(date, "UTC");
  const shown = local.slice(0, 10) === zulu.slice(0, 10) ? zulu.slice(11) : zulu;
  return (
    <time dateTime={utc} dir="ltr" class="figure">
      {local} <span class="quiet">{shown}Z</span>
    </time>
  );
}

/** The day of a time on the mission's clock: what ends a day there may be the next one in UTC. */
export function dayOf(utc: string, timeZone: string): string {
  const date = new Date(utc);
  return Number.isNaN(date.getTime()) ? utc : clock(date, timeZone).slice(0, 10);
}

function clock(date: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(date);
}

export function Marking({ tlp }: { tlp: string }) {
  return (
    <span dir="ltr" class={`tlp ${tlp.slice(4).toLowerCase().replace("+", "-")}`}>
      {tlp}
    </span>
  );
}

/** What stands beside a record: that it is simulated, corrected, retracted, set aside. */
export function Tags({
  record,
}: {
  record: Pick<LedgerRecord, "simulated" | "amendments" | "set_aside">;
}) {
  const { t } = useWords();
  const kinds = new Set(record.amendments.map((each) => each.kind));
  return (
    <>
      {record.simulated && <span class="tag simulated">{t("simulated")}</span>}
      {kinds.has("retraction") && <span class="tag retracted">{t("retracted")}</span>}
      {kinds.has("correction") && <span class="tag corrected">{t("corrected")}</span>}
      {record.set_aside && <span class="tag retracted">{t("set-aside")}</span>}
    </>
  );
}

export function RecordLink({ id }: { id: string }) {
  return (
    <a href={addressOf(`reports/${id}`)}>
      <Ltr code>{id.slice(0, 10)}</Ltr>
    </a>
  );
}

export function Failure({ error }: { error: Error }) {
  const { t } = useWords();
  const none = error instanceof ApiError && error.status === 0;
  return (
    <p class="message bad" role="alert">
      {none ? t("no-answer") : <Said text={error.message} />}{" "}
      {error instanceof ApiError && error.remedy && <Said text={error.remedy} />}
    </p>
  );
}

type Loaded<T> = { value?: T; error?: Error; busy: boolean };

/**
 * Loads something again whenever `keys` change; what was shown stays until the new is there. `again`: the same is
 * asked anew, so that where no answer comes, what was shown stays beside the error, with what is written in it.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  keys: unknown[],
  again: unknown[] = [],
): Loaded<T> {
  const session = useContext(HereContext)?.session;
  const [state, set] = useState<Loaded<T>>({ busy: true });
  const shown = useRef<string | null>(null);
  const name = JSON.stringify(keys);
  useEffect(() => {
    let current = true;
    set((before) => ({ ...before, busy: true }));
    load().then(
      (value) => {
        if (!current) return;
        shown.current = name;
        set({ value, busy: false });
      },
      (error: Error) => {
        if (!current) return;
        set((before) =>
          shown.current === name ? { ...before, error, busy: false } : { error, busy: false },
        );
      },
    );
    return () => {
      current = false;
    };
  }, [...keys, ...again, session]);
  return state;
}

/** Shows what was loaded, that it is being loaded, or why it could not be. */
export function Show<T>({
  loaded,
  children,
}: {
  loaded: Loaded<T>;
  children: (value: T) => ComponentChildren;
}) {
  const { t } = useWords();
  return (
    <div aria-busy={loaded.busy}>
      {loaded.error && <Failure error={loaded.error} />}
      {loaded.value === undefined && loaded.busy && <p class="quiet">{t("loading")}</p>}
      {loaded.value !== undefined && children(loaded.value)}
    </div>
  );
}

/** On a telephone a row is a card: each cell bears its column's head, and says that it is a cell still. */
function nameCells(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((each) => each.textContent ?? "");
  table.setAttribute("role", "table");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    const inHead = row.parentElement === table.tHead;
    for (const cell of row.cells) {
      const isHead = cell.tagName === "TH";
      cell.setAttribute("role", isHead ? (inHead ? "columnheader" : "rowheader") : "cell");
      if (!inHead && cell.colSpan === 1) cell.dataset.head = heads[cell.cellIndex] ?? "";
    }
  }
  for (const part of [table.tHead, ...table.tBodies]) part?.setAttribute("role", "rowgroup");
}

/** A table that scrolls by itself, by mouse, finger and keyboard. */
export function Table({
  label,
  heads,
  children,
  class: name = "",
}: {
  label: string;
  heads: ComponentChildren[];
  children: ComponentChildren;
  class?: string;
}) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.querySelectorAll("table").forEach(nameCells));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keys
    <section ref={section} class={`scroll ${name}`} tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th key={place} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="labelled">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** A choice that stands in the address. */
export function AddressSelect({
  label,
  name,
  value,
  options,
  change,
}: {
  label: string;
  name: string;
  value: string;
  options: [string, string][];
  change: (value: string) => string;
}) {
  const { t } = useWords();
  return (
    <Labelled label={label}>
      <select name={name} value={value} onChange={(event) => go(change(event.currentTarget.value))}>
        <option value="">{t("any")}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A form that calls `send` once at a time, and says what went wrong. */
export function SendForm({
  send,
  button,
  children,
  class: name = "stacked",
}: {
  send: (fields: Record<string, string>) => Promise<void>;
  button: string;
  children: ComponentChildren;
  class?: string;
}) {
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const fields = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)]),
    );
    setBusy(true);
    setError(null);
    send(fields)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <form class={name} onSubmit={submit}>
      {error && <Failure error={error} />}
      {children}
      <p>
        {/* Not disabled, which would take the focus from it. */}
        <button type="submit" aria-disabled={busy}>
          {button}
        </button>
      </p>
    </form>
  );
}
