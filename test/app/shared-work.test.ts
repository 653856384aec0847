/** @module Tests that only what nobody can change is read, checked and written once: objects of users may change inside. */
import { ApiObject, Chart } from 'cdk8s';
import {
  Article2019,
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  type MeshPlan,
  SniAddressing,
} from '../../lib';
import { bookinfoMesh } from '../../apps/bookinfo/mesh';
import { isImmutable, resourceId } from '../../lib/istio';
import { readObject } from '../../lib/manifests';
import { once } from '../../lib/manifests/once';
import { settled } from '../../lib/plan';
import { codesOf } from '../support/issues';
import { shop } from '../support/meshes';

/** An object that is frozen, but whose metadata and data can change. */
function frozen(kind = 'ConfigMap'): {
  readonly json: { readonly apiVersion: string; readonly kind: string; readonly metadata: { name: string } };
  readonly metadata: { name: string; labels?: Record<string, string> };
  readonly data: { text: string };
} {
  const metadata = { name: 'own' };
  const data = { text: 'before' };
  return { json: Object.freeze({ apiVersion: 'v1', kind, metadata, data }), metadata, data };
}

test('an object that is frozen at its first level is read again', () => {
  const { json, metadata } = frozen();
  const nameOf = once(({ name }) => name);
  const read = (): readonly string[] => [resourceId(json), readObject(json, 'a').id, nameOf(readObject(json, 'a'))];
  expect(read()).toEqual(['ConfigMap default/own', 'ConfigMap default/own', 'own']);
  metadata.name = 'other';
  expect(read()).toEqual(['ConfigMap default/other', 'ConfigMap default/other', 'other']);
});

test('an object of a plan cannot change at any depth, and is read once', () => {
  const made = settled({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', labels: { a: 'b' } } });
  expect([isImmutable(made), Object.isFrozen(made.metadata), Object.isFrozen(made.metadata.labels)]).toEqual([
    true,
    true,
    true,
  ]);
  let reads = 0;
  const count = once(() => ++reads);
  expect([count(readObject(made, 'a')), count(readObject(made, 'b'))]).toEqual([1, 1]);
});

function firstOf({ clusters: [plan] }: MeshPlan): ClusterPlan {
  if (plan === undefined) throw new Error('the mesh has clusters');
  return plan;
}

const planned = (): ClusterPlan => firstOf(shop({ namespaces: 'existing' }).mesh.plan(new SniAddressing()));

function plannedOfArticle(): ClusterPlan {
  const { mesh, reviews } = bookinfoMesh();
  return firstOf(mesh.plan(new Article2019({ vips: new Map([[reviews, '240.0.0.3']]) })));
}

/** An app with an object whose `toJson` answers the same value each time. */
function appWith(plan: ClusterPlan, json: object): ClusterApp {
  const app = new ClusterApp({ name: 'shop', plan });
  new ClusterChart(app, 'shop', { container: bookinfoContainer });
  const object = new ApiObject(new Chart(app, 'own'), 'own', { apiVersion: 'v1', kind: 'ConfigMap' });
  object.toJson = () => json;
  return app;
}

test.each<[string, () => ClusterPlan, string]>([
  ['an object with the labels of the app', planned, 'ConfigMap'],
  ['a Namespace, which gets no labels', planned, 'Namespace'],
  ['an object under Article2019, which gets no labels', plannedOfArticle, 'ConfigMap'],
])('%s is written and checked as it is now', (_, makePlan, kind) => {
  const plan = makePlan();
  const { json, metadata, data } = frozen(kind);
  const app = appWith(plan, json);
  expect(app.synthYaml()).toContain('text: before');
  data.text = 'after';
  expect(app.synthYaml()).toContain('text: after');
  const { name } = metadata;
  new ApiObject(new Chart(app, 'second'), 'own', { apiVersion: 'v1', kind, metadata: { name: 'second' } });
  expect(app.synthYaml()).toContain(`name: ${name}`);
  metadata.name = 'second';
  expect(codesOf(() => app.synthYaml())).toEqual(['MC030']);
});
