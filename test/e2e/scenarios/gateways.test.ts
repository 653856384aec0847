/** @module Shows each kind of gateway at work: several addresses, DNS names, NodePorts, own Pods and ports, the stock Gateway. */
import { type ClusterProps, GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../../lib';
import { BRIDGE, gatewayAddress, gatewayName } from '../lab/addresses';
import { GATEWAY_PORT } from '../lab/client';
import { Forwarding } from '../lab/forwarding';
import { gatewayObjects } from '../lab/gateways';
import { byPlace, expectShares } from './answers';
import { eventually, lab, place } from './lab';
import { Applied, changed, type ClusterObjects, synthesized } from './objects';
import { ejectedEndpoints, rejections, requestsByEndpoint } from './proxies';
import { STOCK_GATEWAY } from './stock-gateway';

type Gateway = NonNullable<ClusterProps['gateway']>;

const FROM = [1, 'gates/productpage'] as const;
/** Envoy's name for the endpoints of reviews v1 in other clusters. */
const V1 = 'outbound|9080|v1|reviews.gates.global';
const NODE_PORTS = { second: 31442, third: 31443 };
/** A gateway in its own namespace. Its Service has port 8443, and its Pods listen on port 9443. */
const OWN = { namespace: 'gates-own', selector: { gate: 'own' }, serverPort: 8443, port: 9443 } as const;
const OWN_NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: OWN.namespace } };
const OWN_INSTALLATION = gatewayObjects({
  name: 'own',
  namespace: OWN.namespace,
  labels: OWN.selector,
  address: gatewayAddress(2, 'own'),
  port: OWN.serverPort,
  targetPort: OWN.port,
  portName: 'tls',
});

const at = (text: string): GatewayAddress => GatewayAddress.parse(text);
const second = at(gatewayAddress(2, 'eastwest'));
const third = at(gatewayAddress(3, 'eastwest'));
const bridge = at(BRIDGE);

/** reviews v1 runs in cluster2 and cluster3, and v2 in cluster1, with the caller, and cluster3. `beside` routes kim to v2. */
function manifests(
  gateways: { second: Gateway; third?: Gateway },
  { beside = false, isOrdered = false } = {},
): ClusterObjects {
  const mesh = new Mesh('gates');
  const cluster1 = mesh.addCluster('cluster1');
  const cluster2 = mesh.addCluster('cluster2', { gateway: gateways.second });
  const cluster3 = mesh.addCluster('cluster3', { gateway: gateways.third ?? third });
  const namespace = 'gates';
  const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
  const versions = { v1: [cluster2, cluster3], v2: [cluster1, cluster3] } as const;
  const distribution = isOrdered ? ({ failover: [cluster3, cluster2, cluster1] } as const) : 'spread';
  const reviews = mesh.addService('reviews', { namespace, port: 9080, versions, distribution });
  productpage.calls(reviews);
  const kim = { match: [{ headers: { 'end-user': StringMatch.exact('kim') } }], to: [{ version: 'v2' }] } as const;
  const retries = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  reviews.addRoute([...(beside ? [kim] : []), { to: [{ version: 'v1' }], ...(isOrdered && { retries }) }]);
  return synthesized(mesh.plan(new SniAddressing()));
}

const app = new Applied();
const forwarding = new Forwarding(place.prefix);

/** Calls reviews, and counts how often each version answered in each cluster. */
async function ask(count: number, user = 'anyone'): Promise<Readonly<Record<string, number>>> {
  await lab.closeConnections(FROM, [GATEWAY_PORT, OWN.port, ...Object.values(NODE_PORTS)]);
  const answers = await lab.ask({ from: FROM, url: 'http://reviews:9080/', headers: { 'end-user': user }, count });
  return byPlace(answers);
}

/** Waits until exactly these clusters serve v1. */
async function expectServedBy(...clusters: readonly string[]): Promise<void> {
  await eventually(async () => {
    expect(Object.keys(await ask(40)).sort()).toEqual(clusters.map((cluster) => `v1 in ${cluster}`));
  }, 50);
}

/** Waits until productpage's proxy has exactly these endpoints of v1, and both clusters answer. */
async function expectEndpoints(...endpoints: readonly string[]): Promise<void> {
  await eventually(async () => {
    expect(Object.keys(await requestsByEndpoint(FROM, V1)).sort()).toEqual(endpoints);
    expect(await ejectedEndpoints(FROM, V1)).toEqual([]);
  });
  await expectServedBy('cluster2', 'cluster3');
}

/** Sends 800 requests, and expects that both clusters answer equally often. */
async function expectEqualShares(): Promise<void> {
  expectShares(await ask(800), { 'v1 in cluster2': 0.5, 'v1 in cluster3': 0.5 });
}

beforeAll(async () => {
  await forwarding.become([
    { port: GATEWAY_PORT, to: gatewayAddress(2, 'eastwest'), toPort: GATEWAY_PORT },
    { port: NODE_PORTS.second, to: gatewayAddress(2, 'eastwest'), toPort: GATEWAY_PORT },
    { port: NODE_PORTS.third, to: gatewayAddress(3, 'eastwest'), toPort: GATEWAY_PORT },
  ]);
  await app.start(manifests({ second }));
});

afterAll(async () => {
  await app.become({});
  await forwarding.become([]);
});

describe('a second address of one cluster', () => {
  const objects = manifests({ second: { addresses: [second, bridge] } });

  test('does not change the share of the cluster, and both addresses are used', async () => {
    await app.become(objects);
    await expectEndpoints('10.10.0.1:15443', '10.10.2.20:15443', '10.10.3.20:15443');
    await expectEqualShares();
    const requests = Object.values(await requestsByEndpoint(FROM, V1));
    expect(Math.min(...requests)).toBeGreaterThan(50);
  });

  test('control: without weights, it takes a second share', async () => {
    const entry = objects[1]?.find(({ kind }) => kind === 'ServiceEntry')?.spec;
    const { endpoints } = entry as { readonly endpoints: readonly object[] };
    const unweighted = endpoints.map((endpoint) => ({ ...endpoint, weight: undefined }));
    await app.become({
      ...objects,
      1: changed(objects[1] ?? [], 'ServiceEntry', 'reviews-gates', { endpoints: unweighted }),
    });
    await eventually(async () => {
      const { 'v1 in cluster2': from2 = 0 } = await ask(400);
      expect(from2).toBeGreaterThan(233);
    });
  });
});

describe('NodePorts of two clusters behind one address', () => {
  const nodePorts = {
    second: { addresses: [bridge], port: NODE_PORTS.second },
    third: { addresses: [bridge], port: NODE_PORTS.third },
  } as const;

  test('lead to both', async () => {
    await app.become(manifests(nodePorts));
    await expectEndpoints('10.10.0.1:31442', '10.10.0.1:31443');
    await expectEqualShares();
  });

  test('control: without a forwarded port, the cluster serves nothing', async () => {
    await app.become(manifests({ ...nodePorts, second: { addresses: [bridge], port: 31444 } }));
    await expectServedBy('cluster3');
  });
});

describe('DNS names', () => {
  const names = { second: { addresses: [at(gatewayName(2)), bridge] }, third: at(gatewayName(3)) } as const;

  test('lead to both clusters, also when a gateway has a name and an IP address', async () => {
    await app.become(manifests(names));
    await expectEndpoints('10.10.0.1:15443', '10.10.2.20:15443', '10.10.3.20:15443');
    await expectEqualShares();
  });

  test('lead to both clusters beside local Pods, as WorkloadEntries', async () => {
    await app.start(manifests(names, { beside: true }));
    await eventually(async () => {
      expect(Object.keys(await ask(40, 'kim')).sort()).toEqual(['v2 in cluster1', 'v2 in cluster3']);
    });
    await expectServedBy('cluster2', 'cluster3');
    await expectEqualShares();
  });

  describe('in an order of clusters', () => {
    const ordered = manifests(names, { isOrdered: true });
    const load = { from: FROM, url: 'http://reviews:9080/', headers: { slow: '30' }, count: 1000 };
    const killFirst = async (): Promise<void> => {
      await (await lab.pod([3, 'istio-system/istio-eastwestgateway'])).signal('SIGKILL');
    };

    test('lead to the first cluster alone, and no request is lost when its gateway is killed', async () => {
      // the order is in labels of Pods too, so they restart, and the caller's proxy gives up gateways meanwhile
      await app.start(ordered);
      await lab.renew(FROM);
      await expectServedBy('cluster3');
      expect(await ask(200)).toEqual({ 'v1 in cluster3': 200 });
      const { counts } = await lab.load(load, 32, killFirst);
      await lab.renew(FROM, [3, 'istio-system/istio-eastwestgateway']);
      expect(Object.keys(counts).sort()).toEqual(['v1 in cluster2', 'v1 in cluster3']);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(load.count);
    });

    test('control: by a subset of one host, Istio sends requests to both clusters at once', async () => {
      const own = ordered[1]?.find(({ metadata }) => metadata.name === 'reviews-v1-global')?.spec;
      const { trafficPolicy } = own as { readonly trafficPolicy: object };
      const subsets = [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy }];
      const http = [{ route: [{ destination: { host: 'reviews.gates.global', subset: 'v1' } }] }];
      const here = changed(ordered[1] ?? [], 'DestinationRule', 'reviews-global', { subsets });
      await app.become({ ...ordered, 1: changed(here, 'VirtualService', 'reviews', { http }) });
      await expectServedBy('cluster2', 'cluster3');
      await expectEqualShares();
    });
  });

  test('control: a name that does not resolve leads nowhere', async () => {
    await app.become(manifests({ ...names, second: at('nowhere.example.com') }));
    await expectServedBy('cluster3');
  });
});

describe('a gateway with its own labels, namespace and ports', () => {
  const addresses = [at(gatewayAddress(2, 'own'))] as const;

  function with2(objects: ClusterObjects, ...more: NonNullable<ClusterObjects[2]>): ClusterObjects {
    return { ...objects, 2: [OWN_NAMESPACE, ...OWN_INSTALLATION, ...(objects[2] ?? []), ...more] };
  }

  test('lets callers in', async () => {
    await app.start(with2(manifests({ second: { addresses, ...OWN } })));
    await expectEndpoints('10.10.2.21:9443', '10.10.3.20:15443');
  });

  test('control: with the wrong port of its Service, it lets nobody in', async () => {
    await app.become(with2(manifests({ second: { addresses, ...OWN, serverPort: 8444 } })));
    await expectServedBy('cluster3');
  });

  test('control: with the labels of another gateway, it lets nobody in', async () => {
    await app.become(with2(manifests({ second: { addresses, ...OWN, selector: { istio: 'eastwestgateway' } } })));
    await expectServedBy('cluster3');
  });

  const stock = { ...STOCK_GATEWAY, spec: { ...STOCK_GATEWAY.spec, selector: OWN.selector } };

  test('serves with only Istio’s stock Gateway when exposure is stock', async () => {
    await app.become(with2(manifests({ second: { addresses, exposure: 'stock' } }), stock));
    await expectServedBy('cluster2', 'cluster3');
    expect(await rejections([1, 2, 3])).toEqual([]);
  });

  test('control: when exposure is not stock, its proxy rejects the two Gateways together', async () => {
    const { selector, namespace } = OWN;
    await app.become(with2(manifests({ second: { addresses, selector, namespace } }), stock));
    await eventually(async () => {
      expect(await rejections([2])).toEqual([
        expect.stringMatching(/^cluster2 gates-own\/own-.*filter chain '' has the same matching rules/),
      ]);
    });
  });
});
