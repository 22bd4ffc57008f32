// What every page says of the line: whether there is one, how much is not sent, that a newer version waits.
import { addressOf } from "../address";
import { may, useHere } from "../mission";
import { Moment } from "../ui";
import { useWords } from "../words";
import { update, useUpdate } from "./install";
import { useKept } from "./kept";
import { isUnsent, useQueue } from "./queue";

export function LineBar() {
  const { t } = useWords();
  const { session } = useHere();
  const queue = useQueue();
  const kept = useKept();
  const newer = useUpdate();
  const unsent = queue.drafts.filter(isUnsent).length;
  const drafts = queue.drafts.filter((each) => each.state === "draft").length;
  const cut = !queue.line || kept !== "";
  if (!may(session, "submit") && !cut && !newer) return null;
  return (
    <div class={`line-bar ${cut ? "cut" : ""}`}>
      <p role="status">
        {cut && (
          <span>
            {t("no-line")}{" "}
            {kept && (
              <>
                {t("kept-at")} <Moment utc={kept} />
              </>
            )}
          </span>
        )}
        {may(session, "submit") && (
          <a href={addressOf("unsent")} class={unsent ? "waits" : ""}>
            {t("unsent-count", { count: unsent })}
            {drafts > 0 && ` · ${t("draft-count", { count: drafts })}`}
          </a>
        )}
        {queue.others > 0 && <span>{t("unsent-others", { count: queue.others })}</span>}
        {queue.problem === "401" && <span>{t("queue-sign-in")}</span>}
      </p>
      {newer && (
        <p role="status">
          {t("newer-version")}{" "}
          <button type="button" onClick={update}>
            {t("load-newer")}
          </button>
        </p>
      )}
    </div>
  );
}
