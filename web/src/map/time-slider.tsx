// Narrows the map to days of the mission. Both edges are in it, and both clocks are shown.
import { useId, useMemo } from "preact/hooks";
import { useHere } from "../mission";
import { Moment } from "../ui";
import { useWords } from "../words";
import type { Days } from "./days";

export interface Range {
  /** Places in `days`, both included. */
  from: number;
  until: number;
}

const HEIGHT = 36;

/** `move` is told while the edge is being dragged, `settle` once it has been let go. */
export function TimeSlider(props: {
  days: Days;
  range: Range;
  counts: number[];
  move: (range: Range) => void;
  settle: (range: Range) => void;
}) {
  const { t } = useWords();
  const { mission } = useHere();
  const { days, range } = props;
  const last = days.names.length - 1;
  const chosen = useId();
  const width = props.counts.length;
  const bars = useMemo(() => barsOf(props.counts), [props.counts]);
  const edgeX = (day: number) => (day / (last + 1)) * width;
  const first = days.starts[range.from] ?? 0;
  const end = (days.starts[range.until + 1] ?? 1) - 1;
  const edge = (name: "from" | "until", label: string) => (
    <label class="edge">
      <span>{label}</span>
      <input
        type="range"
        name={name}
        dir="ltr"
        min={0}
        max={last}
        value={range[name]}
        aria-valuetext={days.names[range[name]]}
        onInput={(event) => props.move(moved(range, name, Number(event.currentTarget.value)))}
        onChange={(event) => props.settle(moved(range, name, Number(event.currentTarget.value)))}
      />
    </label>
  );
  return (
    <fieldset class="time-slider">
      <legend>{t("map-time")}</legend>
      <svg
        dir="ltr"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <clipPath id={chosen}>
          <rect
            x={edgeX(range.from)}
            y={0}
            width={edgeX(range.until + 1 - range.from)}
            height={HEIGHT}
          />
        </clipPath>
        <path d={bars} />
        <path class="inside" d={bars} clip-path={`url(#${chosen})`} />
      </svg>
      {edge("from", t("map-from"))}
      {edge("until", t("map-until"))}
      <p>
        <Moment utc={new Date(first).toISOString()} /> –{" "}
        <Moment utc={new Date(end).toISOString()} />{" "}
        <span class="quiet">
          <bdi dir="ltr">{mission.timezone}</bdi>
        </span>
      </p>
    </fieldset>
  );
}

/** Returns the outline of all bars: one shape, however many there are, so that an edge is moved at little cost. */
function barsOf(counts: number[]): string {
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, bin) => {
    const height = Math.max(1, (count / most) * HEIGHT);
    return count ? `M${bin} ${HEIGHT}v${-height}h0.9v${height}z` : "";
  });
  return bars.join("");
}

/** Returns a range with one edge moved; the other one is pushed along. */
function moved(range: Range, name: "from" | "until", place: number): Range {
  return name === "from"
    ? { from: place, until: Math.max(place, range.until) }
    : { from: Math.min(place, range.from), until: place };
}
