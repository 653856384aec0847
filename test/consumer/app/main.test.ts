/**
 * Tests the manifests of the shop, and mistakes that do not compile or fail to plan.
 * @module
 */
import { Testing } from 'cdk8s';
import { ConfigError, Mesh, SniAddressing } from 'cdk8s-istio-multicluster';
import { clusterApp, EastChart, shop } from './main';

describe('the shop', () => {
  test('composed by hand', () => {
    expect(Testing.synth(new EastChart(Testing.app(), 'east', shop()))).toMatchSnapshot();
  });

  test('composed by ClusterChart has the same objects, in its Namespace', () => {
    const { plan, east } = shop();
    const [chart] = clusterApp(plan.for(east)).charts;
    const [namespace, ...objects] = Testing.synth(chart);
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: 'default' } });
    expect(objects).toEqual(Testing.synth(new EastChart(Testing.app(), 'east', shop())));
  });

  test('routes to declared versions only', () => {
    const mesh = new Mesh('shop');
    const west = mesh.addCluster('west');
    const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west] } });
    // @ts-expect-error -- the cart declares no v3
    cart.addRoute([{ to: [{ version: 'v3' }] }]);
    expect(() => mesh.plan(new SniAddressing())).toThrow(ConfigError);
  });
});
