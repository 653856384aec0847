/**
 * Settings of proxies that may change where requests go, but that a trace does not follow. They stand in the MeshConfig and in an
 * annotation of Pods. All others are about logs, metrics, traces, timeouts, buffers, names of headers, and the start and end of
 * a proxy.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 * @module
 */
import { type Fields, fields, text } from '../../manifests';

/** The annotation of Pods that has settings of their proxy. */
export const PROXY_CONFIG = 'proxy.istio.io/config';

/** Settings of connections that change or refuse requests. */
const OF_REQUESTS: readonly string[] = [
  'httpHeadersWithUnderscoresAction',
  'httpMergeSlashes',
  'httpPathWithEscapedSlashesAction',
];

/** Variables that tell Istio something else of a proxy than a trace takes for granted, unless they are off. */
const VARIABLES: readonly string[] = [
  'CLUSTER_ID',
  'DNS_CAPTURE',
  'ENABLE_HBONE',
  'GENERATOR',
  'NETWORK',
  'REQUESTED_NETWORK_VIEW',
  'TLS_CLIENT_CERT_CHAIN',
  'TLS_CLIENT_ROOT_CERT',
  'TLS_SERVER_CERT_CHAIN',
  'TLS_SERVER_ROOT_CERT',
].map((name) => `ISTIO_META_${name}`);

/** The paths of the settings that a trace does not follow. */
export function unfollowedSettings(config: Fields): readonly string[] {
  const { interceptionMode, gatewayTopology, connectionSettings, proxyMetadata } = config;
  const connections = fields(connectionSettings);
  const variables = fields(proxyMetadata);
  return [
    ...(interceptionMode === 'NONE' || interceptionMode === 2 ? ['interceptionMode'] : []),
    ...['customConfigFile', 'proxyBootstrapTemplatePath', 'runtimeValues'].filter((name) => isGiven(config[name])),
    ...['numTrustedProxies', 'proxyProtocol']
      .filter((name) => (fields(gatewayTopology)[name] ?? 0) !== 0)
      .map((name) => `gatewayTopology.${name}`),
    ...(connections['profile'] === 'EDGE' || connections['profile'] === 1 ? ['connectionSettings.profile'] : []),
    ...OF_REQUESTS.filter((name) => isGiven(connections[name])).map((name) => `connectionSettings.${name}`),
    ...VARIABLES.filter((name) => isOn(variables[name])).map((name) => `proxyMetadata.${name}`),
  ];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isOn(value: unknown): boolean {
  return !['', 'false', '0'].includes(text(value) ?? '');
}
