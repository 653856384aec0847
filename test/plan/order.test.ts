/** @module The order of describing leaves no trace. */
import * as fc from 'fast-check';
import {
  bookinfoContainer,
  type Cluster,
  ClusterApp,
  ClusterChart,
  GatewayAddress,
  type IMeshService,
  Mesh,
  SniAddressing,
} from '../../lib';

const clusterNames = ['c1', 'c2', 'c10'];
const serviceNames = ['web', 'cart', 'pay', 'ads'];
const versionNames = ['v1', 'v2', 'v10'];

/** A mesh as data: which version of which service runs in which clusters, who calls whom. */
const meshes = fc.record({
  places: fc.array(fc.array(fc.subarray(clusterNames, { minLength: 1 }), { minLength: 3, maxLength: 3 }), {
    minLength: 4,
    maxLength: 4,
  }),
  routed: fc.subarray(serviceNames),
  calls: fc.array(fc.tuple(fc.constantFrom(...serviceNames), fc.constantFrom(...serviceNames)), { maxLength: 5 }),
});
type MeshData = typeof meshes extends fc.Arbitrary<infer T> ? T : never;

/** The orders in which a mesh is described. */
const orders = fc.record({
  clusters: fc.shuffledSubarray(clusterNames, { minLength: 3 }),
  services: fc.shuffledSubarray(serviceNames, { minLength: 4 }),
  versions: fc.shuffledSubarray(versionNames, { minLength: 3 }),
  reverseCalls: fc.boolean(),
});
type Order = typeof orders extends fc.Arbitrary<infer T> ? T : never;

function manifests(data: MeshData, order: Order): readonly string[] {
  const mesh = new Mesh('shop');
  const clusters = new Map<string, Cluster>();
  for (const name of order.clusters) {
    const gateway = GatewayAddress.parse(`192.0.2.${clusterNames.indexOf(name)}`);
    clusters.set(name, mesh.addCluster(name, { gateway }));
  }
  const services = new Map<string, IMeshService & { calls: (callee: IMeshService) => void }>();
  for (const name of order.services) {
    const places = data.places[serviceNames.indexOf(name)] ?? [];
    const versions = order.versions.flatMap((version) => {
      const [first, ...others] = (places[versionNames.indexOf(version)] ?? []).flatMap(
        (place) => clusters.get(place) ?? [],
      );
      return first === undefined ? [] : [[version, [first, ...others]] as const];
    });
    const service = mesh.addService(name, { port: 80, versions: Object.fromEntries(versions) });
    const isCalled = data.calls.length === 0 || data.calls.some(([, callee]) => callee === name);
    if (isCalled && data.routed.includes(name)) service.addRoute([{ to: [{ version: 'v1' }, { version: 'v10' }] }]);
    services.set(name, service);
  }
  for (const [caller, callee] of order.reverseCalls ? data.calls.toReversed() : data.calls) {
    const target = services.get(callee);
    if (target !== undefined) services.get(caller)?.calls(target);
  }
  return mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'shop', plan, outdir: 'unused' });
    new ClusterChart(app, 'shop', { container: bookinfoContainer });
    return app.synthYaml();
  });
}

test('the same description gives byte-identical manifests in whatever order it was built', () => {
  const natural: Order = {
    clusters: clusterNames,
    services: serviceNames,
    versions: versionNames,
    reverseCalls: false,
  };
  fc.assert(
    fc.property(meshes, orders, (data, order) => {
      expect(manifests(data, order)).toEqual(manifests(data, natural));
    }),
    { numRuns: 60 },
  );
});
