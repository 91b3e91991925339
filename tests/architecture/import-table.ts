// Who may import whom. What is not listed is forbidden, and so is a folder that has no row. Prefer a row that says
// more to an exception. "type x" allows `import type` alone: nothing of x may be there when the code runs.

const kinds = ['simulations/stations', 'simulations/policies', 'simulations/links', 'simulations/faults', 'simulations/distributions'];

/** What the page may see of the simulator: all but its command line, which touches the disk. */
const simulator = [
  ...kinds,
  'simulations/catalog',
  'simulations/engine',
  'simulations/experiments',
  'simulations/library',
  'simulations/metrics',
  'simulations/scenario',
  'simulations/theory',
];

export const importTable: Readonly<Record<string, readonly string[]>> = {
  // The engine knows no kind; a kind knows the engine; the catalogue lists the kinds; the rest reads the catalogue.
  'simulations/metrics': [],
  'simulations/engine': ['simulations/metrics'],
  'simulations/distributions': ['simulations/engine', 'simulations/metrics'],
  // A discipline works on the line that the queue keeps, a routing on the router's ways.
  'simulations/policies': ['simulations/engine', 'simulations/metrics', 'simulations/distributions', 'simulations/stations'],
  'simulations/links': ['simulations/engine', 'simulations/metrics', 'simulations/policies', 'simulations/distributions'],
  'simulations/faults': ['simulations/engine'],
  'simulations/stations': ['simulations/engine', 'simulations/metrics', 'simulations/policies', 'simulations/distributions'],
  'simulations/library': ['type simulations/scenario'],
  'simulations/catalog': [...kinds, 'simulations/library', 'simulations/engine'],
  'simulations/scenario': [
    'simulations/catalog',
    'simulations/engine',
    'simulations/metrics',
    ...kinds.map((kind) => `type ${kind}`),
    // Links are compiled to the engine's own records, which are no station's.
    'simulations/links',
    'fastest-levenshtein',
    'jsonc-parser',
    'papaparse',
  ],
  'simulations/theory': ['type simulations/scenario', 'type simulations/catalog', 'type simulations/engine', 'simulations/metrics'],
  'simulations/experiments': [
    'simulations/catalog',
    'simulations/engine',
    'simulations/metrics',
    'simulations/scenario',
    'simulations/theory',
  ],
  'simulations/cli': [...simulator, 'node', 'vite'],

  // Stage and panels look at the document and the run; the app puts them together.
  'renderer/listeners': [],
  'renderer/document': [...simulator, 'renderer/listeners', 'immer', 'react'],
  'renderer/run': [...simulator, 'renderer/listeners', 'type renderer/document', 'react'],
  'renderer/ui': [...simulator, 'lucide-react', 'react', 'react-dom'],
  'renderer/host': [...simulator, 'renderer/listeners', 'type electron/contract', 'type renderer/document'],
  'renderer/stage': [
    ...simulator,
    'renderer/listeners',
    'renderer/document',
    'renderer/run',
    'renderer/ui',
    '@dagrejs/dagre',
    '@xyflow/react',
    'lucide-react',
    'pixi.js',
    'react',
  ],
  'renderer/panels': [
    ...simulator,
    'renderer/document',
    'renderer/run',
    'renderer/ui',
    'lucide-react',
    'react',
    'uplot',
  ],
  'renderer/app': [
    ...simulator,
    'renderer/document',
    'renderer/host',
    'renderer/listeners',
    'renderer/panels',
    'renderer/run',
    'renderer/stage',
    'renderer/ui',
    '@fontsource-variable/inter',
    'lucide-react',
    'react',
    'react-dom',
  ],

  // The preload is sandboxed, hence carries no library; the launchers run before anything is built.
  'electron/contract': [],
  'electron/preload': ['electron/contract', 'electron'],
  'electron/main': ['electron/contract', 'electron', 'node', 'zod'],
  'electron/launch': ['electron-vite', 'node', 'vite'],
};
