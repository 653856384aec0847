/**
 * Draws the Services of a cluster's east-west gateway, and which port Istio calls them at.
 * @module
 */
import type { Kube, Labels } from '../kubernetes/objects';
import { type Context, maybe, object } from './context';
import { gatewayAddress, secondGatewayAddress } from './names';

const PORT = 'networking.istio.io/gatewayPort';
const PORTS = [
  { name: 'tls', port: 15443, targetPort: 15443 },
  { name: 'tls-other', port: 15444, targetPort: 15443 },
];

/** One Service of the east-west gateway, or two. Where clusters discover each other's endpoints, they say for which network it is. */
export function drawEastWest(context: Context): readonly Kube[] {
  const { dice, number, connected } = context;
  const first = eastWest(context, 'istio-eastwestgateway', gatewayAddress(number), drawLabels(context));
  const isTwice = connected && dice.chance(0.15);
  if (!isTwice) return [first];
  return [first, eastWest(context, 'istio-other', secondGatewayAddress(number), drawLabels(context))];
}

/** A label for a port that the Service has in most cases. */
function drawLabels({ dice, number, connected }: Context): Labels {
  if (!connected) return {};
  const network = { 'topology.istio.io/network': `network${number}` };
  return {
    ...network,
    ...maybe(dice, 0.4, () => ({ [PORT]: dice.pick(['15444', '15444', '15443', '15445', 'tls']) })),
  };
}

function eastWest(context: Context, name: string, ip: string, labels: Labels): Kube {
  const spec = {
    type: context.dice.chance(0.95) ? 'LoadBalancer' : 'ClusterIP',
    selector: { istio: 'eastwestgateway' },
    ports: context.dice.chance(0.85) ? PORTS : PORTS.slice(1),
  };
  const metadata = { name, ...(Object.keys(labels).length > 0 && { labels }) };
  const service = object(context, ['v1', 'Service'], 'istio-system', spec, metadata);
  return spec.type === 'LoadBalancer' ? { ...service, status: { loadBalancer: { ingress: [{ ip }] } } } : service;
}
