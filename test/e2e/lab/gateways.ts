/**
 * Makes the objects of a gateway as an Istio installation has them: a Deployment and a Service, by default in istio-system.
 * @module
 */
import { gatewayAddress } from './addresses';
import { GATEWAY_PORT } from './client';
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
  /** Its namespace; istio-system by default. */
  readonly namespace?: string;
  /** The labels of its Pods, by which Gateway objects select them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  /** Its port outside the cluster and in its Service. */
  readonly port: number;
  /** The port that its Pods listen on; the same port by default. */
  readonly targetPort?: number;
  /** The name of the port. It tells Istio the protocol. */
  readonly portName: string;
}

/** Makes the objects of a gateway. */
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
      // Istio finds the gateways of other networks by these addresses
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

/** Makes the objects of an east-west or an ingress gateway of Istio's installation. */
export function installedGateway(cluster: number, kind: 'eastwest' | 'ingress'): readonly KubeObject[] {
  const name = `istio-${kind}gateway`;
  const ports =
    kind === 'eastwest'
      ? { port: GATEWAY_PORT, targetPort: GATEWAY_PORT, portName: 'tls' }
      : { port: 80, targetPort: 8080, portName: 'http2' };
  return gatewayObjects({
    name,
    labels: { istio: `${kind}gateway` },
    address: gatewayAddress(cluster, kind),
    ...ports,
  });
}
