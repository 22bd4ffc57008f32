// Without a graphics card the processor draws every pixel: a map in movement is then drawn with fewer of them.
import type { Map as MapLibre } from "maplibre-gl";

/** While the map moves: one pixel for two of the page's each way, so at most a quarter of the work. */
const MOVING_RATIO = 0.5;
/** So long after the last movement all pixels are drawn again: turning back waits for what is being drawn. */
const REST_MS = 300;
/** What WebGL names itself where no graphics card draws: in Chromium, Mesa (Firefox on Linux), Windows, macOS. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Says whether the processor draws what WebGL is asked for; false where the browser does not tell. */
export function drawnBySoftware(gl: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const unmasked = names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  return SOFTWARE.test(`${unmasked ?? ""} ${gl.getParameter(gl.RENDERER)}`);
}

/** Returns what is to be called whenever a map moves or changes: it is drawn in haste until it rests. */
export function hasteOf(map: MapLibre): () => void {
  const gl = map.getCanvas().getContext("webgl2");
  if (!gl || !drawnBySoftware(gl)) return () => {};
  let hasty = false;
  let turning = false;
  let timer = 0;
  const turn = (on: boolean) => {
    if (hasty === on) return;
    hasty = on;
    turning = true;
    // MapLibre takes other numbers of pixels for a movement: it would tell of it, and end the one that is going on.
    map.stop = () => map;
    map.setPixelRatio(on ? Math.min(MOVING_RATIO, devicePixelRatio) : devicePixelRatio);
    delete (map as Partial<MapLibre>).stop;
    turning = false;
  };
  const rest = () => {
    if (map.isMoving()) timer = setTimeout(rest, REST_MS);
    else turn(false);
  };
  map.once("remove", () => clearTimeout(timer));
  return () => {
    if (turning) return;
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
    turn(true);
  };
}
