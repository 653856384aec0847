/**
 * Meshes whose answers are known from real ones. The oracle is checked by them before it is believed.
 * @module
 */
import type { Configuration } from './draw/configuration';
import type { Kube } from './kubernetes/objects';
import type { Answer } from './oracle';

/** A mesh with one request, and what a real mesh makes of it. */
export interface Known {
  readonly name: string;
  readonly configuration: Configuration;
  readonly expected: readonly Answer[];
}

function istio(kind: string, name: string, spec: object, namespace = 'default'): Kube {
  const apiVersion = kind === 'AuthorizationPolicy' ? 'security.istio.io/v1' : 'networking.istio.io/v1';
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

function service(name: string, spec: object = {}): Kube {
  const ports = [{ name: 'http', port: 9080 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { selector: { app: name }, ports, ...spec },
  };
}

function deployment(app: string, version: string): Kube {
  const template = { metadata: { labels: { app, version } }, spec: { serviceAccountName: app } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${app}-${version}`, namespace: 'default' },
    spec: { template },
  };
}

const subsets = (...names: readonly string[]): Kube =>
  istio('DestinationRule', 'reviews', {
    host: 'reviews',
    subsets: names.map((name) => ({ name, labels: { version: name } })),
  });

const GATEWAY = istio(
  'Gateway',
  'mesh',
  {
    selector: { istio: 'eastwestgateway' },
    servers: [
      { port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: ['*.local'] },
    ],
  },
  'istio-system',
);

const ENTRY = istio('ServiceEntry', 'reviews-global', {
  hosts: ['reviews.default.global'],
  location: 'MESH_INTERNAL',
  resolution: 'STATIC',
  ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
  endpoints: [{ address: '192.0.2.2', ports: { http: 15443 }, labels: { cluster: 'cluster2' } }],
});

const far = (sni: (subset: string) => object): Kube =>
  istio('DestinationRule', 'reviews-global', {
    host: 'reviews.default.global',
    subsets: ['v2', 'v3'].map((name) => ({
      name,
      labels: { cluster: 'cluster2' },
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', ...sni(name) } },
    })),
  });

const JASON = istio('VirtualService', 'reviews', {
  hosts: ['reviews'],
  http: [
    {
      match: [{ headers: { 'end-user': { exact: 'jason' } } }],
      route: ['v2', 'v3'].map((subset) => ({ destination: { host: 'reviews.default.global', subset }, weight: 50 })),
    },
    { route: [{ destination: { host: 'reviews', subset: 'v1' } }] },
  ],
});

const NEAR = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1'), subsets('v1', 'v2', 'v3')];
const FAR = [
  service('reviews'),
  deployment('reviews', 'v2'),
  deployment('reviews', 'v3'),
  subsets('v1', 'v2', 'v3'),
  GATEWAY,
];

function mesh(
  cluster1: readonly Kube[],
  cluster2: readonly Kube[],
  headers: Readonly<Record<string, string>>,
): Configuration {
  return {
    clusters: [
      { name: 'cluster1', objects: cluster1 },
      { name: 'cluster2', objects: cluster2 },
    ],
    options: { gateways: { '192.0.2.2': 'cluster2' } },
    requests: [{ from: 'cluster1/default/web-v1', to: 'http://reviews:9080/reviews/0', headers }],
  };
}

const arrives = (cluster: string, version: string, probability = 1): Answer => ({
  probability,
  status: 200,
  cluster,
  workload: `reviews-${version}`,
  version,
  path: '/reviews/0',
  host: 'reviews:9080',
});

const addressed = far((subset) => ({ sni: `outbound_.9080_.${subset}_.reviews.default.svc.cluster.local` }));
const jason = { 'end-user': 'jason' };

/** The meshes. */
export const KNOWN: readonly Known[] = [
  {
    name: 'subsets whose server names the far cluster knows',
    configuration: mesh([...NEAR, ENTRY, addressed, JASON], FAR, jason),
    expected: [arrives('cluster2', 'v2', 0.5), arrives('cluster2', 'v3', 0.5)],
  },
  {
    name: 'a request that no far rule is for',
    configuration: mesh([...NEAR, ENTRY, addressed, JASON], FAR, {}),
    expected: [arrives('cluster1', 'v1')],
  },
  {
    name: 'server names of a host that the far cluster does not know, as in 2019',
    configuration: mesh([...NEAR, ENTRY, far(() => ({})), JASON], FAR, jason),
    expected: [{ probability: 1, status: 503, flag: 'UF' }],
  },
  {
    name: 'a subset that no near rule declares',
    configuration: mesh([...NEAR, ENTRY, JASON], FAR, jason),
    expected: [{ probability: 1, status: 503, flag: 'NC' }],
  },
  {
    name: 'a far policy that asks for the caller’s identity, and has it',
    configuration: mesh(
      [...NEAR, ENTRY, addressed, JASON],
      [
        ...FAR,
        istio('AuthorizationPolicy', 'web', {
          rules: [{ from: [{ source: { principals: ['cluster.local/ns/default/sa/web'] } }] }],
        }),
      ],
      jason,
    ),
    expected: [arrives('cluster2', 'v2', 0.5), arrives('cluster2', 'v3', 0.5)],
  },
  {
    name: 'a far policy that asks for another identity',
    configuration: mesh(
      [...NEAR, ENTRY, addressed, JASON],
      [
        ...FAR,
        istio('AuthorizationPolicy', 'web', {
          rules: [{ from: [{ source: { principals: ['cluster.local/ns/default/sa/other'] } }] }],
        }),
      ],
      jason,
    ),
    expected: [{ probability: 1, status: 403 }],
  },
];
