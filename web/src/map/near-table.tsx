// The reports in view as text, for whoever cannot see the map, or wants words.
import { addressOf } from "../address";
import { useKindName } from "../records";
import { Foreign, Ltr, Moment, Show, Table, Tags, useLoaded } from "../ui";
import { useWords } from "../words";
import { recordsAt } from "./load";
import type { Box, Marks } from "./marks";

export const LISTED_MAX = 25;

export function NearTable(props: {
  marks: Marks;
  version: number;
  box: Box;
  goTo: (lon: number, lat: number) => void;
}) {
  const { t, maybe } = useWords();
  const kindName = useKindName();
  const { marks } = props;
  const listed = marks.latest(props.box, LISTED_MAX);
  const places = listed.map((each) => marks.placeAt(each));
  const loaded = useLoaded(() => recordsAt(places), [places.join(), props.version]);
  if (!listed.length) return <p>{t("map-none")}</p>;
  return (
    <Show loaded={loaded}>
      {(records) => (
        <Table
          label={t("map-list")}
          heads={[t("when"), t("kind"), t("report"), t("where"), t("record")]}
        >
          {listed.map((mark, row) => {
            const record = records.get(places[row] ?? "");
            if (!record) return null;
            const [lon, lat] = [marks.lon[mark] as number, marks.lat[mark] as number];
            const exact = marks.accuracy[mark] as number;
            const subject = marks.subjects[marks.subject[mark] as number] ?? "";
            const act = (record.body as { act?: string }).act;
            return (
              <tr key={record.id} class={marks.state[mark] === 2 ? "gone" : ""}>
                <td>
                  <Moment utc={new Date(marks.start[mark] as number).toISOString()} />
                </td>
                <td>
                  {kindName(record.kind)}
                  {subject && act && `: ${maybe(`word-${subject}`, subject)}`}{" "}
                  <Tags record={record} />
                </td>
                <td class="words">
                  <Foreign text={record.summary} />
                </td>
                <td>
                  <Ltr>
                    {lat.toFixed(4)}, {lon.toFixed(4)}
                  </Ltr>
                  <br />
                  {Number.isNaN(exact) ? (
                    t("map-unrated")
                  ) : (
                    <Ltr>± {exact.toLocaleString("en")} m</Ltr>
                  )}{" "}
                  <button type="button" onClick={() => props.goTo(lon, lat)}>
                    {t("map-show")}
                  </button>
                </td>
                <td>
                  <a href={addressOf(`reports/${record.id}`)}>
                    <Ltr code>{record.id.slice(0, 10)}</Ltr>
                  </a>
                </td>
              </tr>
            );
          })}
        </Table>
      )}
    </Show>
  );
}
