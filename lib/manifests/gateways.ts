/**
 * Finds the Gateways among objects.
 * @module
 */
import type { Labels } from '../istio';
import { fields, items, labels, text } from './fields';
import { type IstioObject, istioObjects, texts } from './istio-objects';
import type { ManifestObject } from './manifest-object';

/** A server of a Gateway. */
export interface GatewayServer {
  /** Its port; undefined if it has none. */
  readonly port: number | undefined;
  /** The mode of its TLS settings; undefined if it has none. */
  readonly mode: string | undefined;
  /** Whether it takes connections as they come, by HTTP or TCP, and does not tell them apart by their server names. */
  readonly isPlain: boolean;
  /** Its hosts, without the namespace before them. */
  readonly hosts: readonly string[];
}

/** A Gateway. */
export interface GatewayObject extends IstioObject {
  /** The labels of the Pods that it applies to. */
  readonly selector: Labels;
  readonly servers: readonly GatewayServer[];
}

/** Finds the Gateways among objects. */
export function gatewaysIn(objects: readonly ManifestObject[]): readonly GatewayObject[] {
  return istioObjects('Gateway', objects).map((object) => ({
    ...object,
    selector: labels(object.spec['selector']),
    servers: items(object.spec['servers']).map((server) => {
      const { port, tls, hosts } = fields(server);
      const { number, protocol } = fields(port);
      return {
        port: typeof number === 'number' ? number : undefined,
        mode: text(fields(tls)['mode']),
        isPlain: tls === undefined || /^(HTTP|HTTP2|GRPC)$/i.test(text(protocol) ?? ''),
        hosts: texts(hosts).map((host) => host.replace(/^.*\//, '')),
      };
    }),
  }));
}
