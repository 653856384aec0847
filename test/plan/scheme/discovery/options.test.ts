/** @module Tests that one word changes the scheme of a mesh, also where options of SniAddressing are passed. */
import {
  EndpointDiscovery,
  type EndpointDiscoveryProps,
  GatewayAddress,
  Mesh,
  SniAddressing,
  VipLedger,
} from '../../../../lib';
import { codesOf, issuesOf } from '../../../support/issues';

function meshWithTcp(): Mesh {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.7') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const ports = { db: { port: 5432, protocol: 'TCP' } } as const;
  web.calls(mesh.addService('stock', { ports, versions: { v1: [west] } }));
  return mesh;
}

test.each([SniAddressing, EndpointDiscovery])('%p takes a ledger, and its addresses stay', (Scheme) => {
  const text = 'default/stock: 240.0.12.7\n';
  const vips = VipLedger.parse(text);
  meshWithTcp().plan(new Scheme({ vips }));
  expect(vips.toText()).toContain(`\n${text}`);
});

test.each([SniAddressing, EndpointDiscovery])('%p takes a domain and a ledger', (Scheme) => {
  const vips = VipLedger.parse('');
  expect(codesOf(() => meshWithTcp().plan(new Scheme({ vips, domain: 'mesh.example.com' })))).toEqual([]);
  expect(codesOf(() => meshWithTcp().plan(new Scheme({ vips, domain: 'Mesh' })))).toEqual(['MC033']);
});

test('EndpointDiscovery writes the same with these options and without', () => {
  const objects = (props?: EndpointDiscoveryProps): string =>
    JSON.stringify(
      meshWithTcp()
        .plan(new EndpointDiscovery(props))
        .clusters.map(({ services }) => services.map(({ virtualService, workloads }) => [virtualService, workloads])),
    );
  expect(objects({ domain: 'mesh.example.com', vips: VipLedger.parse('') })).toBe(objects());
});

test.each([
  [{ vips: 'default/stock: 240.0.12.7' }, 'MC035'],
  [{ vip: VipLedger.parse('') }, 'MC035'],
  [{ vips: VipLedger.parse('stock 240.0.12.7') }, 'MC101'],
])('fails for the options %#', (props, code) => {
  const plan = (): unknown => meshWithTcp().plan(new EndpointDiscovery(props as EndpointDiscoveryProps));
  expect(issuesOf(plan).map((issue) => issue.code)).toEqual([code]);
});
