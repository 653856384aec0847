/** @module Tests what all constructs have in common, and what each of them renders. */
import { ApiObject, Chart, Lazy, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as library from '../../lib';
import {
  bookinfoContainer,
  BookinfoService,
  type ClusterPlan,
  ClusterApp,
  ClusterChart,
  ConfigError,
  EastWestGateway,
  GatewayAddress,
  type IMeshService,
  Mesh,
  type MeshProps,
  MulticlusterRoute,
  type Route,
  RemoteServiceEntry,
  ServicePolicies,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
  WorkloadCheck,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

/** The options that the constructs of one service take. */
interface Subject {
  readonly service: IMeshService;
  readonly route: Route;
  readonly plan?: ClusterPlan;
}

/** Each construct: the kind of its default child, the cluster where it has nothing to render, and how to make it. */
const constructs: readonly (readonly [
  string,
  'east' | 'west' | undefined,
  (scope: Construct, id: string, subject: Subject) => Construct,
])[] = [
  [
    'Service',
    undefined,
    (scope, id, { service, plan }) => new VersionedService(scope, id, { service, plan, container: bookinfoContainer }),
  ],
  ['Service', undefined, (scope, id, { service, plan }) => new BookinfoService(scope, id, { service, plan })],
  ['ServiceEntry', 'west', (scope, id, { service, plan }) => new RemoteServiceEntry(scope, id, { service, plan })],
  ['DestinationRule', undefined, (scope, id, { service, plan }) => new ServiceSubsets(scope, id, { service, plan })],
  ['VirtualService', 'west', (scope, id, { route, plan }) => new MulticlusterRoute(scope, id, { route, plan })],
  [
    'AuthorizationPolicy',
    undefined,
    (scope, id, { service, plan }) => new ServicePolicies(scope, id, { service, plan }),
  ],
  ['Gateway', 'east', (scope, id, { plan }) => new EastWestGateway(scope, id, { plan })],
];

function plannedShop(
  props: MeshProps = {},
): ReturnType<typeof shop> & { route: Route; plans: Record<'east' | 'west', ClusterPlan> } {
  const described = shop(props);
  const route = described.cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const plan = described.mesh.plan(new SniAddressing());
  return { ...described, route, plans: { east: plan.for(described.east), west: plan.for(described.west) } };
}

describe.each(constructs)('the construct of a %s', (kind, emptyIn, make) => {
  const { plans, cart: service, route, web } = plannedShop({ leastPrivilege: true });
  const fullIn = emptyIn === 'east' ? 'west' : 'east';
  const subject = { service, route, plan: plans[fullIn] };

  test('has it as its default child in a plain App and Chart', () => {
    const construct = make(Testing.chart(), 'it', subject);
    const child = construct.node.defaultChild;
    expect(child instanceof ApiObject ? child.kind : child).toBe(kind);
  });

  test('fails with MC030 if another construct of the app has rendered it', () => {
    const chart = Testing.chart();
    make(chart, 'one', subject);
    const [issue, ...others] = issuesOf(() => make(chart, 'two', subject));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      code: 'MC030',
      got: '"test/two"',
      what: expect.stringMatching(
        /must be rendered once for cluster "(east|west)", but "test\/one" has rendered it already\.$/,
      ),
    });
  });

  test('fails with MC031 without a plan, and names itself', () => {
    const run = (): unknown => make(Testing.chart(), 'it', { service, route });
    expect(codesOf(run)).toEqual(['MC031']);
    expect(run).toThrow(expect.objectContaining({ constructPath: 'test/it' }));
  });

  test('fails with MC032 if the plan has nothing for it', () => {
    const plan = plans[emptyIn ?? 'west'];
    const other = emptyIn === undefined ? { service: web, plan } : { service, plan };
    expect(codesOf(() => make(Testing.chart(), 'it', { route, ...other }))).toEqual(['MC032']);
  });
});

test.each(constructs.filter(([, emptyIn]) => emptyIn === undefined))(
  'the construct of a %s renders it in each cluster of an app',
  (_, __, make) => {
    const { plans, cart: service, route } = plannedShop({ leastPrivilege: true });
    const app = Testing.app();
    for (const plan of Object.values(plans)) make(new Chart(app, plan.cluster.name), 'it', { service, route, plan });
    expect(app.charts.map((chart) => Testing.synth(chart).length > 0)).toEqual([true, true]);
  },
);

test.each(constructs.filter(([kind]) => kind !== 'Gateway'))(
  'the construct of a %s fails with MC009 for a service of another mesh',
  (_, __, make) => {
    const { plans } = plannedShop({ leastPrivilege: true });
    const { cart: service, route } = plannedShop();
    expect(codesOf(() => make(Testing.chart(), 'it', { service, route, plan: plans.east }))).toEqual(['MC009']);
  },
);

test('VersionedService renders a Service, a ServiceAccount and a Deployment for each version in the cluster', () => {
  const { plans, cart } = plannedShop();
  const chart = Testing.chart();
  new VersionedService(chart, 'cart', {
    service: cart,
    plan: plans.west,
    container: ({ name }, version) => ({ name, image: `registry.example.com/${name}:${version}` }),
  });
  const objects: readonly unknown[] = Testing.synth(chart);
  expect(objects).toEqual([
    expect.objectContaining({
      kind: 'Service',
      spec: { ports: [{ name: 'http', port: 8080 }], selector: { app: 'cart' } },
    }),
    expect.objectContaining({
      kind: 'ServiceAccount',
      metadata: { name: 'shop-cart', namespace: 'default', labels: { app: 'cart' } },
    }),
    expect.objectContaining({
      kind: 'Deployment',
      metadata: { name: 'cart-v2', namespace: 'default', labels: { app: 'cart', version: 'v2' } },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'cart', version: 'v2' } },
        template: {
          metadata: { labels: { app: 'cart', version: 'v2', 'service.istio-multicluster/cart': 'true' } },
          spec: {
            serviceAccountName: 'shop-cart',
            containers: [{ name: 'cart', image: 'registry.example.com/cart:v2' }],
          },
        },
      },
    }),
  ]);
});

test('BookinfoService takes its images from the given repository and tag', () => {
  const { plans, cart } = plannedShop();
  const chart = Testing.chart();
  new BookinfoService(chart, 'cart', { service: cart, plan: plans.west, images: { repository: 'mirror', tag: '1' } });
  const deployment: unknown = Testing.synth(chart).at(-1);
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: { containers: [{ image: 'mirror/examples-bookinfo-cart-v2:1', ports: [{ containerPort: 8080 }] }] },
      },
    },
  });
});

test('ClusterChart renders everything that a cluster needs, once', () => {
  const { plans } = plannedShop();
  const kinds = Object.values(plans).map((plan) => {
    const chart = new ClusterChart(Testing.app(), 'all', { plan, container: bookinfoContainer });
    const objects = chart.node.findAll().filter((construct) => construct instanceof ApiObject);
    return objects.map(({ kind, name }) => `${kind}/${name}`).join(' ');
  });
  expect(kinds).toMatchInlineSnapshot(`
   [
     "Namespace/default Service/web ServiceAccount/shop-web Deployment/web-v1 Service/cart ServiceAccount/shop-cart Deployment/cart-v1 ServiceEntry/cart-default DestinationRule/cart-global DestinationRule/cart VirtualService/cart",
     "Namespace/default Service/cart ServiceAccount/shop-cart Deployment/cart-v2 DestinationRule/cart Gateway/shop",
   ]
  `);
});

test('ClusterChart renders both VirtualServices of a route, and policies last', () => {
  const { mesh, east, cart } = shop({ leastPrivilege: true });
  mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' }).calls(cart);
  const plan = mesh.plan(new SniAddressing()).for(east);
  const chart = new ClusterChart(Testing.app(), 'all', { plan, container: bookinfoContainer });
  const objects = chart.node.findAll().filter((construct) => construct instanceof ApiObject);
  expect(objects.map(({ kind, name }) => `${kind}/${name}`).slice(-6)).toEqual([
    'VirtualService/cart',
    'VirtualService/cart-ingress',
    'AuthorizationPolicy/web',
    'PeerAuthentication/web',
    'AuthorizationPolicy/cart',
    'PeerAuthentication/cart',
  ]);
});

test('a misuse throws a ConfigError with the path of the construct', () => {
  const { plans, cart, route } = plannedShop();
  const chart = Testing.chart();
  expect(() => new RemoteServiceEntry(chart, 'remote', { service: cart, plan: plans.west })).toThrow(ConfigError);
  expect(() => new MulticlusterRoute(chart, 'route', { route, plan: plans.west })).toThrow(
    /^\[test\/route\] MC032 Construct "route" has nothing to render in cluster "west": no call to service "cart" follows this route there\. Remove/,
  );
});

test('fails with MC037 for a plan of another cluster inside a ClusterApp', () => {
  const { plans, cart } = plannedShop();
  const app = new ClusterApp({ name: 'shop', plan: plans.east });
  expect(codesOf(() => new ServiceSubsets(new Chart(app, 'own'), 'it', { service: cart, plan: plans.west }))).toEqual([
    'MC037',
  ]);
});

test('fails with MC031 for the plan of a mesh instead of a cluster', () => {
  const { mesh, cart } = plannedShop();
  const plan = mesh.plan(new SniAddressing());
  // @ts-expect-error the plan of a mesh is not the plan of a cluster
  expect(codesOf(() => new ServiceSubsets(Testing.chart(), 'it', { service: cart, plan }))).toEqual(['MC031']);
  // @ts-expect-error an app needs the plan of one cluster
  expect(codesOf(() => new ClusterApp({ name: 'shop', plan }))).toEqual(['MC031']);
});

test.each([
  ['undefined', () => undefined],
  ['[Object "cart"]', () => [{ name: 'cart' }]],
])('fails with MC035 for a container function that returns %s', (text, container) => {
  const { plans, cart } = plannedShop();
  const make = (): unknown =>
    new VersionedService(Testing.chart(), 'cart', {
      service: cart,
      plan: plans.west,
      // @ts-expect-error it must return a container
      container,
    });
  expect(issuesOf(make)).toEqual([
    expect.objectContaining({
      code: 'MC035',
      what: `"container" of construct "cart" must return a container for version "v2", but returned ${text}.`,
    }),
  ]);
});

test('a container can contain an object without a prototype', () => {
  const { plans, cart } = plannedShop();
  const chart = Testing.chart();
  const env = Object.assign(Object.create(null) as object, { name: 'A', value: 'b' });
  new VersionedService(chart, 'cart', {
    service: cart,
    plan: plans.west,
    container: ({ name }) => ({ name, image: 'a', env: [env] }),
  });
  expect(Testing.synth(chart).at(-1)).toHaveProperty('spec.template.spec.containers.0.env', [
    { name: 'A', value: 'b' },
  ]);
});

test('a container can use the union types of cdk8s-plus, which are written as their values', () => {
  const { plans, cart } = plannedShop();
  const chart = Testing.chart();
  new VersionedService(chart, 'cart', {
    service: cart,
    plan: plans.west,
    container: ({ name, port }) => ({
      name,
      image: 'a',
      resources: { limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromNumber(1024) } },
      readinessProbe: { httpGet: { path: '/', port: k8s.IntOrString.fromNumber(port) } },
      command: Lazy.any({ produce: () => ['run'] }) as string[],
    }),
  });
  const deployment: unknown = Testing.synth(chart).at(-1);
  expect(deployment).toHaveProperty('spec.template.spec.containers', [
    {
      name: 'cart',
      image: 'a',
      resources: { limits: { cpu: '100m', memory: 1024 } },
      readinessProbe: { httpGet: { path: '/', port: 8080 } },
      command: ['run'],
    },
  ]);
});

test('a subclass has options of its own, and passes on those of its base class', () => {
  interface TracedProps {
    readonly service: IMeshService;
    readonly plan: ClusterPlan;
    readonly trace: string;
  }
  class Traced extends VersionedService {
    constructor(scope: Construct, id: string, { trace, ...props }: TracedProps) {
      const env = [{ name: 'TRACE', value: trace }];
      super(scope, id, { ...props, container: ({ name }) => ({ name, image: 'a', env }) });
    }
  }
  const { plans, cart: service } = plannedShop();
  const chart = Testing.chart();
  new Traced(chart, 'cart', { service, plan: plans.west, trace: 'all' });
  expect(Testing.synth(chart).at(-1)).toHaveProperty('spec.template.spec.containers.0.env.0.value', 'all');
});

test('an EastWestGateway is MC032 in a cluster with Istio’s stock Gateway', () => {
  const mesh = new Mesh('shop');
  const addresses = [GatewayAddress.parse('192.0.2.2')] as const;
  const [east, west] = [
    mesh.addCluster('east'),
    mesh.addCluster('west', { gateway: { addresses, exposure: 'stock' } }),
  ];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('cart', { port: 80, versions: { v1: [west] } }));
  const plan = mesh.plan(new SniAddressing()).for(west);
  expect(
    issuesOf(() => new EastWestGateway(Testing.chart(), 'it', { plan })).map(({ code, what }) => [code, what]),
  ).toEqual([
    ['MC032', 'Construct "it" has nothing to render in cluster "west": Istio\'s stock Gateway lets other clusters in.'],
  ]);
});

/** Every construct of the library but the app, which is in no scope. */
const inScopes = Object.entries(library).flatMap(([name, value]) =>
  typeof value === 'function' && value.prototype instanceof Construct && value !== ClusterApp
    ? [[name, value] as const]
    : [],
);

describe.each(inScopes)('%s', (_, construct) => {
  const { mesh, east } = shop();
  const plan = mesh.plan(new SniAddressing()).for(east);
  const make = (props: unknown): readonly string[] =>
    codesOf(() => {
      const app = new ClusterApp({ name: 'shop', plan });
      Reflect.construct(construct, [new Chart(app, 'chart'), 'a', props]);
    });

  const oneCode = [expect.stringMatching(/^MC(009|031|032|035|167)$/)];

  test('fails with MC035 for an unknown option, and names its path and the option that was meant', () => {
    const run = (): unknown => Reflect.construct(construct, [Testing.chart(), 'a', { plna: plan }]);
    expect(issuesOf(run)).toEqual([
      expect.objectContaining({
        code: 'MC035',
        what: 'Construct "a" has an unknown option "plna".',
        fix: expect.stringMatching(/^Did you mean "plan"\? Its (only option is|options are) /),
      }),
    ]);
    expect(run).toThrow(expect.objectContaining({ constructPath: 'test/a' }));
  });

  test.each([
    [undefined, 'is missing'],
    [null, 'is null'],
    [{}, 'is {}'],
  ])('fails with MC035 in the scope %p', (scope, but) => {
    expect(issuesOf(() => Reflect.construct(construct, [scope, 'a', {}]))).toEqual([
      expect.objectContaining({
        code: 'MC035',
        what: `The scope of construct "a" must be a construct, but ${but}.`,
        fix: 'Pass the chart or the app that the construct is in.',
      }),
    ]);
  });

  test('fails with one code for options that are not a plain object', () => {
    for (const props of [null, 'a', new Date(0)]) expect(make(props)).toEqual(oneCode);
  });

  test('fails with one code without the options that it needs', () => {
    // a WorkloadCheck in a ClusterApp needs no options
    const codes = construct === WorkloadCheck ? [] : oneCode;
    for (const props of [undefined, {}]) expect(make(props)).toEqual(codes);
  });

  test('fails with MC035 for a null plan instead of using the plan of the app', () => {
    expect(make({ plan: null })).toEqual(['MC035']);
  });
});
