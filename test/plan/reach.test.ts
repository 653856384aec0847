/** @module Every call reaches what the description says, wherever it runs, and nothing else is let in. */
import * as fc from 'fast-check';
import type { Cluster, Route, ServicePort } from '../../lib';
import { routesOf } from '../../lib/plan/routing';
import { admitted, type Clusters } from '../support/clusters';
import { type MeshData, meshData } from '../support/mesh/data';
import { describeMesh, type DescribedMesh, planned } from '../support/mesh/describe';
import { declaredCallers, INGRESS } from '../support/mesh/facts';
import { reach } from '../support/reach';
import { synthesize } from '../support/synthesize';
import { isVisible, seenFrom, seenFromIngress } from '../support/visible';

type Service = DescribedMesh['services'][number];

/** The clusters from which a service is called, by the description. */
function callersOf(data: MeshData, { clusters }: DescribedMesh, callee: Service): ReadonlySet<Cluster> {
  const callers = declaredCallers(data, callee.name);
  return new Set(clusters.filter(({ name }) => callers?.some(({ cluster }) => cluster === name) ?? true));
}

/** The Pods that each destination and mirror of a port stands for to callers in a cluster, by the description. */
function meantAt(service: Service, caller: Cluster, port: ServicePort): readonly (readonly (readonly string[])[])[] {
  const route = routesOf(service).find(({ ports }) => ports.some(({ number }) => number === port.number));
  const rules = (route?.rules ?? []).filter(({ match }) =>
    match.every((each) => [undefined, port.number].includes(each.port)),
  );
  return pods(service, caller, rules);
}

function pods(service: Service, caller: Cluster, rules: Route['rules']): readonly (readonly (readonly string[])[])[] {
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

/** The clusters as each caller of a service sees them, by the cluster it is in; as any Pod does, when no call is declared. */
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

/** The Pods that any destination of a service stands for, of routes that are given or implied. */
function meant(service: Service, caller: Cluster, routes = routesOf(service)): readonly string[] {
  return routes.flatMap(({ rules }) => pods(service, caller, rules)).flat(2);
}

test('from every cluster that calls a service, each destination reaches exactly the Pods it stands for', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(described);
      for (const service of described.services) {
        for (const [cluster, seen, isIngress] of viewsOfCallers(data, described, clusters, service)) {
          // Istio delegates rules of HTTP only
          for (const port of service.ports.filter(({ protocol }) => !isIngress || protocol.startsWith('HTTP'))) {
            expect(reach(seen, cluster.name, service, port.number)).toEqual(meantAt(service, cluster, port));
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('under least privilege, what is for callers is visible to their namespaces alone, and they alone are let in', () => {
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
          for (const namespace of ['default', 'shop', INGRESS.namespace, 'istio-system', 'elsewhere']) {
            const seen = [serviceEntry, globalDestinationRule, virtualService]
              .filter((object) => object !== undefined)
              .map((object) => isVisible(object, namespace));
            expect(seen).toEqual(seen.map(() => near.includes(namespace)));
          }
          const rules = policies?.authorizationPolicy.spec.rules ?? [];
          const principals = rules.flatMap(({ from = [] }) => from.flatMap(({ source }) => source?.principals ?? []));
          const runsHere = service.clustersOf().includes(cluster);
          expect([...principals].sort()).toEqual(runsHere ? [...new Set(accounts)].sort() : []);
          expect(policies?.peerAuthentication.spec.mtls).toEqual(runsHere ? { mode: 'STRICT' } : undefined);
        }
      }
    }),
    { numRuns: 100 },
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
          const others = [...callersOf(data, described, service)].filter((caller) => caller.name !== name);
          return others.some((caller) => meant(service, caller).some((pod) => pod.endsWith(`@${name}`)));
        });
        const hosts = wanted.map(
          (service) => `${service.namespace}/${service.name}.${service.namespace}.svc.cluster.local`,
        );
        expect([...admitted(clusters, name)].sort()).toEqual(clusters.stock.has(name) ? [] : hosts.sort());
      }
    }),
    { numRuns: 100 },
  );
});

test('a cluster holds endpoints and subsets of exactly the versions that its own callers are sent to elsewhere', () => {
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
          const given = meant(service, cluster, service.routes).filter(isRemote);
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
        // what others make is in theirs
        const written = objects.filter(({ metadata: { labels = {} } }) => !('team' in labels));
        const used = written.flatMap(({ metadata: { namespace } }) => namespace ?? []);
        expect([...new Set(used)].filter((name) => name !== 'istio-system').sort()).toEqual(namespaces);
      }
    }),
    { numRuns: 60 },
  );
});
