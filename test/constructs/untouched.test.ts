/** @module Tests that constructs which are made only when someone looks at them are as if they were always there. */
import { ApiObject, type Chart, JsonPatch, Testing } from 'cdk8s';
import {
  bookinfoContainer,
  type ClusterPlan,
  ClusterApp,
  ClusterChart,
  type ClusterChartProps,
  ExternalServiceEntry,
  MulticlusterRoute,
  RemoteServiceEntry,
  ServicePolicies,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
} from '../../lib';
import { isUntouched } from '../../lib/constructs';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } };

/** The plan of the shop's first cluster, and its services. */
function planned(): ReturnType<typeof shop> & { readonly plan: ClusterPlan } {
  const described = shop({ leastPrivilege: true });
  const stripe = described.mesh.addExternalService('stripe', { host: 'api.stripe.com', port: 443 });
  described.web.calls(stripe);
  described.cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return { ...described, plan: described.mesh.plan(new SniAddressing()).for(described.east) };
}

/** An app with a chart that nobody has looked into. */
function appWithChart(props: Omit<ClusterChartProps, 'plan'> = {}): {
  readonly app: ClusterApp;
  readonly chart: ClusterChart;
} {
  const app = new ClusterApp({ name: 'shop', plan: planned().plan });
  return { app, chart: new ClusterChart(app, 'shop', { container: bookinfoContainer, ...props }) };
}

function objectsIn(chart: Chart): readonly ApiObject[] {
  return chart.node.findAll().filter((each): each is ApiObject => each instanceof ApiObject);
}

function pathsIn(chart: Chart): readonly string[] {
  return chart.node.findAll().map(({ node, constructor }) => `${node.path} ${constructor.name}`);
}

test('every construct of a chart has its path and its class', () => {
  expect(pathsIn(appWithChart().chart)).toMatchInlineSnapshot(`
   [
     "shop ClusterChart",
     "shop/Namespace-default PlannedObject",
     "shop/web.default VersionedService",
     "shop/web.default/Resource PlannedObject",
     "shop/web.default/ServiceAccount PlannedObject",
     "shop/web.default/Deployment-v1 PlannedObject",
     "shop/cart.default VersionedService",
     "shop/cart.default/Resource PlannedObject",
     "shop/cart.default/ServiceAccount PlannedObject",
     "shop/cart.default/Deployment-v1 PlannedObject",
     "shop/cart.default:remote RemoteServiceEntry",
     "shop/cart.default:remote/Resource PlannedObject",
     "shop/cart.default:remote/DestinationRule PlannedObject",
     "shop/cart.default:subsets ServiceSubsets",
     "shop/cart.default:subsets/Resource PlannedObject",
     "shop/cart.default:route MulticlusterRoute",
     "shop/cart.default:route/Resource PlannedObject",
     "shop/stripe.default:external ExternalServiceEntry",
     "shop/stripe.default:external/Resource PlannedObject",
     "shop/web.default:policies ServicePolicies",
     "shop/web.default:policies/Resource PlannedObject",
     "shop/web.default:policies/PeerAuthentication PlannedObject",
     "shop/cart.default:policies ServicePolicies",
     "shop/cart.default:policies/Resource PlannedObject",
     "shop/cart.default:policies/PeerAuthentication PlannedObject",
   ]
  `);
});

describe('what a user does in a chart that nobody has looked into', () => {
  test('own objects come after those of the plan', () => {
    const [before, after] = [appWithChart().chart, appWithChart().chart];
    new ApiObject(after, 'own', CONFIG_MAP);
    expect(pathsIn(after)).toEqual([...pathsIn(before), 'shop/own ApiObject']);
  });

  test('own objects whose ids are numbers come first, as in any construct', () => {
    const { chart } = appWithChart();
    new ApiObject(chart, '1', CONFIG_MAP);
    expect(pathsIn(chart)[1]).toBe('shop/1 ApiObject');
  });

  test('an id that the plan needs is taken', () => {
    const { chart } = appWithChart();
    expect(() => new ApiObject(chart, 'EastWestGateway', CONFIG_MAP)).not.toThrow();
    expect(() => new ApiObject(chart, 'web.default', CONFIG_MAP)).toThrow(
      "There is already a Construct with name 'web.default' in ClusterChart [shop]",
    );
  });

  test.each<[string, string, (object: ApiObject) => void]>([
    [
      'a label',
      'team: a',
      ({ metadata }) => {
        metadata.addLabel('team', 'a');
      },
    ],
    [
      'an annotation',
      'note: b',
      ({ metadata }) => {
        metadata.addAnnotation('note', 'b');
      },
    ],
    [
      'a patch',
      'generation: 3',
      (object) => {
        object.addJsonPatch(JsonPatch.add('/metadata/generation', 3));
      },
    ],
  ])('%s is written', (_, expected, change) => {
    const { app, chart } = appWithChart();
    change(ApiObject.of(chart.node.findChild('cart.default')));
    expect(app.synthYaml()).toContain(expected);
  });

  test('an object that another one depends on is written first', () => {
    const { app, chart } = appWithChart();
    const own = new ApiObject(chart, 'own', CONFIG_MAP);
    ApiObject.of(chart.node.findChild('web.default')).addDependency(own);
    const kinds = [...app.synthYaml().matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind);
    expect(kinds.indexOf('ConfigMap')).toBeLessThan(kinds.indexOf('Service'));
  });

  test('a construct that is removed is not written', () => {
    const { app, chart } = appWithChart();
    expect(chart.node.tryRemoveChild('cart.default:remote')).toBe(true);
    expect(chart.node.tryRemoveChild('cart.default:remote')).toBe(false);
    expect(app.synthYaml()).not.toContain('name: cart-default');
    expect(appWithChart().app.synthYaml()).toContain('name: cart-default');
  });

  test('an app without a part of a construct is refused', () => {
    const { app, chart } = appWithChart();
    expect(chart.node.findChild('cart.default').node.tryRemoveChild('ServiceAccount')).toBe(true);
    expect(codesOf(() => app.synthYaml())).toEqual(['MC140']);
  });

  test('a locked chart refuses more objects, and has all of its own', () => {
    const { app, chart } = appWithChart();
    chart.node.lock();
    expect(() => new ApiObject(chart, 'own', CONFIG_MAP)).toThrow('Cannot add children to "shop" during synthesis');
    expect(pathsIn(chart)).toEqual(pathsIn(appWithChart().chart));
    expect(app.synthYaml()).toBe(appWithChart().app.synthYaml());
  });

  test('nothing can be added below a locked app either', () => {
    const { app, chart } = appWithChart();
    app.node.lock();
    expect(() => new ApiObject(chart.node.findChild('web.default'), 'own', CONFIG_MAP)).toThrow(
      'Cannot add children to "shop/web.default" during synthesis',
    );
  });

  test('context comes too late, because there are children', () => {
    const { chart } = appWithChart();
    expect(() => {
      chart.node.setContext('a', 1);
    }).toThrow('Cannot set context after children have been added: Namespace-default');
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['toJson of the chart', (chart): unknown => chart.toJson()],
    ['Testing.synth', (chart): unknown => Testing.synth(chart)],
  ])('%s returns every object', (_, render) => {
    const { chart } = appWithChart();
    expect(render(chart)).toHaveLength(objectsIn(appWithChart().chart).length);
  });

  test('apiObjects of the chart has its Namespaces', () => {
    expect(appWithChart().chart.apiObjects.map(({ node }) => node.path)).toEqual(['shop/Namespace-default']);
  });
});

describe('functions of the user', () => {
  test.each(['container', 'deployment'] as const)('%s is called once for each Deployment', (option) => {
    const calls: string[] = [];
    const container: typeof bookinfoContainer = (service, version) => {
      calls.push(`${service.name} ${version}`);
      return bookinfoContainer(service, version);
    };
    const deployment: ClusterChartProps['deployment'] = (service, version) => ({
      containers: [container(service, version)],
    });
    const app = new ClusterApp({ name: 'shop', plan: planned().plan });
    const chart = new ClusterChart(app, 'shop', option === 'container' ? { container } : { deployment });
    expect(calls).toEqual(['web v1', 'cart v1']);
    app.synthYaml();
    expect(objectsIn(chart).filter(({ kind }) => kind === 'Deployment')).toHaveLength(2);
    app.synthYaml();
    expect(calls).toEqual(['web v1', 'cart v1']);
  });

  test.each<[string, string, Pick<ClusterChartProps, 'container' | 'deployment'>]>([
    ['MC167', 'must have either "container" or "deployment", but has neither', {}],
    ['MC168', 'must have an image', { container: ({ name }) => ({ name, image: '' }) }],
    [
      'MC190',
      'must return a container for version "v1", but throws Error: no',
      {
        container: () => {
          throw new Error('no');
        },
      },
    ],
  ])('a fault of theirs is %s of the constructor, with its place', (code, what, props) => {
    const { plan } = planned();
    const run = (): unknown => new ClusterChart(Testing.app(), 'all', { plan, ...props });
    const [issue, ...others] = issuesOf(run);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      code,
      what: expect.stringContaining(what),
      at: expect.stringMatching(/untouched\.test\.ts:\d+$/),
    });
    expect(run).toThrow(expect.objectContaining({ constructPath: 'all/web.default' }));
  });
});

test('a fault of a function names its line also if Node.js keeps 10 frames of a stack, which is the default', () => {
  const { plan } = planned();
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 10;
  try {
    const container = (): never => {
      throw new Error('no');
    };
    const [issue] = issuesOf(() => new ClusterChart(Testing.app(), 'all', { plan, container }));
    expect(issue?.at).toMatch(/untouched\.test\.ts:\d+$/);
  } finally {
    Error.stackTraceLimit = limit;
  }
});

test('a construct outside of a chart first reports its own faults, and then that it has no chart', () => {
  const { plan, web, cart } = planned();
  expect(codesOf(() => new RemoteServiceEntry(Testing.app(), 'it', { service: web, plan }))).toEqual(['MC032']);
  expect(codesOf(() => new RemoteServiceEntry(Testing.app(), 'it', { service: cart }))).toEqual(['MC031']);
  expect(() => new RemoteServiceEntry(Testing.app(), 'it', { service: cart, plan })).toThrow(
    'cannot find a parent chart (directly or indirectly)',
  );
});

test('a subclass may add objects to what it renders', () => {
  class Own extends ServicePolicies {
    constructor(scope: Chart, id: string, props: ConstructorParameters<typeof ServicePolicies>[2]) {
      super(scope, id, props);
      new ApiObject(this, 'own', CONFIG_MAP);
    }
  }
  const { plan, cart: service } = planned();
  const chart = Testing.chart();
  new Own(chart, 'it', { service, plan });
  expect(objectsIn(chart).map(({ kind }) => kind)).toEqual(['AuthorizationPolicy', 'PeerAuthentication', 'ConfigMap']);
});

test('constructs that are composed by hand stay untouched until someone looks at them', () => {
  const { plan, cart: service } = planned();
  const chart = Testing.chart();
  const route = plan.of(service).route;
  const made = [
    new VersionedService(chart, 'workloads', { service, plan, container: bookinfoContainer }),
    new RemoteServiceEntry(chart, 'remote', { service, plan }),
    new ServiceSubsets(chart, 'subsets', { service, plan }),
    ...(route === undefined ? [] : [new MulticlusterRoute(chart, 'route', { route, plan })]),
    new ServicePolicies(chart, 'policies', { service, plan }),
    ...plan.externalServices.map(
      (each) => new ExternalServiceEntry(chart, 'external', { service: each.service, plan }),
    ),
  ];
  expect(made.map(isUntouched)).toEqual(made.map(() => true));
  expect(made).toHaveLength(6);
  expect(chart.node.findAll()).toHaveLength(1 + made.length + objectsIn(chart).length);
  expect(made.map(isUntouched)).toEqual(made.map(() => false));
});
