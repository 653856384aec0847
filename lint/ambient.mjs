/**
 * No ambient input: what lib/ returns and writes depends on what it is given, and on nothing else.
 */
import { builtinModules } from 'node:module';

const SAME_BYTES = 'The same description gives the same bytes';
const passIn = (what) => `lib/ reads no ${what}. Let the app read it and pass the value in.`;
const fromDescription = (what) => `${SAME_BYTES}, so lib/ has no ${what}. Derive the value from the description.`;
const noRequests = 'lib/ sends no requests. Let the app send them and pass the answer in.';

const globals = [
  { name: 'performance', message: fromDescription('clock') },
  { name: 'crypto', message: fromDescription('random values; to hash, import createHash of node:crypto') },
  ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({ name, message: noRequests })),
];

const properties = [
  { object: 'Math', property: 'random', message: fromDescription('random values') },
  { object: 'Date', property: 'now', message: fromDescription('clock') },
];

const syntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: fromDescription('clock') },
  { selector: 'CallExpression[callee.name="Date"]', message: fromDescription('clock') },
  {
    selector: 'ImportExpression',
    message: 'lib/ imports at the top of a file, where lint sees what is imported. Write an import declaration.',
  },
];

/** Modules of Node.js that read nothing but their arguments, and what may be imported of them; `true` is everything. */
const PURE = {
  buffer: ['isAscii'],
  path: true,
  util: true,
  net: ['isIP', 'isIPv4', 'isIPv6', 'BlockList'],
  crypto: ['createHash'],
};

/** What to do instead of importing a module. */
function insteadOf(module) {
  if (/^fs\b/.test(module))
    return 'lib/ reads and writes no files here. Take their text, or leave them to the room that does.';
  if (/^(child_process|cluster|worker_threads)$/.test(module)) return 'lib/ starts no processes. Let the app do so.';
  if (/^(net|https?|http2|dgram|dns|tls|inspector)\b/.test(module)) return noRequests;
  if (/^(os|process)$/.test(module)) return passIn('settings of the machine');
  if (/^(perf_hooks|timers)\b/.test(module)) return fromDescription('clock');
  if (module === 'crypto') return `${SAME_BYTES}, so lib/ has no random values. Use createHash.`;
  return 'lib/ takes its input as arguments. Where this module reads none, allow it in lint/ambient.mjs.';
}

/**
 * The rules, with what some files may use all the same: properties of `process`, and modules of Node.js, like those of
 * PURE.
 */
function ambientRules({ process = [], modules = {} } = {}) {
  const allowed = { ...PURE, ...modules };
  const denied = builtinModules.filter((name) => !name.startsWith('_') && allowed[name] !== true);
  const paths = denied
    .flatMap((name) => [name, `node:${name}`].map((spelling) => ({ name: spelling, module: name })))
    .map(({ name, module }) => ({
      name,
      message: insteadOf(module),
      ...(allowed[module] && { allowImportNames: allowed[module] }),
    }));
  const message = passIn('environment, arguments or process id');
  const ofProcess =
    process.length === 0
      ? { globals: [{ name: 'process', message }], properties: [] }
      : { globals: [], properties: [{ object: 'process', allowProperties: process, message }] };
  return {
    'no-restricted-globals': ['error', { globals: [...globals, ...ofProcess.globals], checkGlobalObject: true }],
    'no-restricted-properties': ['error', ...properties, ...ofProcess.properties],
    'no-restricted-imports': ['error', { paths }],
    'no-restricted-syntax': ['error', ...syntax],
  };
}

const READS_FILES = { fs: ['existsSync', 'readdirSync', 'readFileSync', 'statSync'] };

/** No ambient input in lib/, but for the few files that are there to read or write. */
export const noAmbientInput = [
  { files: ['lib/**/*.ts'], rules: ambientRules() },
  // where a value was described, relative to the working directory
  {
    files: ['lib/errors/call-site.ts'],
    rules: ambientRules({ process: ['cwd'], modules: { url: ['fileURLToPath'] } }),
  },
  // writes manifests, and warnings
  { files: ['lib/app/**/*.ts'], rules: ambientRules({ process: ['stderr'], modules: { fs: true } }) },
  // tells what belongs to running processes from what killed ones have left
  { files: ['lib/app/processes.ts'], rules: ambientRules({ process: ['pid', 'kill'] }) },
  // says how long long work takes
  { files: ['lib/app/progress.ts'], rules: ambientRules({ process: ['stderr', 'hrtime'] }) },
  { files: ['lib/manifests/**/*.ts'], rules: ambientRules({ modules: READS_FILES }) },
  {
    files: ['lib/cli/**/*.ts'],
    rules: ambientRules({
      process: ['argv', 'cwd', 'exitCode', 'stderr', 'stdin', 'stdout'],
      modules: READS_FILES,
    }),
  },
];
