/**
 * Kubernetes and Istio of the article, early 2019.
 * @module
 */
import { APP, VERSION } from '../../istio';
import { type Dialect, serviceSpec } from './dialect';

/** The article's API versions: no namespaces, service accounts or selectors are written. */
export const DIALECT_2019: Dialect = {
  portName: 'http',

  istio: (kind, { name }, spec) => ({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind,
    metadata: { name },
    spec,
  }),

  namespace: () => undefined,

  workloads(service, versions) {
    const { name } = service;
    return {
      service: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, labels: { [APP]: name } },
        spec: serviceSpec(service, this.portName, versions),
      },
      serviceAccount: undefined,
      deployments: versions.map((version) => ({
        version,
        resource: {
          apiVersion: 'extensions/v1beta1',
          kind: 'Deployment',
          metadata: { name: `${name}-${version}` },
          spec: { replicas: 1, template: { metadata: { labels: { [APP]: name, [VERSION]: version } }, spec: {} } },
        },
      })),
    };
  },
};
