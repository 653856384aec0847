/**
 * The fields of Istio's kinds that take one of some words. Kubernetes refuses an object with any other word.
 * @module
 */
import { isFields } from '../fields';
import type { ManifestObject } from '../manifest-object';
import { once } from '../once';

export const ACTIONS = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] as const;
export const BALANCERS = [
  'UNSPECIFIED',
  'LEAST_CONN',
  'RANDOM',
  'PASSTHROUGH',
  'ROUND_ROBIN',
  'LEAST_REQUEST',
] as const;
export const CLIENT_TLS = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'] as const;
export const DERIVED_PORTS = ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'] as const;
export const LOCATIONS = ['MESH_EXTERNAL', 'MESH_INTERNAL'] as const;
export const MUTUAL_TLS = ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'] as const;
export const OUTBOUND = ['REGISTRY_ONLY', 'ALLOW_ANY'] as const;
export const RESOLUTIONS = ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'] as const;
export const SERVER_TLS = [
  'PASSTHROUGH',
  'SIMPLE',
  'MUTUAL',
  'AUTO_PASSTHROUGH',
  'ISTIO_MUTUAL',
  'OPTIONAL_MUTUAL',
] as const;

const CAPTURES = ['DEFAULT', 'IPTABLES', 'NONE'] as const;
const PREFLIGHTS = ['UNSPECIFIED', 'FORWARD', 'IGNORE'] as const;
const PROXY_PROTOCOLS = ['V1', 'V2'] as const;
const TLS_VERSIONS = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'] as const;
const UPGRADES = ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'] as const;

type Enumerations = Readonly<Record<string, readonly string[]>>;

/** The words of a kind's fields, by their path in its spec. `[]` is each item of a list, and `*` each value of a map. */
export const ENUMERATIONS: Readonly<Record<string, Enumerations | undefined>> = {
  'AuthorizationPolicy.security.istio.io': { action: ACTIONS },
  'DestinationRule.networking.istio.io': { ...ofPolicy('trafficPolicy'), ...ofPolicy('subsets[].trafficPolicy') },
  'Gateway.networking.istio.io': ofServer('servers[]'),
  'PeerAuthentication.security.istio.io': { 'mtls.mode': MUTUAL_TLS, 'portLevelMtls.*.mode': MUTUAL_TLS },
  'ServiceEntry.networking.istio.io': { location: LOCATIONS, resolution: RESOLUTIONS },
  'Sidecar.networking.istio.io': {
    'egress[].captureMode': CAPTURES,
    'inboundConnectionPool.http.h2UpgradePolicy': UPGRADES,
    'ingress[].captureMode': CAPTURES,
    'ingress[].connectionPool.http.h2UpgradePolicy': UPGRADES,
    ...ofServer('ingress[]'),
    'outboundTrafficPolicy.mode': OUTBOUND,
  },
  'VirtualService.networking.istio.io': {
    'http[].corsPolicy.unmatchedPreflights': PREFLIGHTS,
    'http[].redirect.derivePort': DERIVED_PORTS,
  },
};

function ofPolicy(path: string): Enumerations {
  return {
    ...ofPort(path),
    ...ofPort(`${path}.portLevelSettings[]`),
    [`${path}.proxyProtocol.version`]: PROXY_PROTOCOLS,
  };
}

function ofPort(path: string): Enumerations {
  return {
    [`${path}.connectionPool.http.h2UpgradePolicy`]: UPGRADES,
    [`${path}.loadBalancer.simple`]: BALANCERS,
    [`${path}.tls.mode`]: CLIENT_TLS,
  };
}

function ofServer(path: string): Enumerations {
  return {
    [`${path}.tls.maxProtocolVersion`]: TLS_VERSIONS,
    [`${path}.tls.minProtocolVersion`]: TLS_VERSIONS,
    [`${path}.tls.mode`]: SERVER_TLS,
  };
}

/** A value that is none of the words that its field takes. */
export interface MisspeltWord {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly words: readonly string[];
}

/** The values of an object of Istio's kinds that are none of the words that their fields take. */
export const misspeltIn = once(({ apiVersion, kind, json }: ManifestObject): readonly MisspeltWord[] => {
  const ofKind = ENUMERATIONS[`${kind}.${apiVersion.replace(/\/.*/, '')}`] ?? {};
  return Object.entries(ofKind).flatMap(([path, words]) =>
    valuesAt(json['spec'], path.replaceAll('[]', '.*').split('.'), ['spec'])
      .filter(({ value }) => !words.some((word) => word === value))
      .map((found) => ({ ...found, words })),
  );
});

/** The values at a path. Kubernetes drops null. */
function valuesAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  path: MisspeltWord['path'],
): readonly Pick<MisspeltWord, 'path' | 'value'>[] {
  if (step === undefined) return value === undefined || value === null ? [] : [{ path, value }];
  if (!isFields(value)) return [];
  if (step !== '*') return valuesAt(value[step], rest, [...path, step]);
  const inner: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return inner.flatMap(([key, each]) => valuesAt(each, rest, [...path, key]));
}
