// Where this device is, written into the form's own fields: nobody in a valley types seven digits.
import { useRef, useState } from "preact/hooks";
import { useWords } from "./words";

const WAIT_MS = 60_000;
/** Degrees to about a metre: no telephone knows more. */
const DIGITS = 5;

type State = "asking" | "taken" | "refused" | "none";

/** Fills the fields lon, lat and accuracy_m of the form that it stands in. */
export function DevicePosition() {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<State | null>(null);
  if (!isSecureContext || !navigator.geolocation) return null;
  const fill = ({ coords }: GeolocationPosition) => {
    const form = button.current?.closest("form");
    const values = {
      lon: coords.longitude.toFixed(DIGITS),
      lat: coords.latitude.toFixed(DIGITS),
      accuracy_m: String(Math.max(1, Math.ceil(coords.accuracy))),
    };
    for (const [name, value] of Object.entries(values)) {
      const field = form?.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (!field) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    setState("taken");
  };
  const ask = () => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      fill,
      (error) => setState(error.code === error.PERMISSION_DENIED ? "refused" : "none"),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  };
  const words = (): Record<State, string> => ({
    asking: t("position-asking"),
    taken: t("position-taken"),
    refused: t("position-refused"),
    none: t("position-none"),
  });
  return (
    <div>
      <button ref={button} type="button" onClick={ask} aria-disabled={state === "asking"}>
        {t("position-take")}
      </button>{" "}
      <span role="status" class={state === "refused" || state === "none" ? "bad" : "quiet"}>
        {state && words()[state]}
      </span>
    </div>
  );
}
