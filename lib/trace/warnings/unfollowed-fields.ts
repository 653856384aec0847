/**
 * Fields, labels and annotations that may change where requests go, but that a trace does not follow.
 * @module
 */
import { type Finding, finding } from '../../errors';
import { REVISION } from '../../istio';
import {
  fields,
  isNamespace,
  isOfNetworking,
  isOfSecurity,
  items,
  labelsOf,
  type ManifestObject,
  podsIn,
  readValue,
  text,
} from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { configMapsIn } from '../model/config-maps';
import { PROXY_CONFIG, unfollowedSettings } from './proxy-config';

/** Finds parts of objects that may change where requests go, but that a trace does not follow (MC214). */
export function unfollowedFieldsIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  const parts = [
    ...objects.flatMap((object) =>
      [...inSidecar(object), ...inServiceEntry(object), ...inPods(object)].map((part) => ({ part, object })),
    ),
    ...configMapsIn(objects).flatMap((object) => inConfigMap(object).map((part) => ({ part, object }))),
    ...labelled(objects).map((object) => ({ part: `The label "${REVISION}"`, object })),
  ];
  return parts.map(({ part, object: { id, at } }) => {
    const what = `${part} of ${id} in cluster "${cluster}" may change where requests go, but a trace does not follow it.`;
    return finding(TRACES.MC214, { what, severity: 'warning' }, { cluster, object: id, at });
  });
}

/** Listeners for what comes in or for other proxies, and ports that are proxies for all hosts. */
function inSidecar(object: ManifestObject): readonly string[] {
  if (object.kind !== 'Sidecar' || !isOfNetworking(object)) return [];
  const { ingress, egress, outboundTrafficPolicy } = fields(object.json['spec']);
  const protocols = items(egress).map((each) => text(fields(fields(each)['port'])['protocol'])?.toUpperCase());
  return [
    ...protocols.flatMap((each, index) => (each === 'HTTP_PROXY' ? [`"spec.egress[${index}].port.protocol"`] : [])),
    ...(items(ingress).length > 0 ? ['"spec.ingress"'] : []),
    ...(fields(outboundTrafficPolicy)['egressProxy'] !== undefined ? ['"spec.outboundTrafficPolicy.egressProxy"'] : []),
  ];
}

/** A resolution by which proxies look up the host that each request names. */
function inServiceEntry(object: ManifestObject): readonly string[] {
  if (object.kind !== 'ServiceEntry' || !isOfNetworking(object)) return [];
  return fields(object.json['spec'])['resolution'] === 'DYNAMIC_DNS' ? ['"spec.resolution"'] : [];
}

const CAPTURE = 'traffic.sidecar.istio.io/';
/** Ranges that a trace follows, because they hold every address or none. */
const FOLLOWED: ReadonlySet<string | undefined> = new Set([undefined, '', '*', '0.0.0.0/0']);

/** Annotations by which the addresses of a request decide whether the sidecar gets it, or by which nothing is captured. */
function inPods(object: ManifestObject): readonly string[] {
  const annotations = podsIn([object])[0]?.podAnnotations ?? {};
  const ranges = ['excludeOutboundIPRanges', 'includeOutboundIPRanges'].map((name) => CAPTURE + name);
  const unfollowed = ranges.filter((key) => !FOLLOWED.has(annotations[key]));
  const mode = 'sidecar.istio.io/interceptionMode';
  const bootstrap = 'sidecar.istio.io/bootstrapOverride';
  const config = annotations[PROXY_CONFIG];
  const settings = config === undefined ? [] : unfollowedSettings(fields(readValue(config)));
  return [
    ...[
      ...unfollowed,
      ...(annotations[mode] === 'NONE' ? [mode] : []),
      ...((annotations[bootstrap] ?? '') === '' ? [] : [bootstrap]),
    ].map((key) => `The annotation "${key}"`),
    ...settings.map((path) => `"${path}" in the annotation "${PROXY_CONFIG}"`),
  ];
}

function inConfigMap({ json }: ManifestObject): readonly string[] {
  const { networks } = fields(readValue(text(fields(json['data'])['meshNetworks']) ?? ''));
  return Object.keys(fields(networks)).length > 0 ? ['"data.meshNetworks"'] : [];
}

/** The objects of Istio that are for one revision, if there are several. */
function labelled(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const all = objects.filter(
    (each) => (isOfNetworking(each) || isOfSecurity(each)) && (labelsOf(each)[REVISION] ?? '') !== '',
  );
  if (all.length === 0) return [];
  const revisions = new Set(
    [...all, ...objects.filter(isNamespace)].flatMap((each) => {
      const { [REVISION]: revision, 'istio-injection': injection } = labelsOf(each);
      return revision ?? (injection === 'enabled' ? 'default' : []);
    }),
  );
  return revisions.size > 1 ? all : [];
}
