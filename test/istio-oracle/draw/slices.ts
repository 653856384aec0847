/**
 * Draws EndpointSlices as people write them, and Pods whose addresses they may list.
 * @module
 */
import {
  type EndpointSlice,
  type Kube,
  type LonePod,
  namespaceOf,
  selects,
  type Service,
  type ServicePort,
} from '../kubernetes/objects';
import { OUTSIDE } from '../kubernetes/world';
import { type Context, maybe, object } from './context';
import { mayPrefer } from './distribution';
import { gatewayAddress } from './names';

/** A Pod that no Deployment creates. */
export function drawPod(context: Context): LonePod {
  const { dice, number } = context;
  const labels = { app: dice.pick(['reviews', 'alone', 'alone']), version: dice.pick(['v1', 'v9']) };
  const spec = {
    serviceAccountName: 'alone',
    containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 9080 }] }],
  };
  const pod = object(context, ['v1', 'Pod'], dice.chance(0.8) ? 'default' : 'shop', spec, { name: 'alone', labels });
  return { ...pod, spec, status: { podIP: `10.${number}.250.1` } };
}

/** The EndpointSlices of a Service that somebody wrote, most likely because the Service selects no Pods. */
export function drawSlices(context: Context, service: Service, pods: readonly LonePod[]): readonly Kube[] {
  const { dice } = context;
  const { selector, ports = [], type } = service.spec;
  if (type === 'ExternalName' || !dice.chance(selector === undefined ? 0.85 : 0.05)) return [];
  // what several slices say about an address is the same: Istio takes one of them at random
  const numbered = ports.flatMap((each) => drawPort(context, each));
  const count = dice.integer(1, 2);
  const shared = count > 1 ? drawConditions(context, service) : undefined;
  return Array.from({ length: count }, () => drawSlice(context, service, { ports: numbered, pods, shared }));
}

function drawPort({ dice }: Context, { name = '' }: ServicePort): EndpointSlice['ports'] {
  if (dice.chance(0.06)) return [];
  const named = dice.chance(0.06) ? dice.pick<{ readonly name?: string }>([{}, { name: 'other' }]) : { name };
  return [{ ...named, port: dice.pick([15443, 15443, 9080, 8080]) }];
}

/** What the slices of a Service have in common. */
interface Common {
  readonly ports: EndpointSlice['ports'];
  readonly pods: readonly LonePod[];
  /** What all endpoints say about themselves; undefined if each says something else. */
  readonly shared: ReturnType<typeof drawConditions> | undefined;
}

function drawSlice(context: Context, service: Service, { ports, pods, shared }: Common): EndpointSlice {
  const { dice, number, clusters, connected } = context;
  const { name } = service.metadata;
  const labels = {
    'kubernetes.io/service-name': name,
    ...maybe(dice, 0.04, () => ({ 'multicluster.kubernetes.io/service-name': name })),
    ...maybe(dice, 0.2, () => ({ 'endpointslice.kubernetes.io/managed-by': 'staff' })),
  };
  const isNamed = dice.chance(0.04);
  const ips = [OUTSIDE, gatewayAddress(dice.integer(1, clusters))];
  // of an address that is listed twice, Istio takes what it likes if only one of them is ready
  const said = shared ?? drawConditions(context, service);
  const endpoints = Array.from({ length: dice.integer(0, 3) }, () => {
    // of an address that another cluster lists as well, Istio sends what it has read first, ready or not
    const isReady = said.conditions?.ready !== false;
    const known = connected && !isReady ? [`203.0.113.${200 + number}`] : ips;
    // of a Pod that the Service selects, Kubernetes says that it is ready, and Istio takes either at random
    const others = pods.filter((pod) => isReady || !isSelected(pod, service));
    const named = dice.pick([{ addresses: dice.some(known, 1) }, ...others.map((pod) => placeOf(pod, service))]);
    return { ...(isNamed ? { addresses: ['api.example.com'] } : named), ...said };
  });
  const kind = ['discovery.k8s.io/v1', 'EndpointSlice'] as const;
  const { spec: _, ...slice } = object(context, kind, namespaceOf(service), {}, { labels });
  return { ...slice, addressType: isNamed ? 'FQDN' : 'IPv4', endpoints, ports };
}

function isSelected(pod: LonePod, service: Service): boolean {
  const { selector } = service.spec;
  return (
    selector !== undefined && namespaceOf(pod) === namespaceOf(service) && selects(selector, pod.metadata.labels ?? {})
  );
}

/** The address of a Pod. If nothing names it, whether Istio finds it in the namespace of the Service depends on the order of events. */
function placeOf(pod: LonePod, service: Service): EndpointSlice['endpoints'][number] {
  const addresses = [pod.status.podIP];
  const { name } = pod.metadata;
  const namespace = namespaceOf(pod);
  return namespace === namespaceOf(service)
    ? { addresses, targetRef: { kind: 'Pod', name, namespace } }
    : { addresses };
}

/**
 * Endpoints that are not ready, but not about to end either, count where a service prefers some by their place: a proxy spreads
 * requests by how many are ready. Those that are about to end count, too, if Istio reads them before their Service. So where Pods of
 * a Service may be in several places, all endpoints are ready.
 */
function drawConditions(
  { dice, connected }: Context,
  service: Service,
): Pick<EndpointSlice['endpoints'][number], 'conditions'> {
  const isApart = connected || namespaceOf(service) === 'shop' || mayPrefer(service);
  const ready = [{}, { ready: true }];
  const notReady = [
    { ready: false, serving: true, terminating: true },
    { ready: false, terminating: false },
    { ready: false },
  ];
  return maybe(dice, 0.4, () => ({
    conditions: dice.pick<NonNullable<EndpointSlice['endpoints'][number]['conditions']>>(
      service.spec.selector === undefined && !isApart ? [...ready, ...notReady] : ready,
    ),
  }));
}
