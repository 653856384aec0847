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
  withoutLists,
} from '../manifests';
import { selects } from '../istio';

/** The objects that an app writes into a cluster. The items of lists count as objects. */
export interface ClusterObjects {
  /** All of them, in the order in which they are written. */
  readonly all: readonly ManifestObject[];
  /** Each of them by its identity; the first if there are several. */
  readonly byId: ReadonlyMap<string, ManifestObject>;
  readonly services: readonly ServiceObject[];
  readonly pods: readonly PodsObject[];
  readonly virtualServices: () => readonly VirtualServiceObject[];
  readonly destinationRules: () => readonly DestinationRuleObject[];
  readonly serviceEntries: () => readonly ServiceEntryObject[];
  readonly gateways: () => readonly GatewayObject[];
  readonly serviceRoutes: () => readonly ServiceRouteObject[];
  /** The Pods that a Service selects. */
  readonly selectedBy: (service: ServiceObject) => readonly PodsObject[];
  /** Whether a Service selects Pods by a label with this key, among others. */
  readonly isSelected: (key: string) => boolean;
  /** The Services of a namespace whose selectors start with a label. */
  readonly selecting: (namespace: string | undefined, key: string, value: string) => readonly ServiceObject[];
}

/** Reads the objects of an app once, for all checks. */
export function clusterObjects(objects: readonly ManifestObject[]): ClusterObjects {
  const all = withoutLists(objects);
  const byKind = groupBy(all, ({ kind }) => kind);
  const ofKind = (kind: string): readonly ManifestObject[] => byKind.get(kind) ?? [];
  const services = servicesIn(ofKind('Service'));
  const bySelector = groupBy(services, ({ namespace, selector }) => {
    const [first] = Object.entries(selector);
    return first === undefined ? '' : labelKey(namespace, ...first);
  });
  const selectorKeys = new Set(services.flatMap(({ selector }) => Object.keys(selector)));
  const pods = podsIn(all);
  const byLabel = podsByLabel(pods);
  const selectedBy = ({ namespace, selector }: ServiceObject): readonly PodsObject[] => {
    const [first] = Object.entries(selector);
    const near = first === undefined ? [] : (byLabel.get(labelKey(namespace, ...first)) ?? []);
    return near.filter(({ podLabels }) => selects(selector, podLabels));
  };
  return {
    all,
    byId: firstOfEach(all),
    services,
    pods,
    virtualServices: lazily(() => virtualServicesIn(ofKind('VirtualService'))),
    destinationRules: lazily(() => destinationRulesIn(ofKind('DestinationRule'))),
    serviceEntries: lazily(() => serviceEntriesIn(ofKind('ServiceEntry'))),
    gateways: lazily(() => gatewaysIn(ofKind('Gateway'))),
    serviceRoutes: lazily(() => serviceRoutesIn([...ofKind('HTTPRoute'), ...ofKind('GRPCRoute')])),
    selectedBy,
    isSelected: (key) => selectorKeys.has(key),
    selecting: (namespace, key, value) => bySelector.get(labelKey(namespace, key, value)) ?? [],
  };
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
