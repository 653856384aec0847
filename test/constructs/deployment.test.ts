/** @module Tests the Deployments that users describe, and what would take their Pods out of the mesh. */
import { Lazy, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import {
  type Cluster,
  ClusterChart,
  type ClusterPlan,
  type DeploymentOf,
  GatewayAddress,
  type IMeshService,
  Mesh,
  SniAddressing,
  type VersionDeployment,
  VersionedService,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';

/** cart 1.0 runs in east and west. Something else makes basket, another Service over its Pods. */
function described(): { readonly plan: ClusterPlan; readonly cart: IMeshService; readonly basket: IMeshService } {
  const mesh = new Mesh('shop');
  const add = (n: number): Cluster => mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) });
  const both: readonly Cluster[] = [1, 2].map(add);
  const ports = {
    http: { port: 80, targetPort: 8080, protocol: 'HTTP' },
    admin: { port: 81, targetPort: 8081, protocol: 'HTTP' },
  } as const;
  const cart = mesh.addService('cart', { ports, versions: { '1.0': both }, distribution: 'spread' });
  const basket = mesh.addService('basket', {
    ports,
    versions: { '1.0': both },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'shop-cart',
  });
  const [first] = both;
  if (first === undefined) throw new Error('unreachable');
  return { plan: mesh.plan(new SniAddressing()).for(first), cart, basket };
}

const { plan, cart, basket } = described();
const container = { name: 'cart', image: 'registry.example.com/cart:1.0' } as const;

/** The Deployment that is rendered for what the function returns. */
function rendered(deployment: DeploymentOf): unknown {
  const chart = Testing.chart();
  new VersionedService(chart, 'cart', { service: cart, plan, deployment });
  return (Testing.synth(chart) as readonly unknown[]).at(-1);
}

/** The issues of what a function returns that no compiler has checked. */
function said(given: unknown): readonly string[] {
  const deployment = (() => given) as DeploymentOf;
  const issues = issuesOf(() => rendered(deployment));
  return issues.map(({ code, what }) => `${code} ${what}`);
}

test('a Deployment has everything that the user gives, and the names, labels and ServiceAccount of the mesh', () => {
  expect(
    rendered(({ name, ports }, version) => ({
      containers: [
        {
          name,
          image: `registry.example.com/${name}:${version}`,
          ports: ports.map(({ targetPort }) => ({ containerPort: targetPort, hostIp: '127.0.0.1' })),
          resources: { requests: { cpu: '100m', memory: 64 }, limits: { cpu: k8s.Quantity.fromNumber(1) } },
          readinessProbe: { httpGet: { path: '/', port: 'http', httpHeaders: [{ name: 'A', value: 'b' }] } },
          livenessProbe: { tcpSocket: { port: 8080 } },
        },
        { name: 'logs', image: 'registry.example.com/logs:1' },
      ],
      replicas: 3,
      minReadySeconds: 5,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } },
      podLabels: { team: 'sales', 'sidecar.istio.io/inject': 'true' },
      podAnnotations: { 'proxy.istio.io/config': '{}', 'traffic.sidecar.istio.io/excludeInboundPorts': '9090' },
      podSpec: {
        volumes: [
          { name: 'a', emptyDir: { sizeLimit: '1Gi' } },
          { name: 'b', downwardApi: { items: [] } },
        ],
        initContainers: [{ name: 'init', image: 'registry.example.com/init:1' }],
        terminationGracePeriodSeconds: 60,
      },
    })),
  ).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: expect.objectContaining({ name: 'cart-1-0', namespace: 'default' }),
    spec: {
      replicas: 3,
      minReadySeconds: 5,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } },
      selector: { matchLabels: { app: 'cart', version: '1.0' } },
      template: {
        metadata: {
          labels: {
            app: 'cart',
            version: '1.0',
            'service.istio-multicluster/cart': 'true',
            team: 'sales',
            'sidecar.istio.io/inject': 'true',
          },
          annotations: { 'proxy.istio.io/config': '{}', 'traffic.sidecar.istio.io/excludeInboundPorts': '9090' },
        },
        spec: {
          serviceAccountName: 'shop-cart',
          containers: [
            {
              name: 'cart',
              image: 'registry.example.com/cart:1.0',
              ports: [8080, 8081].map((containerPort) => ({ containerPort, hostIP: '127.0.0.1' })),
              resources: { requests: { cpu: '100m', memory: 64 }, limits: { cpu: 1 } },
              readinessProbe: { httpGet: { path: '/', port: 'http', httpHeaders: [{ name: 'A', value: 'b' }] } },
              livenessProbe: { tcpSocket: { port: 8080 } },
            },
            { name: 'logs', image: 'registry.example.com/logs:1' },
          ],
          volumes: [
            { name: 'a', emptyDir: { sizeLimit: '1Gi' } },
            { name: 'b', downwardAPI: { items: [] } },
          ],
          initContainers: [{ name: 'init', image: 'registry.example.com/init:1' }],
          terminationGracePeriodSeconds: 60,
        },
      },
    },
  });
});

test('without replicas, the number of Pods is left to an autoscaler', () => {
  expect(rendered(() => ({ containers: [container] }))).not.toHaveProperty('spec.replicas');
});

test('Pods have the labels that an existing Service over them needs', () => {
  const [needed] = plan.of(basket).existing;
  expect(needed?.podLabels).toEqual({ version: '1.0', 'service.istio-multicluster/basket': 'true' });
  const podLabels = needed?.podLabels ?? {};
  expect(rendered(() => ({ containers: [container], podLabels }))).toHaveProperty('spec.template.metadata.labels', {
    app: 'cart',
    version: '1.0',
    'service.istio-multicluster/cart': 'true',
    'service.istio-multicluster/basket': 'true',
  });
});

test('ClusterChart takes the function too', () => {
  const chart = new ClusterChart(Testing.app(), 'all', { plan, deployment: () => ({ containers: [container] }) });
  const kinds = (Testing.synth(chart) as readonly { readonly kind: string }[]).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'Deployment')).toHaveLength(1);
});

test('an image may be a value that cdk8s resolves later', () => {
  const image = Lazy.any({ produce: () => 'late' }) as string;
  expect(rendered(() => ({ containers: [{ name: 'cart', image }] }))).toHaveProperty(
    'spec.template.spec.containers.0.image',
    'late',
  );
});

const THE = 'the deployment of version "1.0" in construct "cart"';
const BOTH = 'Construct "cart" must have either "container" or "deployment", but has both.';
const NEITHER = 'Construct "cart" must have either "container" or "deployment", but has neither.';

test.each([
  [BOTH, { container: () => container, deployment: () => ({ containers: [container] }) }],
  [NEITHER, {}],
])('fails with MC167: %s', (what, props) => {
  const issues = issuesOf(() => new VersionedService(Testing.chart(), 'cart', { service: cart, plan, ...props }));
  expect(issues).toEqual([expect.objectContaining({ code: 'MC167', what })]);
});

test.each<[string, unknown]>([
  [`MC168 "containers" of ${THE} must have at least one container, but is missing.`, {}],
  [`MC168 "containers" of ${THE} must have at least one container, but is [].`, { containers: [] }],
  [`MC168 "containers[0]" of ${THE} must be a container, but is "cart".`, { containers: ['cart'] }],
  [`MC168 "containers[0]" of ${THE} must have an image, but has none.`, { containers: [{ name: 'cart' }] }],
  [`MC168 "containers[0]" of ${THE} must have a name, but has "".`, { containers: [{ ...container, name: '' }] }],
  [
    `MC168 "containers" of ${THE} must have different names, but two are named "cart".`,
    { containers: [container, container] },
  ],
  [
    `MC035 "containers[0]" of ${THE} has an unknown option "imge".`,
    { containers: [{ name: 'cart', imge: 'registry.example.com/cart:1.0' }] },
  ],
  [
    `MC168 "podSpec.initContainers[0]" of ${THE} must have an image, but has none.`,
    { podSpec: { initContainers: [{ name: 'init' }] } },
  ],
  [`MC035 ${THE} has an unknown option "replica".`, { replica: 3 }],
  [`MC170 "replicas" of ${THE} must be an integer from 0 to 2147483647, but is 1.5.`, { replicas: 1.5 }],
  [`MC170 "minReadySeconds" of ${THE} must be an integer from 0 to 2147483647, but is -1.`, { minReadySeconds: -1 }],
  [
    `MC169 "podLabels" of ${THE} must keep "app: cart", by which the mesh finds the Pods, but has "app: web".`,
    { podLabels: { app: 'web' } },
  ],
  [
    `MC169 "podLabels" of ${THE} must not have "service.istio-multicluster/web", by which the mesh finds Pods, but has "service.istio-multicluster/web: true".`,
    { podLabels: { 'service.istio-multicluster/web': 'true' } },
  ],
  [
    `MC169 "podLabels" of ${THE} must not have "cluster", by which the mesh finds Pods, but has "cluster: c2".`,
    { podLabels: { cluster: 'c2' } },
  ],
  [
    `MC169 "podLabels" of ${THE} must not have "security.istio.io/tlsMode", by which the mesh finds Pods, but has "security.istio.io/tlsMode: disabled".`,
    { podLabels: { 'security.istio.io/tlsMode': 'disabled' } },
  ],
  [
    `MC169 "podLabels" of ${THE} must leave the Pods their proxy, but has "sidecar.istio.io/inject: false".`,
    { podLabels: { 'sidecar.istio.io/inject': 'false' } },
  ],
  [
    `MC169 "podAnnotations" of ${THE} must leave the Pods their proxy, but has "sidecar.istio.io/inject: false".`,
    { podAnnotations: { 'sidecar.istio.io/inject': 'false' } },
  ],
  [
    `MC169 "podAnnotations" of ${THE} must leave the Pods their proxy, but has "sidecar.istio.io/interceptionMode: NONE".`,
    { podAnnotations: { 'sidecar.istio.io/interceptionMode': 'NONE' } },
  ],
  [
    `MC169 "podAnnotations" of ${THE} must leave port 8081 to the proxy, but has "traffic.sidecar.istio.io/excludeInboundPorts: 9090, 8081".`,
    { podAnnotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9090, 8081' } },
  ],
  [
    `MC169 "podAnnotations" of ${THE} must leave port 8080 and 8081 to the proxy, but has "traffic.sidecar.istio.io/includeInboundPorts: ".`,
    { podAnnotations: { 'traffic.sidecar.istio.io/includeInboundPorts': '' } },
  ],
  [`MC035 "podAnnotations.a" of ${THE} must be a text, but is 1.`, { podAnnotations: { a: 1 } }],
  [
    `MC155 "containers[0]" of ${THE} must not have port 15090, which is a port of the sidecar.`,
    { containers: [{ ...container, ports: [{ containerPort: 15090 }] }] },
  ],
  ...[NaN, Infinity, '1 core', '1KB', ''].map((cpu): [string, object] => [
    `MC181 "containers[0].resources.requests.cpu" of ${THE} must be a quantity of Kubernetes, but is ${JSON.stringify(cpu) === 'null' ? cpu : JSON.stringify(cpu)}.`,
    { containers: [{ ...container, resources: { requests: { cpu } } }] },
  ]),
  [
    `MC035 "containers[0].resources" of ${THE} has an unknown option "limit".`,
    { containers: [{ ...container, resources: { limit: { cpu: 1 } } }] },
  ],
  [`MC168 "containers[0]" of ${THE} must have an image, but has " ".`, { containers: [{ ...container, image: ' ' }] }],
  [
    `MC182 "strategy" of ${THE} must have no "rollingUpdate" beside type "Recreate", but has both.`,
    { strategy: { type: 'Recreate', rollingUpdate: {} } },
  ],
  [`MC035 "strategy" of ${THE} has an unknown option "rolingUpdate".`, { strategy: { rolingUpdate: {} } }],
  [
    `MC035 "strategy.rollingUpdate" of ${THE} has an unknown option "maxSurg".`,
    { strategy: { rollingUpdate: { maxSurg: 1 } } },
  ],
  [`MC035 "podSpec" of ${THE} has an unknown option "nodeSelectr".`, { podSpec: { nodeSelectr: { a: 'b' } } }],
  [
    `MC169 "podSpec" of ${THE} must not have "hostNetwork", which would leave the Pods without a proxy.`,
    { podSpec: { hostNetwork: true } },
  ],
  [
    `MC169 "podSpec" of ${THE} must not have "serviceAccountName", which this library writes.`,
    { podSpec: { serviceAccountName: 'other' } },
  ],
])('fails with %s', (text, given) => {
  const [code = '', ...what] = text.split(' ');
  const sentence = what.join(' ');
  const base = text.includes('"containers') ? {} : { containers: [container] };
  expect(said({ ...base, ...(given as object) })).toEqual([
    `${code} ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`,
  ]);
});

test.each([
  { containers: [{ ...container, ports: [{ containerPort: 15091 }] }] },
  ...[1, 0.5, '1', '.5', '100m', '64Mi', '1e3', '1.5Gi', '12E', '5k'].map((cpu) => ({
    containers: [{ ...container, resources: { requests: { cpu }, limits: { cpu: k8s.Quantity.fromString('2') } } }],
  })),
  { strategy: { type: 'Recreate' } },
  { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: k8s.IntOrString.fromString('25%') } } },
  { podSpec: { hostPid: true, nodeSelector: { a: 'b' }, fieldOfTheNextRelease: 1 } },
])('is right: %j', (given) => {
  expect(said({ containers: [container], ...given })).toEqual([]);
});

test.each([undefined, 'cart', [container]])('fails with MC035 for a function that returns %p', (given) => {
  expect(said(given)).toEqual([
    expect.stringMatching(/^MC035 "deployment" of construct "cart" must return a deployment/),
  ]);
});

test('the short form needs an image too', () => {
  const make = (): unknown =>
    new VersionedService(Testing.chart(), 'cart', { service: cart, plan, container: ({ name }) => ({ name }) });
  expect(codesOf(make)).toEqual(['MC168']);
});

test('what the library decides does not compile', () => {
  const deployments: readonly VersionDeployment[] = [
    // @ts-expect-error the library names the ServiceAccount
    { containers: [container], podSpec: { serviceAccountName: 'other' } },
    // @ts-expect-error a Pod in the network of its node has no proxy
    { containers: [container], podSpec: { hostNetwork: true } },
    // @ts-expect-error a quantity is text or a number
    { containers: [{ ...container, resources: { requests: { cpu: true } } }] },
    // @ts-expect-error a header is not a text
    { containers: [{ ...container, livenessProbe: { httpGet: { port: 80, httpHeaders: ['a'] } } }] },
  ];
  expect(deployments).toHaveLength(4);
});

describe('clusters with the same Deployment in the plan', () => {
  test('have what each of them asks for, in any order', () => {
    const images = ['a', 'b', 'a'].map((image) => rendered(() => ({ containers: [{ ...container, image }] })));
    expect(images).toEqual(
      ['a', 'b', 'a'].map(
        (image) =>
          expect.objectContaining({
            spec: expect.objectContaining({
              template: expect.objectContaining({
                spec: expect.objectContaining({ containers: [{ ...container, image }] }) as unknown,
              }) as unknown,
            }) as unknown,
          }) as unknown,
      ),
    );
  });

  test('have nothing that their function changes later in what it has returned', () => {
    const made: { containers: [{ name: string; image: string }] } = { containers: [{ ...container }] };
    const first = rendered(() => made);
    made.containers[0].image = 'other';
    expect(rendered(() => made)).not.toEqual(first);
    expect(rendered(() => ({ containers: [container] }))).toEqual(first);
  });

  test('each get what a Lazy value produces for them', () => {
    const images = ['a', 'b'].map((image) =>
      rendered(() => ({ containers: [{ ...container, image: Lazy.any({ produce: () => image }) as string }] })),
    );
    expect(images[0]).not.toEqual(images[1]);
  });

  test('have what an instance says at the time, and the later of two spellings of a field', () => {
    const size = k8s.Quantity.fromString('64Mi');
    const sized = (): unknown =>
      rendered(() => ({ containers: [{ ...container, resources: { requests: { memory: size } } }] }));
    const first = sized();
    Object.assign(size, { value: '128Mi' });
    expect(sized()).not.toEqual(first);
    const ports = [
      { hostIp: '192.0.2.1', hostIP: '192.0.2.2' },
      { hostIP: '192.0.2.2', hostIp: '192.0.2.1' },
    ];
    const [one, other] = ports.map((port) =>
      rendered(() => ({ containers: [{ ...container, ports: [{ containerPort: 80, ...port }] }] })),
    );
    expect(one).not.toEqual(other);
  });
});

test('Pods send their calls through their proxy', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east, west] } });
  web.calls(mesh.addService('cart', { port: 8080, versions: { v1: [west] }, distribution: 'local' }));
  const plans = mesh.plan(new SniAddressing());
  const key = 'traffic.sidecar.istio.io/excludeOutboundPorts';
  const issues = (cluster: Cluster, ports: string): readonly string[] =>
    issuesOf(() => {
      const deployment: DeploymentOf = () => ({ containers: [container], podAnnotations: { [key]: ports } });
      new VersionedService(Testing.chart(), 'web', { service: web, plan: plans.for(cluster), deployment });
    }).map(({ code, what }) => `${code} ${what}`);
  // no sidecar is needed to call a Service in the same cluster
  expect(issues(west, '8080')).toEqual([]);
  expect(issues(east, '9090')).toEqual([]);
  expect(issues(east, '8080')).toEqual([
    `MC169 "podAnnotations" of the deployment of version "v1" in construct "web" must let the Pods call port 8080 through the proxy, but has "${key}: 8080".`,
  ]);
});
