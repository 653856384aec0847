/**
 * Finds what Kubernetes refuses in objects of Istio's kinds, because Istio's CRDs do not allow it.
 * @module
 */
import { lazily } from '../lazily';
import type { ManifestObject } from '../manifest-object';
import { once } from '../once';
import { faultsOf, type SchemaFault } from './faults';
import { ISTIO_SCHEMA } from './istio-schema';
import { readTypes, type Types } from './types';

/** The kinds of Istio's API whose fields are not read. */
const OTHER_KINDS: readonly string[] = [
  'EnvoyFilter.networking.istio.io',
  'ProxyConfig.networking.istio.io',
  'Telemetry.telemetry.istio.io',
  'TrafficExtension.extensions.istio.io',
  'WasmPlugin.extensions.istio.io',
];

/** The types of specs by their kinds, and those of their fields by their names. */
const TYPES = lazily(() => readTypes(ISTIO_SCHEMA));

/** The types of whole objects by their kinds, and those of what is in their specs. */
const OBJECTS = lazily((): Types => {
  const whole = [...TYPES().keys()]
    .filter((name) => name.includes('.'))
    .map((kind) => `Object:${kind} apiVersion:string kind:string metadata:any spec:${kind} status:any`);
  return new Map([...TYPES(), ...readTypes(whole.join('\n'))]);
});

/** What Kubernetes refuses in an object of Istio's kinds. */
export const refusedIn = once((object: ManifestObject): readonly SchemaFault[] => {
  const kind = kindOf(object);
  return TYPES().has(kind) ? faultsOf(object.json, `Object:${kind}`, OBJECTS(), []) : [];
});

/** The kinds of Istio's API group that an object is of, unless its own is one of them. */
export function otherKindsFor(object: ManifestObject): readonly string[] | undefined {
  const kind = kindOf(object);
  const group = kind.slice(object.kind.length);
  if (!group.endsWith('.istio.io')) return undefined;
  const ofGroup = [...TYPES().keys(), ...OTHER_KINDS].filter((each) => each.endsWith(group));
  return ofGroup.length === 0 || ofGroup.includes(kind) ? undefined : ofGroup.map((each) => each.replace(/\..*/, ''));
}

function kindOf({ kind, apiVersion }: ManifestObject): string {
  return `${kind}.${apiVersion.replace(/\/.*/, '')}`;
}
