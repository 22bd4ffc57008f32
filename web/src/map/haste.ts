// Without a graphics card the processor draws every pixel: a map in movement is then drawn with fewer of them.
import type { Map as MapLibre } from "maplibre-gl";

/** While the map moves: pixels for one of the page's, each way. The first that is drawn fast enough is kept. */
const MOVING_RATIOS = [0.5, 0.35, 0.25];
/** A frame that takes longer is slow: fewer than 30 a second. */
const SLOW_MS = 34;
/** As many frames one after the other say how fast the machine is now. */
const JUDGED = 6;
/** So long after the last movement all pixels are drawn again. */
const REST_MS = 300;
/** A machine that is never in time rests after so long all the same. */
const LATE_MS = 2_000;
/** What WebGL names itself where no graphics card draws: in Chromium, Mesa (Firefox on Linux), Windows, macOS. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Says whether the processor draws what WebGL is asked for; false where the browser does not tell. */
export function drawnBySoftware(gl: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const unmasked = names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  return SOFTWARE.test(`${unmasked ?? ""} ${gl.getParameter(gl.RENDERER)}`);
}

/**
 * Returns which of the moving ratios is drawn next, by how long the last frames took (ms): a smaller one where most of
 * them were slow. A single late frame changes nothing.
 */
export function nextLevel(level: number, frames: number[]): number {
  if (frames.length < JUDGED) return level;
  const slow = frames.slice(-JUDGED).filter((each) => each > SLOW_MS).length;
  return slow > JUDGED / 2 ? Math.min(level + 1, MOVING_RATIOS.length - 1) : level;
}

/** Returns what is to be called whenever a map moves or changes: it is drawn in haste until it rests. */
export function hasteOf(map: MapLibre): () => void {
  const gl = map.getCanvas().getContext("webgl2");
  if (!gl || !drawnBySoftware(gl)) return () => {};
  let level = 0;
  let hasty = false;
  let turning = false;
  let called = 0;
  let frames: number[] = [];
  let ticking = 0;
  const draw = (ratio: number) => {
    turning = true;
    // MapLibre takes other numbers of pixels for a movement: it would tell of it, and end the one that is going on.
    map.stop = () => map;
    map.setPixelRatio(Math.min(ratio, devicePixelRatio));
    delete (map as Partial<MapLibre>).stop;
    turning = false;
    frames = [];
  };
  // Frames are counted, not time alone: a machine that is late with a frame is not at rest.
  const tick = (before: number) => (now: number) => {
    frames.push(now - before);
    const next = nextLevel(level, frames);
    const still = now - called;
    const late = now - before > REST_MS / 2 && still < LATE_MS;
    if (still > REST_MS && !late && !map.isMoving()) {
      hasty = false;
      // What was fast enough throughout may be drawn with more pixels the next time.
      if (next === level && frames.length > JUDGED && Math.max(...frames) < SLOW_MS)
        level = Math.max(0, level - 1);
      draw(devicePixelRatio);
      return;
    }
    if (next !== level) {
      level = next;
      draw(MOVING_RATIOS[level] as number);
    }
    ticking = requestAnimationFrame(tick(now));
  };
  map.once("remove", () => cancelAnimationFrame(ticking));
  return () => {
    if (turning) return;
    called = performance.now();
    if (hasty) return;
    hasty = true;
    draw(MOVING_RATIOS[level] as number);
    ticking = requestAnimationFrame((now) => tick(now)(now));
  };
}
