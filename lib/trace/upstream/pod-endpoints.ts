/**
 * The Pods of a workload as an endpoint.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/endpoint_builder.go
 * @module
 */
import { fields } from '../../manifests';
import { type Port, type Service, targetNumber } from '../model/service';
import type { Workload } from '../model/workload';
import type { Endpoint } from './endpoint';
import { TLS_MODE, withTopology } from './topology';

/** The Pods of a workload as an endpoint; none if they have no port of the name that the service asks for. */
export function ofWorkload(workload: Workload, declared: Port, { object }: Service): readonly Endpoint[] {
  const port = targetNumber(declared, workload.ports);
  if (port === undefined || workload.replicas === 0) return [];
  const { labels, locality, network, namespace, serviceAccountName, replicas, ready } = workload;
  return [
    {
      workload,
      address: undefined,
      node: workload.cluster,
      port,
      labels: withTopology(labels, workload),
      locality,
      network,
      namespace,
      weight: ready === 0 ? replicas : ready,
      isReady: ready > 0 || isPublishedAnyway(object),
      hasTls: acceptsTls(workload),
      serviceAccount: serviceAccountName,
      object,
      path: ['spec', 'selector'],
    },
  ];
}

/** Whether a Service has all its Pods, ready or not. */
function isPublishedAnyway({ json }: Service['object']): boolean {
  return fields(json['spec'])['publishNotReadyAddresses'] === true;
}

/** Whether Pods accept mutual TLS, as far as they tell. The injector labels Pods with sidecars so, but not gateways. */
export function acceptsTls({ hasProxy, isGateway, labels }: Workload): boolean {
  return hasProxy && (labels[TLS_MODE] ?? (isGateway ? 'disabled' : 'istio')) === 'istio';
}
