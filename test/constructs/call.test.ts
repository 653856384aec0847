/** @module Tests that what a function of the user throws becomes the cause of an error that names the construct. */
import { Chart, Testing } from 'cdk8s';
import {
  BookinfoService,
  ClusterChart,
  ConfigError,
  EastWestGateway,
  ExternalServiceEntry,
  MulticlusterRoute,
  RemoteServiceEntry,
  ServicePolicies,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
  WorkloadCheck,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

test('a container function that throws is MC190, with the path of the construct and the cause', () => {
  const { mesh, west } = shop();
  const plan = mesh.plan(new SniAddressing()).for(west);
  const cause = new TypeError('no image\nfor cart');
  const container = (): never => {
    throw cause;
  };
  const make = (): unknown => new ClusterChart(new Chart(Testing.app(), 'own'), 'mesh', { plan, container });
  expect(issuesOf(make)).toEqual([
    {
      code: 'MC190',
      what: '"container" of construct "cart.default" must return a container for version "v2", but throws TypeError: no image for cart.',
      fix: 'Correct the function. "cause" of this error is what it threw.',
      at: expect.stringMatching(/^test\/constructs\/call\.test\.ts:\d+$/) as string,
    },
  ]);
  let thrown: unknown;
  try {
    make();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof ConfigError)) throw new Error('it is a ConfigError');
  expect(thrown.cause).toBe(cause);
  expect(thrown.constructPath).toBe('own/mesh/cart.default');
});

test.each([
  [ClusterChart, 'container'],
  [ClusterChart, 'labels'],
  [ClusterChart, 'plan'],
  [BookinfoService, 'service'],
  [BookinfoService, 'images'],
])('of %p, a getter of "%s" that throws is MC189', (construct, option) => {
  const get = (): never => {
    throw new Error('boom');
  };
  const props = Object.defineProperty({}, option, { enumerable: true, get });
  const scope = construct === ClusterChart ? Testing.app() : Testing.chart();
  expect(codesOf(() => Reflect.construct(construct, [scope, 'it', props]))).toContain('MC189');
});

test.each([
  ClusterChart,
  VersionedService,
  BookinfoService,
  RemoteServiceEntry,
  ServiceSubsets,
  MulticlusterRoute,
  EastWestGateway,
  ExternalServiceEntry,
  ServicePolicies,
  WorkloadCheck,
])('of %p, options whose keys cannot be read are MC189', (construct) => {
  const fail = (): never => {
    throw new Error('boom');
  };
  const options = { ownKeys: fail, get: fail, has: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail };
  const scope = construct === ClusterChart ? Testing.app() : Testing.chart();
  for (const handler of [{ ownKeys: fail }, options])
    expect(codesOf(() => Reflect.construct(construct, [scope, 'it', new Proxy({}, handler)]))).toEqual(['MC189']);
});
