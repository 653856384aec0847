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
  /** The default is TCP. */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** The protocol of the port. It takes precedence over the name. */
  readonly appProtocol?: string;
  /** The port at which Pods listen, as a number or the name of a container port. The default is `port`. */
  readonly targetPort?: number | string;
}

/** Whether a Service with this selector selects Pods with these labels. An empty selector selects nothing. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).length > 0 && hasLabels(labels, selector);
}
