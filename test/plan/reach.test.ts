/** @module Every call reaches what the description says, wherever it runs, and nothing else is let in. */
import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { bookinfoContainer, ClusterChart, type Cluster, type Route, type ServicePort } from '../../lib';
import { routesOf } from '../../lib/plan/routing';
import {
  addressOf,
  describeMesh,
  type DescribedMesh,
  type MeshData,
  meshData,
  planned,
} from '../support/arbitrary-mesh';
import { admitted, type Clusters, type Manifest, reach } from '../support/reach';

type Service = DescribedMesh['services'][number];

function synthesize(data: MeshData, described: DescribedMesh): Clusters {
  const { clusters } = described;
  const plan = planned(described);
  const manifests = clusters.map((cluster) => {
    const chart = new ClusterChart(Testing.app(), 'shop', { plan: plan.for(cluster), container: bookinfoContainer });
    return [cluster.name, Testing.synth(chart) as readonly Manifest[]] as const;
  });
  return {
    manifests: new Map(manifests),
    gateways: new Map(clusters.map(({ name }) => [addressOf(data, name), name])),
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

/** The Pods that any destination of a service stands for, of routes that are given or implied. */
function meant(service: Service, caller: Cluster, routes = routesOf(service)): readonly string[] {
  return routes.flatMap(({ rules }) => pods(service, caller, rules)).flat(2);
}

test('from every cluster that calls a service, each destination reaches exactly the Pods it stands for', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(data, described);
      for (const service of described.services) {
        for (const cluster of callersOf(data, described.services, service)) {
          for (const port of service.ports) {
            expect(reach(clusters, cluster.name, service, port.number)).toEqual(meantAt(service, cluster, port));
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('a gateway admits exactly the services that other clusters send requests to', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const described = describeMesh(data);
      const clusters = synthesize(data, described);
      for (const { name } of described.clusters) {
        const wanted = described.services.filter((service) => {
          const others = [...callersOf(data, described.services, service)].filter((caller) => caller.name !== name);
          return others.some((caller) => meant(service, caller).some((pod) => pod.endsWith(`@${name}`)));
        });
        const hosts = wanted.map(
          (service) => `${service.namespace}/${service.name}.${service.namespace}.svc.cluster.local`,
        );
        expect([...admitted(clusters, name)].sort()).toEqual(hosts.sort());
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
        for (const cluster of callersOf(data, described.services, service)) {
          const { serviceEntry, workloadEntries } = plan.for(cluster).of(service);
          const endpoints = [...(serviceEntry?.spec.endpoints ?? []), ...workloadEntries.map(({ spec }) => spec)];
          const held = endpoints.map(({ labels }) => `${labels['version'] ?? '*'}@${labels['cluster'] ?? ''}`);
          const isRemote = (pod: string): boolean => !pod.endsWith(`@${cluster.name}`);
          const given = meant(service, cluster, service.routes).filter(isRemote);
          const all = meant(service, cluster).filter(isRemote);
          const unnamed = all
            .map((pod) => pod.replace(/.*@/, ''))
            .filter((place) => given.every((pod) => !pod.endsWith(`@${place}`)));
          const wanted = [...given, ...unnamed.map((place) => `*@${place}`)];
          expect([...held].sort()).toEqual([...new Set(wanted)].sort());
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('no Service selects a WorkloadEntry, and every object is in a Namespace that is written', () => {
  fc.assert(
    fc.property(meshData, (data) => {
      const { manifests } = synthesize(data, describeMesh(data));
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
