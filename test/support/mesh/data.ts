/**
 * Meshes of any shape, as data: a shape whose parts have names, and name only what there is.
 * @module
 */
import { type MeshShape, meshShape } from './shape';

type Unnamed = MeshShape['services'][number];
type UnnamedRule = Unnamed['rules'][number];

/** Names of which the second is the first as a text: c2, c10, c18. */
function nameOf(prefix: string, index: number): string {
  return `${prefix}${8 * index + 2}`;
}

function named<T extends object>(prefix: string, items: readonly T[]): readonly (T & { readonly name: string })[] {
  return items.map((item, index) => ({ name: nameOf(prefix, index), ...item }));
}

/** The names that are chosen; the first if none of those is. */
function among(names: readonly string[], chosen: readonly number[]): readonly string[] {
  const found = names.filter((_, index) => chosen.includes(index));
  return found.length > 0 ? found : names.slice(0, 1);
}

/** Names only what a service, and its mesh, have. */
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
  const versions = named('v', service.versions).map(({ places, ...version }) => ({
    ...version,
    places: among(clusters, places),
  }));
  const names = versions.map(({ name }) => name);
  const all = (each: readonly UnnamedRule[]) => each.map((rule) => ruleOf(rule, names));
  return { ...service, versions, rules: all(rules), tcpRules: all(tcpRules), tlsRules: all(tlsRules) };
}

/** The part that an index stands for, which may be beyond the last. */
function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there is none');
  return item;
}

function dataOf({ clusters: unnamed, services: shapes, calls, ingress, leastPrivilege }: MeshShape) {
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
      // a gateway would not know which of several ports of HTTP to call
      callees: [
        ...new Set(
          ingress.callees
            .map((callee) => at(services, callee))
            .filter(({ ports }) => ports !== 'several')
            .map(({ name }) => name),
        ),
      ],
    },
    leastPrivilege,
  };
}

/** A mesh as data. */
export const meshData = meshShape.map(dataOf);
export type MeshData = ReturnType<typeof dataOf>;
export type ServiceData = MeshData['services'][number];
export type RuleData = ServiceData['rules'][number];

/** Meshes that EndpointDiscovery can express: it gives up no gateway, and knows no order of clusters. */
export const discoverableMeshData = meshData.map((data) => ({
  ...data,
  services: data.services.map(({ policy, versions, distribution, ...service }) => ({
    ...service,
    policy: withoutOutliers(policy),
    versions: versions.map((version) => ({ ...version, policy: withoutOutliers(version.policy) })),
    distribution: distribution === 'failover' ? distribution : ('spread' as const),
  })),
}));

function withoutOutliers(policy: ServiceData['policy']): ServiceData['policy'] {
  const { connectionPool, loadBalancer } = policy ?? {};
  return policy && { ...(connectionPool && { connectionPool }), ...(loadBalancer && { loadBalancer }) };
}
