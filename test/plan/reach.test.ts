/** @module Every call reaches what the description says, wherever it runs, and nothing else is let in. */
import { ApiObject, type ApiObjectProps, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  bookinfoContainer,
  ClusterChart,
  type Cluster,
  Route,
  type ServicePlan,
  SniAddressing,
  WorkloadCheck,
} from '../../lib';
import { addressOf, describeMesh, type DescribedMesh, type MeshData, meshData } from '../support/arbitrary-mesh';
import { admitted, type Clusters, type Manifest, reach } from '../support/reach';

type Service = DescribedMesh['services'][number];

function synthesize(data: MeshData, { mesh, clusters }: DescribedMesh): Clusters {
  const plan = mesh.plan(new SniAddressing());
  const manifests = clusters.map((cluster) => {
    const own = plan.for(cluster);
    const app = Testing.app();
    const chart = new ClusterChart(app, 'shop', { plan: own, container: bookinfoContainer });
    const others = new Chart(app, 'others');
    for (const [id, object] of own.services.flatMap(existingObjects).entries()) new ApiObject(others, `${id}`, object);
    new WorkloadCheck(app, 'check', { plan: own });
    return [cluster.name, [chart, others].flatMap((each) => Testing.synth(each) as readonly Manifest[])] as const;
  });
  return {
    manifests: new Map(manifests),
    gateways: new Map(clusters.map(({ name }) => [addressOf(data, name), name])),
  };
}

/** What others make of a service whose workloads exist, with no more labels than they need. */
function existingObjects({ service, existing }: ServicePlan): readonly ApiObjectProps[] {
  const { name, namespace, port, serviceAccountName } = service;
  const own = { team: name };
  const made = existing.map(({ version, podLabels }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${name}-${version}`, namespace, labels: own },
    spec: {
      template: { metadata: { labels: { ...own, ...podLabels } }, spec: { serviceAccountName, containers: [] } },
    },
  }));
  const ports = [{ name: 'http', port }];
  const spec = { selector: own, ports };
  return made.length === 0
    ? []
    : [{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, labels: own }, spec }, ...made];
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
      const clusters = synthesize(data, described);
      for (const service of described.services) {
        for (const cluster of callersOf(data, described.services, service)) {
          expect(reach(clusters, cluster.name, service)).toEqual(meant(service, cluster));
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
          return others.some((caller) =>
            meant(service, caller)
              .flat(2)
              .some((pod) => pod.endsWith(`@${name}`)),
          );
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
        // what others make is in theirs
        const written = objects.filter(({ metadata: { labels = {} } }) => !('team' in labels));
        const used = written.flatMap(({ metadata: { namespace } }) => namespace ?? []);
        expect([...new Set(used)].filter((name) => name !== 'istio-system').sort()).toEqual(namespaces);
      }
    }),
    { numRuns: 60 },
  );
});
