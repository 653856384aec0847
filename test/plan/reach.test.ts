/** @module Every call reaches what the description says, wherever it runs, and nothing else is let in. */
import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { bookinfoContainer, ClusterChart, type Cluster, Route, SniAddressing } from '../../lib';
import { describeMesh, type DescribedMesh, type MeshData, meshData } from '../support/arbitrary-mesh';
import { admitted, type Clusters, type Manifest, reach } from '../support/reach';

type Service = DescribedMesh['services'][number];

const isStock = ({ gateway }: Cluster): boolean => gateway !== undefined && gateway.object === undefined;

function synthesize({ mesh, clusters }: DescribedMesh): Clusters {
  const plan = mesh.plan(new SniAddressing());
  const manifests = clusters.map((cluster) => {
    const chart = new ClusterChart(Testing.app(), 'shop', { plan: plan.for(cluster), container: bookinfoContainer });
    return [cluster.name, Testing.synth(chart) as readonly Manifest[]] as const;
  });
  return {
    manifests: new Map(manifests),
    gateways: new Map(
      clusters.flatMap(({ name, gateway }) =>
        (gateway?.addresses ?? []).map(({ value }) => [`${value}:${gateway?.port ?? 0}`, name] as const),
      ),
    ),
    stock: new Set(clusters.filter(isStock).map(({ name }) => name)),
  };
}

/** The clusters from which a service is called, by the description. */
function callersOf(data: MeshData, services: readonly Service[], callee: Service): ReadonlySet<Cluster> {
  const calls = data.calls.filter((call) => call.callee === callee.name);
  const callers = calls.flatMap(({ caller, from }) => {
    const service = services.find(({ name }) => name === caller);
    return from.flatMap((version) => service?.clustersOf(version) ?? []);
  });
  return new Set(data.calls.length === 0 ? services.flatMap((service) => service.clustersOf()) : callers);
}

/** The Pods that each destination and mirror of a service stands for to callers in a cluster, by the description. */
function meant(service: Service, caller: Cluster): readonly (readonly (readonly string[])[])[] {
  const { rules } = service.route ?? Route.implied(service);
  const inForce = rules.filter(({ from }) => from === undefined || from.includes(caller));
  return inForce.map(({ to, actions: { mirrors = [] } }) =>
    [...to, ...mirrors].map(({ version: routed, cluster: pin }) => {
      const versions = service.versions.filter((version) => routed === undefined || version === routed);
      const places = (version: string): readonly Cluster[] =>
        service.clustersOf(version).filter((place) => pin === undefined || place === pin);
      return versions.flatMap((version) => places(version).map(({ name }) => `${version}@${name}`)).sort();
    }),
  );
}

test('from every cluster that calls a service, each destination reaches exactly the Pods it stands for', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(described);
      for (const service of described.services) {
        for (const cluster of callersOf(data, described.services, service)) {
          expect(reach(clusters, cluster.name, service)).toEqual(meant(service, cluster));
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('a Gateway admits exactly the services that other clusters send requests to; a stock one is not ours', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(described);
      for (const cluster of described.clusters) {
        const { name } = cluster;
        const wanted = described.services.filter((service) => {
          const others = [...callersOf(data, described.services, service)].filter((caller) => caller.name !== name);
          return others.some((caller) =>
            meant(service, caller)
              .flat(2)
              .some((pod) => pod.endsWith(`@${name}`)),
          );
        });
        const hosts = wanted.map(
          (service) => `${service.namespace}/${service.name}.${service.namespace}.svc.cluster.local`,
        );
        expect([...admitted(clusters, name)].sort()).toEqual(isStock(cluster) ? [] : hosts.sort());
      }
    }),
    { numRuns: 100 },
  );
});

test('a cluster holds endpoints and subsets of exactly the versions that its own callers are sent to elsewhere', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const plan = described.mesh.plan(new SniAddressing());
      for (const service of described.services) {
        for (const cluster of callersOf(data, described.services, service)) {
          const pods = meant(service, cluster).flat(2);
          const { serviceEntry, workloadEntries } = plan.for(cluster).of(service);
          const endpoints = [...(serviceEntry?.spec.endpoints ?? []), ...workloadEntries.map(({ spec }) => spec)];
          const held = endpoints.map(({ labels }) => `${labels['version'] ?? '*'}@${labels['cluster'] ?? ''}`);
          const remote = pods.filter((pod) => !pod.endsWith(`@${cluster.name}`));
          const isImplied = service.route === undefined;
          const wanted = remote.map((pod) => (isImplied ? pod.replace(/.*@/, '*@') : pod));
          expect([...new Set(held)].sort()).toEqual([...new Set(wanted)].sort());
          expect(
            new Set(
              endpoints.map(
                ({ address, labels }) => `${address} ${labels['version'] ?? ''} ${labels['cluster'] ?? ''}`,
              ),
            ).size,
          ).toBe(endpoints.length);
          const addresses = described.clusters.flatMap(({ name, gateway }) =>
            held.some((place) => place.endsWith(`@${name}`)) ? [gateway?.addresses.length ?? 0] : [],
          );
          expect(endpoints.length).toBeGreaterThanOrEqual(Math.max(0, ...addresses));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('no Service selects a WorkloadEntry, and every object is in a Namespace that is written', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const { manifests } = synthesize(describeMesh(data));
      for (const objects of manifests.values()) {
        const entries = objects
          .filter(({ kind }) => kind === 'WorkloadEntry')
          .map(({ spec }) => spec as { labels: object });
        expect(entries.filter(({ labels }) => 'app' in labels)).toEqual([]);
        const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
        const used = objects.flatMap(({ metadata: { namespace } }) => namespace ?? []);
        expect([...new Set(used)].filter((name) => name !== 'istio-system').sort()).toEqual(namespaces);
      }
    }),
    { numRuns: 60 },
  );
});
