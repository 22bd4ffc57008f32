// What the marks mean: the shape says the kind, so that colour is never the only sign.
import { useKindName } from "../records";
import { useWords } from "../words";
import { shapeOf } from "./shapes";

const SHAPES = [
  <circle key="circle" cx="8" cy="8" r="6" />,
  <rect key="square" x="2.5" y="2.5" width="11" height="11" />,
  <path key="diamond" d="M8 1l7 7-7 7-7-7z" />,
];

export function Legend({ kinds, simulated }: { kinds: string[]; simulated: boolean }) {
  const { t } = useWords();
  const kindName = useKindName();
  return (
    <ul class="legend" aria-label={t("map-legend")}>
      {kinds.map((kind) => (
        <li key={kind}>
          <Sign class={simulated ? "exercise" : `shape-${shapeOf(kind)}`}>
            {SHAPES[shapeOf(kind)]}
          </Sign>{" "}
          {kindName(kind)}
        </li>
      ))}
      <li>
        <Sign class="corrected">{SHAPES[0]}</Sign> {t("corrected")}
      </li>
      <li>
        <Sign class="retracted">
          <path d="M3 3l10 10M13 3L3 13" />
        </Sign>{" "}
        {t("retracted")}
      </li>
    </ul>
  );
}

function Sign({ class: name, children }: { class: string; children: preact.ComponentChildren }) {
  return (
    <svg class={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
  );
}
