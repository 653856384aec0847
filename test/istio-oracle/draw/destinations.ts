/**
 * Draws DestinationRules, ServiceEntries and WorkloadEntries.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import type { Kube, Labels } from '../kubernetes/objects';
import { type Context, exportTo, maybe, namespace, NETWORKING, object } from './context';
import { drawDistribution } from './distribution';
import { EXTERNAL, gatewayAddress, GLOBAL, INGRESS_HOST, ingressAddress, SERVICES, spelled, VERSIONS } from './names';
import { OUTSIDE } from '../kubernetes/world';

export function drawDestinationRules(context: Context): readonly Kube[] {
  const { dice } = context;
  const rules = Array.from({ length: dice.integer(0, 5) }, () => drawDestinationRule(context));
  return dice.chance(0.4) ? [...rules, drawGatewayRule(context)] : rules;
}

/** How the ingress gateway is called inside of the mesh. */
function drawGatewayRule(context: Context): Kube {
  const { dice } = context;
  const tls = {
    mode: dice.pick(['ISTIO_MUTUAL', 'ISTIO_MUTUAL', 'SIMPLE', 'DISABLE']),
    ...maybe(dice, 0.8, () => ({ sni: dice.pick(['shop.example.com', 'api.example.com', 'other.example.net']) })),
  };
  const settings = dice.chance(0.6) ? { portLevelSettings: [{ port: { number: 443 }, tls }] } : { tls };
  const spec = { host: INGRESS_HOST, trafficPolicy: settings };
  return object(context, [NETWORKING, 'DestinationRule'], namespace(dice), spec);
}

function drawDestinationRule(context: Context): Kube {
  const { dice } = context;
  const own = namespace(dice);
  const kind = dice.number();
  const host =
    kind < 0.65
      ? spelled(dice, dice.chance(0.75) ? ['reviews', 'default'] : dice.pick(SERVICES), own)
      : kind < 0.9
        ? dice.pick(GLOBAL)
        : dice.pick([
            '*.default.svc.cluster.local',
            '*.svc.cluster.local',
            '*.global',
            'api.example.com',
            '*.example.com',
          ]);
  const isGlobal = host.endsWith('.global');
  const subsets = dice.some([...VERSIONS, 'any'], 0).map((name) => ({
    name,
    labels: drawLabels(context, name, isGlobal),
    ...drawPolicy(context, isGlobal ? 0.6 : 0.15, name, isGlobal),
  }));
  const spec = {
    host,
    ...(subsets.length > 0 && { subsets }),
    ...drawPolicy(context, 0.5, '', isGlobal),
    ...exportTo(dice),
    ...maybe(dice, 0.08, () => ({
      workloadSelector: { matchLabels: { app: dice.pick(['web', 'client', 'reviews']) } },
    })),
  };
  return object(context, [NETWORKING, 'DestinationRule'], own, spec);
}

function drawLabels({ dice, clusters, connected }: Context, name: string, isGlobal: boolean): Labels {
  const cluster = `cluster${dice.integer(1, clusters)}`;
  if (name === 'any') return dice.pick<Labels>([{}, { app: 'reviews' }, { tier: 'gold' }]);
  if (isGlobal && dice.chance(0.6)) return dice.pick<Labels>([{ cluster }, {}]);
  if (connected && dice.chance(0.2)) return { version: name, 'topology.istio.io/cluster': cluster };
  return { version: dice.chance(0.9) ? name : 'v1' };
}

function drawPolicy(context: Context, chance: number, subset: string, isGlobal: boolean): object {
  const { dice } = context;
  if (!dice.chance(chance)) return {};
  const settings = drawSettings(context, subset, isGlobal);
  const ports = maybe(dice, 0.5, () => ({
    portLevelSettings: [
      {
        port: { number: dice.pick([9080, 9080, 9080, 8080, 9000]) },
        ...nonEmpty(drawSettings(context, subset, isGlobal)),
      },
    ],
  }));
  return { trafficPolicy: nonEmpty({ ...settings, ...ports }) };
}

/** A policy needs a field. */
function nonEmpty(policy: object): object {
  return Object.keys(policy).length > 0 ? policy : { connectionPool: { http: { maxRetries: 3 } } };
}

function drawSettings(context: Context, subset: string, isGlobal: boolean): object {
  const { dice } = context;
  return {
    ...maybe(dice, isGlobal ? 0.8 : 0.35, () => ({ tls: drawTls(dice, subset, isGlobal) })),
    ...maybe(dice, 0.3, () => ({ outlierDetection: { consecutive5xxErrors: 3 } })),
    ...maybe(dice, 0.35, () => ({ loadBalancer: drawLoadBalancer(dice) })),
    ...maybe(dice, 0.1, () => ({ connectionPool: { tcp: { maxConnections: 10 } } })),
  };
}

function drawTls(dice: Dice, subset: string, isGlobal: boolean): object {
  if (!isGlobal) return { mode: dice.pick(['ISTIO_MUTUAL', 'ISTIO_MUTUAL', 'DISABLE']) };
  const sni = `outbound_.${dice.pick([9080, 9080, 9080, 8080])}_.${dice.chance(0.9) ? subset : 'v2'}_.reviews.default.svc.cluster.local`;
  if (dice.chance(0.25)) return { mode: 'SIMPLE', sni: dice.pick(['shop.example.com', 'api.example.com']) };
  return {
    mode: 'ISTIO_MUTUAL',
    ...maybe(dice, 0.85, () => ({ sni })),
    ...maybe(dice, 0.3, () => ({
      subjectAltNames: [`spiffe://cluster.local/ns/default/sa/${dice.pick(['reviews', 'other'])}`],
    })),
  };
}

const FAILOVERS = [
  [{ from: 'region1', to: 'region2' }],
  [
    { from: 'region2', to: 'region3' },
    { from: 'region1', to: 'region3' },
  ],
];
const PRIORITIES = [
  ['topology.istio.io/cluster'],
  ['topology.istio.io/network', 'topology.kubernetes.io/region'],
  ['version=v2'],
  ['tier', 'version=v3'],
  ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'],
];
const DISTRIBUTIONS = [
  [{ from: 'region1/*', to: { 'region1/*': 80, 'region2/*': 20 } }],
  [{ from: '*', to: { 'region2/*': 60, 'region3/*': 40 } }],
  [{ from: 'region1/zone1/*', to: { 'region1/zone1/*': 70, 'region1/zone2/*': 30 } }],
];

/** What says which localities are preferred. */
export function drawLocality(dice: Dice): object {
  return dice.pick<object>([
    { enabled: false },
    { enabled: true },
    { enabled: true },
    { failover: dice.pick(FAILOVERS) },
    { failover: dice.pick(FAILOVERS) },
    { failoverPriority: dice.pick(PRIORITIES) },
    { failoverPriority: dice.pick(PRIORITIES) },
    { distribute: dice.pick(DISTRIBUTIONS) },
    { distribute: dice.pick(DISTRIBUTIONS) },
  ]);
}

function drawLoadBalancer(dice: Dice): object {
  return {
    ...dice.pick<object>([
      { simple: 'ROUND_ROBIN' },
      { simple: 'LEAST_REQUEST' },
      { simple: 'RANDOM' },
      { simple: 'PASSTHROUGH' },
      { consistentHash: { httpHeaderName: 'end-user' } },
      { consistentHash: { useSourceIp: true } },
    ]),
    ...maybe(dice, 0.8, () => ({ localityLbSetting: drawLocality(dice) })),
  };
}

/**
 * Some ServiceEntries of a cluster beside others. If two have a host, the older one counts, and nothing says which if both are as
 * old as the other: then only one of them is kept.
 */
export function drawServiceEntries(context: Context, others: readonly Kube[]): readonly Kube[] {
  const length = context.dice.integer(0, 3);
  const drawn = [...others, ...Array.from({ length }, () => drawServiceEntry(context))];
  const keyOf = ({ spec, metadata }: Kube): string =>
    JSON.stringify([spec && 'hosts' in spec && spec.hosts, metadata.creationTimestamp]);
  return firstOfEach(drawn, keyOf).slice(others.length);
}

/** Objects without those whose key one before them has. */
function firstOfEach(all: readonly Kube[], keyOf: (object: Kube) => unknown): readonly Kube[] {
  return all.filter((each, index) => all.findIndex((other) => keyOf(other) === keyOf(each)) === index);
}

const ENTRY_PORTS = [
  { number: 9080, name: 'http', protocol: 'HTTP' },
  { number: 9080, name: 'http', protocol: 'HTTP' },
  { number: 80, name: 'http-80', protocol: 'HTTP' },
  { number: 9000, name: 'tcp-x', protocol: 'TCP' },
  { number: 443, name: 'tls', protocol: 'TLS' },
  { number: 9080, name: 'http', protocol: 'HTTP', targetPort: 8080 },
  { number: 9080, name: 'mongo', protocol: 'MONGO' },
  { number: 9080, name: 'http-other', protocol: 'HTTP' },
  { number: 8080, name: 'http', protocol: 'HTTP' },
  { number: 9080, name: 'proxy', protocol: 'HTTP_PROXY' },
];

function drawServiceEntry(context: Context): Kube {
  const { dice, number, connected } = context;
  const own = namespace(dice);
  const kind = dice.number();
  const isMesh = kind < 0.6;
  // of a ServiceEntry for a Service that only another cluster has, the age of both decides, which traces do not follow
  const isOfService = kind >= 0.9 && !connected;
  const host = isMesh ? dice.pick(GLOBAL) : isOfService ? spelledFqdn(dice) : dice.pick(EXTERNAL);
  const first = dice.pick(ENTRY_PORTS);
  const ports = [first, ...dice.some(ENTRY_PORTS, 0, 1)].filter(
    (each, index, all) => all.findIndex((other) => other.name === each.name || other.number === each.number) === index,
  );
  const resolution = host.startsWith('*')
    ? dice.pick(['NONE', 'STATIC'])
    : dice.pick(['STATIC', 'STATIC', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'NONE']);
  // the control plane in tests does not look for Pods of other clusters that a ServiceEntry selects, and Envoy takes a single
  // endpoint under DNS_ROUND_ROBIN
  const canSelect = !['NONE', 'DNS_ROUND_ROBIN'].includes(resolution) && !connected;
  const selects = canSelect && dice.chance(0.25);
  const count = resolution === 'NONE' ? 0 : resolution === 'DNS_ROUND_ROBIN' ? 1 : dice.integer(0, 3);
  const endpoints = Array.from({ length: count }, () => drawEndpoint(context, ports[0]?.name ?? 'http'));
  const tcp = ports.some(({ protocol }) => protocol === 'TCP');
  return object(
    context,
    [NETWORKING, 'ServiceEntry'],
    own,
    {
      hosts: [host],
      ...maybe(dice, tcp ? 1 : 0.15, () => ({ addresses: [`198.51.100.${10 * number + dice.integer(1, 3)}`] })),
      location: isMesh || dice.chance(0.3) ? 'MESH_INTERNAL' : 'MESH_EXTERNAL',
      resolution,
      ports,
      ...(selects
        ? { workloadSelector: { labels: dice.pick<Labels>([{ app: 'reviews' }, { entry: 'reviews' }]) } }
        : endpoints.length > 0 && { endpoints }),
      ...exportTo(dice),
      ...maybe(dice, 0.06, () => ({ subjectAltNames: ['spiffe://cluster.local/ns/default/sa/reviews'] })),
    },
    maybe(dice, 0.06, () => ({ annotations: drawDistribution(dice) })),
  );
}

function spelledFqdn(dice: Dice): string {
  const [name, space] = dice.pick(SERVICES);
  return `${name}.${space}.svc.cluster.local`;
}

function drawEndpoint(context: Context, port: string): object {
  const { dice, number, clusters } = context;
  const others = [1, 2, 3].filter((each) => each <= clusters && each !== number);
  const other = others.length > 0 && dice.chance(0.8) ? dice.pick(others) : undefined;
  const place =
    other === undefined
      ? { address: OUTSIDE }
      : dice.chance(0.85)
        ? { address: gatewayAddress(other), ports: { [port]: 15443 } }
        : { address: ingressAddress(other), ports: { [port]: dice.pick([80, 443, 9000]) } };
  const labels = {
    ...(other !== undefined && { cluster: `cluster${other}` }),
    ...maybe(dice, 0.5, () => ({ version: dice.pick(VERSIONS) })),
    ...maybe(dice, 0.1, () => ({ tier: 'gold' })),
    ...maybe(dice, 0.1, () => ({ 'security.istio.io/tlsMode': dice.pick(['istio', 'disabled']) })),
  };
  return {
    ...place,
    labels,
    ...maybe(dice, 0.4, () => ({
      locality: dice.pick(['region1/zone1', 'region2/zone2/a', 'region3', 'region1/zone2/b']),
    })),
    ...maybe(dice, 0.25, () => ({ weight: dice.integer(1, 4) })),
    ...maybe(dice, 0.15, () => ({ serviceAccount: dice.pick(['reviews', 'ratings']) })),
    // a trace takes an address in another network that it does not know for a gateway there
    ...(other !== undefined && maybe(dice, 0.2, () => ({ network: `network${dice.integer(1, 3)}` }))),
  };
}

/** Which of two WorkloadEntries with an address a Service gets depends on the order of events, so only one of them is kept. */
export function drawWorkloadEntries(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.3)) return [];
  const drawn = Array.from({ length: dice.integer(1, 2) }, () => {
    const spec = drawEndpoint(context, 'http');
    const selected = dice.pick<Labels>([{ app: 'reviews' }, { entry: 'reviews' }, { entry: 'reviews' }]);
    const labels = 'labels' in spec ? { ...(spec.labels as Labels), ...selected } : selected;
    const metadata = dice.chance(0.15) ? { labels: { version: dice.pick(VERSIONS) } } : {};
    return object(context, [NETWORKING, 'WorkloadEntry'], namespace(dice), { ...spec, labels }, metadata);
  });
  return firstOfEach(drawn, ({ spec }) => spec && 'address' in spec && spec.address);
}
