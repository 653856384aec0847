/**
 * Uses the package from CommonJS: each subpath works, and no other path does.
 * @module
 */
'use strict';
const assert = require('node:assert/strict');
const { Testing } = require('cdk8s');
const { ClusterApp, ClusterChart, Mesh, SniAddressing } = require('cdk8s-istio-multicluster');
const { Gateway } = require('cdk8s-istio-multicluster/imports/networking.istio.io');
const { PeerAuthentication } = require('cdk8s-istio-multicluster/imports/security.istio.io');
const { name } = require('cdk8s-istio-multicluster/package.json');

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
assert.equal(name, 'cdk8s-istio-multicluster');
assert.throws(() => require('cdk8s-istio-multicluster/build/lib/index.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
