import { BufferImageSource, Geometry, GlProgram, Mesh, Shader } from 'pixi.js';
import { AGE_LOOK, PLACE_OF_ARRIVAL, VERTEX_HEAD } from './glsl';
import { STANDING_TEXELS, StandingKind, STANDING_MAX } from './standing';
import { quadIndices, type StageTextures } from './stage-textures';

/** Standing jobs in a row of the texture. */
const ACROSS = 64;

const VERTEX = /* glsl */ `${VERTEX_HEAD}${PLACE_OF_ARRIVAL}
uniform sampler2D uStanding;
out vec2 vAt;            // pixels at zoom 1, from the middle of the place
out float vAge;
out float vProgress;
flat out float vClaimed;
flat out float vRadius;
flat out vec2 vHalf;
flat out float vKind;
flat out float vSign;

void main() {
  int item = gl_VertexID >> 2;
  ivec2 at = ivec2((item % ${ACROSS}) * ${STANDING_TEXELS}, item / ${ACROSS});
  vec4 s = texelFetch(uStanding, at, 0);               // station, place, born, lifetime
  vec4 r = texelFetch(uStanding, at + ivec2(1, 0), 0); // kind, lands at, since, until
  vec4 w = texelFetch(uStanding, at + ivec2(2, 0), 0); // sign, scale
  int station = int(s.x);
  vec4 a = texelFetch(uStations, ivec2(0, station), 0);
  vec4 b = texelFetch(uStations, ivec2(1, station), 0);
  vec4 d = texelFetch(uStations, ivec2(3, station), 0);
  vec2 corner = cornerOf(gl_VertexID);
  vKind = r.x;
  vAge = s.w > 0.0 ? (uModelS - s.z) / s.w : 0.0;
  vProgress = r.w > r.z ? clamp((uModelS - r.z) / (r.w - r.z), 0.0, 1.0) : 0.0;
  vClaimed = uNow < r.y ? 1.0 : 0.0;
  vRadius = d.z * w.y;
  vSign = w.x;
  vec2 p;
  if (r.x == ${StandingKind.level}.0) {
    vec4 tank = texelFetch(uStations, ivec2(2, station), 0);
    vHalf = vec2(tank.z, tank.w * d.y) * 0.5;
    p = vec2(tank.x + vHalf.x, tank.y + tank.w - vHalf.y);
    vAt = corner * (vHalf + 1.0);
  } else {
    bool cell = r.x == ${StandingKind.inService}.0 || r.x == ${StandingKind.blocked}.0 || r.x == ${StandingKind.calling}.0;
    p = r.x == ${StandingKind.belt}.0 ? beltPlace(station, s.y, vProgress) : gridPlace(a, b, s.y + (cell ? 0.0 : b.w), d.w);
    vHalf = vec2(a.z * 0.5);
    vAt = corner * (cell ? a.z * 0.5 : vRadius * (vSign > 0.0 ? 2.3 : 1.8));
  }
  gl_Position = onScreen(p + vAt);
}`;

const FRAGMENT = /* glsl */ `#version 300 es
precision highp float;
in vec2 vAt;
in float vAge;
in float vProgress;
flat in float vClaimed;
flat in float vRadius;
flat in vec2 vHalf;
flat in float vKind;
flat in float vSign;
out vec4 finalColor;
${AGE_LOOK}
uniform float uNow;

vec4 ring(float part) {
  float radius = vHalf.x * 0.72;
  float thick = max(vHalf.x * 0.075, 0.9);
  float d = abs(length(vAt) - radius) - thick;
  float turn = atan(vAt.x, -vAt.y) / 6.2831853;
  turn = turn < 0.0 ? turn + 1.0 : turn;
  vec4 track = paint(uInk, 0.16 * cover(d));
  return over(paint(uInk, 0.9 * cover(d) * step(turn, part)), track);
}

/** A worker that waits for an answer: the corners of its cell, open, as when something is held in brackets. */
vec4 held() {
  vec2 q = abs(vAt);
  float frame = abs(max(q.x, q.y) - vHalf.x * 0.78) - max(vHalf.x * 0.06, 0.8);
  float corner = step(vHalf.x * 0.36, min(q.x, q.y));
  return paint(uInk, 0.95 * cover(frame) * corner);
}

void main() {
  if (vKind == ${StandingKind.level}.0) {
    float surface = vAt.y + vHalf.y; // distance below the surface
    float wave = sin(vAt.x * 0.16 + uNow * 0.0024) * 0.9;
    float inside = cover(max(abs(vAt.x) - vHalf.x, max(wave - surface, vAt.y - vHalf.y)));
    float line = 1.0 - smoothstep(0.6, 2.2, abs(surface - wave - 1.0));
    float bank = smoothstep(-vHalf.x, 14.0 - vHalf.x, vAt.x); // the river runs in at the left
    finalColor = paint(mix(uFresh, vec3(1.0), 0.25 * line), bank * inside * (0.3 + 0.6 * line));
    return;
  }
  vec2 p = vAt / vRadius;
  float d = ageShape(p, vAge);
  vec3 colour = ageColour(vAge);
  vec4 look = vClaimed > 0.5 ? paint(colour, 0.7 * cover(abs(d + 0.12) - 0.1)) : dotLook(p, d, colour);
  if (vSign > 0.0) look = over(signRing(p, vSign), look);
  if (vKind == ${StandingKind.calling}.0) {
    look = over(look, held());
  } else if (vKind == ${StandingKind.inService}.0) {
    look = over(look, ring(vProgress));
  } else if (vKind == ${StandingKind.blocked}.0) {
    float stripe = abs(fract((vAt.x + vAt.y) / 7.0) - 0.5) * 7.0 - 1.1;
    float box = sdBox(vAt, vHalf.x * 0.84, vHalf.x * 0.22);
    vec4 hatch = paint(uAgeing, 0.75 * cover(stripe) * cover(box));
    look = over(look, hatch);
  }
  finalColor = look;
}`;

export const standingProgram = (): GlProgram => GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: 'standing' });

/** Everything that stands: written wholesale once a frame, bounded by what can be seen. */
export class StandingMesh {
  readonly mesh: Mesh<Geometry, Shader>;
  private readonly numbers = new Float32Array(STANDING_MAX * STANDING_TEXELS * 4);
  private readonly source: BufferImageSource;
  private readonly geometry: Geometry;

  constructor(textures: StageTextures) {
    this.source = new BufferImageSource({
      resource: this.numbers, width: ACROSS * STANDING_TEXELS, height: STANDING_MAX / ACROSS,
      format: 'rgba32float', alphaMode: 'no-premultiply-alpha', scaleMode: 'nearest',
    });
    this.geometry = new Geometry({ attributes: {}, indexBuffer: quadIndices(STANDING_MAX) });
    this.mesh = new Mesh({
      geometry: this.geometry,
      shader: new Shader({
        glProgram: standingProgram(),
        resources: { stage: textures.uniforms, uStations: textures.stations, uStanding: this.source },
      }),
    });
    this.mesh.cullable = false;
    this.mesh.eventMode = 'none';
    this.mesh.visible = false;
  }

  put(numbers: Float32Array, items: number): void {
    this.numbers.set(numbers.subarray(0, items * STANDING_TEXELS * 4));
    if (items > 0) this.source.update(0, items * STANDING_TEXELS);
    this.geometry.indexCount = Math.max(items, 1) * 6;
    this.mesh.visible = items > 0;
  }

  destroy(): void {
    this.mesh.shader?.destroy();
    this.mesh.destroy();
    this.geometry.destroy(true);
    this.source.destroy();
  }
}
