/**
 * The API versions of Kubernetes 1.32 and later and of Istio 1.31.
 * @module
 */
import { APP, REVISION, serviceLabel, VERSION } from '../../istio';
import { subsetOf } from '../subset-name';
import { commonLabels } from '../common-metadata';
import { type Dialect, serviceSpec } from './dialect';

/** Today's API versions, with Namespaces, service accounts and selectors. */
export const CURRENT: Dialect = {
  istio: (kind, name, namespace, spec) => ({
    apiVersion: 'networking.istio.io/v1',
    kind,
    metadata: { name, namespace },
    spec,
  }),

  labels: commonLabels,

  namespace: (name, revision) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    // never both: istio-injection would take precedence
    metadata: {
      name,
      labels: revision === undefined ? { 'istio-injection': 'enabled' } : { [REVISION]: revision },
    },
  }),

  workloads: (service, versions, extra) => {
    const { name, namespace, serviceAccountName } = service;
    const metadata = { name, namespace, labels: { [APP]: name } };
    return {
      service: { apiVersion: 'v1', kind: 'Service', metadata, spec: serviceSpec(service, versions) },
      serviceAccount:
        versions.length === 0 || serviceAccountName === 'default' // Kubernetes creates it
          ? undefined
          : { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, name: serviceAccountName } },
      deployments: versions.map((version) => {
        const labels = { [APP]: name, [VERSION]: version };
        return {
          version,
          resource: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: `${name}-${subsetOf(version)}`, namespace, labels },
            spec: {
              replicas: 1,
              selector: { matchLabels: labels },
              template: {
                metadata: { labels: { ...labels, ...serviceLabel(name), ...extra } },
                spec: { serviceAccountName },
              },
            },
          },
        };
      }),
    };
  },
};
