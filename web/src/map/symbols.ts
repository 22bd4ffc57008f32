// Symbols of STANAG APP-6 (D) by milsymbol. It comes only where symbols are drawn.
import ms from "milsymbol";

/** Activities (symbol set 40, six digits) of an incident, by the act of the pack's vocabulary. */
const ACTIVITIES: Record<string, string> = {
  "armed-clash": "110400",
  fire: "110400",
  "direct-fire": "110400",
  "indirect-fire": "110604",
  rocket: "110605",
  airstrike: "110606",
  "drone-attack": "110606",
  "mine-laying": "130500",
};
/** What a pack's site may be that is no position of the mission, so that it has no symbol. */
const NO_UNITS = new Set(["town", "place", "land", "checkpoint"]);
const SIZE = 20;

/**
 * Returns the code (20 digits) of a symbol. A report's frame says "unknown", whoever is named in it, and
 * a site of the mission's says "friend": no party is ever drawn as hostile. An exercise is marked as one.
 */
export function codeOf(
  what: "report" | "site",
  subject: string,
  simulated: boolean,
): string | null {
  const context = simulated ? "1" : "0";
  if (what === "report") return `10${context}14000${"00"}${ACTIVITIES[subject] ?? "110000"}0000`;
  if (NO_UNITS.has(subject)) return null;
  return `10${context}3100${subject.includes("headquarters") ? "2" : "0"}${"0".repeat(12)}`;
}

export interface Picture {
  image: ImageData;
  pixelRatio: number;
  /** From the picture's middle to the symbol's point, CSS pixels. */
  offset: [number, number];
  height: number;
}

/** Returns the picture of a symbol. */
export function pictureOf(code: string): Picture | null {
  const pixelRatio = Math.max(1, Math.ceil(devicePixelRatio));
  const symbol = new ms.Symbol(code, { size: SIZE });
  const canvas = symbol.asCanvas(pixelRatio);
  const context = canvas.getContext("2d");
  if (!symbol.isValid() || !context || !canvas.width) return null;
  const { x, y } = symbol.getAnchor();
  const { width, height } = symbol.getSize();
  return {
    image: context.getImageData(0, 0, canvas.width, canvas.height),
    pixelRatio,
    offset: [width / 2 - x, height / 2 - y],
    height,
  };
}
