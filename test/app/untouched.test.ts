/** @module Tests that apps write the same, whether or not anyone has looked into their constructs. */
import * as fs from 'node:fs';
import { ApiObject, Chart, Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Article2019,
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  EastWestGateway,
  EndpointDiscovery,
  ExternalServiceEntry,
  GatewayAddress,
  type MeshPlan,
  MulticlusterRoute,
  RemoteServiceEntry,
  type Scheme,
  ServicePolicies,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
} from '../../lib';
import { isUntouched } from '../../lib/constructs';
import { bookinfoMesh } from '../../apps/bookinfo/mesh';
import { issuesOf } from '../support/issues';
import { discoverableMeshData, meshData } from '../support/mesh/data';
import { describeMesh, planned } from '../support/mesh/describe';
import { shop } from '../support/meshes';
import { temporaryFolder } from '../support/written';

/** Adds what a cluster needs to an app. */
type Compose = (app: ClusterApp) => void;

const withChart: Compose = (app) => {
  new ClusterChart(app, 'all', { container: bookinfoContainer });
};

/** Adds each construct to a chart of the user. */
const byHand: Compose = (app) => {
  const { services, externalServices, gateway, namespaces } = app.plan;
  const chart = new Chart(app, 'all');
  for (const each of namespaces) new ApiObject(chart, each.metadata.name, each);
  for (const { service, workloads, serviceEntry, localDestinationRule, route, policies } of services) {
    const id = `${service.name}.${service.namespace}`;
    if (workloads !== undefined) new VersionedService(chart, id, { service, container: bookinfoContainer });
    if (serviceEntry !== undefined) new RemoteServiceEntry(chart, `${id}:remote`, { service });
    if (localDestinationRule !== undefined) new ServiceSubsets(chart, `${id}:subsets`, { service });
    if (route !== undefined) new MulticlusterRoute(chart, `${id}:route`, { route });
    if (policies !== undefined) new ServicePolicies(chart, `${id}:policies`, { service });
  }
  for (const { service } of externalServices) new ExternalServiceEntry(chart, service.name, { service });
  if (gateway !== undefined) new EastWestGateway(chart, 'gateway');
};

const ways = [
  ['ClusterChart', withChart],
  ['constructs that are composed by hand', byHand],
] as const;

function appOf(plan: ClusterPlan, compose: Compose): ClusterApp {
  const app = new ClusterApp({ name: 'shop', plan });
  compose(app);
  return app;
}

/** What an app writes, or the codes of what is wrong with it. */
function written(app: ClusterApp): string {
  let text = '';
  const issues = issuesOf(() => {
    text = app.synthYaml();
  });
  return issues.length > 0 ? issues.map(({ code, what, at }) => `${code} ${what} ${at}`).join('\n') : text;
}

function lookInto(app: ClusterApp): ClusterApp {
  app.node.findAll();
  return app;
}

/** Expects that each app of a plan writes the same after someone has looked into it. */
function expectSame(plan: MeshPlan, compose: Compose): void {
  for (const each of plan.clusters) {
    const untouched = written(appOf(each, compose));
    expect(written(lookInto(appOf(each, compose)))).toBe(untouched);
  }
}

describe.each(ways)('%s', (_, compose) => {
  test.each([
    ['SniAddressing', meshData, (): Scheme | undefined => undefined],
    ['EndpointDiscovery', discoverableMeshData, (): Scheme => new EndpointDiscovery()],
  ] as const)('writes the same for any mesh under %s', (__, meshes, scheme) => {
    fc.assert(
      fc.property(meshes, (data) => {
        expectSame(planned(describeMesh(data), scheme()), compose);
      }),
      { numRuns: 40 },
    );
  });

  test('writes the same for Bookinfo, also with a service outside of the mesh', () => {
    expectSame(bookinfoMesh().mesh.plan(new SniAddressing()), compose);
    const { mesh } = bookinfoMesh();
    const cluster = mesh.addCluster('cluster3', { gateway: GatewayAddress.parse('192.0.2.3') });
    const caller = mesh.addCaller('batch', { clusters: [cluster], serviceAccountName: 'batch' });
    caller.calls(mesh.addExternalService('maps', { host: 'maps.example.com', port: 443 }));
    expectSame(mesh.plan(new SniAddressing()), compose);
  });

  test('writes the same under Article2019', () => {
    const { mesh, reviews } = bookinfoMesh();
    expectSame(mesh.plan(new Article2019({ vips: new Map([[reviews, '240.0.0.3']]) })), compose);
  });
});

/** The apps of the shop, after all of them were written. */
function writtenShop(compose: Compose): readonly ClusterApp[] {
  const outdir = temporaryFolder();
  const plan = shop().mesh.plan(new SniAddressing());
  const apps = plan.clusters.map((each) => new ClusterApp({ name: 'shop', plan: each, outdir }));
  for (const app of apps) compose(app);
  ClusterApp.synthAll(apps, { quiet: true });
  fs.rmSync(outdir, { recursive: true });
  return apps;
}

test('ClusterApp.synthAll makes no construct of a ClusterChart that nobody has looked into', () => {
  expect(writtenShop(withChart).map(({ node }) => node.children.map(isUntouched))).toEqual([[true], [true]]);
});

test('ClusterApp.synthAll makes no object of constructs that are composed by hand', () => {
  const constructs = writtenShop(byHand)
    .flatMap(({ node }) => node.findChild('all').node.children)
    .filter((each) => !(each instanceof ApiObject));
  expect(constructs.map(isUntouched)).toEqual(Array.from({ length: 7 }, () => true));
});

/** What users do with an app before it is written. */
const changes: readonly (readonly [string, (app: ClusterApp, chart: Chart) => void])[] = [
  [
    'a validation that looks into the chart and changes an object',
    (app, chart) => {
      app.node.addValidation({
        validate: () => {
          labelLast(chart);
          return [];
        },
      });
    },
  ],
  [
    'a validation that adds a resolver',
    (app) => {
      app.node.addValidation({
        validate: () => {
          app.resolvers.push({
            resolve: (context) => {
              if (context.key.at(-1) === 'replicas' && context.value === 1) context.replaceValue(7);
            },
          });
          return [];
        },
      });
    },
  ],
  [
    'a value that looks into a later chart and changes an object',
    (app, chart) => {
      const data = { count: Lazy.any({ produce: () => labelLast(chart) }) };
      addConfigMap(new Chart(app, 'a-first'), { data });
    },
  ],
  [
    'a value that looks into an earlier chart and changes an object too late',
    (app, chart) => {
      const data = { count: Lazy.any({ produce: () => labelLast(chart) }) };
      addConfigMap(new Chart(app, 'z-last'), { data });
    },
  ],
  [
    'a chart that depends on another one',
    (app, chart) => {
      const other = new Chart(app, 'other');
      addConfigMap(other);
      chart.addDependency(other);
    },
  ],
  [
    'a construct that depends on an object of the user',
    (_, chart) => {
      addConfigMap(chart);
      chart.node.findChild('cart.default').node.addDependency(chart.node.findChild('own'));
    },
  ],
  [
    'a chart in the chart',
    (_, chart) => {
      addConfigMap(new Chart(chart, 'nested'));
    },
  ],
  [
    'objects of the user in the chart',
    (_, chart) => {
      addConfigMap(chart);
    },
  ],
  [
    'a chart that renders its objects in its own way',
    (_, chart) => {
      chart.toJson = () => Chart.prototype.toJson.call(chart).map((json: object) => ({ ...json, own: true }));
    },
  ],
  [
    'a chart whose own way loses the hosts of a VirtualService',
    (_, chart) => {
      chart.toJson = () =>
        Chart.prototype.toJson
          .call(chart)
          .map((json: { kind: string }) => (json.kind === 'VirtualService' ? { ...json, spec: {} } : json));
    },
  ],
  [
    'an object in another chart that the chart has already',
    (app) => {
      const metadata = { name: 'cart', namespace: 'default' };
      new ApiObject(new Chart(app, 'other'), 'own', { apiVersion: 'v1', kind: 'Service', metadata });
    },
  ],
  [
    'a chart that fails',
    (_, chart) => {
      chart.toJson = () => {
        throw new Error('no');
      };
    },
  ],
];

function addConfigMap(chart: Chart, more: object = {}): void {
  new ApiObject(chart, 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, ...more });
}

/** Adds a label to the last object of a chart, and answers how many there are. */
function labelLast(chart: Chart): number {
  const objects = chart.node.findAll().filter((each) => each instanceof ApiObject);
  objects.at(-1)?.metadata.addLabel('late', 'true');
  return objects.length;
}

describe.each(ways)('%s', (_, compose) => {
  test.each(changes)('writes the same with %s', (__, change) => {
    const { mesh, east } = shop();
    const plan = mesh.plan(new SniAddressing()).for(east);
    const [untouched, seen] = [appOf(plan, compose), lookInto(appOf(plan, compose))].map((app) => {
      const [chart] = app.node.children;
      if (!(chart instanceof Chart)) throw new Error('the app has a chart');
      change(app, chart);
      return written(app);
    });
    expect(untouched).toBe(seen);
    expect(untouched).not.toBe(written(appOf(plan, compose)));
  });
});

test('a chart with labels writes them onto every object', () => {
  const { mesh, east } = shop();
  const app = new ClusterApp({ name: 'shop', plan: mesh.plan(new SniAddressing()).for(east) });
  new ClusterChart(app, 'all', { container: bookinfoContainer, labels: { team: 'a' } });
  const objects = app.synthYaml().split('---');
  expect(objects.filter((text) => text.includes('team: a'))).toHaveLength(objects.length);
});
