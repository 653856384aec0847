/**
 * Why a proxy cannot open a connection to a destination.
 * @module
 */
import { TOPOLOGY_NETWORK } from '../../istio';
import { type Cause, failed, type NoHost } from '../failure';
import { type Decided, type End, type Flow, onward } from '../flow';
import type { HostRule } from '../model/destination-rules';
import { GATEWAY_PORT_LABEL, type NetworkGateway } from '../model/network-gateway';
import type { Proxy } from '../model/proxy';
import type { Service } from '../model/service';
import type { Site } from '../site';
import type { Sender } from './connection';
import type { Destination } from './connections';
import type { Target } from './target';
import { addressOf, type Endpoint } from './endpoint';

/** An endpoint that is gone, and that requests are still sent to. */
export function gone(endpoint: Endpoint, flow: Flow): End {
  const { workload, port } = endpoint;
  const where =
    workload === undefined
      ? `${addressOf(endpoint)}:${port}`
      : `port ${port} of ${workload.name} in cluster ${workload.cluster}`;
  const reason = `Nothing answers at ${where}, which is assumed to be gone, and nothing keeps requests away from it.`;
  const fix = 'Add an endpoint elsewhere, with outlierDetection and retries.';
  return failed(flow, 'UF', { reason, fix });
}

/** Pods of another network, which Istio has proxies call directly because it knows no gateway there. */
export function unreached(network: string, { service, cluster, port, lacks }: NetworkGateway, flow: Flow): End {
  const what = `Istio knows no gateway of network ${network}: ${service.id} of cluster ${cluster}`;
  switch (lacks) {
    case 'label': {
      const reason = `${what} has no label ${TOPOLOGY_NETWORK}.`;
      return failed(flow, 'UF', { reason, fix: `Give the Service the label ${TOPOLOGY_NETWORK}: ${network}.` });
    }
    case 'port': {
      const fix = `Add the port, or give the Service the label ${GATEWAY_PORT_LABEL} with a port that it has.`;
      return failed(flow, 'UF', { reason: `${what} has no port ${port}.`, fix });
    }
    case 'address':
    case undefined: {
      const reason = `${what} has no address outside of the cluster.`;
      return failed(flow, 'UF', { reason, fix: 'Give it the type LoadBalancer, and see that it gets an address.' });
    }
  }
}

/** A host that a proxy resolves itself, and whose service must have one address. Envoy refuses the whole cluster of one with several. */
export function severalAddresses({ object }: Service, flow: Flow): End {
  const reason = `${object.id} must have one address, because its resolution is DNS_ROUND_ROBIN, but has several.`;
  return failed(flow, 'NC', { reason, fix: 'Set its resolution to DNS.' });
}

/** Why Istio in a cluster does not know a Service that is there. */
export function notRead({ object, namespace }: Service, cluster: string): Cause {
  return {
    reason: `Istio in cluster ${cluster} does not read the namespace of ${object.id}, which none of its discoverySelectors matches.`,
    fix: `Label Namespace ${namespace} so that one of the discoverySelectors of Istio matches.`,
  };
}

/** A host that the proxy does not know, or not at this port. */
export function unknownHost(
  { host, port }: Destination,
  service: Service | undefined,
  { site, proxy }: Sender,
  flow: Flow,
): End {
  const unread = service === undefined ? site.cluster.inDns.get(host) : undefined;
  if (unread !== undefined && !site.cluster.reads(unread.namespace))
    return failed(flow, 'NC', notRead(unread, site.cluster.name));
  const there = site.cluster.services.find((each) => each.host === host);
  const cluster = site.cluster.name;
  const reason =
    service !== undefined
      ? `${host} has no port ${port}.`
      : there === undefined
        ? `No Service and no ServiceEntry of cluster ${cluster} has the host ${host}.`
        : `${there.object.id} is not visible to ${proxy.name} in namespace ${proxy.namespace}.`;
  const fix =
    service !== undefined
      ? 'Add the port, or name the port of the destination in the rule.'
      : there === undefined
        ? 'Apply the ServiceEntry or the Service, or correct the host of the destination.'
        : 'Export it to the namespace with exportTo, and import it in the Sidecar if there is one.';
  return failed(flow, 'NC', { reason, fix });
}

/** A subset that no DestinationRule declares. */
export function unknownSubset(
  { host, subset = '' }: Destination,
  rule: HostRule | undefined,
  { cluster: { name: cluster, destinationRules } }: Site,
  flow: Flow,
): End {
  const hidden = destinationRules.declaring(host, subset);
  const known = rule?.subsets.map(({ name }) => name) ?? [];
  const reason =
    rule === undefined
      ? `No DestinationRule that the caller sees declares subset ${subset} of ${host} in cluster ${cluster}.`
      : `The DestinationRule for ${host} in cluster ${cluster} does not declare subset ${subset}, but ${known.length === 0 ? 'none' : known.join(', ')}.`;
  const decided: Decided = {
    kind: 'destination',
    cluster,
    text: `${host}, subset ${subset}`,
    object: rule?.objects[0],
    path: ['spec', 'subsets'],
  };
  const fix =
    hidden === undefined
      ? `Declare subset ${subset} in the DestinationRule for ${host}.`
      : `${hidden.id} declares it, but does not count for the caller: put it into the namespace of the caller or of the service, and export it.`;
  return failed(onward(flow, decided), 'NC', { reason, fix });
}

/** A gateway that is to send a connection where it was going: it was going to the gateway itself. */
export function noOriginal({ service, policy: { loadBalancer } }: Target, { name, cluster }: Proxy, flow: Flow): End {
  const { object, path } = loadBalancer ?? {};
  return failed(onward(flow, { kind: 'destination', cluster, text: 'load balancer PASSTHROUGH', object, path }), 'UH', {
    reason: `${name} in cluster ${cluster} cannot pass requests for ${service.host} to where they were going, which is ${name} itself.`,
    fix: 'Choose another load balancer, or give the DestinationRule a workloadSelector.',
  });
}

/** Endpoints in localities that get no requests. */
export function noShare(
  { service, policy: { loadBalancer } }: Target,
  { cluster: { name: cluster } }: Site,
  flow: Flow,
  flag: NoHost,
): End {
  const { object, path } = loadBalancer ?? {};
  const text = 'no share for the localities of the endpoints';
  return failed(
    object === undefined ? flow : onward(flow, { kind: 'destination', cluster, text, object, path }),
    flag,
    {
      reason: `The endpoints of ${service.host} in cluster ${cluster} are in localities that localityLbSetting.distribute gives no share.`,
      fix: 'Add their localities to the shares, or * for all others.',
    },
  );
}
