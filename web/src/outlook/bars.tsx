// A forecast month by month: the mean as a mark, the central half and nine tenths as bars.
import type { Schemas } from "../api";
import { useWords } from "../words";

const [WIDE, HIGH, STEP] = [14, 40, 16];

export function Bars({ months }: { months: Schemas["MonthOut"][] }) {
  const { t } = useWords();
  const most = Math.max(1, ...months.map((each) => Math.max(each.q95, each.mean)));
  const y = (value: number) => HIGH - (value / most) * (HIGH - 2);
  const words = months.map(
    (each) => `${each.month}: ${each.mean.toFixed(2)} (${each.q05}–${each.q95})`,
  );
  return (
    <svg
      class="bars"
      dir="ltr"
      role="img"
      aria-label={`${t("outlook-month-by-month")}: ${words.join("; ")}`}
      width={STEP * months.length}
      height={HIGH + 2}
      viewBox={`0 0 ${STEP * months.length} ${HIGH + 2}`}
    >
      <title>{words.join("\n")}</title>
      <line x1={0} x2={STEP * months.length} y1={HIGH} y2={HIGH} />
      {months.map((each, at) => (
        <g key={each.month}>
          <rect
            class="most"
            x={at * STEP + 1}
            width={WIDE}
            y={y(each.q95)}
            height={Math.max(0.5, y(each.q05) - y(each.q95))}
          />
          <rect
            class="half"
            x={at * STEP + 3}
            width={WIDE - 4}
            y={y(each.q75)}
            height={Math.max(0.5, y(each.q25) - y(each.q75))}
          />
          <circle cx={at * STEP + 1 + WIDE / 2} cy={y(each.mean)} r={2.6} />
        </g>
      ))}
    </svg>
  );
}
