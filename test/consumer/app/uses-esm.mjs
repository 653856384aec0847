/**
 * Uses the package from an ES module: it has named exports, and the same classes as in CommonJS.
 * @module
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Testing } from 'cdk8s';
import { ClusterApp, ClusterChart, ConfigError, Mesh, SniAddressing } from 'cdk8s-istio-multicluster';
import { Gateway } from 'cdk8s-istio-multicluster/imports/networking.istio.io';
import { PeerAuthentication } from 'cdk8s-istio-multicluster/imports/security.istio.io';

const mesh = new Mesh('shop');
mesh.addService('web', { port: 8080, versions: { v1: [mesh.addCluster('west')] } });
const [plan] = mesh.plan(new SniAddressing()).clusters;
const chart = new ClusterChart(new ClusterApp({ name: 'shop', plan }), 'shop', {
  container: (service, version) => ({ name: service.name, image: `registry.example.com/${service.name}:${version}` }),
});
new Gateway(chart, 'Gateway');
new PeerAuthentication(chart, 'PeerAuthentication');

const kinds = Testing.synth(chart).map(({ kind }) => kind);
assert.deepEqual(kinds, ['Namespace', 'Service', 'ServiceAccount', 'Deployment', 'Gateway', 'PeerAuthentication']);
assert.throws(() => mesh.addCluster('east'), ConfigError);
assert.equal(createRequire(import.meta.url)('cdk8s-istio-multicluster').Mesh, Mesh);
