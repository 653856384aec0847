/**
 * The manifests of the shop, and its mistakes that do not compile or do not plan.
 * @module
 */
import { Testing } from 'cdk8s';
import { ConfigError, Mesh, SniAddressing } from 'cdk8s-istio-multicluster';
import { clusterApp, EastChart, shop, WestChart } from './main';

describe('the shop', () => {
  test('composed by hand in west', () => {
    expect(Testing.synth(new WestChart(Testing.app(), 'west', shop()))).toMatchSnapshot();
  });

  test('composed by hand in east', () => {
    expect(Testing.synth(new EastChart(Testing.app(), 'east', shop()))).toMatchSnapshot();
  });

  test('composed by ClusterChart', () => {
    for (const plan of shop().plan.clusters) {
      const { charts } = clusterApp(plan);
      expect(charts.map((chart) => Testing.synth(chart))).toMatchSnapshot(plan.cluster.name);
    }
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
