import { BufferImageSource, Geometry, GlProgram, Mesh, Shader } from 'pixi.js';
import { FLIGHT_TEXELS, FlightMode, type FlightRing } from './flight-ring';
import { AGE_LOOK, PATHS, PLACE_OF_ARRIVAL, VERTEX_HEAD } from './glsl';
import { quadIndices, type StageTextures } from './stage-textures';

/** Flights in a row of the texture. */
const ACROSS = 64;

const VERTEX = /* glsl */ `${VERTEX_HEAD}${PLACE_OF_ARRIVAL}${PATHS}
uniform sampler2D uFlights;
out vec2 vAt;
flat out float vAge;
flat out float vLook;
out float vAlpha;
flat out float vSign;

vec4 flightTexel(int flight, int k) {
  return texelFetch(uFlights, ivec2((flight % ${ACROSS}) * ${FLIGHT_TEXELS} + k, flight / ${ACROSS}), 0);
}

void main() {
  int flight = gl_VertexID >> 2;
  vec4 f = flightTexel(flight, 0); // path, start, duration, look
  vec4 a = flightTexel(flight, 2); // age, mode, scale, sign
  int mode = int(a.y);
  bool onModelClock = (mode & ${FlightMode.onModelClock}) != 0;
  float t = ((onModelClock ? uModelS : uNow) - f.y) / max(f.z, onModelClock ? 0.000001 : 0.001);
  if (f.z <= 0.0 || t < 0.0 || t >= 1.0) { gl_Position = NOWHERE; return; }
  vec4 e = flightTexel(flight, 1); // from station, from place, to station, to place
  bool isBack = (mode & ${FlightMode.backwards}) != 0;

  int row = int(f.x);
  vec2 measure = texelFetch(uPaths, ivec2(0, row), 0).zw;
  bool fromTheEnd = (mode & ${FlightMode.fromTheEnd}) != 0;
  if (fromTheEnd) measure.x = 0.0;
  vec2 first = pathPoint(row, isBack || fromTheEnd ? 1.0 : 0.0);
  vec2 last = pathPoint(row, isBack ? 0.0 : 1.0);
  vec3 from = e.x < 0.0 ? vec3(first, 4.5) : departurePlace(int(e.x), e.y);
  vec4 to = e.z < 0.0 ? vec4(last, 4.5, 0.0) : arrivalPlace(int(e.z), e.w);

  // One leg: out of its place to the link, along the link, into its new place, all at one pace.
  float before = distance(from.xy, first);
  float after = distance(last, to.xy);
  bool spills = f.w > 0.5 && f.w < 3.5;
  float eased = onModelClock ? t : spills ? mix(t, t * t, 0.35) : mix(t, t * t * (3.0 - 2.0 * t), 0.5);
  float way = eased * (before + measure.x + after);
  vec2 p = way < before ? mix(from.xy, first, way / max(before, 0.001))
    : way < before + measure.x ? pathPoint(row, isBack ? 1.0 - (way - before) / max(measure.x, 0.001) : (way - before) / max(measure.x, 0.001))
    : mix(last, to.xy, (way - before - measure.x) / max(after, 0.001));

  float along = measure.x > 0.0 ? (way - before) / measure.x : 1.0;
  float travelling = smoothstep(0.0, 0.25, t) * (1.0 - smoothstep(0.75, 1.0, t));
  float radius = mix(mix(from.z, to.z, smoothstep(0.2, 0.8, t)), 5.0, travelling);
  vLook = spills && along < measure.y ? 0.0 : f.w;
  if (f.w > 3.5 && f.w < 4.5) radius *= 1.0 - 0.75 * smoothstep(0.82, 1.0, t);
  if (to.w > 0.5) radius *= 1.0 - 0.6 * smoothstep(0.85, 1.0, t);
  radius *= a.z;
  vSign = a.w;
  vAlpha = spills ? 1.0 - smoothstep(0.9, 1.0, t) : 1.0;
  vAge = a.x;
  vec2 corner = cornerOf(gl_VertexID);
  float reach = a.w > 0.0 ? 2.3 : 1.8;
  vAt = corner * reach;
  gl_Position = onScreen(p + corner * reach * radius);
}`;

const FRAGMENT = /* glsl */ `#version 300 es
precision highp float;
in vec2 vAt;
flat in float vAge;
flat in float vLook;
in float vAlpha;
flat in float vSign;
out vec4 finalColor;
${AGE_LOOK}
void main() {
  bool turnedAway = vLook > 0.5 && vLook < 3.5;
  vec4 look = turnedAway
    ? dotLook(vAt, crossShape(vAt), vLook < 1.5 ? uShed : uLate)
    : vLook > 5.5 ? dotLook(vAt, crossShape(vAt), uLate)
    : vLook > 4.5 ? answerLook(vAt)
    : dotLook(vAt, ageShape(vAt, vAge), ageColour(vAge));
  if (vSign > 0.0) look = over(signRing(vAt, vSign), look);
  finalColor = look * vAlpha;
}`;

export const flightProgram = (): GlProgram => GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: 'flights' });

/** One ring of flights in one draw call; only the stretch that was written is uploaded. */
export class FlightMesh {
  readonly mesh: Mesh<Geometry, Shader>;
  private readonly source: BufferImageSource;
  private readonly geometry: Geometry;

  constructor(private readonly ring: FlightRing, textures: StageTextures) {
    this.source = new BufferImageSource({
      resource: ring.numbers, width: ACROSS * FLIGHT_TEXELS, height: Math.ceil(ring.flights / ACROSS),
      format: 'rgba32float', alphaMode: 'no-premultiply-alpha', scaleMode: 'nearest',
    });
    this.geometry = new Geometry({ attributes: {}, indexBuffer: quadIndices(ring.flights) });
    this.mesh = new Mesh({
      geometry: this.geometry,
      shader: new Shader({
        glProgram: flightProgram(),
        resources: {
          stage: textures.uniforms, uStations: textures.stations, uPaths: textures.paths, uFlights: this.source,
        },
      }),
    });
    this.mesh.cullable = false;
    this.mesh.eventMode = 'none';
  }

  /** `now` on the ring's clock. */
  frame(now: number): void {
    const stretch = this.ring.take();
    if (stretch !== null) this.source.update(...stretch);
    this.mesh.visible = this.ring.used > 0 && this.ring.lastEnd >= now;
    this.geometry.indexCount = Math.max(this.ring.used, 1) * 6;
  }

  destroy(): void {
    this.mesh.shader?.destroy();
    this.mesh.destroy();
    this.geometry.destroy(true);
    this.source.destroy();
  }
}
