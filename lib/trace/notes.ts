/**
 * What a trace takes for granted, and what it does not follow.
 * @module
 */
import { type Finding, finding, joinWords, nearMiss, valueText } from '../errors';
import { fields, labelsOf, type ManifestObject, misspeltIn, positionOf } from '../manifests';
import { TRACES } from './messages';
import type { Cluster } from './model/cluster';
import { configMapFaultsIn } from './warnings/config-maps';
import { unfollowedFieldsIn } from './warnings/unfollowed-fields';

/** The kinds that change where requests go, and that are never followed. */
const UNFOLLOWED =
  /^(?:EnvoyFilter|WasmPlugin|ProxyConfig|HTTPRoute|GRPCRoute|TCPRoute|TLSRoute|Gateway)\.(?:networking\.istio\.io|extensions\.istio\.io|gateway\.networking\.k8s\.io)$/;

/** Finds what makes a trace of some clusters doubtful: warnings. */
export function warningsIn(clusters: readonly Cluster[]): readonly Finding[] {
  return [repeatedIn, wronglySpeltIn, configMapFaultsIn, unfollowedIn, unfollowedFieldsIn].flatMap((find) =>
    clusters.flatMap(find),
  );
}

/** Finds objects that may change where requests go, but that a trace does not follow (MC214). */
function unfollowedIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  return objects.filter(isUnfollowed).map(({ id, at }) => {
    const what = `${id} in cluster "${cluster}" may change where requests go, but a trace does not follow it.`;
    return finding(TRACES.MC214, { what, severity: 'warning' }, { cluster, object: id, at });
  });
}

function isUnfollowed(object: ManifestObject): boolean {
  const { kind, apiVersion, json } = object;
  const group = apiVersion.replace(/\/.*/, '');
  switch (`${kind}.${group}`) {
    case 'Gateway.networking.istio.io':
      return false;
    case 'AuthorizationPolicy.security.istio.io':
      return fields(json['spec'])['action'] === 'CUSTOM';
    case 'Ingress.networking.k8s.io':
      return fields(json['spec'])['ingressClassName'] === 'istio';
    case 'Namespace.v1':
      return labelsOf(object)['istio.io/dataplane-mode'] === 'ambient';
    default:
      return UNFOLLOWED.test(`${kind}.${group}`);
  }
}

/** Finds objects that stand more than once in the manifests of a cluster (MC216). */
function repeatedIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  const known = new Map<string, string>();
  return objects.flatMap(({ id, at }) => {
    const first = known.get(id);
    known.set(id, first ?? at);
    if (first === undefined) return [];
    const what = `${id} stands more than once in the manifests of cluster "${cluster}", first at ${first}.`;
    return [finding(TRACES.MC216, { what, severity: 'warning' }, { cluster, object: id, at })];
  });
}

/** Finds words that their fields do not take (MC217). */
function wronglySpeltIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  return objects.flatMap((object) =>
    misspeltIn(object).map(({ path, value, words }) => {
      const field = path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .slice(1);
      const allowed = joinWords(words, 'or');
      const what = `${field} of ${object.id} in cluster "${cluster}" must be ${allowed}, but is ${valueText(value)}.`;
      const detail = { what, got: value, meant: nearMiss(value, words), severity: 'warning' } as const;
      return finding(TRACES.MC217, detail, { cluster, object: object.id, at: positionOf(object, path) });
    }),
  );
}

/** What a trace takes for granted: what is left out, and what the manifests do not tell. Sentences. */
export function assumptionsOf(clusters: readonly Cluster[]): readonly string[] {
  return clusters.flatMap((cluster) => {
    const { meanings } = cluster.down;
    const namespaces = withoutNamespace(cluster);
    if (namespaces.length === 0) return meanings;
    const words = namespaces.length === 1 ? 'Namespace' : 'Namespaces';
    return [
      ...meanings,
      `The manifests of cluster "${cluster.name}" lack ${words} ${joinWords(namespaces)}. Pods there are taken to get sidecars.`,
    ];
  });
}

/** The namespaces of workloads whose Namespace the manifests lack. */
function withoutNamespace({ workloads, injection }: Cluster): readonly string[] {
  const all = new Set(workloads.map(({ namespace }) => namespace));
  return [...all].filter((namespace) => !injection.knows(namespace)).sort();
}
