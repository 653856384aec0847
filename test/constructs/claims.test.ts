/** @module Tests that each object is rendered once in an app, whichever construct comes first and whether or not it is made yet. */
import { Chart, Testing } from 'cdk8s';
import {
  bookinfoContainer,
  ClusterChart,
  type ClusterPlan,
  RemoteServiceEntry,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

/** The shop with a route to both versions of cart, and the plan of its first cluster. */
function planned(): ReturnType<typeof shop> & { readonly plan: ClusterPlan } {
  const described = shop();
  described.cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return { ...described, plan: described.mesh.plan(new SniAddressing()).for(described.east) };
}

const said = (run: () => unknown): unknown => issuesOf(run).map(({ code, what, got }) => [code, what, got]);
const conflict = (object: string, first: string, second: string): unknown => [
  [
    'MC030',
    `${object} must be rendered once for cluster "east", but "${first}" has rendered it already.`,
    `"${second}"`,
  ],
];

test('a construct after a chart fails', () => {
  const { plan, cart: service } = planned();
  const app = Testing.app();
  new ClusterChart(app, 'all', { plan, container: bookinfoContainer });
  const run = (): unknown => new ServiceSubsets(new Chart(app, 'own'), 'it', { service, plan });
  expect(said(run)).toEqual(
    conflict('DestinationRule.networking.istio.io default/cart', 'all/cart.default:subsets', 'own/it'),
  );
});

test('a chart after a construct fails, where it would render the object', () => {
  const { plan, cart: service } = planned();
  const app = Testing.app();
  new ServiceSubsets(new Chart(app, 'own'), 'it', { service, plan });
  const run = (): unknown => new ClusterChart(app, 'all', { plan, container: bookinfoContainer });
  expect(said(run)).toEqual(
    conflict('DestinationRule.networking.istio.io default/cart', 'own/it', 'all/cart.default:subsets'),
  );
});

test('a second chart fails at its first object', () => {
  const { plan } = planned();
  const app = Testing.app();
  new ClusterChart(app, 'one', { plan, container: bookinfoContainer });
  // although it has no container either
  expect(said(() => new ClusterChart(app, 'two', { plan }))).toEqual(conflict('Namespace default', 'one', 'two'));
});

test('a chart that was removed still counts', () => {
  const { plan } = planned();
  const app = Testing.app();
  new ClusterChart(app, 'one', { plan, container: bookinfoContainer });
  app.node.tryRemoveChild('one');
  const run = (): unknown => new ClusterChart(app, 'two', { plan, container: bookinfoContainer });
  expect(said(run)).toEqual(conflict('Namespace default', 'one', 'two'));
});

test('each of two plans of a cluster may render what the other does not', () => {
  const { mesh, east, plan, cart: service } = planned();
  const app = Testing.app();
  new ServiceSubsets(new Chart(app, 'one'), 'it', { service, plan });
  const again = mesh.plan(new SniAddressing()).for(east);
  expect(() => new RemoteServiceEntry(new Chart(app, 'two'), 'it', { service, plan: again })).not.toThrow();
});

test('no function of the user is called for an object that another construct renders', () => {
  const { plan, cart: service } = planned();
  const app = Testing.app();
  const chart = new Chart(app, 'own');
  new VersionedService(chart, 'one', { service, plan, container: bookinfoContainer });
  const container = jest.fn(bookinfoContainer);
  expect(codesOf(() => new VersionedService(chart, 'two', { service, plan, container }))).toEqual(['MC030']);
  expect(container).not.toHaveBeenCalled();
  expect(codesOf(() => new VersionedService(chart, 'three', { service, plan }))).toEqual(['MC030']);
});

test('a chart calls functions only for the services before the one that another construct renders', () => {
  const { plan, cart: service } = planned();
  const app = Testing.app();
  new VersionedService(new Chart(app, 'own'), 'it', { service, plan, container: bookinfoContainer });
  const container = jest.fn(bookinfoContainer);
  expect(codesOf(() => new ClusterChart(app, 'all', { plan, container }))).toEqual(['MC030']);
  expect(container.mock.calls.map(([{ name }]) => name)).toEqual(['web']);
});
