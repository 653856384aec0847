/** @module Tests that clusters have the same share of a version, no matter how many addresses their gateways have. */
import * as fc from 'fast-check';
import { GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../../../lib';

/** Generates the number of gateway addresses of each cluster, and which of two versions run there. */
const farClusters = fc.array(
  fc.record({ addresses: fc.integer({ min: 1, max: 7 }), v1: fc.boolean(), v2: fc.boolean() }),
  { minLength: 1, maxLength: 5 },
);

test('beside rules for versions, a rule for any version gives each cluster the same total weight', () => {
  const mesh = new Mesh('shop');
  const [here, a, b, c] = [0, 3, 2, 1].map((count) => {
    const [first, ...others] = Array.from({ length: count }, (_, nth) => GatewayAddress.parse(`10.0.${count}.${nth}`));
    return mesh.addCluster(`c${count}`, first === undefined ? {} : { gateway: { addresses: [first, ...others] } });
  });
  if (!here || !a || !b || !c) throw new Error('four clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [a], v2: [b], v3: [c] } });
  web.calls(cart);
  const match = [{ uri: StringMatch.prefix('/v1') }] as const;
  cart.addRoute([{ match, to: [{ version: 'v1' }] }, { timeout: '1s' }]);
  const { serviceEntry } = mesh.plan(new SniAddressing()).for(here).of(cart);
  const held = (serviceEntry?.spec.endpoints ?? []).map(({ labels, weight }) => [
    labels?.['cluster'],
    labels?.['version'],
    weight,
  ]);
  expect(held).toEqual([
    ['c1', undefined, 6],
    ['c2', undefined, 3],
    ['c2', undefined, 3],
    ...Array.from({ length: 3 }, () => ['c3', 'v1', 2]),
  ]);
});

test('the endpoints of each cluster have the same total weight, and have weights exactly under round robin', () => {
  let weighed = 0;
  fc.assert(
    fc.property(farClusters, (data) => {
      const mesh = new Mesh('shop');
      const here = mesh.addCluster('here');
      const far = data.map(({ addresses: count }, index) => {
        const address = (nth: number): GatewayAddress => GatewayAddress.parse(`10.0.${index}.${nth}`);
        const others = Array.from({ length: count - 1 }, (_, nth) => address(nth + 1));
        return mesh.addCluster(`far${index}`, { gateway: { addresses: [address(0), ...others] } });
      });
      const placesOf = (version: 'v1' | 'v2'): typeof far => far.filter((_, index) => data[index]?.[version]);
      const [first, ...others] = placesOf('v1');
      fc.pre(first !== undefined);
      const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
      const v2 = placesOf('v2');
      const versions = { v1: [first, ...others], v2: [v2[0] ?? here, ...v2.slice(1)] } as const;
      const cart = mesh.addService('cart', { port: 80, versions });
      web.calls(cart);
      cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
      const { serviceEntry, globalDestinationRule } = mesh.plan(new SniAddressing()).for(here).of(cart);
      const { endpoints = [] } = serviceEntry?.spec ?? {};
      for (const version of ['v1', 'v2']) {
        const ofVersion = endpoints.filter(({ labels }) => labels?.['version'] === version);
        const sums = new Map<string | undefined, number>();
        for (const { labels, weight = 1 } of ofVersion) {
          sums.set(labels?.['cluster'], (sums.get(labels?.['cluster']) ?? 0) + weight);
        }
        expect(new Set(sums.values()).size).toBeLessThanOrEqual(1);
        expect(new Set(ofVersion.map(({ weight }) => weight === undefined)).size).toBeLessThanOrEqual(1);
        const subset = globalDestinationRule?.spec.subsets?.find(({ name }) => name === version);
        const byTurns = subset?.trafficPolicy?.loadBalancer?.simple === 'ROUND_ROBIN';
        expect(byTurns).toBe(ofVersion.some(({ weight }) => weight !== undefined));
        weighed += byTurns ? sums.size : 0;
      }
    }),
    { numRuns: 200 },
  );
  expect(weighed).toBeGreaterThan(100);
});
