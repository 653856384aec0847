/**
 * Istio's gateways as its installation makes them: a Deployment and a Service in istio-system.
 * @module
 */
import { ADDRESS_ANNOTATION } from './pod';

interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: object;
}

/** A gateway to install. */
export interface GatewayInstallation {
  readonly name: string;
  /** Its namespace, Istio's when not said. */
  readonly namespace?: string;
  /** The labels of its Pods, by which Gateway objects select them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  /** Its port to the outside and in its Service, and the port that its proxy listens on. */
  readonly port: number;
  /** Where its Pods listen for what comes to the port, when not there. */
  readonly targetPort?: number;
  /** The name of the port, from which Istio takes the protocol. */
  readonly portName: string;
}

/** Its objects. */
export function gatewayObjects(gateway: GatewayInstallation): readonly KubeObject[] {
  const { name, namespace = 'istio-system', labels, address, port, targetPort = port, portName } = gateway;
  const metadata = { name, namespace };
  const container = { name: 'gateway', image: 'gateway', ports: [{ containerPort: targetPort, hostPort: port }] };
  const template = {
    metadata: { labels, annotations: { [ADDRESS_ANNOTATION]: address } },
    spec: { serviceAccountName: name, containers: [container] },
  };
  const ports = [{ name: portName, port, targetPort }];
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      // where Istio finds the gateways of other networks
      spec: { selector: labels, externalIPs: [address], ports },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    },
  ];
}
