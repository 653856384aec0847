/**
 * The words of fields of Istio's kinds that are read. Kubernetes refuses an object with any other word.
 * @module
 */
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
export const UNMATCHED_PREFLIGHTS = ['UNSPECIFIED', 'FORWARD', 'IGNORE'] as const;
