/** @module Tests on any mesh that each call reaches exactly the described Pods, and that nothing else is let in. */
import * as fc from 'fast-check';
import { type Cluster, EndpointDiscovery, type Route } from '../../lib';
import { routesOf } from '../../lib/plan/routing';
import { admitted, type Clusters } from '../support/clusters';
import { discoverableMeshData, type MeshData, meshData } from '../support/mesh/data';
import { describeMesh, type DescribedMesh, planned } from '../support/mesh/describe';
import { declaredCallers, INGRESS, WORKER } from '../support/mesh/facts';
import { meantAt, pods } from '../support/mesh/meant';
import { reach } from '../support/reach';
import { synthesize } from '../support/synthesize';
import { isVisible, seenFrom, seenFromIngress } from '../support/visible';

type Service = DescribedMesh['services'][number];

/** The clusters that call a service according to the description. */
function callersOf(data: MeshData, { clusters }: DescribedMesh, callee: Service): ReadonlySet<Cluster> {
  const callers = declaredCallers(data, callee.name);
  return new Set(clusters.filter(({ name }) => callers?.some(({ cluster }) => cluster === name) ?? true));
}

/** For each caller of a service, its cluster and the objects that it sees. Without declared calls, all Pods are callers. */
function viewsOfCallers(
  data: MeshData,
  described: DescribedMesh,
  clusters: Clusters,
  service: Service,
): readonly (readonly [Cluster, Clusters, isIngress: boolean])[] {
  const callers = declaredCallers(data, service.name);
  return described.clusters.flatMap((cluster) => {
    if (callers === undefined) return [[cluster, clusters, false] as const];
    const here = callers.filter((caller) => caller.cluster === cluster.name);
    return here.map(({ name, namespace }) => {
      const isIngress = name === INGRESS.name;
      const look = isIngress ? seenFromIngress : seenFrom;
      return [cluster, look(clusters, cluster.name, namespace, service), isIngress] as const;
    });
  });
}

/** The same rules without destinations for any version. */
function named(rules: Route['rules']): Route['rules'] {
  return rules.map((rule) => ({ ...rule, to: rule.to.filter(({ version }) => version !== undefined) }));
}

/** All Pods that the destinations of a service mean for a caller's cluster, in its own and its implied routes. */
function meant(service: Service, caller: Cluster): readonly string[] {
  return routesOf(service)
    .flatMap(({ rules }) => pods(service, caller, rules))
    .flat(2);
}

test.each([
  ['', meshData, () => undefined],
  [', also under EndpointDiscovery', discoverableMeshData, () => new EndpointDiscovery()],
])(
  'from every cluster that calls a service, each destination reaches exactly the Pods that it means%s',
  (_, meshes, scheme) => {
    let reached = 0;
    fc.assert(
      fc.property(meshes, (data) => {
        const described = describeMesh(data);
        const clusters = synthesize(described, scheme());
        for (const service of described.services) {
          for (const [cluster, seen, isIngress] of viewsOfCallers(data, described, clusters, service)) {
            // Istio delegates only HTTP rules
            for (const port of service.ports.filter(({ protocol }) => !isIngress || protocol.startsWith('HTTP'))) {
              const reachable = reach(seen, cluster.name, service, port.number);
              expect(reachable).toEqual(meantAt(service, cluster, port));
              reached += reachable.flat(2).length;
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(reached).toBeGreaterThan(1000);
  },
);

test('under least privilege, only namespaces of callers see the objects for callers, and only callers are let in', () => {
  const counts = { visible: 0, principals: 0 };
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh({ ...data, leastPrivilege: true });
      fc.pre(described.leastPrivilege);
      const plan = planned(described);
      for (const service of described.services) {
        const callers = declaredCallers(data, service.name) ?? [];
        const accounts = callers.map(
          (caller) => `cluster.local/ns/${caller.namespace}/sa/${caller.serviceAccountName}`,
        );
        for (const cluster of described.clusters) {
          const { serviceEntry, globalDestinationRule, virtualService, policies } = plan.for(cluster).of(service);
          const near = callers.filter((caller) => caller.cluster === cluster.name).map(({ namespace }) => namespace);
          for (const namespace of [
            'default',
            'shop',
            INGRESS.namespace,
            WORKER.namespace,
            'istio-system',
            'elsewhere',
          ]) {
            const seen = [serviceEntry, globalDestinationRule, virtualService]
              .filter((object) => object !== undefined)
              .map((object) => isVisible(object, namespace));
            expect(seen).toEqual(seen.map(() => near.includes(namespace)));
            counts.visible += seen.filter((isSeen) => isSeen).length;
          }
          const rules = policies?.authorizationPolicy.spec.rules ?? [];
          const principals = rules.flatMap(({ from = [] }) => from.flatMap(({ source }) => source?.principals ?? []));
          const runsHere = service.clustersOf().includes(cluster);
          expect([...principals].sort()).toEqual(runsHere ? [...new Set(accounts)].sort() : []);
          expect(policies?.peerAuthentication.spec.mtls).toEqual(runsHere ? { mode: 'STRICT' } : undefined);
          counts.principals += principals.length;
        }
      }
    }),
    { numRuns: 100 },
  );
  expect(counts.visible).toBeGreaterThan(100);
  expect(counts.principals).toBeGreaterThan(100);
});

test('a Gateway lets in exactly the services that other clusters send requests to, unless the stock Gateway does', () => {
  let found = 0;
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(described);
      for (const cluster of described.clusters) {
        const { name } = cluster;
        const wanted = described.services.filter((service) => {
          const others = [...callersOf(data, described, service)].filter((caller) => caller.name !== name);
          return others.some((caller) => meant(service, caller).some((pod) => pod.endsWith(`@${name}`)));
        });
        const hosts = wanted.map(
          (service) => `${service.namespace}/${service.name}.${service.namespace}.svc.cluster.local`,
        );
        expect([...admitted(clusters, name)].sort()).toEqual(clusters.stock.has(name) ? [] : hosts.sort());
        found += admitted(clusters, name).length;
      }
    }),
    { numRuns: 100 },
  );
  expect(found).toBeGreaterThan(100);
});

test('a cluster has endpoints of exactly the versions in other clusters that its callers are sent to', () => {
  let found = 0;
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const plan = planned(described);
      for (const service of described.services) {
        for (const cluster of callersOf(data, described, service)) {
          const { serviceEntry, workloadEntries } = plan.for(cluster).of(service);
          const endpoints = [...(serviceEntry?.spec.endpoints ?? []), ...workloadEntries.map(({ spec }) => spec)];
          const held = endpoints.map(({ labels }) => `${labels?.['version'] ?? '*'}@${labels?.['cluster'] ?? ''}`);
          const isRemote = (pod: string): boolean => !pod.endsWith(`@${cluster.name}`);
          const given = service.routes
            .flatMap(({ rules }) => pods(service, cluster, named(rules)))
            .flat(2)
            .filter(isRemote);
          const all = meant(service, cluster).filter(isRemote);
          const unnamed = all
            .map((pod) => pod.replace(/.*@/, ''))
            .filter((place) => given.every((pod) => !pod.endsWith(`@${place}`)));
          const wanted = [...given, ...unnamed.map((place) => `*@${place}`)];
          expect([...new Set(held)].sort()).toEqual([...new Set(wanted)].sort());
          expect(
            new Set(
              endpoints.map(
                ({ address, labels }) => `${address} ${labels?.['version'] ?? ''} ${labels?.['cluster'] ?? ''}`,
              ),
            ).size,
          ).toBe(endpoints.length);
          const addresses = described.clusters.flatMap(({ name, gateway }) =>
            held.some((place) => place.endsWith(`@${name}`)) ? [gateway?.addresses.length ?? 0] : [],
          );
          expect(endpoints.length).toBeGreaterThanOrEqual(Math.max(0, ...addresses));
          found += endpoints.length;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(100);
});

test('no Service selects a WorkloadEntry, and every object is in a written Namespace', () => {
  let found = 0;
  fc.assert(
    fc.property(meshData, (data) => {
      const { manifests } = synthesize(describeMesh(data));
      for (const objects of manifests.values()) {
        const entries = objects
          .filter(({ kind }) => kind === 'WorkloadEntry')
          .map(({ spec }) => spec as { labels: object });
        expect(entries.filter(({ labels }) => 'app' in labels)).toEqual([]);
        found += entries.length;
        const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
        // others make their objects, labelled with a team, in their own Namespaces
        const written = objects.filter(({ metadata: { labels = {} } }) => !('team' in labels));
        const used = written.flatMap(({ metadata: { namespace } }) => namespace ?? []);
        const inhabited = namespaces.filter((name) => name !== WORKER.namespace);
        expect([...new Set(used)].filter((name) => name !== 'istio-system').sort()).toEqual(inhabited);
      }
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(20);
});
