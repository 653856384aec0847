/**
 * The parts of Istio's configuration of a mesh that decide where requests go.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 * @module
 */
import { ISTIO_NAMESPACE } from '../../istio';
import { fields, items, readLocality, readRetries, readValue, text, texts } from '../../manifests';
import { clusterLocalHosts } from './cluster-local';
import type { DefaultExportTo } from './default-export-to';
import { type DiscoverySelectors, discoverySelectors } from './discovery-selectors';
import type { ByHost } from './hosts';
import type { Semantics } from './istio-minor';
import { DEFAULT_NORMALIZATION, type PathNormalization, pathNormalizationOf } from './path-normalization';
import { DEFAULT_RETRIES, type Retries, retriesOf } from './retry-policy';
import type { LocalitySettings } from '../upstream/priorities';

/** Istio's configuration of a cluster. */
export interface MeshConfig {
  /** The namespace whose policies count for all others. */
  readonly rootNamespace: string;
  /** Whether requests to hosts that Istio does not know are sent on. */
  readonly outbound: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** What holds where a DestinationRule says nothing about localities. */
  readonly localities: LocalitySettings;
  /** The first part of identities. */
  readonly trustDomain: string;
  /** Other trust domains that stand for the same. */
  readonly trustDomainAliases: readonly string[];
  /** The trust domains of other certificates that are trusted. */
  readonly trusted: readonly string[];
  /** Whether proxies use mutual TLS where no DestinationRule says so. */
  readonly autoMtls: boolean;
  /** Whether endpoints that fail are ejected where a DestinationRule says nothing about that. */
  readonly ejects: boolean;
  /** When a request is sent again whose rule says nothing about that. */
  readonly retries: Retries;
  /** The namespaces that Istio reads, by their labels. */
  readonly discovery: DiscoverySelectors;
  /** Which namespaces see objects that do not say so themselves. */
  readonly exportTo: DefaultExportTo;
  /** Whether the endpoints of a host in other clusters never count. */
  readonly clusterLocal: ByHost<boolean>;
  /** How far proxies normalize paths. */
  readonly pathNormalization: PathNormalization;
}

/** What Istio does without any configuration. */
const DEFAULT: Omit<MeshConfig, 'clusterLocal'> = {
  rootNamespace: ISTIO_NAMESPACE,
  outbound: 'ALLOW_ANY',
  localities: { enabled: true },
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  trusted: [],
  autoMtls: true,
  ejects: false,
  retries: DEFAULT_RETRIES,
  discovery: undefined,
  exportTo: { services: [], virtualServices: [], destinationRules: [] },
  pathNormalization: DEFAULT_NORMALIZATION,
};

/** Reads a configuration, in the form that istiod takes. */
export function configOf(yaml: string, { hasDefaultTrafficPolicy }: Semantics): MeshConfig {
  const read = fields(readValue(yaml));
  const policy = read['defaultHttpRetryPolicy'];
  const trustDomain = text(read['trustDomain']) ?? '';
  const rootNamespace = text(read['rootNamespace']) ?? '';
  return {
    rootNamespace: rootNamespace === '' ? DEFAULT.rootNamespace : rootNamespace,
    outbound: outboundOf(read['outboundTrafficPolicy']),
    localities: read['localityLbSetting'] === undefined ? DEFAULT.localities : readLocality(read['localityLbSetting']),
    trustDomain: trustDomain === '' ? DEFAULT.trustDomain : trustDomain,
    trustDomainAliases: texts(read['trustDomainAliases']),
    trusted: items(read['caCertificates']).flatMap((each) => texts(fields(each)['trustDomains'])),
    autoMtls: read['enableAutoMtls'] !== false,
    ejects:
      hasDefaultTrafficPolicy && (fields(read['defaultTrafficPolicy'])['outlierDetection'] ?? undefined) !== undefined,
    retries: policy === undefined ? DEFAULT.retries : retriesOf(readRetries(policy)),
    discovery: discoverySelectors(read['discoverySelectors']),
    exportTo: {
      services: texts(read['defaultServiceExportTo']),
      virtualServices: texts(read['defaultVirtualServiceExportTo']),
      destinationRules: texts(read['defaultDestinationRuleExportTo']),
    },
    clusterLocal: clusterLocalHosts(read),
    pathNormalization: pathNormalizationOf(read),
  };
}

/** The modes that let requests to unknown hosts pass, by name and number. */
const ALLOWING: ReadonlySet<unknown> = new Set(['ALLOW_ANY', 1, 'ALLOW_ANY_DYNAMIC_DNS', 3]);

/** A policy that names no mode has the first one of the enumeration, unlike a mesh without a policy. */
function outboundOf(policy: unknown): MeshConfig['outbound'] {
  if ((policy ?? undefined) === undefined) return DEFAULT.outbound;
  const { mode } = fields(policy);
  return ALLOWING.has(mode) ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

/** The trust domain of a mesh, then its aliases. */
export function trustDomainsOf({ trustDomain, trustDomainAliases }: MeshConfig): readonly string[] {
  return [trustDomain, ...trustDomainAliases];
}
