/**
 * The rooms of lib/: which may import which.
 */

/** What knows neither descriptions nor manifests. */
const ground = ['match', 'istio', 'reading', 'errors'];
/** What reads manifests; it never sees a description, or the proof would be circular. */
const readers = ['check', 'trace', 'manifests'];

/** Each room of lib/, and the rooms that it may import. */
const rooms = {
  errors: [],
  yaml: [],
  reading: ['errors'],
  istio: [],
  match: ['istio'],
  manifests: ['istio', 'reading', 'errors'],
  trace: ['manifests', 'match', 'istio', 'errors'],
  check: ['trace', 'manifests', ...ground],
  mesh: ground,
  plan: ['mesh', ...ground],
  constructs: ['plan', 'mesh', ...ground],
  verify: ['plan', 'mesh', ...readers, ...ground],
  app: ['verify', 'constructs', 'plan', 'mesh', 'yaml', ...readers, ...ground],
};
/** Rooms that may import everything. */
const open = ['testing', 'cli'];

const list = new Intl.ListFormat('en');
const folders = (names) => list.format(names.map((name) => `lib/${name}`));

const zones = Object.entries(rooms).map(([room, allowed]) => ({
  target: `./lib/${room}`,
  from: './lib',
  except: [room, ...allowed].map((name) => `./${name}`),
  message:
    allowed.length === 0
      ? `lib/${room} may import no other room. Move what you need into lib/${room}.`
      : `lib/${room} may import ${folders(allowed)} only. Move what you need into lib/${room}, or into a room that it may import.`,
}));

/** Rules of imports between the rooms; type-only imports count. */
export const roomRules = {
  'import-x/no-restricted-paths': [
    'error',
    {
      zones: [
        ...zones,
        {
          target: './lib',
          from: '.',
          except: ['./lib', './package.json', './node_modules'],
          message: 'lib/ stands alone: apps, tests and users import it, and it imports none of them.',
        },
      ],
    },
  ],
};

/** Reports a file of lib/ that no room of the map holds; the last that configures `no-restricted-syntax`. */
export const everyFileHasARoom = {
  files: ['lib/**/*.ts'],
  ignores: ['lib/index.ts', 'lib/messages.ts', ...[...Object.keys(rooms), ...open].map((room) => `lib/${room}/**`)],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: 'Program',
        message:
          'this file is in no room of lint/rooms.mjs. Move it into one, or add its room and what that may import.',
      },
    ],
  },
};
