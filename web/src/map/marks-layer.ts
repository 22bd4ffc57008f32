// Draws each mark by itself on the graphics card: moving the map or the time costs no work a mark.
import type { CustomLayerInterface, Map as MapLibre } from "maplibre-gl";
import { mercator } from "./clusters";
import type { Marks } from "./marks";
import { shapeOf } from "./shapes";

const VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform float u_size;
in vec2 a_position;
in float a_look;
out float v_look;
void main() {
  gl_Position = u_matrix * vec4(a_position, 0.0, 1.0);
  gl_PointSize = u_size;
  v_look = a_look;
}`;

// A look is 1 + state + 3 * shape. Each kind has a shape, so that colour is never the only sign.
const FRAGMENT = `#version 300 es
precision mediump float;
uniform vec3 u_colours[3];
uniform vec3 u_ring;
in float v_look;
out vec4 colour;
void main() {
  int look = int(v_look + 0.5) - 1;
  int state = look % 3;
  int shape = look / 3;
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float d = shape == 0 ? length(p) : shape == 1 ? max(abs(p.x), abs(p.y)) * 1.15 : abs(p.x) + abs(p.y);
  if (d > 1.0) discard;
  vec3 fill = u_colours[shape];
  vec3 c = d > 0.72 ? u_ring : fill;
  if (state == 1) c = d > 0.55 ? (d > 0.8 ? u_ring : vec3(0.95, 0.75, 0.1)) : fill;
  if (state == 2) {
    bool cross = abs(abs(p.x) - abs(p.y)) < 0.22;
    if (d < 0.6 && !cross) discard;
    c = vec3(0.42);
  }
  colour = vec4(c, 1.0);
}`;

export interface Colours {
  shapes: [number, number, number][];
  ring: [number, number, number];
}

/** The more marks there are, the smaller each is drawn: up to so many, so many CSS pixels wide. */
const SIZES: [number, number][] = [
  [5_000, 11],
  [30_000, 8],
  [Number.POSITIVE_INFINITY, 5],
];

const COVERED_PX = 2;
/** While the map moves, of marks in the same so many pixels one is drawn: they are five wide, and cover each other. */
const COVERED_MOVING_PX = 4;
const THINNED_FROM = 10_000;

export class MarksLayer implements CustomLayerInterface {
  readonly id = "marks";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;
  /** False: nothing is drawn, since clusters are. */
  on = true;
  private map: MapLibre | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private program: WebGLProgram | null = null;
  private buffers: [WebGLBuffer, WebGLBuffer] | null = null;
  /** Which marks are drawn while the map rests, and while it moves; null: not chosen yet. */
  private orders: { rest: Order; moving: Order } | null = null;
  private looks = new Uint8Array(0);
  private zoom = 0;
  private array: WebGLVertexArrayObject | null = null;
  private anchor: [number, number] = [0, 0];
  private count = 0;
  private visible = 0;
  private positions = new Float32Array(0);

  constructor(
    private readonly marks: Marks,
    public colours: Colours,
  ) {}

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.gl = gl;
    this.program = linked(gl);
    this.array = gl.createVertexArray();
    this.buffers = [gl.createBuffer(), gl.createBuffer()];
    this.orders = { rest: newOrder(gl), moving: newOrder(gl) };
    this.move();
    this.look(map.getZoom());
  }

  onRemove(): void {
    const { gl, program, buffers, array } = this;
    for (const each of buffers ?? []) gl?.deleteBuffer(each);
    for (const each of Object.values(this.orders ?? {})) gl?.deleteBuffer(each.buffer);
    gl?.deleteVertexArray(array);
    gl?.deleteProgram(program);
    this.gl = null;
  }

  /** Sends the positions to the graphics card; needed where marks came in or moved. */
  move(): void {
    const { gl, marks, buffers } = this;
    if (!gl || !buffers) return;
    // Single precision holds a metre only near its origin: positions count from the first mark.
    this.anchor = marks.count ? mercator(marks.lon[0] as number, marks.lat[0] as number) : [0, 0];
    const positions = new Float32Array(marks.count * 2);
    for (let at = 0; at < marks.count; at++) {
      const [x, y] = mercator(marks.lon[at] as number, marks.lat[at] as number);
      positions[2 * at] = x - this.anchor[0];
      positions[2 * at + 1] = y - this.anchor[1];
    }
    this.count = marks.count;
    this.positions = positions;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers[0]);
    gl.bufferData(gl.ARRAY_BUFFER, positions, gl.STATIC_DRAW);
  }

  /**
   * Sends which marks are shown, and how, for a zoom of the map. Of many marks in the same two pixels the
   * last one alone is drawn: it covers the others.
   */
  look(zoom: number): void {
    const { gl, marks, buffers } = this;
    if (!gl || !buffers) return;
    const shapes = marks.kinds.map(shapeOf);
    const looks = new Uint8Array(marks.count);
    this.visible = 0;
    for (let at = 0; at < marks.count; at++) {
      const shape = shapes[marks.kind[at] as number] ?? 2;
      this.visible += marks.shown[at] as number;
      looks[at] = marks.shown[at] ? 1 + (marks.state[at] as number) + 3 * shape : 0;
    }
    if (this.on && this.visible > THINNED_FROM)
      thin(looks, this.positions, sideOf(zoom, COVERED_PX));
    this.looks = looks;
    this.zoom = zoom;
    for (const each of Object.values(this.orders ?? {})) each.chosen = false;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers[1]);
    gl.bufferData(gl.ARRAY_BUFFER, looks, gl.DYNAMIC_DRAW);
    this.map?.triggerRepaint();
  }

  render(
    gl: WebGL2RenderingContext,
    { defaultProjectionData }: Parameters<CustomLayerInterface["render"]>[1],
  ): void {
    const { program, buffers, orders } = this;
    if (!this.on || !program || !buffers || !orders || !this.count) return;
    const moving = this.visible > THINNED_FROM && Boolean(this.map?.isMoving());
    const order = moving ? orders.moving : orders.rest;
    gl.useProgram(program);
    gl.bindVertexArray(this.array);
    const at = (name: string) => gl.getUniformLocation(program, name);
    const matrix = translated(defaultProjectionData.mainMatrix, this.anchor);
    gl.uniformMatrix4fv(at("u_matrix"), false, matrix);
    const size = SIZES.find(([most]) => this.visible <= most)?.[1] ?? 5;
    gl.uniform1f(at("u_size"), size * devicePixelRatio);
    gl.uniform3fv(at("u_colours"), this.colours.shapes.flat());
    gl.uniform3fv(at("u_ring"), this.colours.ring);
    attribute(gl, program, "a_position", buffers[0], 2, gl.FLOAT);
    attribute(gl, program, "a_look", buffers[1], 1, gl.UNSIGNED_BYTE);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order.buffer);
    if (!order.chosen) this.choose(gl, order, moving);
    gl.drawElements(gl.POINTS, order.count, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
    // What a movement left out is drawn when it ends.
    if (moving) this.map?.once("moveend", () => this.map?.triggerRepaint());
  }

  /** Sends to the graphics card which marks are drawn; the buffer is bound. */
  private choose(gl: WebGL2RenderingContext, order: Order, moving: boolean): void {
    let looks = this.looks;
    if (moving) {
      looks = looks.slice();
      thin(looks, this.positions, sideOf(this.zoom, COVERED_MOVING_PX));
    }
    const drawn = new Uint32Array(this.count);
    order.count = 0;
    for (let at = 0; at < looks.length; at++) if (looks[at]) drawn[order.count++] = at;
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawn.subarray(0, order.count), gl.DYNAMIC_DRAW);
    order.chosen = true;
  }
}

interface Order {
  buffer: WebGLBuffer;
  count: number;
  chosen: boolean;
}

const newOrder = (gl: WebGL2RenderingContext): Order => ({
  buffer: gl.createBuffer(),
  count: 0,
  chosen: false,
});

/** How many cells of so many pixels the world is wide at a zoom. */
const sideOf = (zoom: number, pixels: number): number => (512 * 2 ** zoom) / pixels;

const SLOTS = 2 ** 18;
const owners = new Int32Array(SLOTS);
const columns = new Int32Array(SLOTS);
const rows = new Int32Array(SLOTS);

/** Hides (look 0) each mark that a later one covers. Two cells in one slot: neither hides the other's. */
function thin(looks: Uint8Array, positions: Float32Array, side: number): void {
  owners.fill(-1);
  for (let at = 0; at < looks.length; at++) {
    if (!looks[at]) continue;
    const x = Math.floor((positions[2 * at] as number) * side);
    const y = Math.floor((positions[2 * at + 1] as number) * side);
    const slot = (Math.imul(x, 73856093) ^ Math.imul(y, 19349663)) & (SLOTS - 1);
    const owner = owners[slot] as number;
    if (owner >= 0 && columns[slot] === x && rows[slot] === y) looks[owner] = 0;
    owners[slot] = at;
    columns[slot] = x;
    rows[slot] = y;
  }
}

function attribute(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  buffer: WebGLBuffer,
  size: number,
  type: number,
): void {
  const place = gl.getAttribLocation(program, name);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, size, type, false, 0, 0);
}

/** Returns a matrix (column by column) that moves by (x, y) first; the sums are in double precision. */
function translated(matrix: ArrayLike<number>, [x, y]: [number, number]): Float32Array {
  const m = Array.from(matrix);
  const out = new Float32Array(m);
  for (let row = 0; row < 4; row++) {
    const [a = 0, b = 0, d = 0] = [m[row], m[4 + row], m[12 + row]];
    out[12 + row] = a * x + b * y + d;
  }
  return out;
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, text] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("WebGL makes no shader");
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(gl.getShaderInfoLog(shader) ?? "the shader does not compile");
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program) ?? "the shaders do not link");
  return program;
}
