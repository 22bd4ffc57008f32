// Two laydowns side by side: the bases as they stand, and as they could be; who gains, and who loses.
import type { Schemas } from "../api";
import { Foreign, Ltr, Table } from "../ui";
import { useWords } from "../words";

type Protection = Schemas["ProtectionOut"];
type Reach = { now: boolean; plan: boolean };

const gains = (each: Reach) => each.plan && !each.now;
const loses = (each: Reach) => each.now && !each.plan;

export function Laydowns({ protection }: { protection: Protection }) {
  const { t, maybe } = useWords();
  const { places, people } = protection;
  const sum = <T,>(rows: T[], of: (row: T) => number, which: (row: T) => boolean) =>
    rows.filter(which).reduce((total, row) => total + of(row), 0);
  const all = sum(
    places,
    (each) => each.expected,
    () => true,
  );
  const reached = (key: "now" | "plan") =>
    sum(
      places,
      (each) => each.expected,
      (e) => e[key],
    );
  const persons = (key: "now" | "plan") =>
    sum(
      people,
      (each) => each.people,
      (e) => e[key],
    );
  const share = (value: number) => (all ? `${Math.round((100 * value) / all)} %` : "–");
  const changed = [...places.filter((e) => gains(e) || loses(e))].sort(
    (one, other) => other.expected - one.expected,
  );
  const kept = new Set(protection.plan.map((each) => each.name));
  const standing = new Set(protection.now.map((each) => each.name));
  return (
    <>
      <h2>{t("laydown-title")}</h2>
      <p class="quiet">
        {t("laydown-means")} <Ltr>{protection.reach_km} km</Ltr>.{" "}
        {t(protection.proven ? "laydown-proven" : "laydown-not-proven")}
      </p>
      <Table label={t("laydown-title")} heads={["", t("laydown-now"), t("laydown-planned")]}>
        <tr>
          <th scope="row">{t("laydown-bases")}</th>
          <td>
            <Ltr>{protection.now.length}</Ltr>
          </td>
          <td>
            <Ltr>{protection.plan.length}</Ltr>
          </td>
        </tr>
        <tr>
          <th scope="row">{t("laydown-expected")}</th>
          {(["now", "plan"] as const).map((key) => (
            <td key={key}>
              <Ltr>
                {reached(key).toFixed(2)} / {all.toFixed(2)} ({share(reached(key))})
              </Ltr>
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t("laydown-people")}</th>
          {(["now", "plan"] as const).map((key) => (
            <td key={key}>
              {people.length ? <Ltr>{persons(key).toLocaleString("en")}</Ltr> : t("laydown-nobody")}
            </td>
          ))}
        </tr>
      </Table>
      {people.length > 0 && (
        <>
          <h3>{t("laydown-who")}</h3>
          <Table
            label={t("laydown-who")}
            heads={[
              t("outlook-place"),
              t("laydown-group"),
              t("laydown-persons"),
              t("laydown-change"),
            ]}
          >
            {people.map((each) => (
              <tr key={`${each.name} ${each.group}`}>
                <td>
                  <Foreign text={each.name} />
                </td>
                <td>{maybe(`word-${each.group}`, each.group)}</td>
                <td>
                  <Ltr>{each.people.toLocaleString("en")}</Ltr>
                </td>
                <td>
                  <Change each={each} />
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
      <h3>{t("laydown-changes")}</h3>
      {changed.length ? (
        <Table
          label={t("laydown-changes")}
          heads={[t("outlook-place"), t("outlook-expected"), t("laydown-change")]}
        >
          {changed.map((each) => (
            <tr key={each.name}>
              <td>
                <Ltr>
                  {each.lat.toFixed(2)}, {each.lon.toFixed(2)}
                </Ltr>
              </td>
              <td>
                <Ltr>{each.expected.toFixed(2)}</Ltr>
              </td>
              <td>
                <Change each={each} />
              </td>
            </tr>
          ))}
        </Table>
      ) : (
        <p>{t("laydown-same")}</p>
      )}
      <details>
        <summary>{t("laydown-list")}</summary>
        <Table
          label={t("laydown-list")}
          heads={[t("laydown-base"), t("laydown-now"), t("laydown-planned")]}
        >
          {[...protection.now, ...protection.plan.filter((e) => !standing.has(e.name))].map(
            (each) => (
              <tr key={each.name}>
                <td>
                  <Foreign text={each.name} />{" "}
                  <span class="quiet">
                    <Ltr>
                      {each.lat.toFixed(2)}, {each.lon.toFixed(2)}
                    </Ltr>
                  </span>
                </td>
                <td>{standing.has(each.name) ? t("word-yes") : "–"}</td>
                <td>{kept.has(each.name) ? t("word-yes") : "–"}</td>
              </tr>
            ),
          )}
        </Table>
      </details>
    </>
  );
}

function Change({ each }: { each: Reach }) {
  const { t } = useWords();
  if (gains(each)) return <span class="verdict met">{t("laydown-gains")}</span>;
  if (loses(each)) return <span class="verdict breached">{t("laydown-loses")}</span>;
  return <>{t(each.now ? "laydown-reached" : "laydown-unreached")}</>;
}
