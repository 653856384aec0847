/** @module Tests that an app renders each object as cdk8s does, whatever is done to it. */
import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { bookinfoContainer, ClusterApp, ClusterChart, SniAddressing } from '../../lib';
import { renderApp } from '../../lib/app/render-app';
import { stampOf } from '../../lib/app/stamp';
import { shop } from '../support/meshes';

/** An app for the first cluster of the shop, with everything that the plan holds. */
function appOfShop(): ClusterApp {
  const [plan] = shop().mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the mesh has clusters');
  const app = new ClusterApp({ name: 'shop', plan });
  new ClusterChart(app, 'shop', { container: bookinfoContainer });
  return app;
}

function objectsOf(app: ClusterApp): readonly ApiObject[] {
  return app.node.findAll().filter((each): each is ApiObject => each instanceof ApiObject);
}

/** What the app renders, and what cdk8s renders. */
function bothWays(app: ClusterApp): readonly [unknown, unknown] {
  const ours = renderApp(app, app.plan.cluster, stampOf({}, { labels: {}, annotations: {} })).charts.flatMap(
    ({ objects }) => objects.map(({ json }) => JSON.stringify(json)),
  );
  const theirs = app.charts.flatMap((chart) => (chart.toJson() as unknown[]).map((json) => JSON.stringify(json)));
  return [ours, theirs];
}

const CHANGES: readonly (readonly [string, (object: ApiObject) => void])[] = [
  ['nothing', () => undefined],
  [
    'a label',
    ({ metadata }) => {
      metadata.addLabel('team', 'a');
    },
  ],
  [
    'a label whose value is made late',
    ({ metadata }) => {
      metadata.addLabel('team', Lazy.any({ produce: () => 'a' }) as string);
    },
  ],
  [
    'an annotation',
    ({ metadata }) => {
      metadata.addAnnotation('team', 'a');
    },
  ],
  [
    'a finalizer',
    ({ metadata }) => {
      metadata.addFinalizers('team.example.com/a');
    },
  ],
  [
    'an owner',
    ({ metadata }) => {
      metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Secret', name: 'a', uid: 'b' });
    },
  ],
  [
    'another field of its metadata',
    ({ metadata }) => {
      metadata.add('generation', 2);
    },
  ],
  [
    'a patch',
    (object) => {
      object.addJsonPatch(JsonPatch.add('/metadata/generation', 3));
    },
  ],
];

test.each(CHANGES)('every object is rendered as by cdk8s with %s', (_, change) => {
  const app = appOfShop();
  for (const object of objectsOf(app)) change(object);
  const [ours, theirs] = bothWays(app);
  expect(ours).toEqual(theirs);
});

test.each(CHANGES.slice(1))('%s is seen also after the app was rendered before', (_, change) => {
  const app = appOfShop();
  const [before] = bothWays(app);
  for (const object of objectsOf(app)) change(object);
  const [ours, theirs] = bothWays(app);
  expect(ours).toEqual(theirs);
  expect(ours).not.toEqual(before);
});

test('a method toJson of an object itself is used', () => {
  const app = appOfShop();
  for (const object of objectsOf(app)) {
    const json = object.toJson() as object;
    object.toJson = () => ({ ...json, extra: true });
  }
  const [ours, theirs] = bothWays(app);
  expect(ours).toEqual(theirs);
  expect(JSON.stringify(ours)).toContain('extra');
});

test('labels of a chart of the user are in the objects', () => {
  const app = appOfShop();
  const [plan] = [app.plan];
  const other = new ClusterApp({ name: 'shop', plan });
  new ClusterChart(other, 'shop', { container: bookinfoContainer, labels: { team: 'a' } });
  const [ours, theirs] = bothWays(other);
  expect(ours).toEqual(theirs);
  expect(JSON.stringify(ours)).toContain('team');
});

test('resolvers that are added to an app are used', () => {
  const app = appOfShop();
  app.resolvers.push({
    resolve: (context) => {
      if (context.key.at(-1) === 'replicas' && context.value === 1) context.replaceValue(7);
    },
  });
  const [ours, theirs] = bothWays(app);
  expect(ours).toEqual(theirs);
  expect(JSON.stringify(ours)).toContain('7');
});

test('the fields keep their order if cdk8s does not sort them', () => {
  const before = process.env['CDK8S_DISABLE_SORT'];
  process.env['CDK8S_DISABLE_SORT'] = '1';
  try {
    const [ours, theirs] = bothWays(appOfShop());
    expect(ours).toEqual(theirs);
  } finally {
    if (before === undefined) delete process.env['CDK8S_DISABLE_SORT'];
    else process.env['CDK8S_DISABLE_SORT'] = before;
  }
});

test('what toJson returns belongs to the caller, who may change it', () => {
  const app = appOfShop();
  const [ours] = bothWays(app);
  for (const chart of app.charts) for (const json of chart.toJson() as Record<string, unknown>[]) json['metadata'] = {};
  expect(bothWays(app)[0]).toEqual(ours);
});
