/**
 * Makes the objects that the owner of an ingress gateway adds to the library's.
 * @module
 */
import type { KubeObject } from './objects';

/** A way from the outside to rules that the library writes. */
export interface WayIn {
  /** The name of both objects. */
  readonly name: string;
  /** The namespace of both objects. */
  readonly namespace: string;
  /** The namespace of the rules. */
  readonly rules: string;
  /** The port of the gateway's server. */
  readonly port: number;
  /** The host that clients call. */
  readonly host: string;
  /** The name of the VirtualService with the rules. */
  readonly delegate: string;
}

/** Makes a Gateway, and a VirtualService that delegates to the rules instead of repeating them. */
export function wayIn({ name, namespace, rules, port, host, delegate }: WayIn): readonly KubeObject[] {
  const owned = { apiVersion: 'networking.istio.io/v1', metadata: { name, namespace } };
  const servers = [{ port: { number: port, name: 'http', protocol: 'HTTP' }, hosts: [host] }];
  const http = [{ match: [{ uri: { prefix: '/' } }], delegate: { name: delegate, namespace: rules } }];
  return [
    { ...owned, kind: 'Gateway', spec: { selector: { istio: 'ingressgateway' }, servers } },
    { ...owned, kind: 'VirtualService', spec: { hosts: [host], gateways: [name], http } },
  ];
}
