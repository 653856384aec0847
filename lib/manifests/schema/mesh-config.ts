/**
 * Finds what Istio refuses or ignores in its configuration of a mesh: all settings by name, and the types of those that are read.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 * @module
 */
import { isFields } from '../fields';
import { lazily } from '../lazily';
import { faultsOf, type SchemaFault } from './faults';
import { readTypes } from './types';

const TYPES = lazily(() =>
  readTypes(`
MeshConfig accessLogEncoding:any accessLogFile:any accessLogFormat:any ca:any caCertificates:any[] certificates:any
  configSources:any connectTimeout:any defaultConfig:any defaultDestinationRuleExportTo:any defaultHttpRetryPolicy:any
  defaultProviders:any defaultServiceExportTo:any defaultTrafficPolicy:any defaultVirtualServiceExportTo:any
  disableEnvoyListenerLog:any discoverySelectors:any[] dnsRefreshRate:any enableAutoMtls:boolean
  enableEnvoyAccessLogService:any enablePrometheusMerge:any enableTracing:any extensionProviders:any
  h2UpgradePolicy:any hboneIdleTimeout:any inboundClusterStatName:any inboundTrafficPolicy:any ingressClass:any
  ingressControllerMode:any ingressSelector:any ingressService:any localityLbSetting:any meshMTLS:any
  outboundClusterStatName:any outboundTrafficPolicy:OutboundTrafficPolicy pathNormalization:PathNormalization
  protocolDetectionTimeout:any proxyHttpPort:any proxyInboundListenPort:any proxyListenPort:any rootNamespace:string
  serviceEntryVisibility:any serviceScopeConfigs:any serviceSettings:any tcpKeepalive:any tlsDefaults:any
  trustDomain:string trustDomainAliases:string[] verifyCertificateAtClient:any zoneAwareLbSetting:any
OutboundTrafficPolicy mode:REGISTRY_ONLY|ALLOW_ANY|ALLOW_ANY_DYNAMIC_DNS tls:any
PathNormalization normalization:DEFAULT|NONE|BASE|MERGE_SLASHES|DECODE_AND_MERGE_SLASHES
`),
);

/** What Istio refuses or ignores in a configuration, in the form that istiod takes. */
export function meshConfigFaults(config: unknown): readonly SchemaFault[] {
  if (!isFields(config)) return [];
  return faultsOf(config, 'MeshConfig', TYPES(), []).filter((each) => !isSnakeCase(each));
}

/** Whether a setting is only written in the other way that Istio takes, such as `trust_domain`. */
function isSnakeCase({ fault, path: [name = ''] }: SchemaFault): boolean {
  const other = String(name).replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return fault === 'unknown field' && TYPES().get('MeshConfig')?.fields.has(other) === true;
}
