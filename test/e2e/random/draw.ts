/**
 * Draws a mesh at random.
 * @module
 */
import {
  type Changes,
  CLUSTERS,
  type Comparison,
  type Described,
  type Headers,
  type Match,
  PORTS,
  type Redirect,
  type Rule,
  type SchemeName,
  type TcpRule,
  type To,
} from './described';
import type { Dice } from './dice';

const PATHS: readonly Comparison[] = [
  { kind: 'exact', text: '/a' },
  { kind: 'exact', text: '/a/b' },
  { kind: 'prefix', text: '/a' },
  { kind: 'prefix', text: '/b/' },
  { kind: 'prefix', text: '/C' },
  { kind: 'regex', text: '/[ac]/.*' },
];
const VALUES: readonly Comparison[] = [
  { kind: 'exact', text: 'red' },
  { kind: 'prefix', text: 're' },
  { kind: 'regex', text: 'blue|r.*' },
  { kind: 'present' },
];
const REDIRECTS: readonly Redirect[] = [
  { uri: '/moved', authority: 'example.com', redirectCode: 302 },
  { authority: 'example.com:8443', scheme: 'https' },
  { uri: '/moved?own=1', redirectCode: 308 },
  { port: 9999, scheme: 'https', redirectCode: 307 },
];
const WEIGHTS: readonly (readonly number[])[] = [
  [1, 1],
  [1, 3],
  [4, 1],
  [7, 0],
  [2, 1, 1],
  [10, 30, 60],
];

/** What all meshes of a run have in common. */
export interface DrawProps {
  readonly scheme: SchemeName;
  readonly name: string;
  readonly distributions: readonly ('spread' | 'local' | 'order')[];
}

/** Draws a mesh that may have faults, such as rules that hide others. */
export function draw(dice: Dice, { scheme, name, distributions }: DrawProps): Described {
  const kind = dice.pick(distributions);
  const named = dice.chance(0.4) ? dice.some(CLUSTERS, 1) : [];
  // by DNS, Istio cannot put Pods beside the caller and gateways in an order
  const isApart = kind === 'order' && named.length > 0;
  const callers = [...dice.some(CLUSTERS, 1, isApart ? 1 : 2)].sort();
  const places = CLUSTERS.filter((cluster) => !isApart || !callers.includes(cluster));
  const versions = Object.fromEntries(
    ['v1', 'v2', 'v3'].map((version) => [
      version,
      [...dice.some(places, dice.chance(0.3) ? 1 : 2, dice.chance(0.2) ? 3 : 2)].sort(),
    ]),
  );
  const running = new Set(Object.values(versions).flat());
  const distribution = kind === 'order' ? dice.some([...running], running.size) : kind;
  const ports = dice.chance(0.4) ? PORTS : PORTS.slice(0, 1);
  const rules = Array.from({ length: dice.integer(3, 6) }, () => drawRule(dice, versions, callers, ports.length > 1));
  const last = { ...drawForward(dice, versions), ...drawHeaders(dice) };
  return {
    ...{ scheme, name, callers, versions, distribution, named, ports },
    rules: [...rules, last],
    tcpRules: ports.length > 1 && dice.chance(0.7) ? drawTcpRules(dice, versions, callers) : [],
  };
}

/** Where requests go: to destinations or any version, and perhaps to mirrors too. */
function drawForward(dice: Dice, versions: Described['versions']): Pick<Rule, 'to' | 'mirrors'> {
  return {
    ...(!dice.chance(0.2) && { to: drawTo(dice, versions) }),
    ...(dice.chance(0.2) && { mirrors: dice.some(targetsIn(versions), 1, 1) }),
  };
}

function drawTcpRules(dice: Dice, versions: Described['versions'], callers: readonly number[]): readonly TcpRule[] {
  const rule = (): TcpRule =>
    dice.chance(0.2) ? {} : { to: drawTo(dice, versions).map(({ headers, ...target }) => target) };
  const [first = 1] = callers;
  return dice.chance(0.4) ? [{ from: [first], ...rule() }, rule()] : [rule()];
}

function drawRule(dice: Dice, versions: Described['versions'], callers: readonly number[], hasPorts: boolean): Rule {
  const conditions = {
    ...(dice.chance(0.2) && { from: dice.some(callers, 1) }),
    match: Array.from({ length: dice.integer(1, 2) }, () => ({
      ...drawMatch(dice),
      ...(hasPorts && dice.chance(0.4) && { port: dice.pick(PORTS.slice(0, 2)).number }),
    })),
  };
  const kind = dice.number();
  if (kind < 0.15) return { ...conditions, redirect: dice.pick(REDIRECTS), ...responseOf(drawHeaders(dice)) };
  if (kind < 0.3) {
    const directResponse = { status: dice.pick([203, 418]), body: { string: dice.pick(['closed', 'open']) } };
    return { ...conditions, directResponse, ...responseOf(drawHeaders(dice)) };
  }
  const rewrites = [
    { uri: '/new' },
    { uri: '/new/' },
    { uri: '/new', authority: 'other.example' },
    { uriRegexRewrite: { match: '/([a-c])', rewrite: '/\\1x' } },
  ];
  return {
    ...conditions,
    ...drawForward(dice, versions),
    ...(dice.chance(0.4) && { rewrite: dice.pick(rewrites) }),
    ...drawHeaders(dice),
  };
}

function drawMatch(dice: Dice): Match {
  const path = dice.pick(PATHS);
  const parts: readonly Match[] = [
    { uri: path, ...(path.kind !== 'regex' && dice.chance(0.3) && { ignoreUriCase: true }) },
    { headers: { [dice.pick(['one', 'two'])]: dice.pick(VALUES) } },
    { method: { kind: 'exact', text: 'POST' } },
    { queryParams: { q: dice.pick(VALUES) } },
    { withoutHeaders: { three: dice.pick(VALUES) } },
  ];
  return Object.assign({}, ...dice.some(parts, 1, 2)) as Match;
}

/** Each version, in every cluster and in each. */
function targetsIn(versions: Described['versions']): readonly Pick<To, 'version' | 'cluster'>[] {
  return Object.entries(versions).flatMap(([version, clusters]) => [
    { version },
    ...clusters.map((cluster) => ({ version, cluster })),
  ]);
}

function drawTo(dice: Dice, versions: Described['versions']): readonly To[] {
  const weights = dice.chance(0.5) ? undefined : dice.pick(WEIGHTS);
  const count = weights?.length ?? dice.integer(1, 2);
  return dice.some(targetsIn(versions), count, count).map((target, index) => ({
    ...target,
    ...(weights && { weight: weights[index] ?? 0 }),
    ...drawHeaders(dice),
  }));
}

/** Changes of `p` and `q`, or none. */
function drawHeaders(dice: Dice): { readonly headers?: Headers } {
  if (!dice.chance(0.3)) return {};
  const changes = (): Changes => {
    const text = `t${dice.integer(1, 99)}`;
    const name = dice.pick(['p', 'q']);
    return dice.pick([{ set: { [name]: text } }, { add: { [name]: text } }, { remove: [name] }]);
  };
  return { headers: { request: changes(), response: changes() } };
}

/** Only the changes of responses: an answer has no request to forward. */
function responseOf({ headers }: { readonly headers?: Headers }): { readonly headers?: Headers } {
  return headers?.response ? { headers: { response: headers.response } } : {};
}
