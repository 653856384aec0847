/**
 * Counts which fields were in play.
 * @module
 */
import {
  type ClusterManifests,
  isIstio,
  type EndpointSlice,
  isService,
  isSlice,
  isServiceEntry,
  type Kube,
  namespaceOf,
  serviceOfSlice,
} from './kubernetes/objects';

/** Fields with keys that users choose; their values count alike. */
const FREE = new Set([
  'headers',
  'withoutHeaders',
  'queryParams',
  'labels',
  'matchLabels',
  'selector',
  'sourceLabels',
  'ports',
  'to',
  'set',
  'add',
  'portLevelMtls',
]);
/** Fields whose values say which semantics hold. */
const TELLING = new Set([
  'mode',
  'resolution',
  'location',
  'action',
  'exportTo',
  'enabled',
  'protocol',
  'key',
  'redirectCode',
  'derivePort',
  'type',
  'clusterIP',
  'addressType',
  'ready',
  'terminating',
  'trafficDistribution',
  'internalTrafficPolicy',
  'unmatchedPreflights',
]);

/** The fields of an object, such as `VirtualService.http.match.uri.exact`. */
export function featuresOf(object: Kube): ReadonlySet<string> {
  const found = new Set<string>([object.kind]);
  const walk = (value: unknown, path: string, key: string): void => {
    if (Array.isArray(value)) {
      for (const each of value as readonly unknown[]) walk(each, path, key);
      return;
    }
    if (typeof value !== 'object' || value === null) {
      found.add(TELLING.has(key) ? `${path}=${String(value)}` : path);
      return;
    }
    for (const [name, each] of Object.entries(value as Record<string, unknown>)) {
      walk(
        each,
        FREE.has(key) && typeof each !== 'object' ? path : `${path}.${FREE.has(key) && key !== 'to' ? '*' : name}`,
        name,
      );
    }
  };
  walk(isSlice(object) ? partsOf(object) : (object.spec ?? {}), object.kind, '');
  return found;
}

function partsOf({ addressType, endpoints, ports }: EndpointSlice): object {
  return { addressType, endpoints, ports };
}

/** What objects are known by that decide together with others of their kind. */
function sharedKeys(object: Kube): readonly string[] {
  // an EndpointSlice decides where its Service does
  if (isSlice(object)) return [`Service ${namespaceOf(object)}/${serviceOfSlice(object) ?? ''}`];
  const { kind, spec = {} } = object;
  if (kind === 'PeerAuthentication' || kind === 'Sidecar') return [`kind ${kind}`];
  if (kind !== 'Gateway' || !('selector' in spec)) return [];
  return [`gateway ${(spec.selector as { readonly istio?: string }).istio ?? ''}`];
}

/** Requests that were sent where an object has a field, and those whose outcome depended on such an object. */
export interface Counts {
  readonly present: number;
  readonly decided: number;
}

/** Counts requests by the fields of the objects that decided about them, and of those that were only there. */
export class Features {
  private readonly decided = new Map<string, number>();
  private readonly present = new Map<string, number>();

  add(clusters: readonly ClusterManifests[], decided: readonly ReadonlySet<string>[]): void {
    const known = new Map<string, ReadonlySet<string>>();
    const all = new Set<string>();
    for (const { name, objects } of clusters) {
      for (const object of objects.filter((each) => isIstio(each) || isService(each) || isSlice(each))) {
        const features = featuresOf(object);
        const own = `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
        if (isServiceEntry(object)) for (const host of object.spec.hosts) known.set(`${name} host ${host}`, features);
        for (const key of [own, ...sharedKeys(object)]) {
          known.set(`${name} ${key}`, new Set([...(known.get(`${name} ${key}`) ?? []), ...features]));
        }
        for (const each of features) all.add(each);
      }
    }
    for (const each of all) this.present.set(each, (this.present.get(each) ?? 0) + decided.length);
    for (const ids of decided) {
      const features = new Set([...ids].flatMap((id) => [...(known.get(id) ?? [])]));
      for (const each of features) this.decided.set(each, (this.decided.get(each) ?? 0) + 1);
    }
  }

  /** The counts of each field, in the order of their names. */
  counts(): Readonly<Record<string, Counts>> {
    const names = [...this.present].sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(
      names.map(([name, present]) => [name, { present, decided: this.decided.get(name) ?? 0 }]),
    );
  }
}

/** A table of counts, whose lines begin with the field. */
export function tableOf(counts: Readonly<Record<string, Counts>>): readonly string[] {
  const width = Math.max(...Object.keys(counts).map(({ length }) => length), 7);
  const row = (name: string, one: string | number, other: string | number): string =>
    `${name.padEnd(width)}  ${String(one).padStart(8)}  ${String(other).padStart(8)}`;
  return [
    row('feature', 'decided', 'present'),
    ...Object.entries(counts).map(([name, { decided, present }]) => row(name, decided, present)),
  ];
}
