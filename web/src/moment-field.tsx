// When something was: written on the mission's clock or with an offset, read back on both clocks, sent with an offset.
import { useEffect, useRef, useState } from "preact/hooks";
import { localOf, momentsAt } from "./map/days";
import { useHere } from "./mission";
import { Labelled, Ltr, Moment } from "./ui";
import { useWords } from "./words";

/** Returns a time of the mission's clock with its offset; any other text as it is. */
export function withOffset(text: string, timeZone: string): string {
  const [moment, other] = momentsAt(text, timeZone) ?? [];
  if (moment === undefined || other !== undefined) return text;
  return localOf(new Date(moment).toISOString().replace(".000", ""), timeZone);
}

export function MomentField(props: {
  name: string;
  label: string;
  required: boolean;
  value: string;
}) {
  const { t } = useWords();
  const { mission } = useHere();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(props.value);
  const zone = mission.timezone;
  const moments = momentsAt(text, zone);
  const fault =
    moments && moments.length !== 1 ? t(moments.length ? "time-twice" : "time-never") : "";
  useEffect(() => input.current?.setCustomValidity(fault), [fault]);
  const isTime = moments ? moments.length === 1 : /T.*(Z|[+-]\d\d:?\d\d)$/.test(text.trim());
  const utc = () => new Date(moments?.[0] ?? text.trim());
  const choose = (chosen: string) => {
    if (!input.current) return;
    input.current.value = chosen;
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <>
      <Labelled label={props.label}>
        <input
          ref={input}
          name={props.name}
          required={props.required}
          defaultValue={props.value}
          dir="ltr"
          maxLength={64}
          placeholder="2024-05-03 10:00"
          aria-describedby={`read-${props.name}`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Labelled>
      <input
        type="datetime-local"
        tabIndex={-1} // by keys the field above says it all, in one stop instead of six
        class="picker"
        dir="ltr"
        aria-label={t("time-choose")}
        onInput={(event) => choose(event.currentTarget.value)}
      />
      <small id={`read-${props.name}`} class={fault ? "bad" : ""} aria-live="polite">
        {fault}
        {!fault && isTime && !Number.isNaN(utc().getTime()) && <Moment utc={utc().toISOString()} />}
        {!fault && !isTime && t("time-clock")} {!fault && <Ltr>{zone}</Ltr>}
      </small>
    </>
  );
}
