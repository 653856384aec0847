/**
 * Contains the stock Gateway that users apply for Istio's multicluster installation.
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 * @module
 */
import type { KubeObject } from './objects';

/** The stock Gateway, which exposes every host of the cluster. */
export const STOCK_GATEWAY: KubeObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'cross-network-gateway', namespace: 'istio-system' },
  spec: {
    selector: { istio: 'eastwestgateway' },
    servers: [
      { port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: ['*.local'] },
    ],
  },
};
