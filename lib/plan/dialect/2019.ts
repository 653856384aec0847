/**
 * The API versions of the article, from early 2019.
 * @module
 */
import { APP, type Resource, VERSION } from '../../istio';
import { subsetOf } from '../subset-name';
import { type Dialect, serviceSpec } from './dialect';

/** The API versions of the article. It has no Namespaces, no common labels, no service accounts and no Deployment selectors. */
export const DIALECT_2019: Dialect = {
  istio: (kind, name, namespace, spec) => ({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind,
    metadata: metadata(name, namespace),
    spec,
  }),

  labels: () => ({}),

  namespace: () => undefined,

  workloads: (service, versions) => {
    const { name, namespace } = service;
    const labels = { [APP]: name };
    return {
      service: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { ...metadata(name, namespace), labels },
        spec: serviceSpec(service, versions),
      },
      serviceAccount: undefined,
      deployments: versions.map((version) => ({
        version,
        resource: {
          apiVersion: 'extensions/v1beta1',
          kind: 'Deployment',
          metadata: metadata(`${name}-${subsetOf(version)}`, namespace),
          spec: { replicas: 1, template: { metadata: { labels: { ...labels, [VERSION]: version } }, spec: {} } },
        },
      })),
    };
  },
};

/** The article does not write the namespace `default`. */
function metadata(name: string, namespace: string): Resource['metadata'] {
  return { name, ...(namespace !== 'default' && { namespace }) };
}
