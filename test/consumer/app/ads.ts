/**
 * Describes ads, whose Service and Deployments this app makes with the cdk8s-plus of its Kubernetes version.
 * @module
 */
import { Chart } from 'cdk8s';
import { ClusterApp, ClusterChart, GatewayAddress, Mesh, SniAddressing } from 'cdk8s-istio-multicluster';
import { Deployment, Pods, Service, ServiceAccount } from 'cdk8s-plus-33';

/** The apps of both clusters; ads v1 runs in both. */
export function adsApps(): readonly ClusterApp[] {
  const mesh = new Mesh('ads', { namespaces: 'existing' });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.6') });
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.7') });
  const ads = mesh.addService('ads', {
    port: 8080,
    versions: { v1: [west, east] },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'advertiser',
    trafficPolicy: { connectionPool: { http: { http1MaxPendingRequests: 50 } } },
  });
  return mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'ads', plan });
    new ClusterChart(app, 'mesh');
    const chart = new Chart(app, 'own', { namespace: ads.namespace });
    new Service(chart, 'service', {
      metadata: { name: ads.name },
      ports: [{ name: 'http', port: ads.port }],
      selector: Pods.select(chart, 'pods', { labels: { app: ads.name } }),
    });
    for (const { version, podLabels } of plan.of(ads).existing) {
      new Deployment(chart, version, {
        podMetadata: { labels: { app: ads.name, ...podLabels } },
        serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'account', ads.serviceAccountName),
        containers: [{ image: `registry.example.com/shop/ads:${version}`, portNumber: ads.port }],
      });
    }
    return app;
  });
}
