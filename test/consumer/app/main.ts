/**
 * Describes a shop that tries out a new cart: web and cart v1 run in cluster west, cart v2 in cluster east.
 * @module
 */
import { App, Chart } from 'cdk8s';
import {
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  type ContainerOf,
  EastWestGateway,
  GatewayAddress,
  type IMeshService,
  Mesh,
  MulticlusterRoute,
  RemoteServiceEntry,
  ServiceSubsets,
  SniAddressing,
  StringMatch,
  VersionedService,
} from 'cdk8s-istio-multicluster';
import { Sidecar } from 'cdk8s-istio-multicluster/imports/networking.istio.io';
import { k8s } from 'cdk8s-plus-33';
import type { Construct } from 'constructs';
import { adsApps } from './ads';

/** The description of the shop. A declaration file must be able to name its inferred type. */
export function shop() {
  const mesh = new Mesh('shop');
  const west = mesh.addCluster('west', { locality: 'us-west' });
  const east = mesh.addCluster('east', { locality: 'us-east', gateway: GatewayAddress.parse('192.0.2.7') });
  const web = mesh.addService('web', { port: 8080, versions: { v1: [west] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west], v2: [east] } });
  web.calls(cart);
  const route = cart.addRoute([
    { match: [{ headers: { 'x-shopper': StringMatch.exact('tester') } }], to: [{ version: 'v2' }] },
    {
      to: [
        { version: 'v1', weight: 9 },
        { version: 'v2', weight: 1 },
      ],
    },
  ]);
  return { plan: mesh.plan(new SniAddressing()), west, east, web, cart, route };
}

/** Uses the types of this app's Kubernetes version, which is not the one that the library is built with. */
const container: ContainerOf = ({ name, port }: IMeshService, version: string): k8s.Container => ({
  name,
  image: `registry.example.com/shop/${name}:${version}`,
  ports: [{ containerPort: port }],
  readinessProbe: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromNumber(port) } },
  resources: { requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') } },
});

/** The workloads of west, and its routes to both carts. */
export class WestChart extends Chart {
  constructor(scope: Construct, id: string, { plan: mesh, west, web, cart, route }: ReturnType<typeof shop>) {
    super(scope, id);
    const plan = mesh.for(west);
    new VersionedService(this, 'web', { service: web, plan, container });
    new VersionedService(this, 'cart', { service: cart, plan, container });
    new RemoteServiceEntry(this, 'cart-remote', { service: cart, plan });
    new ServiceSubsets(this, 'cart-subsets', { service: cart, plan });
    new MulticlusterRoute(this, 'cart-route', { route, plan });
    new Sidecar(this, 'web-sidecar', {
      metadata: { name: web.name, namespace: web.namespace },
      spec: { workloadSelector: { labels: { app: web.name } }, egress: [{ hosts: ['./*', 'istio-system/*'] }] },
    });
  }
}

/** The workloads of east, and the gateway through which west reaches them. */
export class EastChart extends Chart {
  constructor(scope: Construct, id: string, { plan: mesh, east, cart }: ReturnType<typeof shop>) {
    super(scope, id);
    const plan = mesh.for(east);
    new VersionedService(this, 'cart', { service: cart, plan, container });
    new ServiceSubsets(this, 'cart-subsets', { service: cart, plan });
    new EastWestGateway(this, 'east-west', { plan });
  }
}

/** The same objects for one cluster, by ClusterChart. */
export function clusterApp(plan: ClusterPlan): ClusterApp {
  const app = new ClusterApp({ name: 'shop', plan });
  new ClusterChart(app, 'shop', { container });
  return app;
}

const app = new App();
const described = shop();
new WestChart(app, 'west', described);
new EastChart(app, 'east', described);
app.synth();

ClusterApp.synthAll([...described.plan.clusters.map(clusterApp), ...adsApps()]);
