// Method: a file of every older format, as it was, must become a valid scenario of the present one.
import { expect, it } from 'vitest';
import { migrate, migratedVersions } from '../../../../simulations/scenario/migrations';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';

const OLD_FILES: Readonly<Record<number, string>> = {
  0: `{
    "format": "spillway/0", "title": "From before", "seconds": 30,
    "stations": {
      "in": { "kind": "producer" },
      "line": { "kind": "queue", "capacity": 7 },
      "servers": { "kind": "workers", "count": 2 },
      "out": { "kind": "sink" }
    },
    "links": [{ "from": "in", "to": "line" }, { "from": "line", "to": "servers" }, { "from": "servers", "to": "out" }]
  }`,
};

it('has an old file for every migration', () => {
  expect(Object.keys(OLD_FILES).map(Number)).toEqual(migratedVersions);
});

it('brings spillway/0 to the present names, in their old places', () => {
  const result = parseScenario(OLD_FILES[0]!);
  expect(result).toMatchObject({
    ok: true,
    value: {
      format: 'spillway/1', title: 'From before', durationS: 30,
      stations: { line: { kind: 'queue', capacityJobs: 7 }, servers: { kind: 'workers', workers: 2 } },
    },
  });
  if (result.ok) expect(Object.keys(result.value.stations)).toEqual(['in', 'line', 'servers', 'out']);
});

it('refuses an old name beside its new one', () => {
  const both = OLD_FILES[0]!.replace('"capacity": 7', '"capacity": 7, "capacityJobs": 8');
  const result = parseScenario(both);
  expect(result.ok ? [] : result.problems).toEqual([{ path: 'stations.line', message: 'unknown key "capacity"; did you mean "capacityJobs"?' }]);
});

it('does not read an old name in a new file', () => {
  const result = parseScenario(OLD_FILES[0]!.replace('spillway/0', 'spillway/1'));
  expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('unknown key "seconds"'), expect.stringContaining('unknown key "capacity"'), expect.stringContaining('unknown key "count"'),
  ]);
});

it('leaves a file of the present format as it is', () => {
  const file = { format: 'spillway/1', anything: true };
  expect(migrate(file)).toEqual({ ok: true, value: file });
});
