// What closes the largest gap in 10-1-2: the best change of each kind, from what costs least.
import { useState } from "preact/hooks";
import { api, type Schemas, taken } from "../api";
import { useBackground } from "../background";
import { Failed } from "../pages/respond";
import { Failure, Foreign, Labelled, Ltr, Table } from "../ui";
import { useWords } from "../words";

export type Asked = { at: string; as_of: string; simulated: boolean; wet: boolean | null };
type Gap = NonNullable<Schemas["FixesOut"]["gap"]>;
const CHANGES = [1, 2, 3, 4, 5];

/** Computed once it is opened: each site of the pack is tried for each kind of change. */
export function GapPart({ asked, news }: { asked: Asked; news: number }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [count, setCount] = useState(1);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("gap-title")}</summary>
      <p class="quiet">{t("gap-note")}</p>
      <Labelled label={t("gap-changes")}>
        <select
          value={String(count)}
          onChange={(event) => setCount(Number(event.currentTarget.value))}
        >
          {CHANGES.map((each) => (
            <option key={each} value={String(each)}>
              {each}
            </option>
          ))}
        </select>
      </Labelled>
      {isOpen && <Answer asked={asked} count={count} news={news} />}
    </details>
  );
}

function Answer({ asked, count, news }: { asked: Asked; count: number; news: number }) {
  const { t } = useWords();
  const query = { ...asked, count };
  const { answer, error, waiting } = useBackground(
    () => taken(api.GET("/api/v1/respond/fixes", { params: { query } })),
    [...Object.values(query), news],
  );
  return (
    <div aria-busy={waiting}>
      {error && <Failure error={error} />}
      {waiting && <p role="status">{t("respond-waiting")}</p>}
      {answer?.state === "failed" && <Failed problem={answer.problem ?? ""} />}
      {answer?.state === "done" && answer.gap && <Fixes gap={answer.gap} />}
    </div>
  );
}

function Fixes({ gap }: { gap: Gap }) {
  const { t } = useWords();
  if (gap.without < 0.5) return <p>{t("gap-none")}</p>;
  return (
    <>
      <p>
        {t("gap-is", { light: t(`gap-${gap.light}`) })}{" "}
        <Ltr>
          {Math.round(gap.without)} / {Math.round(gap.persons)}
        </Ltr>
      </p>
      <Table
        label={t("gap-title")}
        heads={[t("gap-change"), t("gap-where"), t("gap-added"), t("gap-bound")]}
      >
        {gap.fixes.map((fix) => (
          <tr key={fix.kind}>
            <th scope="row">{t(`gap-kind-${fix.kind}`)}</th>
            <td>
              {fix.sites.length
                ? fix.sites.map((site, place) => (
                    <Where key={site} site={site} asset={fix.assets[place]} />
                  ))
                : t("gap-nobody")}
            </td>
            <td>
              <Ltr>{Math.round(fix.persons)}</Ltr>
            </td>
            <td>
              <Ltr>{Math.round(fix.bound)}</Ltr>
            </td>
          </tr>
        ))}
      </Table>
      <p class="quiet">
        {t("gap-sites", { count: gap.sites_compared })}
        {gap.sites_left_out > 0 && ` ${t("gap-sites-left", { count: gap.sites_left_out })}`}{" "}
        {t("gap-assumes")}
      </p>
    </>
  );
}

function Where({ site, asset }: { site: string; asset: string | undefined }) {
  const { t } = useWords();
  return (
    <div>{asset === undefined ? <Foreign text={site} /> : t("gap-moves", { asset, site })}</div>
  );
}
