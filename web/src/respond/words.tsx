// What all parts of respond say: on what travel times rest, minutes, shares, who keeps a unit.
import { addressOf } from "../address";
import type { Schemas } from "../api";
import { Labelled, Ltr } from "../ui";
import { useWords } from "../words";

export function WaysLine({ ways }: { ways: Schemas["WaysOut"] }) {
  const { t } = useWords();
  return (
    <p class={ways.pieces ? "quiet" : "message"}>
      {ways.pieces
        ? t("respond-ways-roads", {
            pieces: ways.pieces,
            kmh: ways.off_kmh,
            km: ways.off_max_km,
          })
        : t("respond-ways-straight", { factor: ways.circuity, kmh: ways.road_kmh })}{" "}
      {t("respond-closures", { count: ways.closures })}{" "}
      <Season wet={ways.wet} isAsked={ways.season_by === "question"} />
    </p>
  );
}

function Season({ wet, isAsked }: { wet: boolean; isAsked: boolean }) {
  const { t } = useWords();
  if (isAsked) return <>{t(wet ? "respond-is-wet-question" : "respond-is-dry-question")}</>;
  return <>{t(wet ? "respond-is-wet-pack" : "respond-is-dry-pack")}</>;
}

/** Minutes, or that it never happens. */
export function Minutes({ value }: { value: number | null }) {
  const { t } = useWords();
  return value === null ? <span>{t("respond-never")}</span> : <Ltr>{Math.round(value)}</Ltr>;
}

export function Share({ value }: { value: number }) {
  return <Ltr>{Math.round(100 * value)} %</Ltr>;
}

export function Whether({ holds }: { holds: boolean }) {
  const { t } = useWords();
  return (
    <span class={`verdict ${holds ? "met" : "breached"}`}>
      {holds ? `✓ ${t("respond-holds")}` : `✕ ${t("respond-holds-not")}`}
    </span>
  );
}

/** That something is ready, or the task that keeps it. */
export function Standing({ each }: { each: { task: string; task_type: string } }) {
  const { t, maybe } = useWords();
  if (!each.task) return <>{t("respond-ready")}</>;
  return (
    <a href={addressOf("tasks")}>
      {maybe(`word-${each.task_type}`, each.task_type)} <Ltr>{each.task}</Ltr>
    </a>
  );
}

/** The season that an address asks for: wet, dry, or (null) as the pack says of the day. */
export function seasonOf(query: URLSearchParams): boolean | null {
  const wet = query.get("wet");
  return wet === "true" || wet === "false" ? wet === "true" : null;
}

/** The choice of the season; its value goes into the address as `wet`. */
export function SeasonChoice({ wet }: { wet: boolean | null }) {
  const { t } = useWords();
  return (
    <Labelled label={t("respond-season")}>
      <select name="wet" defaultValue={wet === null ? "" : String(wet)}>
        <option value="">{t("respond-season-pack")}</option>
        <option value="true">{t("respond-wet")}</option>
        <option value="false">{t("respond-dry")}</option>
      </select>
    </Labelled>
  );
}
