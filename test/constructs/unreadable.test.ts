/** @module Tests that getters that throw are reported with their place, in what functions return and in labels of a chart. */
import { App, Lazy } from 'cdk8s';
import { ClusterChart, type ClusterChartProps, SniAddressing, type VersionDeployment } from '../../lib';
import { issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

const { mesh, west } = shop();
const plan = mesh.plan(new SniAddressing()).for(west);
const IMAGE = 'registry.example.com/cart:v2';

function fail(): never {
  throw new Error('no');
}

const sound = { name: 'cart', image: IMAGE, resources: { limits: { cpu: '1' } } };

const nameless = {
  image: IMAGE,
  get name() {
    return fail();
  },
};

/** What a chart with the options writes, as one text. */
function written(props: ClusterChartProps): string {
  const chart = new ClusterChart(new App(), 'west', { plan, ...props });
  return JSON.stringify(chart.toJson());
}

/** What is said of the options, apart from the fix. */
function said(props: ClusterChartProps): readonly string[] {
  const issues = issuesOf(() => written(props));
  expect(issues.filter(({ fix }) => fix !== 'Correct the getter, or pass a plain value.')).toEqual([]);
  return issues.map(({ code, what }) => `${code} ${what}`);
}

/** The message about a value that cannot be read. */
function unreadable(title: string): string {
  return `MC189 ${title} must be readable, but reading it throws Error: no.`;
}

const CONTAINER = 'the container of version "v2" in construct "cart.default"';
const DEPLOYMENT = 'the deployment of version "v2" in construct "cart.default"';

test('getters that answer are read once, in containers, Deployments and labels', () => {
  let reads = 0;
  const container = {
    name: 'cart',
    get image() {
      return `${IMAGE}.${++reads}`;
    },
  };
  const labels = {
    get team() {
      return 'shop';
    },
  };
  expect(written({ container: () => container, labels })).toContain(`"image":"${IMAGE}.1"`);
  reads = 0;
  expect(written({ deployment: () => ({ containers: [container] }), labels })).toContain(`"image":"${IMAGE}.1"`);
  expect(reads).toBe(1);
  expect(written({ container: () => sound, labels })).toContain('"team":"shop"');
});

test('Lazy values stay as they are', () => {
  const image: string = Lazy.any({ produce: () => IMAGE });
  expect(written({ container: () => ({ ...sound, image }) })).toContain(`"image":"${IMAGE}"`);
});

test('every getter of a container that throws is reported with its path, also below its options', () => {
  const container = () => ({
    name: 'cart',
    get image() {
      return fail();
    },
    resources: {
      get limits() {
        return fail();
      },
    },
    env: [
      { name: 'A', value: 'b' },
      {
        name: 'C',
        get value() {
          return fail();
        },
      },
    ],
  });
  expect(said({ container: () => sound })).toEqual([]);
  expect(said({ container })).toEqual(
    ['image', 'resources.limits', 'env[1].value'].map((path) => unreadable(`"${path}" of ${CONTAINER}`)),
  );
});

test.each<[string, VersionDeployment]>([
  [
    'containers',
    {
      get containers() {
        return fail();
      },
    },
  ],
  ['containers[1].name', { containers: [sound, nameless] }],
  [
    'podLabels.team',
    {
      containers: [sound],
      podLabels: {
        get team() {
          return fail();
        },
      },
    },
  ],
  ['podSpec.initContainers[0].name', { containers: [sound], podSpec: { initContainers: [nameless] } }],
  [
    'strategy.rollingUpdate',
    {
      containers: [sound],
      strategy: {
        get rollingUpdate() {
          return fail();
        },
      },
    },
  ],
])('a getter of "%s" of a Deployment that throws is reported with its path', (path, deployment) => {
  expect(said({ deployment: () => ({ containers: [sound] }) })).toEqual([]);
  expect(said({ deployment: () => deployment })).toEqual([unreadable(`"${path}" of ${DEPLOYMENT}`)]);
});

test('what a function returns may not be readable at all', () => {
  const container = () => new Proxy(sound, { ownKeys: fail, getPrototypeOf: fail });
  expect(said({ container })).toEqual([unreadable(CONTAINER)].map((text) => text.replace('MC189 the', 'MC189 The')));
});

test('a container may share values, and each is reported once', () => {
  const shared: object = {
    get a() {
      return fail();
    },
  };
  const own = { first: shared, second: [shared] };
  expect(said({ container: () => ({ ...sound, own }) })).toEqual([unreadable(`"own.first.a" of ${CONTAINER}`)]);
  const env = { name: 'A', value: 'b' };
  expect(written({ container: () => ({ ...sound, env: [env, env] }) })).toContain(
    JSON.stringify({ env: [env, env] }).slice(1, -1),
  );
});

/** A value that contains itself at a depth. */
function circular(): object {
  const value: Record<string, unknown> = { list: [] };
  value['list'] = [{ deep: value }];
  return value;
}

test.each<[string, string, ClusterChartProps]>([
  ['a container', `"own.list[0].deep" of ${CONTAINER}`, { container: () => ({ ...sound, own: circular() }) }],
  [
    'the containers of a Deployment',
    `"containers[0].own.list[0].deep" of ${DEPLOYMENT}`,
    { deployment: () => ({ containers: [{ ...sound, own: circular() }] }) },
  ],
  [
    'the spec of Pods',
    `"podSpec.own.list[0].deep" of ${DEPLOYMENT}`,
    { deployment: () => ({ containers: [sound], podSpec: { nodeName: 'a', ...{ own: circular() } } }) },
  ],
])('fails with MC132 for %s that contains itself', (_, title, props) => {
  expect(issuesOf(() => written(props))).toMatchObject([
    {
      code: 'MC132',
      what: `${title} must not be a list or an object that it is in.`,
      fix: 'Pass a copy without it. A manifest cannot contain itself.',
    },
  ]);
});

/** An instance of a class of the user, with a getter of its own. */
function instance(): object {
  return Object.defineProperty(new Date(0), 'value', { enumerable: true, get: fail });
}

test('a getter of an instance is not called, and cdk8s says which object cannot be written', () => {
  const chart = new ClusterChart(new App(), 'west', { plan, container: () => ({ ...sound, resources: instance() }) });
  expect(() => {
    chart.toJson();
  }).toThrow(/cart-v2/);
});

test('a getter of labels of a chart that throws is reported with its key', () => {
  const labels = {
    team: 'shop',
    get a() {
      return fail();
    },
  };
  expect(said({ labels: { team: 'shop' }, container: () => sound })).toEqual([]);
  expect(said({ labels, container: () => sound })).toEqual([unreadable('"labels.a" of construct "west"')]);
});
