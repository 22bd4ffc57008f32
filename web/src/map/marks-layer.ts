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

// In haste a mark is as small as two pixels: no shape shows, so that none is worked out for each of them.
const PLAIN_VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform float u_size;
uniform vec3 u_colours[3];
in vec2 a_position;
in float a_look;
flat out vec3 v_colour;
void main() {
  gl_Position = u_matrix * vec4(a_position, 0.0, 1.0);
  gl_PointSize = u_size;
  int look = int(a_look + 0.5) - 1;
  v_colour = look % 3 == 2 ? vec3(0.42) : u_colours[look / 3];
}`;
const PLAIN_FRAGMENT = `#version 300 es
precision lowp float;
flat in vec3 v_colour;
out vec4 colour;
void main() { colour = vec4(v_colour, 1.0); }`;
/** Marks of so many pixels or fewer are drawn plain. */
const PLAIN_PX = 3;

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
/** While the map moves, of marks in the same so many pixels one is drawn: they are as wide, and cover each other. */
const COVERED_MOVING_PX = 5;
const THINNED_FROM = 10_000;

export class MarksLayer implements CustomLayerInterface {
  readonly id = "marks";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;
  /** False: nothing is drawn, since clusters are. */
  on = true;
  private map: MapLibre | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private programs: { whole: WebGLProgram; plain: WebGLProgram } | null = null;
  /** Which marks are drawn while the map rests, and while it moves; null: not begun. */
  private orders: { rest: Order; moving: Order } | null = null;
  private looks = new Uint8Array(0);
  private zoom = 0;
  private anchor: [number, number] = [0, 0];
  private visible = 0;
  private positions = new Float32Array(0);

  constructor(
    private readonly marks: Marks,
    public colours: Colours,
  ) {}

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.gl = gl;
    this.programs = {
      whole: linked(gl, VERTEX, FRAGMENT),
      plain: linked(gl, PLAIN_VERTEX, PLAIN_FRAGMENT),
    };
    this.orders = { rest: newOrder(gl, COVERED_PX), moving: newOrder(gl, COVERED_MOVING_PX) };
    this.move();
    this.look(map.getZoom());
  }

  onRemove(): void {
    const { gl } = this;
    for (const { buffer, array } of Object.values(this.orders ?? {})) {
      gl?.deleteBuffer(buffer);
      gl?.deleteVertexArray(array);
    }
    for (const each of Object.values(this.programs ?? {})) gl?.deleteProgram(each);
    this.gl = null;
  }

  /** Reads where the marks lie; needed where marks came in or moved. */
  move(): void {
    const { marks } = this;
    // Single precision holds a metre only near its origin: positions count from the first mark.
    this.anchor = marks.count ? mercator(marks.lon[0] as number, marks.lat[0] as number) : [0, 0];
    const positions = new Float32Array(marks.count * 2);
    for (let at = 0; at < marks.count; at++) {
      const [x, y] = mercator(marks.lon[at] as number, marks.lat[at] as number);
      positions[2 * at] = x - this.anchor[0];
      positions[2 * at + 1] = y - this.anchor[1];
    }
    this.positions = positions;
  }

  /** Reads which marks are shown, and how, for a zoom of the map. */
  look(zoom: number): void {
    const { marks } = this;
    const shapes = marks.kinds.map(shapeOf);
    const looks = new Uint8Array(marks.count);
    this.visible = 0;
    for (let at = 0; at < marks.count; at++) {
      if (!marks.shown[at]) continue;
      const shape = shapes[marks.kind[at] as number] ?? 2;
      looks[at] = 1 + (marks.state[at] as number) + 3 * shape;
      this.visible += 1;
    }
    this.looks = looks;
    this.zoom = zoom;
    for (const each of Object.values(this.orders ?? {})) each.chosen = false;
    this.map?.triggerRepaint();
  }

  render(
    gl: WebGL2RenderingContext,
    { defaultProjectionData }: Parameters<CustomLayerInterface["render"]>[1],
  ): void {
    const { map, programs, orders } = this;
    if (!this.on || !map || !programs || !orders || !this.visible) return;
    const hasty = map.isMoving() || map.getPixelRatio() < devicePixelRatio;
    const moving = this.visible > THINNED_FROM && hasty;
    const order = moving ? orders.moving : orders.rest;
    const size = (SIZES.find(([most]) => this.visible <= most)?.[1] ?? 5) * map.getPixelRatio();
    const program = moving && size <= PLAIN_PX ? programs.plain : programs.whole;
    gl.useProgram(program);
    const at = (name: string) => gl.getUniformLocation(program, name);
    const matrix = translated(defaultProjectionData.mainMatrix, this.anchor);
    gl.uniformMatrix4fv(at("u_matrix"), false, matrix);
    gl.uniform1f(at("u_size"), Math.max(1, size));
    gl.uniform3fv(at("u_colours"), this.colours.shapes.flat());
    gl.uniform3fv(at("u_ring"), this.colours.ring);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    if (!order.chosen) this.choose(gl, order);
    gl.bindVertexArray(order.array);
    gl.drawArrays(gl.POINTS, 0, order.count);
    gl.bindVertexArray(null);
    // What a movement left out is drawn when it ends.
    if (moving) map.once("moveend", () => map.triggerRepaint());
  }

  /**
   * Sends to the graphics card which marks are drawn. Of many marks in the same few pixels the last one alone is
   * drawn: it covers the others.
   */
  private choose(gl: WebGL2RenderingContext, order: Order): void {
    let { looks } = this;
    if (this.visible > THINNED_FROM) {
      looks = looks.slice();
      thin(looks, this.positions, sideOf(this.zoom, order.covered));
    }
    const drawn = new Float32Array(this.visible * VALUES);
    let end = 0;
    for (let at = 0; at < looks.length; at++) {
      if (!looks[at]) continue;
      drawn[end++] = this.positions[2 * at] as number;
      drawn[end++] = this.positions[2 * at + 1] as number;
      drawn[end++] = looks[at] as number;
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, order.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, drawn.subarray(0, end), gl.DYNAMIC_DRAW);
    order.count = end / VALUES;
    order.chosen = true;
  }
}

/** Numbers a mark: x, y and its look. */
const VALUES = 3;
/** Where both programs take them. */
const [POSITION, LOOK] = [0, 1];

interface Order {
  buffer: WebGLBuffer;
  array: WebGLVertexArrayObject;
  /** Of the marks in the same so many pixels one is drawn. */
  covered: number;
  count: number;
  chosen: boolean;
}

function newOrder(gl: WebGL2RenderingContext, covered: number): Order {
  const [buffer, array] = [gl.createBuffer(), gl.createVertexArray()];
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const attribute = (place: number, first: number, size: number) => {
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, gl.FLOAT, false, VALUES * 4, first * 4);
  };
  attribute(POSITION, 0, 2);
  attribute(LOOK, 2, 1);
  gl.bindVertexArray(null);
  return { buffer, array, covered, count: 0, chosen: false };
}

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

function linked(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  gl.bindAttribLocation(program, POSITION, "a_position");
  gl.bindAttribLocation(program, LOOK, "a_look");
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
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
