/**
 * The east-west gateways of Istio's multicluster installation.
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 * @module
 */

/** The port at which an east-west gateway passes connections through by server name. Its Service and its Pods both use it. */
export const GATEWAY_PORT = 15443;

/** The namespace of Istio and its gateways. */
export const ISTIO_NAMESPACE = 'istio-system';

/** The labels of an east-west gateway's Pods. */
export const GATEWAY_SELECTOR = { istio: 'eastwestgateway' } as const;
