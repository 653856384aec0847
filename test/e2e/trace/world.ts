/**
 * The workloads of a mesh whose configuration is drawn. They stay, because to start Pods takes longer than all else.
 * @module
 */
import type { WrittenObject } from '../lab/kube-api';

/** The namespaces of the workloads. */
export const NAMESPACES = ['trace', 'trace-shop'] as const;

type Namespace = (typeof NAMESPACES)[number];

/** A workload: its namespace, `app` label and version, and its further labels. */
type Workload = readonly [
  namespace: Namespace,
  app: string,
  version: string,
  labels?: Readonly<Record<string, string>>,
];

const CALLERS: readonly Workload[] = [
  ['trace', 'web', 'v1'],
  ['trace-shop', 'client', 'v1'],
];

const WORKLOADS: Readonly<Record<number, readonly Workload[]>> = {
  1: [...CALLERS, ['trace', 'reviews', 'v1'], ['trace', 'ratings', 'v1'], ['trace-shop', 'reviews', 'v1']],
  2: [
    ...CALLERS,
    ['trace', 'reviews', 'v1', { tier: 'silver' }],
    ['trace', 'reviews', 'v2'],
    ['trace', 'ratings', 'v2'],
    ['trace-shop', 'db', 'v1'],
  ],
  3: [
    ...CALLERS,
    ['trace', 'reviews', 'v2', { 'istio-locality': 'region2.zone2.a' }],
    ['trace', 'reviews', 'v3', { tier: 'gold' }],
    ['trace-shop', 'reviews', 'v2'],
    ['trace-shop', 'db', 'v1'],
  ],
};

/** The ports of each Pod: those that drawn Services and ServiceEntries have. */
export const PORTS = [80, 443, 7000, 8080, 8081, 9000, 9080, 9443, 50051] as const;

/** The clusters with workloads. */
export const CLUSTERS = [1, 2, 3] as const;

/** The objects of the workloads in a cluster. */
export function workloadsIn(cluster: number): readonly WrittenObject[] {
  const namespaces = NAMESPACES.map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled' } },
  }));
  return [...namespaces, ...(WORKLOADS[cluster] ?? []).flatMap(objectsOf)];
}

/** The name of a workload. Reviews is in both namespaces, and answers tell no namespace. */
function nameOf([namespace, app, version]: Workload): string {
  return `${namespace === 'trace-shop' && app === 'reviews' ? 'shop-' : ''}${app}-${version}`;
}

function objectsOf(workload: Workload): readonly WrittenObject[] {
  const [namespace, app, version, more = {}] = workload;
  const name = nameOf(workload);
  const ports = PORTS.map((containerPort) => ({ ...(containerPort === 9080 && { name: 'web' }), containerPort }));
  // the lab's app says which version it is, and here that is the name of the workload
  const containers = [{ name: 'app', image: `lab/examples-bookinfo-trace-${name}:1`, ports }];
  const labels = { app, version, ...more };
  const selector = { matchLabels: { app, version } };
  const template = { metadata: { labels }, spec: { serviceAccountName: app, containers } };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: app, namespace } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { selector, template } },
  ];
}
