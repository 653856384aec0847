/**
 * Turns shapes of meshes into data: parts get names, and refer only to parts that exist.
 * @module
 */
import { type MeshShape, meshShape } from './shape';

type Unnamed = MeshShape['services'][number];
type UnnamedRule = Unnamed['rules'][number];

/** Makes a name: c2, c10, c18, …. Sorted as text, c10 comes before c2. */
function nameOf(prefix: string, index: number): string {
  return `${prefix}${8 * index + 2}`;
}

/** Versions as teams name them. Only the first one is also a DNS label. */
const VERSIONS = ['v2', '1.0.10', 'V_18', '2024-01-26.b'];

function named<T extends object>(prefix: string, items: readonly T[]): readonly (T & { readonly name: string })[] {
  return items.map((item, index) => ({ name: nameOf(prefix, index), ...item }));
}

/** The names at the chosen indexes; the first name if there are none. */
function among(names: readonly string[], chosen: readonly number[]): readonly string[] {
  const found = names.filter((_, index) => chosen.includes(index));
  return found.length > 0 ? found : names.slice(0, 1);
}

/** A rule that names only versions of its service. */
function ruleOf({ to, mirrors, pin, from, ...rest }: UnnamedRule, versions: readonly string[]) {
  return {
    ...rest,
    to: among(versions, to),
    mirrors: versions.filter((_, index) => mirrors.includes(index)),
    pin: pin === null ? undefined : nameOf('c', pin),
    from: from.map((index) => nameOf('c', index)),
  };
}

function serviceOf({ rules, tcpRules, tlsRules, ...service }: Unnamed, clusters: readonly string[]) {
  const versions = service.versions.map(({ places, ...version }, index) => ({
    name: at(VERSIONS, index),
    ...version,
    places: among(clusters, places),
  }));
  const names = versions.map(({ name }) => name);
  const all = (each: readonly UnnamedRule[]) => each.map((rule) => ruleOf(rule, names));
  return { ...service, versions, rules: all(rules), tcpRules: all(tcpRules), tlsRules: all(tlsRules) };
}

/** The item at an index, counted around the end of the list. */
function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there is none');
  return item;
}

function dataOf({ clusters: unnamed, services: shapes, calls, ingress, worker, leastPrivilege }: MeshShape) {
  const clusters = named('c', unnamed);
  const places = clusters.map(({ name }) => name);
  const services = named(
    's',
    shapes.map((shape) => serviceOf(shape, places)),
  );
  return {
    clusters,
    services,
    calls: calls.map(({ caller, from, callee }) => {
      const { name, versions } = at(services, caller);
      const callers = versions.map((version) => version.name);
      return { caller: name, from: among(callers, from), callee: at(services, callee).name };
    }),
    ingress: {
      places: among(places, ingress.places),
      // a gateway would not know which of several HTTP ports to call
      callees: [
        ...new Set(
          ingress.callees
            .map((callee) => at(services, callee))
            .filter(({ ports }) => ports !== 'several')
            .map(({ name }) => name),
        ),
      ],
    },
    worker: {
      places: among(places, worker.places),
      callees: [...new Set(worker.callees.map((callee) => at(services, callee).name))],
    },
    leastPrivilege,
  };
}

/** Generates a mesh as data. */
export const meshData = meshShape.map(dataOf);
export type MeshData = ReturnType<typeof dataOf>;
export type ServiceData = MeshData['services'][number];
export type RuleData = ServiceData['rules'][number];

/** Generates only meshes that EndpointDiscovery supports: without outlier detection and without an order of clusters. */
export const discoverableMeshData = meshData.map((data) => ({
  ...data,
  services: data.services.map(({ policy, versions, distribution, ...service }) => ({
    ...service,
    policy: withoutOutliers(policy),
    versions: versions.map((version) => ({ ...version, policy: withoutOutliers(version.policy) })),
    distribution: distribution === 'ordered' || distribution === 'reversed' ? ('spread' as const) : distribution,
  })),
}));

function withoutOutliers(policy: ServiceData['policy']): ServiceData['policy'] {
  const { connectionPool, loadBalancer } = policy ?? {};
  return policy && { ...(connectionPool && { connectionPool }), ...(loadBalancer && { loadBalancer }) };
}
