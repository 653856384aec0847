/**
 * The gateway whose Pods have some labels.
 * @module
 */
import type { Labels } from '../../istio';
import type { Cluster } from './cluster';
import { type Proxy, proxyOf } from './proxy';

/** The gateway whose Pods in a namespace have some labels. One that the manifests lack is assumed to be there. */
export function gatewayProxy(labels: Labels, namespace: string, facts: Cluster): Proxy {
  const { name: cluster, locality, network, config, workloadsByLabels } = facts;
  const [workload] = workloadsByLabels.find(namespace, labels);
  if (workload !== undefined) return proxyOf(workload, 'gateway', config.trustDomain);
  const { istio } = labels;
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const name = istio === undefined ? `gateway ${pairs.join(',')}` : `istio-${istio}`;
  const serviceAccountName = `${name}-service-account`;
  const place = { cluster, namespace, locality, network, trustDomain: config.trustDomain };
  return { ...place, kind: 'gateway', hasProxy: true, name, labels, annotations: {}, serviceAccountName };
}
