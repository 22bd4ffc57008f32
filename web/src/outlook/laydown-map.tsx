// The forecast and both laydowns on a small map; the tables beside it say the same in words.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../api";
import { api, taken } from "../api";
import type { OutlookAnswer } from "../pages/outlook";
import { useWords } from "../words";

export function LaydownMap({ answer }: { answer: OutlookAnswer }) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let open: { remove: () => void } | null = null;
    let gone = false;
    Promise.all([import("./drawing"), taken(api.GET("/api/v1/layers"))])
      .then(
        ([{ drawOutlook }, layers]: [typeof import("./drawing"), Schemas["Layers"]]) =>
          place.current && drawOutlook(place.current, layers, answer, t("map-attribution")),
      )
      .then((made) => {
        if (!made) return;
        if (gone) return made.remove();
        open = made;
        setDrawn(true);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      open?.remove();
    };
  }, [answer]);
  return (
    <>
      {failed && <p class="message bad">{t("outlook-no-map")}</p>}
      <section
        ref={place}
        class="map small"
        dir="ltr"
        aria-label={t("outlook-map")}
        aria-busy={!failed && !drawn}
      />
      <ul class="legend" aria-label={t("map-legend")}>
        <li>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" class="expected">
            <circle cx="8" cy="8" r="6" />
          </svg>{" "}
          {t("outlook-expected")}
        </li>
        <li>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" class="base-now">
            <circle cx="8" cy="8" r="4" />
          </svg>{" "}
          {t("laydown-now")}
        </li>
        <li>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" class="base-planned">
            <circle cx="8" cy="8" r="5.5" />
          </svg>{" "}
          {t("laydown-planned")}
        </li>
        {[false, true]
          .filter((passes) => answer.protection?.closed.some((each) => each.passes === passes))
          .map((passes) => (
            <li key={String(passes)}>
              <svg
                viewBox="0 0 16 16"
                width="16"
                height="16"
                aria-hidden="true"
                class={passes ? "slow-way" : "closed-way"}
              >
                <circle cx="8" cy="8" r="5" />
              </svg>{" "}
              {t(passes ? "laydown-slow" : "laydown-closed")}
            </li>
          ))}
      </ul>
      {answer.protection?.closed.length ? <p class="quiet">{t("laydown-closed-note")}</p> : null}
    </>
  );
}
