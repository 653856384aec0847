/**
 * Services that are exported to nobody. Whether Istio's control plane has the endpoints of such a Service depends on which event it
 * gets first when it starts, that of the Service or that of its EndpointSlice. So nothing is drawn that shows these endpoints: no rule
 * that sends requests of sidecars to the Service, which those in its namespace follow, and no ServiceEntry for its host.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/endpointslice.go
 * @module
 */
import { hostOf, isService, isServiceEntry, type Kube, namespaceOf } from '../kubernetes/objects';

/** The annotation that says whom a Service is exported to. */
export const EXPORT_TO = 'networking.istio.io/exportTo';

/** Objects without what shows the endpoints of Services for nobody. Those that a rule sends requests to are for their namespace. */
export function withoutShown(objects: readonly Kube[]): readonly Kube[] {
  const forNobody = objects.filter(isService).filter(isForNobody);
  if (forNobody.length === 0) return objects;
  const destinations = new Set(objects.flatMap(destinationsOf));
  const hosts = new Set(forNobody.map(hostOf));
  return objects
    .filter((each) => !(isServiceEntry(each) && each.spec.hosts.some((host) => hosts.has(host))))
    .map((each) => (isService(each) && isForNobody(each) && destinations.has(hostOf(each)) ? forOwn(each) : each));
}

function isForNobody({ metadata: { annotations = {} } }: Kube): boolean {
  return annotations[EXPORT_TO] === '~';
}

function forOwn(service: Kube): Kube {
  const { metadata } = service;
  return { ...service, metadata: { ...metadata, annotations: { ...metadata.annotations, [EXPORT_TO]: '.' } } };
}

/** The hosts that the rules of a VirtualService for sidecars name, in full. */
function destinationsOf(object: Kube): readonly string[] {
  const { kind, spec = {} } = object;
  if (kind !== 'VirtualService') return [];
  const isForSidecars = !('gateways' in spec) || (Array.isArray(spec.gateways) && spec.gateways.includes('mesh'));
  if (!isForSidecars) return [];
  const hosts = [...JSON.stringify(spec).matchAll(/"host":"([^"]*)"/g)].map(([, host = '']) => host);
  return hosts.map((host) => (host.includes('.') ? host : `${host}.${namespaceOf(object)}.svc.cluster.local`));
}
