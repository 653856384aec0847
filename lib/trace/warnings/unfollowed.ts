/**
 * Objects that may change what becomes of requests, but that a trace does not follow.
 * @module
 */
import { type Finding, finding } from '../../errors';
import {
  fields,
  type Fields,
  labelsOf,
  type ManifestObject,
  metadataOf,
  podsIn,
  readValue,
  text,
} from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { configTextIn } from '../model/config-maps';

const WHERE = 'may change where requests go';

/** The kinds that are never followed, by API group, and what each may do. */
const UNFOLLOWED: Readonly<Record<string, string | undefined>> = {
  ...kinds('networking.istio.io', 'EnvoyFilter', 'ProxyConfig'),
  ...kinds('extensions.istio.io', 'TrafficExtension', 'WasmPlugin'),
  ...kinds('gateway.networking.k8s.io', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'),
  ...kinds('gateway.networking.k8s.io', 'BackendTLSPolicy', 'ListenerSet'),
  ...kinds('gateway.networking.x-k8s.io', 'XBackendTrafficPolicy', 'XListenerSet'),
  ...kinds('inference.networking.k8s.io', 'InferencePool'),
  ...kinds('multicluster.x-k8s.io', 'ServiceImport'),
  'RequestAuthentication.security.istio.io': 'refuses requests whose tokens are not valid',
  'NetworkPolicy.networking.k8s.io': 'may close connections',
};

function kinds(group: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [`${name}.${group}`, WHERE]));
}

/** Finds objects that may change what becomes of requests, but that a trace does not follow (MC214). */
export function unfollowedIn({ name: cluster, objects, facts }: Cluster): readonly Finding[] {
  const config = fields(readValue(facts.config ?? configTextIn(objects)));
  const classes = ingressClasses(objects, config);
  return objects.flatMap((object) => {
    const does = effectOf(object, classes);
    if (does === undefined) return [];
    const { id, at } = object;
    const what = `${id} in cluster "${cluster}" ${does}, but a trace does not follow it.`;
    return [finding(TRACES.MC214, { what, severity: 'warning' }, { cluster, object: id, at })];
  });
}

/** What an object may do that a trace does not follow. */
function effectOf(object: ManifestObject, classes: ReadonlySet<string>): string | undefined {
  const spec = fields(object.json['spec']);
  const kind = `${object.kind}.${object.apiVersion.replace(/\/.*/, '')}`;
  switch (kind) {
    case 'AuthorizationPolicy.security.istio.io':
      return spec['action'] === 'CUSTOM' ? WHERE : undefined;
    case 'Ingress.networking.k8s.io':
      return classes.has(ingressClassOf(object, spec)) ? WHERE : undefined;
    default:
      return UNFOLLOWED[kind] ?? (isAmbient(object) ? WHERE : undefined);
  }
}

/** Whether Pods are in ambient mode, or requests go through a waypoint. */
function isAmbient(object: ManifestObject): boolean {
  const [pods] = podsIn([object]);
  return [labelsOf(object), pods?.podLabels ?? {}].some((labels) => {
    const { 'istio.io/dataplane-mode': mode, 'istio.io/use-waypoint': waypoint = 'none' } = labels;
    return mode === 'ambient' || waypoint !== 'none';
  });
}

/** The classes of Ingresses that are Istio's, which may be those without a class, too. */
function ingressClasses(objects: readonly ManifestObject[], config: Fields): ReadonlySet<string> {
  const { ingressClass, ingressControllerMode: mode } = config;
  const none = mode === 'DEFAULT' || mode === 2 ? [''] : [];
  const isOfIstio = ({ kind, json }: ManifestObject): boolean =>
    kind === 'IngressClass' && fields(json['spec'])['controller'] === 'istio.io/ingress-controller';
  return new Set([
    ...none,
    'istio',
    text(ingressClass) ?? 'istio',
    ...objects.filter(isOfIstio).map(({ name }) => name),
  ]);
}

/** The class of an Ingress: that of the annotation counts before that of its spec. */
function ingressClassOf(object: ManifestObject, spec: Fields): string {
  const annotation = text(fields(metadataOf(object)['annotations'])['kubernetes.io/ingress.class']);
  return annotation ?? text(spec['ingressClassName']) ?? '';
}
