/**
 * Draws Gateways, Sidecars and policies of security.
 * @module
 */
import type { Kube } from '../kubernetes/objects';
import { type Context, maybe, namespace, NETWORKING, object, SECURITY } from './context';

export function drawGateways(context: Context): readonly Kube[] {
  const { dice, clusters, connected } = context;
  const eastWest = clusters > 1 || dice.chance(0.3) ? drawEastWest(context) : [];
  if (connected && clusters > 1 && dice.chance(0.9)) return [stock(context), ...drawIngress(context)];
  return [...eastWest, ...drawIngress(context)];
}

const PASSED = [
  '*.local',
  '*.local',
  'default/reviews.default.svc.cluster.local',
  'reviews.default.svc.cluster.local',
  '*.default.svc.cluster.local',
  '*/reviews.default.svc.cluster.local',
  'shop/reviews.shop.svc.cluster.local',
  '*.global',
];

function stock(context: Context): Kube {
  return passThrough(context, [['*.local']]);
}

/** One or two Gateways for the east-west gateway; with two, hosts may be there twice. */
function drawEastWest(context: Context): readonly Kube[] {
  const { dice } = context;
  if (dice.chance(0.6)) return [passThrough(context, [[dice.pick(PASSED)]])];
  return Array.from({ length: dice.integer(0, 2) }, () =>
    passThrough(
      context,
      Array.from({ length: dice.integer(1, 2) }, () => [
        ...new Set(Array.from({ length: dice.integer(1, 2) }, () => dice.pick(PASSED))),
      ]),
    ),
  );
}

function passThrough(context: Context, servers: readonly (readonly string[])[]): Kube {
  const spec = {
    selector: { istio: 'eastwestgateway' },
    servers: servers.map((hosts, index) => ({
      port: { number: 15443, name: index === 0 ? 'tls' : `tls-${index}`, protocol: 'TLS' },
      tls: { mode: 'AUTO_PASSTHROUGH' },
      hosts,
    })),
  };
  return object(context, [NETWORKING, 'Gateway'], 'istio-system', spec);
}

/** The Gateway that VirtualServices are bound to. */
function drawIngress(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.55)) return [];
  const count = dice.chance(0.8) ? 1 : 2;
  const servers = Array.from({ length: count }, (_, index) => ({
    port: { number: index === 0 ? 80 : dice.pick([80, 8080]), name: `http-${index}`, protocol: 'HTTP' },
    hosts: dice.pick([
      ['*'],
      ['*'],
      ['shop.example.com'],
      ['*.example.com', 'default/*'],
      ['./*'],
      ['default/api.example.com'],
    ]),
    ...maybe(dice, 0.08, () => ({ tls: { httpsRedirect: true } })),
  }));
  const secure = dice.chance(0.7)
    ? Array.from({ length: dice.pick([1, 1, 2, 3]) }, (_, index) => drawSecure(context, index))
    : [];
  const named = object(
    context,
    [NETWORKING, 'Gateway'],
    'istio-system',
    { selector: { istio: 'ingressgateway' }, servers: [...servers, ...secure] },
    { name: 'ingress' },
  );
  const other = dice.chance(0.2)
    ? [
        object(
          context,
          [NETWORKING, 'Gateway'],
          'istio-system',
          { selector: { istio: 'ingressgateway' }, servers: [...servers.slice(0, 1), ...secure.slice(0, 1)] },
          { name: 'other' },
        ),
      ]
    : [];
  return [named, ...other];
}

/** A server for TLS, or for bytes. */
function drawSecure({ dice }: Context, index: number): object {
  const hosts = dice.pick([
    ['*'],
    ['*'],
    ['shop.example.com'],
    ['*.example.com'],
    ['default/api.example.com', 'shop.example.com'],
    ['reviews.default.svc.cluster.local', 'api.example.com'],
  ]);
  const number = dice.pick([443, 443, 443, 8443]);
  if (dice.chance(0.2)) return { port: { number: 9000, name: `tcp-${index}`, protocol: 'TCP' }, hosts };
  const protocol = dice.pick(['HTTPS', 'HTTPS', 'TLS']);
  const kind = dice.number();
  const tls =
    kind < 0.2
      ? { mode: 'PASSTHROUGH' }
      : kind < 0.5
        ? { mode: 'ISTIO_MUTUAL' }
        : { mode: dice.pick(['SIMPLE', 'SIMPLE', 'OPTIONAL_MUTUAL']), credentialName: 'cert' };
  return { port: { number, name: `tls-${index}`, protocol }, tls, hosts };
}

const EGRESS = [
  './*',
  '*/*',
  '~/*',
  'default/*',
  'shop/*',
  'istio-system/*',
  '*/reviews.default.global',
  './reviews.default.svc.cluster.local',
  '*/*.example.com',
  'default/ratings.default.svc.cluster.local',
  '*/twin.default.svc.cluster.local',
];

const EGRESS_PROTOCOLS = [
  { name: 'http', protocol: 'HTTP' },
  { name: 'http', protocol: 'HTTP' },
  { name: 'tcp', protocol: 'TCP' },
];

export function drawSidecars(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.25)) return [];
  return Array.from({ length: dice.chance(0.8) ? 1 : 2 }, () => {
    const own = namespace(dice);
    const listeners = dice.chance(0.85)
      ? [{ hosts: drawEgress(context) }]
      : [
          { port: { number: 9080, ...dice.pick(EGRESS_PROTOCOLS) }, hosts: drawEgress(context) },
          { hosts: drawEgress(context) },
        ];
    return object(context, [NETWORKING, 'Sidecar'], own, {
      ...maybe(dice, own === 'istio-system' ? 0 : 0.4, () => ({
        workloadSelector: { labels: { app: dice.pick(['web', 'client', 'reviews']) } },
      })),
      egress: listeners,
      ...maybe(dice, 0.3, () => ({
        outboundTrafficPolicy: dice.pick([{ mode: 'REGISTRY_ONLY' }, { mode: 'ALLOW_ANY' }, {}]),
      })),
    });
  });
}

function drawEgress({ dice }: Context): readonly string[] {
  return [...new Set(Array.from({ length: dice.integer(1, 3) }, () => dice.pick(EGRESS)))];
}

export function drawPeerAuthentications(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.25)) return [];
  return Array.from({ length: dice.chance(0.75) ? 1 : 2 }, () => {
    const own = namespace(dice);
    const isSelecting = own !== 'istio-system' && dice.chance(0.5);
    return object(context, [SECURITY, 'PeerAuthentication'], own, {
      ...(isSelecting && { selector: { matchLabels: dice.pick<object>([{ app: 'reviews' }, { version: 'v1' }]) } }),
      ...maybe(dice, 0.9, () => ({
        mtls: { mode: dice.pick(['STRICT', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET']) },
      })),
      ...(isSelecting &&
        dice.chance(0.35) && { portLevelMtls: { 9080: { mode: dice.pick(['STRICT', 'DISABLE', 'PERMISSIVE']) } } }),
    });
  });
}

export function drawAuthorizationPolicies(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.35)) return [];
  return Array.from({ length: dice.chance(0.7) ? 1 : 2 }, () => {
    const action = dice.pick(['ALLOW', 'ALLOW', 'DENY']);
    const spec = {
      ...maybe(dice, 0.6, () => ({
        selector: { matchLabels: dice.pick<object>([{ app: 'reviews' }, { version: 'v2' }, { app: 'ratings' }]) },
      })),
      ...(action === 'DENY' || dice.chance(0.5) ? { action } : {}),
      ...(action === 'DENY' || dice.chance(0.92)
        ? { rules: Array.from({ length: dice.integer(1, 2) }, () => drawRule(context)) }
        : {}),
    };
    const tried = maybe(dice, 0.2, () => ({
      annotations: { 'istio.io/dry-run': dice.pick(['true', 'true', '1', 'false']) },
    }));
    return object(context, [SECURITY, 'AuthorizationPolicy'], namespace(dice), spec, tried);
  });
}

function drawRule({ dice }: Context): object {
  const rule = {
    ...maybe(dice, 0.55, () => ({ from: [{ source: drawSource(dice.number(), dice.pick(['web', 'client'])) }] })),
    ...maybe(dice, 0.55, () => ({ to: [{ operation: drawOperation(dice.number()) }] })),
    ...maybe(dice, 0.4, () => ({ when: [drawCondition(dice.number())] })),
  };
  return rule;
}

function drawSource(kind: number, app: string): object {
  const namespace = app === 'web' ? 'default' : 'shop';
  const principal = `cluster.local/ns/${namespace}/sa/${app}`;
  const all: readonly object[] = [
    { principals: [principal] },
    { principals: ['*'] },
    { principals: [`*/sa/${app}`] },
    { principals: [`cluster.local/ns/${namespace}/*`] },
    { notPrincipals: [principal] },
    { principals: [`shop.example/ns/${namespace}/sa/${app}`] },
    { principals: [`*.example/ns/${namespace}/sa/${app}`, `old.example/ns/default/sa/web`] },
    { trustDomains: ['cluster.local'] },
    { notTrustDomains: ['shop.example', 'other.example'] },
    { namespaces: [namespace] },
    { notNamespaces: [namespace] },
    { serviceAccounts: [`${namespace}/${app}`] },
    { serviceAccounts: [app] },
    { namespaces: ['d*'], notPrincipals: [principal] },
  ];
  return all[Math.floor(kind * all.length)] ?? {};
}

function drawOperation(kind: number): object {
  const all: readonly object[] = [
    { methods: ['GET'] },
    { notMethods: ['GET'] },
    { paths: ['/items*'] },
    { paths: ['/items/7'] },
    { paths: ['*/7'] },
    { paths: ['/items/{*}'] },
    { paths: ['/{**}/7'] },
    { notPaths: ['/items/7'] },
    { ports: ['9080'] },
    { notPorts: ['9080'] },
    { hosts: ['reviews:9080', 'reviews'] },
    { hosts: ['*.cluster.local:9080'] },
    { notHosts: ['reviews*'] },
    { methods: ['GET', 'POST'], paths: ['/', '/items'] },
  ];
  return all[Math.floor(kind * all.length)] ?? {};
}

function drawCondition(kind: number): object {
  const all: readonly object[] = [
    { key: 'request.headers[end-user]', values: ['jason'] },
    { key: 'request.headers[x-a]', notValues: ['set'] },
    { key: 'source.namespace', values: ['default'] },
    { key: 'source.principal', values: ['cluster.local/ns/default/sa/web'] },
    { key: 'destination.port', values: ['9080'] },
    { key: 'connection.sni', values: ['outbound_.9080_.v2_.reviews.default.svc.cluster.local'] },
    { key: 'request.auth.claims[iss]', values: ['x'] },
    { key: 'request.auth.principal', notValues: ['x/y'] },
    { key: 'request.headers[:path]', values: ['/items*'] },
    { key: 'request.headers[:method]', notValues: ['GET'] },
    { key: 'request.headers[Host]', values: ['reviews*'] },
    { key: 'source.namespace', notValues: ['*fault'] },
    { key: 'source.serviceAccount', values: ['web'] },
    { key: 'source.serviceAccount', notValues: ['shop/client'] },
    { key: 'source.trustDomain', values: ['cluster.local'] },
    { key: 'source.trustDomain', notValues: ['*.example'] },
  ];
  return all[Math.floor(kind * all.length)] ?? {};
}
