import { PATH_SAMPLES } from '../geometry/path-sampler';

/** Ranks in a line are told modulo this, so that float32 keeps each of them exact. */
export const RANK_MODULUS = 1 << 20;
export const BELT_TRACKS = 5;
/** Texels of one station in the station texture. */
export const STATION_TEXELS = 4;

/** Which corner of which quad this is; there are no vertex attributes at all. */
export const VERTEX_HEAD = /* glsl */ `#version 300 es
precision highp float;
precision highp int;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform float uNow;
uniform float uModelS;
uniform sampler2D uStations;

vec2 cornerOf(int vertex) {
  int k = vertex & 3;
  return vec2(k == 1 || k == 2 ? 1.0 : -1.0, k >= 2 ? 1.0 : -1.0);
}

vec4 onScreen(vec2 p) {
  mat3 m = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  return vec4((m * vec3(p, 1.0)).xy, 0.0, 1.0);
}

const vec4 NOWHERE = vec4(2.0, 2.0, 0.0, 1.0);

// ── where a place is: geometry/grid.ts says the same ──────────────────────────────────────────────
// texel 0: x, y of place 0, pitch, direction;  1: columns, snake, rank of the head, lag
// texel 2: tank or belt x, y, width, height;   3: mode (0 places, 1 level, 2 belt), level, dot radius, places
vec2 wholePlace(vec4 a, vec4 b, float index) {
  float row = floor((index + 0.5) / b.x);
  float along = index - row * b.x;
  float column = b.y > 0.5 && mod(row, 2.0) > 0.5 ? b.x - 1.0 - along : along;
  return a.xy + vec2(column * a.w * a.z, -row * a.z);
}

vec2 gridPlace(vec4 a, vec4 b, float index, float places) {
  float at = clamp(index, 0.0, max(places - 1.0, 0.0));
  float whole = floor(at);
  return mix(wholePlace(a, b, whole), wholePlace(a, b, whole + 1.0), at - whole);
}

/** Index in the line as it is counted now, from a rank that was given when the job came. */
float indexOfRank(vec4 b, float rank) {
  float index = rank - b.z;
  return index - ${RANK_MODULUS}.0 * floor((index + ${RANK_MODULUS / 2}.0) / ${RANK_MODULUS}.0) + b.w;
}
`;

/** xy: where a job comes to stand; z: the radius of its dot there; w: 1 when it sinks into a level. */
export const PLACE_OF_ARRIVAL = /* glsl */ `
/** Belts have a few tracks, so that those who overtake one another can be told apart. */
vec2 beltPlace(int station, float track, float progress) {
  vec4 belt = texelFetch(uStations, ivec2(2, station), 0);
  return belt.xy + vec2(progress, (track + 0.5) / ${BELT_TRACKS}.0) * belt.zw;
}

vec4 arrivalPlace(int station, float rank) {
  vec4 b = texelFetch(uStations, ivec2(1, station), 0);
  vec4 d = texelFetch(uStations, ivec2(3, station), 0);
  if (d.x > 1.5) return vec4(beltPlace(station, rank, 0.0), d.z, 0.0);
  if (d.x > 0.5) {
    vec4 tank = texelFetch(uStations, ivec2(2, station), 0);
    float across = 0.08 + 0.84 * fract(rank * 0.61803398875);
    return vec4(tank.x + tank.z * across, tank.y + tank.w * (1.0 - d.y), d.z, 1.0);
  }
  vec4 a = texelFetch(uStations, ivec2(0, station), 0);
  return vec4(gridPlace(a, b, indexOfRank(b, rank), d.w), d.z, 0.0);
}

vec3 departurePlace(int station, float index) {
  vec4 a = texelFetch(uStations, ivec2(0, station), 0);
  vec4 b = texelFetch(uStations, ivec2(1, station), 0);
  vec4 d = texelFetch(uStations, ivec2(3, station), 0);
  if (d.x > 1.5) return vec3(beltPlace(station, index, 1.0), d.z);
  return vec3(d.x > 0.5 ? a.xy : gridPlace(a, b, index, d.w), d.z);
}
`;

export const PATHS = /* glsl */ `
uniform sampler2D uPaths; // one row a path; texel: x, y; the first also: length, share of the way before it spills

vec2 pathPoint(int row, float part) {
  float f = clamp(part, 0.0, 1.0) * ${PATH_SAMPLES - 1}.0;
  int i = int(f);
  vec2 a = texelFetch(uPaths, ivec2(i, row), 0).xy;
  vec2 b = texelFetch(uPaths, ivec2(min(i + 1, ${PATH_SAMPLES - 1}), row), 0).xy;
  return mix(a, b, f - float(i));
}
`;

/**
 * A job's age against its deadline, in form and colour: circle below one half, rounded square up to the
 * deadline, then a hollow diamond. `p` is in radii.
 */
export const AGE_LOOK = /* glsl */ `
uniform vec3 uFresh;
uniform vec3 uAgeing;
uniform vec3 uLate;
uniform vec3 uShed;
uniform vec3 uInk;

float sdBox(vec2 p, float b, float r) {
  vec2 q = abs(p) - b + r;
  return min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - r;
}

float ageShape(vec2 p, float age) {
  float circle = length(p) - 0.94;
  float square = sdBox(p, 0.86, 0.3);
  float diamond = (abs(p.x) + abs(p.y) - 1.25) * 0.70711;
  float d = mix(circle, square, smoothstep(0.49, 0.51, age));
  float late = smoothstep(0.98, 1.02, age);
  d = mix(d, diamond, late);
  return max(d, late * (0.36 - length(p)) - (1.0 - late));
}

vec3 ageColour(float age) {
  return age >= 1.0 ? uLate : mix(uFresh, uAgeing, smoothstep(0.49, 0.51, age));
}

/** A cross: turned away, failed. */
float crossShape(vec2 p) {
  vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.70711;
  return min(max(q.x - 1.05, q.y - 0.27), max(q.y - 1.05, q.x - 0.27));
}

/** In which of eight tints and with how many gaps (identity.ts). */
vec3 signColour(float sign) {
  float hue = floor(mod(sign, 8.0)) / 8.0;
  vec3 tint = 0.5 + 0.5 * cos(6.2831853 * (hue + vec3(0.0, 0.33, 0.67)));
  // As far from the ground as the ink is, so that it shows in light and in dark.
  return mix(tint, uInk, 0.3);
}

float cover(float d) {
  float w = max(fwidth(d), 0.0001);
  return 1.0 - smoothstep(-0.5 * w, 0.5 * w, d);
}

vec4 over(vec4 top, vec4 under) { return top + under * (1.0 - top.a); }
vec4 paint(vec3 colour, float alpha) { return vec4(colour * alpha, alpha); }

/** What comes back from a call: an open ring with its answer in the middle. */
vec4 answerLook(vec2 p) {
  float r = length(p);
  vec4 ring = paint(uInk, cover(abs(r - 1.0) - 0.2));
  return over(paint(uFresh, cover(r - 0.48)), ring);
}

/** The ring that a job shares with its attempts and copies: a tint, and one to four gaps; doubled from the second try on. */
vec4 signRing(vec2 p, float sign) {
  float gaps = 1.0 + floor(mod(sign / 8.0, 4.0));
  float turn = atan(p.y, p.x) / 6.2831853;
  float gap = step(0.16 + 0.03 * gaps, abs(fract(turn * gaps) - 0.5) * 2.0);
  float r = length(p);
  float d = abs(r - 1.48) - 0.15;
  if (sign >= 32.0) d = min(d, abs(r - 1.98) - 0.13);
  return paint(signColour(sign), cover(d) * gap);
}

/** A dot with a soft light on its upper side and a halo that lifts it off the dark. */
vec4 dotLook(vec2 p, float d, vec3 colour) {
  float light = 0.2 * smoothstep(0.9, -0.9, p.y + 0.4 * p.x);
  vec4 body = paint(mix(colour, vec3(1.0), light), cover(d));
  return over(body, paint(colour, 0.22 * smoothstep(0.8, 0.0, max(d, 0.0))));
}
`;
