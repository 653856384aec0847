/**
 * The objects that an app writes into a cluster, by kind and by identity.
 * @module
 */
import {
  type DestinationRuleObject,
  destinationRulesIn,
  type GatewayObject,
  gatewaysIn,
  groupBy,
  lazily,
  type ManifestObject,
  podsIn,
  type PodsObject,
  serviceEntriesIn,
  type ServiceEntryObject,
  type ServiceObject,
  servicesIn,
  type ServiceRouteObject,
  serviceRoutesIn,
  type VirtualServiceObject,
  virtualServicesIn,
} from '../manifests';
import { type Labels, selects } from '../istio';

/** The objects that an app writes into a cluster. The items of lists count as objects. */
export interface ClusterObjects {
  /** All of them, in the order in which they are written. */
  readonly all: readonly ManifestObject[];
  /** Each of them by its identity; the first if there are several. */
  readonly byId: () => ReadonlyMap<string, ManifestObject>;
  readonly ofKind: (kind: string) => readonly ManifestObject[];
  readonly services: () => readonly ServiceObject[];
  readonly pods: () => readonly PodsObject[];
  readonly virtualServices: () => readonly VirtualServiceObject[];
  readonly destinationRules: () => readonly DestinationRuleObject[];
  readonly serviceEntries: () => readonly ServiceEntryObject[];
  readonly gateways: () => readonly GatewayObject[];
  readonly serviceRoutes: () => readonly ServiceRouteObject[];
  /** The Pods that a Service selects. */
  readonly selectedBy: (service: ServiceObject) => readonly PodsObject[];
  /** Whether a Service selects Pods by a label with this key, among others. */
  readonly isSelected: (key: string) => boolean;
  /** The Services of a namespace that select Pods with some labels. */
  readonly selecting: (namespace: string | undefined, labels: Labels) => readonly ServiceObject[];
}

/** Reads the objects of an app once, for all checks. */
export function clusterObjects(all: readonly ManifestObject[]): ClusterObjects {
  const byKind = lazily(() => groupBy(all, ({ kind }) => kind));
  const ofKind = (kind: string): readonly ManifestObject[] => byKind().get(kind) ?? [];
  const services = lazily(() => servicesIn(ofKind('Service')));
  const bySelector = lazily(() => groupBy(services(), firstSelected));
  const selectorKeys = lazily(() => new Set(services().flatMap(({ selector }) => Object.keys(selector))));
  const pods = lazily(() => podsIn(all));
  const byLabel = lazily(() => podsByLabel(pods()));
  const selectedBy = (service: ServiceObject): readonly PodsObject[] => {
    const near = byLabel().get(firstSelected(service)) ?? [];
    return near.filter(({ podLabels }) => selects(service.selector, podLabels));
  };
  return {
    all,
    ofKind,
    byId: lazily(() => firstOfEach(all)),
    services,
    pods,
    virtualServices: lazily(() => virtualServicesIn(ofKind('VirtualService'))),
    destinationRules: lazily(() => destinationRulesIn(ofKind('DestinationRule'))),
    serviceEntries: lazily(() => serviceEntriesIn(ofKind('ServiceEntry'))),
    gateways: lazily(() => gatewaysIn(ofKind('Gateway'))),
    serviceRoutes: lazily(() => serviceRoutesIn([...ofKind('HTTPRoute'), ...ofKind('GRPCRoute')])),
    selectedBy,
    isSelected: (key) => selectorKeys().has(key),
    selecting: (namespace, labels) => {
      const near = Object.entries(labels).flatMap(
        ([key, value]) => bySelector().get(labelKey(namespace, key, value)) ?? [],
      );
      return near.filter(({ selector }) => selects(selector, labels));
    },
  };
}

/** The first label by which a Service selects Pods, as a key; empty if it selects none. */
function firstSelected({ namespace, selector }: ServiceObject): string {
  const [first] = Object.entries(selector);
  return first === undefined ? '' : labelKey(namespace, ...first);
}

function podsByLabel(pods: readonly PodsObject[]): ReadonlyMap<string, readonly PodsObject[]> {
  const byLabel = new Map<string, PodsObject[]>();
  for (const each of pods)
    for (const [key, value] of Object.entries(each.podLabels)) {
      const label = labelKey(each.namespace, key, value);
      const known = byLabel.get(label);
      if (known === undefined) byLabel.set(label, [each]);
      else known.push(each);
    }
  return byLabel;
}

function firstOfEach(objects: readonly ManifestObject[]): ReadonlyMap<string, ManifestObject> {
  const byId = new Map<string, ManifestObject>();
  for (const object of objects) byId.set(object.id, object);
  // most apps write each object once
  if (byId.size < objects.length) for (const object of objects.toReversed()) byId.set(object.id, object);
  return byId;
}

function labelKey(namespace: string | undefined, key: string, value: string): string {
  return `${namespace ?? ''}\n${key}\n${value}`;
}
