/** @module Objects and charts that cannot be rendered, such as those with a JSON patch that finds nothing to go into. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import {
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  ConfigError,
  SniAddressing,
  WorkloadCheck,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { shop } from '../support/meshes';
import { temporaryFolder } from '../support/written';

let outdir = '';
beforeEach(() => (outdir = temporaryFolder()));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

function planOfEast(): ClusterPlan {
  const plan = shop()
    .mesh.plan(new SniAddressing())
    .clusters.find(({ cluster }) => cluster.name === 'east');
  if (plan === undefined) throw new Error('the shop has a cluster named east');
  return plan;
}

/** An app of the cluster east after a change. */
function changed(change: (app: ClusterApp) => void): ClusterApp {
  const app = new ClusterApp({ name: 'shop', plan: planOfEast(), outdir });
  new ClusterChart(app, 'shop', { container: bookinfoContainer });
  change(app);
  return app;
}

/** Patches the VirtualService of the app. It has no labels before ClusterApp adds its own. */
function patching(...patches: readonly JsonPatch[]): ClusterApp {
  return changed((app) => {
    const object = app.node.findAll().find((each) => each instanceof ApiObject && each.kind === 'VirtualService');
    if (!(object instanceof ApiObject)) throw new Error('the shop has a route');
    object.addJsonPatch(...patches);
  });
}

/** A ConfigMap in a chart of the user. */
function addOwn(app: App, content: object = {}): ApiObject {
  const chart = new Chart(app, 'own', { namespace: 'default' });
  return new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, ...content });
}

function saidOf(app: App): readonly (readonly [string, string, string])[] {
  return issuesOf(() => {
    app.synth();
  }).map(({ code, what, at }) => [code, what, at]);
}

const PATCH = JsonPatch.add('/metadata/labels/tier', 'web');

test('fails with MC192 for a patch that finds nothing to go into, and writes nothing', () => {
  const app = patching(PATCH);
  let cause: unknown;
  const issues = issuesOf(() => {
    try {
      app.synth();
    } catch (error) {
      cause = error instanceof Error ? error.cause : undefined;
      throw error;
    }
  });
  expect(issues).toEqual([
    {
      severity: 'error',
      cluster: 'east',
      object: 'VirtualService.networking.istio.io default/cart',
      at: 'shop/cart.default:route/Resource',
      code: 'MC192',
      what: `VirtualService.networking.istio.io default/cart in cluster "east" must be rendered, but throws TypeError: Cannot set properties of undefined (setting 'tier').`,
      fix: 'Correct its patches and its values. If a patch adds to a map that is missing, add the whole map: JsonPatch.add("/metadata/labels", { tier: "web" }). Or call metadata.addLabel("tier", "web").',
    },
  ]);
  expect(String(cause)).toMatch(/^Error: Failed serializing construct at path/);
  expect(fs.readdirSync(outdir)).toEqual([]);
  expect(issuesOf(() => app.synthYaml()).map(({ code }) => code)).toEqual(['MC192']);
  expect(
    issuesOf(() => {
      ClusterApp.synthAll([app]);
    }).map(({ code }) => code),
  ).toEqual(['MC192']);
});

test.each<[string, () => ClusterApp]>([
  ['a patch of all labels', () => patching(JsonPatch.add('/metadata/labels', { tier: 'web' }))],
  ['such a patch before it', () => patching(JsonPatch.add('/metadata/labels', {}), PATCH)],
  [
    'addLabel before it',
    () =>
      changed((app) => {
        for (const each of app.node.findAll().filter((one) => one instanceof ApiObject)) {
          each.metadata.addLabel('team', 'a');
          each.addJsonPatch(PATCH);
        }
      }),
  ],
])('a label is added by %s', (_, make) => {
  make().synth();
  const written = fs.readFileSync(path.join(outdir, 'shop', 'east', 'shop.k8s.yaml'), 'utf8');
  expect(written).toMatch(/^ {4}tier: web$/m);
});

test.each<[string, string, (app: App) => void]>([
  [
    "ConfigMap default/map in cluster \"east\" must be rendered, but throws Error: can't render non-simple object of type 'Map'.",
    'Give it plain values only, which do not throw: texts, numbers, true, false, null, lists and maps.',
    (app) => {
      addOwn(app, { data: new Map() });
    },
  ],
  [
    'ConfigMap default/map in cluster "east" must be rendered, but throws Error: no value.',
    expect.stringMatching(/^Correct its patches and its values/) as string,
    (app) => {
      const late = (): never => {
        throw new Error('no value');
      };
      addOwn(app, { data: Lazy.any({ produce: late }) });
    },
  ],
  [
    'ConfigMap default/map in cluster "east" must be rendered, but throws TEST_OPERATION_FAILED: Test operation failed',
    expect.stringMatching(/^Correct its patches /) as string,
    (app) => {
      addOwn(app).addJsonPatch(JsonPatch.test('/metadata/name', 'other'));
    },
  ],
])('fails with MC192 for an object of the user: %s', (what, fix, change) => {
  const at = 'own/map';
  const app = changed(change);
  expect(issuesOf(() => app.synthYaml())).toMatchObject([{ code: 'MC192', fix }]);
  expect(saidOf(app)).toEqual([['MC192', expect.stringContaining(what), at]]);
  const all = new App({ outdir });
  change(all);
  new WorkloadCheck(all, 'check', { plan: planOfEast() });
  expect(saidOf(all)).toEqual([['MC192', expect.stringContaining(what), at]]);
});

test.each<[string, unknown]>([
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
])('fails with MC192 for %s in an object, and writes nothing', (_, value) => {
  const app = changed((own) => {
    addOwn(own, { data: { value } });
  });
  expect(saidOf(app)).toEqual([
    [
      'MC192',
      expect.stringMatching(
        /^ConfigMap default\/map in cluster "east" must be written as YAML, but that throws Error: /,
      ),
      'own/map',
    ],
  ]);
  expect(fs.readdirSync(outdir)).toEqual([]);
});

test('fails with MC192 for a chart whose toJson throws, and passes on the errors of this library', () => {
  const throwing = (thrown: unknown): ClusterApp =>
    changed((app) => {
      addOwn(app);
      for (const chart of app.charts.filter(({ node }) => node.id === 'own'))
        chart.toJson = () => {
          throw thrown;
        };
    });
  expect(saidOf(throwing(new Error('no\nfile')))).toEqual([
    ['MC192', 'Chart own in cluster "east" must be rendered, but throws Error: no file.', 'own'],
  ]);
  const own = new ConfigError([{ code: 'MC001', what: 'It must hold.', fix: 'Mend it.', at: 'test/own.ts:1' }]);
  expect(saidOf(throwing(own))).toEqual([['MC001', 'It must hold.', 'test/own.ts:1']]);
});

test.each([NaN, Infinity, -Infinity])(
  'fails with MC192 for %d, which Kubernetes does not read, at any depth',
  (value) => {
    const app = changed((own) => {
      addOwn(own, { spec: { list: [{ text: '.nan', value }] } });
    });
    expect(saidOf(app)).toEqual([
      [
        'MC192',
        `ConfigMap default/map in cluster "east" must be written as YAML that Kubernetes reads, but "spec.list[0].value" is ${value}.`,
        'own/map',
      ],
    ]);
    expect(fs.readdirSync(outdir)).toEqual([]);
  },
);

test('texts like .nan and .inf are right', () => {
  const app = changed((own) => {
    addOwn(own, { data: { a: '.nan', b: 'x.inf' } });
  });
  expect(saidOf(app)).toEqual([]);
});
