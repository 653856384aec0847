/**
 * Draws what leads requests for some versions of a service through the gateway of another cluster, as this library writes it. Among
 * other drawn objects, hardly any request would get that far.
 * @module
 */
import type { Kube } from '../kubernetes/objects';
import { type Context, maybe, NETWORKING, object } from './context';
import { gatewayAddress } from './names';

/** The objects of a cluster, by what they are drawn with. */
export interface Scheme {
  readonly entries: readonly Kube[];
  readonly gateways: readonly Kube[];
  readonly rules: readonly Kube[];
}

const NONE: Scheme = { entries: [], gateways: [], rules: [] };
const LOCAL = 'reviews.default.svc.cluster.local';
const REMOTE = 'reviews.default.global';
const VERSIONS = ['v1', 'v2', 'v3'] as const;

/** The way to the reviews of another cluster, or to this one, or both. */
export function drawScheme(context: Context): Scheme {
  const { dice, isRouted } = context;
  if (!isRouted) return NONE;
  const calls = dice.chance(0.8);
  const answers = dice.chance(0.9);
  return {
    entries: calls ? [drawEntry(context)] : [],
    gateways: answers ? [drawGateway(context)] : [],
    rules: [drawLocalRule(context), ...(calls ? [drawRemoteRule(context), drawRoute(context)] : [])],
  };
}

/** What stands beside such a way: so little of it that many requests still go there. */
export function beside({ dice, isRouted }: Context, objects: readonly Kube[]): readonly Kube[] {
  return isRouted ? objects.filter(() => dice.chance(0.3)) : objects;
}

function drawEntry(context: Context): Kube {
  const { dice, number, clusters } = context;
  const others = [1, 2, 3].filter((each) => each <= clusters && each !== number);
  const endpoints = VERSIONS.flatMap((version) =>
    dice.some(others, 1).map((other) => {
      const labels = { cluster: `cluster${other}`, version };
      return { address: gatewayAddress(other), ports: { http: 15443 }, labels, serviceAccount: 'reviews' };
    }),
  );
  return object(context, [NETWORKING, 'ServiceEntry'], 'default', {
    hosts: [REMOTE],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints,
  });
}

function drawGateway(context: Context): Kube {
  return object(context, [NETWORKING, 'Gateway'], 'istio-system', {
    selector: { istio: 'eastwestgateway' },
    servers: [
      { port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: ['*.local'] },
    ],
  });
}

function drawLocalRule(context: Context): Kube {
  const subsets = VERSIONS.map((version) => ({ name: version, labels: { version } }));
  return object(context, [NETWORKING, 'DestinationRule'], 'default', { host: LOCAL, subsets });
}

function drawRemoteRule(context: Context): Kube {
  const { dice } = context;
  const names = maybe(dice, 0.5, () => ({ subjectAltNames: ['spiffe://cluster.local/ns/default/sa/reviews'] }));
  const policyFor = (subset: string): object => ({
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: `outbound_.9080_.${subset}_.${LOCAL}`, ...names } },
  });
  const subsets = VERSIONS.map((version) => ({ name: version, labels: { version }, ...policyFor(version) }));
  return object(context, [NETWORKING, 'DestinationRule'], 'default', { host: REMOTE, ...policyFor(''), subsets });
}

function drawRoute(context: Context): Kube {
  const { dice } = context;
  const [one, other] = dice.some(VERSIONS, 2);
  const to = (subset = 'v1'): object => ({ destination: { host: REMOTE, subset, port: { number: 9080 } } });
  const http = [
    {
      match: [{ headers: { 'end-user': { exact: 'jason' } } }],
      route: [
        { ...to(one), weight: 50 },
        { ...to(other), weight: 50 },
      ],
    },
    { route: [dice.chance(0.5) ? to(one) : { destination: { host: LOCAL } }] },
  ];
  return object(context, [NETWORKING, 'VirtualService'], 'default', { hosts: [LOCAL], http });
}
