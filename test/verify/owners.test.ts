/** @module Who owns what in a cluster, by what is owned and not by the names of objects. */
import * as fs from 'node:fs';
import { ApiObject, JsonPatch } from 'cdk8s';
import {
  ClusterApp,
  type ExternalServicePorts,
  type MeshPlan,
  type MeshProps,
  Mesh,
  GatewayAddress,
  SniAddressing,
  VipLedger,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { shop } from '../support/meshes';
import { appsOf, issuesOfWriting, saidOfWriting, temporaryFolder } from '../support/written';

/** web runs in east and calls cart, whose requests all go to west. */
function planned(props: MeshProps = {}): MeshPlan {
  const { mesh, cart } = shop(props);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

const HOST = 'cart.default.svc.cluster.local';

/** An object of Istio's networking API. */
function istio(kind: string, path: string, spec: object): object {
  const [namespace, name] = path.split('/');
  return { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec };
}

const routes = (path: string, hosts: readonly string[], spec: object = {}): object =>
  istio('VirtualService', path, { hosts, http: [{ directResponse: { status: 418 } }], ...spec });
const rule = (path: string, host: string, spec: object = {}): object =>
  istio('DestinationRule', path, { host, trafficPolicy: { tls: { mode: 'DISABLE' } }, ...spec });
const entry = (path: string, hosts: readonly string[], spec: object = {}): object =>
  istio('ServiceEntry', path, { hosts, ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], ...spec });
const gateway = (path: string, hosts: readonly string[], port = 15443, selector: object = EASTWEST): object =>
  istio('Gateway', path, {
    selector,
    servers: [{ port: { number: port, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
  });

const plain = (path: string, protocol: string, port = 15443, selector: object = EASTWEST): object =>
  istio('Gateway', path, { selector, servers: [{ port: { number: port, name: 'plain', protocol }, hosts: ['*'] }] });

const EASTWEST = { istio: 'eastwestgateway' };
const ROUTED = `because VirtualService.networking.istio.io default/cart ("mesh/cart.default:route/Resource") routes`;
const SUBSETS = 'DestinationRule.networking.istio.io default/cart ("mesh/cart.default:subsets/Resource")';
const PASSED = 'because Gateway.networking.istio.io istio-system/shop ("mesh/EastWestGateway/Resource") passes';

test('objects of users that own something else stand beside those of the plan', () => {
  const others = [
    routes('default/a-other', ['other', 'cart.shop.svc.cluster.local']),
    // an ingress gateway obeys it, and sidecars do not
    routes('default/a-ingress', [HOST], { gateways: ['istio-system/ingress'] }),
    // Istio prefers the VirtualService for the host itself
    routes('default/a-all', ['*.default.svc.cluster.local']),
    // no proxy of the mesh sees these
    routes('tools/a-cart', [HOST], { exportTo: ['.'] }),
    routes('default/a-nobody', [HOST], { exportTo: ['~'] }),
    rule('tools/cart', HOST),
    rule('default/all', '*.local'),
    // rules of Istio's namespace come last
    rule('istio-system/all', '*.local'),
    rule('default/web', 'web'),
    entry('default/other', ['other.example.com', '*.global']),
    gateway('istio-system/more', ['*.example.com', `shop/other.default.svc.cluster.local`]),
    gateway('istio-system/port', ['*.local'], 15444),
    gateway('istio-system/pods', ['*.local'], 15443, { istio: 'other' }),
    plain('istio-system/http', 'HTTP', 80),
    plain('istio-system/else', 'HTTP', 15443, { istio: 'third' }),
    // ends TLS for server names that are not those of the mesh
    istio('Gateway', 'istio-system/tls', {
      selector: EASTWEST,
      servers: [
        {
          port: { number: 15443, name: 'https', protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE' },
          hosts: ['shop.example.com'],
        },
      ],
    }),
  ];
  expect(saidOfWriting(planned(), { east: others, west: others })).toEqual([]);
});

test.each<[string, object]>([
  [`default/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`, routes('default/a-cart', [HOST])],
  [
    `default/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
    routes('default/a-cart', ['other', 'cart'], { gateways: ['mesh', 'istio-system/ingress'] }),
  ],
  // takes requests to this name away from the Service
  [
    `default/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
    routes('default/a-cart', ['cart.default']),
  ],
  [
    `other/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
    routes('other/a-cart', [HOST], { exportTo: ['default'] }),
  ],
  [
    `default/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
    routes('default/a-cart', [HOST.toUpperCase()]),
  ],
])('fails with MC135 for VirtualService.networking.istio.io %s', (text, object) => {
  expect(saidOfWriting(planned(), { east: [object] })).toEqual([
    ['MC135', `VirtualService.networking.istio.io ${text}`],
  ]);
});

/** A route of the Gateway API for calls of a Service. */
const serviceRoute = (path: string, parent: object, kind = 'HTTPRoute'): object => {
  const [namespace, name] = path.split('/');
  const parentRefs = [{ group: '', kind: 'Service', name: 'cart', ...parent }];
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name, namespace }, spec: { parentRefs } };
};

test.each<[string, object]>([
  ['HTTPRoute.gateway.networking.k8s.io default/r', serviceRoute('default/r', {})],
  ['HTTPRoute.gateway.networking.k8s.io default/r', serviceRoute('default/r', { port: 8080 })],
  ['GRPCRoute.gateway.networking.k8s.io default/r', serviceRoute('default/r', {}, 'GRPCRoute')],
  // for callers in another namespace
  ['HTTPRoute.gateway.networking.k8s.io front/r', serviceRoute('front/r', { namespace: 'default' })],
])('fails with MC135 for %s', (id, object) => {
  const mesh = new Mesh('shop');
  const [east, west] = ['192.0.2.1', '192.0.2.2'].map((address, index) =>
    mesh.addCluster(index === 0 ? 'east' : 'west', { gateway: GatewayAddress.parse(address) }),
  );
  if (east === undefined || west === undefined) throw new Error('there are two clusters');
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west] } });
  for (const namespace of ['default', 'front'])
    mesh.addService('web', { namespace, port: 80, versions: { v1: [east] } }).calls(cart);
  expect(issuesOfWriting(mesh.plan(new SniAddressing()), { east: [object] })).toMatchObject([
    {
      code: 'MC135',
      what: `${id} in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
      fix: 'Describe its rules with addRoute, and remove the Service from its parentRefs.',
    },
  ]);
});

test('routes of the Gateway API may apply to what the mesh does not route', () => {
  const others = [
    serviceRoute('default/gateway', { group: undefined, kind: 'Gateway' }),
    // Istio takes none of these for a Service
    serviceRoute('default/core', { group: 'core' }),
    serviceRoute('default/none', { group: undefined }),
    serviceRoute('default/port', { port: 9090 }),
    // no Pods of the mesh obey it
    serviceRoute('tools/r', { namespace: 'default' }),
    // several may be for one Service
    serviceRoute('default/web', { name: 'web' }),
    serviceRoute('default/web2', { name: 'web' }),
    routes('default/web', ['web']),
  ];
  expect(saidOfWriting(planned(), { east: others })).toEqual([]);
});

test('a VirtualService for a wildcard takes connections away from the VirtualService for a host', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const ports = { db: { port: 5432, protocol: 'TCP' } } as const;
  for (const name of ['one', 'two']) web.calls(mesh.addService(name, { ports, versions: { v1: [west] } }));
  const plan = mesh.plan(new SniAddressing({ vips: VipLedger.parse('') }));
  const tcp = [{ route: [{ destination: { host: 'web' } }] }];
  // both hosts, but one fault
  expect(saidOfWriting(plan, { east: [routes('default/all', ['*.default.svc.cluster.local'], { tcp })] })).toEqual([
    [
      'MC135',
      `VirtualService.networking.istio.io default/all in cluster "east" must not route host "*.default.svc.cluster.local", because VirtualService.networking.istio.io default/one ("mesh/one.default:route/Resource") routes "one.default.svc.cluster.local".`,
    ],
  ]);
  expect(saidOfWriting(plan, { east: [routes('default/all', ['*.default.svc.cluster.local'])] })).toEqual([]);
});

test('two VirtualServices of users for a host are MC135 too, and the second is named', () => {
  const [first, second] = ['default/a', 'default/b'].map((path) => routes(path, ['web']));
  expect(saidOfWriting(planned(), { east: [first ?? {}, second ?? {}] })).toEqual([
    [
      'MC135',
      'VirtualService.networking.istio.io default/b in cluster "east" must not route host "web.default.svc.cluster.local", because VirtualService.networking.istio.io default/a ("own/o0") routes it.',
    ],
  ]);
});

test.each<[string, object]>([
  [
    `default/mycart in cluster "west" must not apply to host "${HOST}", because ${SUBSETS} applies to it.`,
    rule('default/mycart', 'cart'),
  ],
  [
    `istio-system/cart in cluster "west" must not apply to host "${HOST}", because ${SUBSETS} applies to it.`,
    rule('istio-system/cart', HOST),
  ],
  // the gateway would no longer see the subsets
  [
    `istio-system/all in cluster "west" must not apply to host "*.local", because proxies in its namespace would not see ${SUBSETS}.`,
    rule('istio-system/all', '*.local', { exportTo: ['.'] }),
  ],
])('fails with MC136 for DestinationRule.networking.istio.io %s', (text, object) => {
  expect(saidOfWriting(planned(), { west: [object] })).toEqual([
    ['MC136', `DestinationRule.networking.istio.io ${text}`],
  ]);
});

test('a DestinationRule for a wildcard in a namespace of callers hides the subsets of other namespaces from them', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, namespace: 'front', versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [east] } });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  expect(saidOfWriting(mesh.plan(new SniAddressing()), { east: [rule('front/all', '*.local')] })).toEqual([
    [
      'MC136',
      `DestinationRule.networking.istio.io front/all in cluster "east" must not apply to host "*.local", because proxies in its namespace would not see ${SUBSETS}.`,
    ],
  ]);
});

test('says what to write in place of a DestinationRule', () => {
  expect(issuesOfWriting(planned(), { west: [rule('default/mycart', 'cart')] })).toMatchObject([
    {
      fix: 'Remove the DestinationRule. If the host is a service of the mesh, pass its settings to addService as "trafficPolicy" or "versionPolicies". Istio merges both rules, and takes each setting from the one that was created first.',
      cluster: 'west',
      object: 'DestinationRule.networking.istio.io default/mycart',
      at: 'own/o0',
    },
  ]);
});

test.each<[string, object]>([
  [
    'default/global in cluster "east" must not have host "cart.default.global", because it is the host of ServiceEntry.networking.istio.io default/cart-default ("mesh/cart.default:remote/Resource").',
    entry('default/global', ['other.example.com', 'cart.default.global']),
  ],
  [
    'default/global in cluster "east" must not have host "cart.default.global", because it is the host of ServiceEntry.networking.istio.io default/cart-default ("mesh/cart.default:remote/Resource").',
    entry('default/global', ['CART.default.global']),
  ],
  [
    'other/web in cluster "east" must not have host "web.default.svc.cluster.local", because it is the host of Service default/web ("mesh/web.default/Resource").',
    entry('other/web', ['web.default.svc.cluster.local']),
  ],
])('fails with MC137 for ServiceEntry.networking.istio.io %s', (text, object) => {
  expect(saidOfWriting(planned(), { east: [object] })).toEqual([['MC137', `ServiceEntry.networking.istio.io ${text}`]]);
});

test.each<[string, object]>([
  [
    `istio-system/all in cluster "west" must not pass connections to "*.local" through port 15443, ${PASSED} "${HOST}" through the port of the same gateway.`,
    gateway('istio-system/all', ['*.local']),
  ],
  [
    `other/cart in cluster "west" must not pass connections to "${HOST}" through port 15443, ${PASSED} them through the port of the same gateway.`,
    gateway('other/cart', [`*/${HOST}`, 'other.example.com'], 15443, { app: 'istio-eastwestgateway' }),
  ],
  ...['HTTP', 'TCP'].map((protocol): [string, object] => [
    `istio-system/a in cluster "west" must not take connections without TLS at port 15443, ${PASSED} others through the port of the same gateway.`,
    plain('istio-system/a', protocol),
  ]),
])('fails with MC138 for Gateway.networking.istio.io %s', (text, object) => {
  expect(saidOfWriting(planned(), { west: [object] })).toEqual([['MC138', `Gateway.networking.istio.io ${text}`]]);
});

test('an object within a list is an object', () => {
  const cart = routes('default/a-cart', [HOST]);
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    metadata: {},
    items: [{ apiVersion: 'v1', kind: 'List', items: [cart] }],
  };
  const typed = { apiVersion: 'v1', kind: 'ServiceList', metadata: {}, items: [{ metadata: { name: 'web' } }] };
  expect(saidOfWriting(planned(), { east: [list, typed] })).toEqual([
    [
      'MC030',
      'Service default/web must be rendered once for cluster "east", but "mesh/web.default/Resource" has rendered it already.',
    ],
    [
      'MC135',
      `VirtualService.networking.istio.io default/a-cart in cluster "east" must not route host "${HOST}", ${ROUTED} it.`,
    ],
  ]);
});

test('under least privilege, only proxies that see both objects count', () => {
  const object = routes('default/a-cart', [HOST], { exportTo: ['istio-system'] });
  const { mesh, web, cart } = shop({ leastPrivilege: true });
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  expect(web.namespace).toBe('default');
  expect(saidOfWriting(mesh.plan(new SniAddressing()), { east: [object] })).toEqual([]);
});

describe('what an external service does not offer can be written by hand', () => {
  const api = 'api.example.com';
  const withApi = (ports: ExternalServicePorts): MeshPlan => {
    const { mesh, web } = shop();
    web.calls(mesh.addExternalService('api', { host: api, ...ports }));
    return mesh.plan(new SniAddressing());
  };
  const routed = routes('default/api-timeout', [api], {
    http: [{ timeout: '2s', route: [{ destination: { host: api } }] }],
  });
  const mutual = rule('default/api-mutual', api, {
    trafficPolicy: { tls: { mode: 'MUTUAL', clientCertificate: '/c', privateKey: '/k', sni: api } },
  });

  test('a VirtualService, and a DestinationRule if no port has "tls"', () => {
    const plain = withApi({ ports: { http: { port: 80, protocol: 'HTTP', targetPort: 443 } } });
    expect(saidOfWriting(plain, { east: [routed, mutual] })).toEqual([]);
  });

  test('but not a second DestinationRule beside that of "tls"', () => {
    const tls = { mode: 'SIMPLE' } as const;
    const encrypted = withApi({ ports: { http: { port: 80, protocol: 'HTTP', targetPort: 443, tls } } });
    expect(issuesOfWriting(encrypted, { east: [routed] })).toEqual([]);
    expect(issuesOfWriting(encrypted, { east: [mutual] }).map(({ code }) => code)).toEqual(['MC136']);
  });
});

test('an object of the plan with a harmless patch still owns its hosts when another app comes later', () => {
  const outdir = temporaryFolder();
  const patched = appsOf(planned(), outdir, {
    east: (app) => {
      for (const each of app.node.findAll())
        if (each instanceof ApiObject && each.kind === 'VirtualService')
          each.addJsonPatch(JsonPatch.add('/metadata/annotations', { owner: 'checkout' }));
    },
  });
  ClusterApp.synthAll(patched);
  const more = new Mesh('more', { namespaces: 'existing' });
  more.addCluster('east');
  const later = appsOf(more.plan(new SniAddressing()), outdir, { east: [routes('default/a-cart', [HOST])] }, 'more');
  const issues = issuesOf(() => {
    ClusterApp.synthAll(later);
  });
  fs.rmSync(outdir, { recursive: true });
  const owner = `VirtualService.networking.istio.io default/cart ("mesh/cart.default:route/Resource" of app "${outdir}/shop/east")`;
  const what = `VirtualService.networking.istio.io default/a-cart in cluster "east" must not route host "${HOST}", because ${owner} routes it.`;
  expect(issues.map((each) => [each.code, each.what])).toEqual([['MC135', what]]);
});
