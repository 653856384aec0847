/**
 * Which gateway of a cluster takes a connection from another one, and at which port of its Pods.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/gateway.go
 * @module
 */
import { GATEWAY_SELECTOR, serviceHost } from '../../istio';
import { fields, items, type ServiceObject } from '../../manifests';
import { isFor, passingPorts } from '../model/gateways';
import type { Site } from '../site';
import type { Sender } from '../upstream/connection';
import type { OriginalTarget } from '../upstream/original-target';
import { gatewayPorts } from './ports';
import { gatewayFor } from './selected';

/** The Pods of a gateway that take a connection. */
export interface Entrance {
  readonly gateway: Sender;
  /** The port of its Pods. */
  readonly port: number;
  /** The port that the port of Nodes which is called is assumed to lead to; undefined if nothing is taken for granted. */
  readonly assumed: number | undefined;
}

/**
 * The entrance of a cluster at a port.
 *
 * @param service the Service that has the address which is called, if the manifests have it
 * @returns the Service and its port if it is not one of a gateway; undefined if it lacks the port
 */
export function entranceOf(
  site: Site,
  service: ServiceObject | undefined,
  port: number,
): Entrance | OriginalTarget | undefined {
  const isSelecting = service !== undefined && Object.keys(service.selector).length > 0;
  return isSelecting ? behind(service, port, site) : ofGateways(port, site);
}

/** A Service leads to the Pods that it selects. */
function behind(
  { name, selector, namespace = '', json }: ServiceObject,
  called: number,
  site: Site,
): Entrance | OriginalTarget | undefined {
  const ports = items(fields(json['spec'])['ports']).map(fields);
  const found = ports.find(({ port, nodePort }) => port === called || nodePort === called)?.['port'];
  if (typeof found !== 'number') return undefined;
  const pods = site.cluster.workloadsByLabels.find(namespace, selector);
  if (pods.length > 0 && !pods.some(({ isGateway }) => isGateway))
    return { service: site.cluster.ofKubernetes.get(serviceHost({ name, namespace })), port: found };
  const proxy = site.gateway(selector, { namespace });
  const port = gatewayPorts({ site, proxy }).ofPods(found) ?? found;
  return { gateway: site.senderOf(proxy), port, assumed: undefined };
}

/**
 * Without a Service, the Gateways tell: Istio's own gateway, if one of them is for it, else the only one that they select. Ports of
 * Nodes are assumed to lead to its only port.
 */
function ofGateways(called: number, site: Site): Entrance {
  const gateways = site.cluster.gateways.filter((each) => passingPorts(each).length > 0);
  const proxy = gatewayFor(gateways, GATEWAY_SELECTOR, site);
  const ports = new Set(gateways.filter((each) => isFor(each, proxy.labels)).flatMap(passingPorts));
  const [only = called] = ports;
  const isAssumed = called >= FIRST_NODE_PORT && called <= LAST_NODE_PORT && !ports.has(called) && ports.size === 1;
  const port = gatewayPorts({ site, proxy }).ofServer(isAssumed ? only : called);
  return { gateway: site.senderOf(proxy), port, assumed: isAssumed ? only : undefined };
}

const [FIRST_NODE_PORT, LAST_NODE_PORT] = [30_000, 32_767];
