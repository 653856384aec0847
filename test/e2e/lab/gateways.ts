/**
 * Istio's gateways as its installation makes them: a Deployment and a Service in istio-system.
 * @module
 */
import { ADDRESS_ANNOTATION } from './pod';

/** A gateway to install. */
export interface GatewayInstallation {
  readonly name: string;
  /** The value of its Pods' label `istio`, by which Gateway objects select them. */
  readonly label: string;
  readonly address: string;
  /** Its port to the outside and in its Service, and the port that its proxy listens on. */
  readonly port: number;
  readonly targetPort: number;
  /** The name of the port, from which Istio takes the protocol. */
  readonly portName: string;
}

/** Its objects, for `kubectl apply`. */
export function gatewayObjects(gateway: GatewayInstallation): string {
  const { name, label, address, port, targetPort, portName } = gateway;
  const metadata = { name, namespace: 'istio-system' };
  const labels = { istio: label };
  const container = { name: 'gateway', image: 'gateway', ports: [{ containerPort: targetPort, hostPort: port }] };
  const template = {
    metadata: { labels, annotations: { [ADDRESS_ANNOTATION]: address } },
    spec: { serviceAccountName: name, containers: [container] },
  };
  const items = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      // where Istio finds the gateways of other networks
      spec: { selector: labels, externalIPs: [address], ports: [{ name: portName, port, targetPort }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    },
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
