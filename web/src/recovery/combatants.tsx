// Disarmament, demobilisation, reintegration: who reached which phase, as bounds; each sender's own word.
import type { Schemas } from "../api";
import { Foreign, Said } from "../ui";
import { useWords } from "../words";
import { Listed, People, PlaceLink } from "./parts";

type Line = Schemas["CombatantLineOut"];
const PARTS = ["women", "men", "girls", "boys"] as const;

export function Combatants({ of }: { of: Schemas["CombatantsOut"] | null | undefined }) {
  const { t } = useWords();
  if (!of || !(of.groups.length + of.lines.length)) return null;
  return (
    <>
      <h2>{t("combatants-title")}</h2>
      {of.groups.length > 0 && <Phases title={t("combatants-by-group")} lines={of.groups} />}
      {of.lines.length > 0 && <Phases title={t("combatants-by-place")} lines={of.lines} hasPlace />}
      {of.contradictions.length > 0 && (
        <section>
          <h2>{t("combatants-cannot-be")}</h2>
          <p>{t("combatants-unarmed")}</p>
          <ul>
            {of.contradictions.map((each) => (
              <li key={each.message}>
                <Said text={each.message} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A row for each group, place and phase; a part that no report tells apart stays empty. */
export function Phases(props: { title: string; lines: Line[]; hasPlace?: boolean }) {
  const { title, lines, hasPlace = false } = props;
  const { t, maybe } = useWords();
  return (
    <Listed
      title={title}
      none={t("combatants-none")}
      note={t("people-rounded")}
      heads={[
        t("weapons-group"),
        ...(hasPlace ? [t("field-place")] : []),
        t("field-phase"),
        t("recovery-people"),
        ...PARTS.map((part) => t(`field-${part}`)),
        t("returns-who-says"),
      ]}
    >
      {lines.map((each) => (
        <tr key={`${each.group} ${each.place} ${each.phase}`}>
          <th scope="row">
            <Foreign text={each.group} />
          </th>
          {hasPlace && (
            <td>
              <PlaceLink name={each.place} />
            </td>
          )}
          <td>{maybe(`word-${each.phase}`, each.phase)}</td>
          <td>
            <People bounds={each.people} />
          </td>
          {PARTS.map((part) => {
            const bounds = each.parts[part];
            return <td key={part}>{bounds && <People bounds={bounds} />}</td>;
          })}
          <td>
            <ul>
              {Object.entries(each.says).map(([who, bounds]) => (
                <li key={who}>
                  <Foreign text={who} />
                  {": "}
                  <People bounds={bounds} />
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ))}
    </Listed>
  );
}
