/**
 * Kubernetes Services, as far as Istio reads them.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 * @module
 */
import { hasLabels, type Labels } from './labels';

/** A port of a Service. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** TCP if it is not set. */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** What the port carries, whatever its name says. */
  readonly appProtocol?: string;
  /** Where Pods listen, by number or by the name of a container port; the same number as `port` if it is not set. */
  readonly targetPort?: number | string;
}

/** Whether a Service with a selector selects Pods with some labels. An empty selector selects nothing. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).length > 0 && hasLabels(labels, selector);
}
