// Who stands ready: units and what each uncovers when it goes, what fetches the wounded, who treats them.
import { addressOf } from "../address";
import type { Schemas } from "../api";
import { may, useHere } from "../mission";
import { Foreign, Ltr, Table } from "../ui";
import { useWords } from "../words";
import { Standing } from "./words";

type Answer = Schemas["RespondOut"];

export function ReadyPart({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { units = [], assets = [], facilities = [] } = answer;
  return (
    <>
      <h2>{t("respond-units")}</h2>
      {units.length ? <Units units={units} /> : <None kind="response-unit" />}
      <h2>{t("respond-assets")}</h2>
      {assets.length ? (
        <Assets assets={assets} area={answer.area} />
      ) : (
        <None kind="medical-asset" />
      )}
      <h2>{t("respond-facilities")}</h2>
      {facilities.length ? (
        <Facilities facilities={facilities} />
      ) : (
        <None kind="medical-facility" />
      )}
    </>
  );
}

function None({ kind }: { kind: string }) {
  const { t } = useWords();
  const { session } = useHere();
  return (
    <p>
      {t("respond-none")}{" "}
      {may(session, "submit") && (
        <a class="button" href={addressOf("reports/new", { kind })}>
          {t("new-report")}
        </a>
      )}
    </p>
  );
}

function Units({ units }: { units: Schemas["UnitOut"][] }) {
  const { t } = useWords();
  return (
    <>
      <Table
        label={t("respond-units")}
        heads={[
          t("task-unit"),
          t("task-state"),
          t("field-strength"),
          t("respond-notice"),
          t("respond-uncovers"),
          t("respond-move"),
        ]}
      >
        {units.map((each) => (
          <tr key={each.name}>
            <th scope="row">
              <Foreign text={each.name} />
            </th>
            <td>
              <Standing each={each} />
            </td>
            <td>{each.strength !== null && <Ltr>{each.strength}</Ltr>}</td>
            <td>
              <Ltr>{each.notice_min}</Ltr>
            </td>
            <td>{each.uncovered !== null && <Ltr>{Math.round(each.uncovered)}</Ltr>}</td>
            <td>
              {each.moves && (
                <Ltr>
                  <Foreign text={each.moves} /> → <Foreign text={each.moves_to} />{" "}
                  <span class="quiet">+{Math.round(each.regained)}</span>
                </Ltr>
              )}
              {each.moves && each.move_min !== null && (
                <div class="quiet">
                  {t("respond-move-takes", { minutes: Math.round(each.move_min) })}
                </div>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <p class="quiet">{t("respond-uncovers-how")}</p>
    </>
  );
}

function Assets({ assets, area }: { assets: Schemas["AssetOut"][]; area: Answer["area"] }) {
  const { t, maybe } = useWords();
  const loss = (name: string, light: "day" | "night") =>
    area?.losses.find((each) => each.asset === name && each.light === light)?.people ?? 0;
  return (
    <Table
      label={t("respond-assets")}
      heads={[
        t("respond-asset"),
        t("task-state"),
        t("kind"),
        t("field-seats"),
        t("respond-at-night"),
        t("respond-lose-day"),
        t("respond-lose-night"),
      ]}
    >
      {assets.map((each) => (
        <tr key={each.name}>
          <th scope="row">
            <Foreign text={each.name} />
          </th>
          <td>
            <Standing each={each} />
          </td>
          <td>
            {maybe(`word-${each.mode}`, each.mode)}
            {each.medical && ` · ${t("respond-medics")}`}
          </td>
          <td>
            <Ltr>{each.seats}</Ltr>
          </td>
          <td>{each.night ? t("word-yes") : t("word-no")}</td>
          {(["day", "night"] as const).map((light) => (
            <td key={light}>
              {area && !each.task && <Ltr>{Math.round(loss(each.name, light))}</Ltr>}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Facilities({ facilities }: { facilities: Schemas["FacilityOut"][] }) {
  const { t } = useWords();
  return (
    <Table
      label={t("respond-facilities")}
      heads={[
        t("respond-facility"),
        t("field-level"),
        t("field-beds"),
        t("field-theatres"),
        t("respond-operates"),
      ]}
    >
      {facilities.map((each) => (
        <tr key={each.name}>
          <th scope="row">
            <Foreign text={each.name} />
          </th>
          <td>
            <Ltr>{each.level}</Ltr>
          </td>
          <td>
            <Ltr>{each.beds}</Ltr>
          </td>
          <td>
            <Ltr>{each.theatres}</Ltr>
          </td>
          <td>{each.operates ? t("word-yes") : t("word-no")}</td>
        </tr>
      ))}
    </Table>
  );
}
