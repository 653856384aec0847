/**
 * An endpoint of a service: what a proxy opens connections to.
 * @module
 */
import type { Labels } from '../../istio';
import type { ManifestObject, ServiceObject } from '../../manifests';
import { asHost } from '../model/ip-address';
import type { NetworkGateway } from '../model/network-gateway';
import type { Workload } from '../model/workload';

/** The address of an endpoint in words. Istio finds those of gateways itself. */
export function addressOf({ address, gatewayOf = '' }: Endpoint): string {
  return address === undefined ? `the gateway of ${gatewayOf}` : asHost(address);
}

/** An endpoint. */
export interface Endpoint {
  /** The Pods behind it; undefined if it is an address that an object names. */
  readonly workload: Workload | undefined;
  /** Its address; undefined for Pods. */
  readonly address: string | undefined;
  /** The cluster on whose Node it is, if Istio knows its Pod: the Pods of a cluster are assumed to run on one Node. */
  readonly node: string | undefined;
  /** The cluster whose gateway it is, if it stands for the Pods of another network. */
  readonly gatewayOf?: string;
  /** The Service of this gateway, if the manifests have it. */
  readonly gatewayService?: ServiceObject;
  /** The Service that does not lead to it, though it is in another network: Istio does not take the Service for a gateway. */
  readonly unreachedBy?: NetworkGateway;
  readonly port: number;
  /** Its labels, with those that say where it is. */
  readonly labels: Labels;
  readonly locality: string;
  readonly network: string;
  /** How many requests it gets, relative to others. */
  readonly weight: number;
  /** Whether it gets requests at all. What Istio knows of endpoints that are not ready counts for others. */
  readonly isReady: boolean;
  /** Whether it is about to end, so that Istio does not send it to proxies. */
  readonly isEnding?: boolean;
  /** Whether it accepts mutual TLS of Istio, as far as its labels and its service account tell. */
  readonly hasTls: boolean;
  readonly serviceAccount: string | undefined;
  readonly namespace: string;
  /** The object that it is, or is in. */
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
}
