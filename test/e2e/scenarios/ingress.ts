/**
 * What the owner of an ingress gateway adds to what the library writes.
 * @module
 */
import type { KubeObject } from './objects';

/** A way in from outside, to rules that are delegated to. */
export interface WayIn {
  /** Name of both objects. */
  readonly name: string;
  /** Namespace of both objects, and of the rules. */
  readonly namespace: string;
  /** The port of the gateway's server. */
  readonly port: number;
  /** The host by which it is asked. */
  readonly host: string;
  /** Name of the VirtualService that has the rules. */
  readonly delegate: string;
}

/** The Gateway, and the VirtualService that leads from it to the rules: they are not written again. */
export function wayIn({ name, namespace, port, host, delegate }: WayIn): readonly KubeObject[] {
  const owned = { apiVersion: 'networking.istio.io/v1', metadata: { name, namespace } };
  const servers = [{ port: { number: port, name: 'http', protocol: 'HTTP' }, hosts: [host] }];
  const http = [{ match: [{ uri: { prefix: '/' } }], delegate: { name: delegate, namespace } }];
  return [
    { ...owned, kind: 'Gateway', spec: { selector: { istio: 'ingressgateway' }, servers } },
    { ...owned, kind: 'VirtualService', spec: { hosts: [host], gateways: [name], http } },
  ];
}
