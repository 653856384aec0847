/**
 * Meshes of plain objects whose requests tests trace.
 * @module
 */
import { readObject } from '../../lib/manifests';
import { type MeshFacts, type Outcome, trace, TracedMesh } from '../../lib/trace';

/** An object of a cluster. */
export type Kube = Readonly<Record<string, unknown>>;

const NETWORKING = 'networking.istio.io/v1';

/** An object of Istio's networking API. */
export function istio(kind: string, name: string, spec: object, metadata: object = {}): Kube {
  return { apiVersion: NETWORKING, kind, metadata: { name, namespace: 'default', ...metadata }, spec };
}

/** An object of Istio's security API. */
export function policy(kind: string, name: string, spec: object, metadata: object = {}): Kube {
  return { apiVersion: 'security.istio.io/v1', kind, metadata: { name, namespace: 'default', ...metadata }, spec };
}

/** A Service at one port, which selects Pods by `app`. */
export function service(name: string, port: object = {}, spec: object = {}, metadata: object = {}): Kube {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', ...metadata },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 9080, ...port }], ...spec },
  };
}

/** An EndpointSlice of a Service, with one address at port 9080. */
export function endpointSlice(of: string, content: object = {}, labels: object = {}, name = `${of}-1`): Kube {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: 'default', labels: { 'kubernetes.io/service-name': of, ...labels } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['203.0.113.9'] }],
    ports: [{ name: 'http', port: 9080 }],
    ...content,
  };
}

/** A Deployment of a version. */
export function deployment(app: string, version: string, pod: object = {}, metadata: object = {}): Kube {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${app}-${version}`, namespace: 'default', ...metadata },
    spec: {
      template: {
        metadata: { labels: { app, version }, ...pod },
        spec: { serviceAccountName: app, containers: [{ name: app, image: app }] },
      },
    },
  };
}

/** A Gateway for Istio's east-west gateway, which passes mutual TLS on to some hosts. */
export function passing(name: string, ...hosts: readonly string[]): Kube {
  const port = { number: 15443, name: 'tls', protocol: 'TLS' };
  const servers = [{ port, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }];
  return istio('Gateway', name, { selector: { istio: 'eastwestgateway' }, servers }, { namespace: 'istio-system' });
}

/** A mesh of clusters with some objects. */
export function meshOf(clusters: Readonly<Record<string, readonly Kube[]>>, facts: MeshFacts = {}): TracedMesh {
  const manifests = Object.entries(clusters).map(([name, objects]) => ({
    name,
    objects: objects.map((object) => readObject(object, name)),
  }));
  return new TracedMesh(manifests, facts);
}

/** Where requests from `cluster1/web` go: `0.5 cluster2/reviews-v2`, or `1 503 NC`. */
export function answers(
  mesh: TracedMesh,
  headers: Readonly<Record<string, string>> = {},
  to = 'http://reviews:9080/reviews/0',
  from = 'cluster1/web',
): readonly string[] {
  return trace(mesh, { from, to, headers }).map(answer);
}

/** An outcome in a few words. */
export function answer({ probability, status, flag, cluster, workload }: Outcome): string {
  const what = workload === undefined ? [status, flag ?? []].flat().join(' ') : `${cluster ?? ''}/${workload}`;
  return `${Number(probability.toFixed(4))} ${what}`;
}
