/** @module Tests that every Istio object that the library writes is valid by Istio's own schema. */
import * as path from 'node:path';
import * as fc from 'fast-check';
import { type Cluster, GatewayAddress, Mesh, SniAddressing, StringMatch, VipLedger } from '../../lib';
import { filesUnder, objectsIn } from '../support/manifests';
import { EVERY_POLICY, HASHES } from '../support/policies';
import { istioSchemas } from '../support/schema';

interface IstioObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
}

const schemas = istioSchemas();

const PORTS = {
  http: { port: 80, targetPort: 8080, protocol: 'HTTP' },
  tcp: { port: 5432, protocol: 'TCP' },
  tls: { port: 8443, targetPort: 8444, protocol: 'TLS' },
} as const;

function faultsOf({ apiVersion, kind, spec }: IstioObject): readonly string[] {
  const validate = schemas.get(`${apiVersion} ${kind}`);
  if (validate === undefined) return [`no schema for ${apiVersion} ${kind}`];
  return validate(spec)
    ? []
    : (validate.errors ?? []).map((error) => `${kind}${error.instancePath} ${error.message ?? ''}`);
}

test('all objects of bookinfo are valid', () => {
  const files = filesUnder(path.join(__dirname, '../apps/snapshots/bookinfo'));
  const objects = [...files.values()].flatMap(objectsIn) as IstioObject[];
  const istio = objects.filter(({ apiVersion }) => apiVersion.includes('istio.io'));
  expect(istio.map(({ kind }) => kind).sort()).toEqual([
    'DestinationRule',
    'DestinationRule',
    'DestinationRule',
    'Gateway',
    'Gateway',
    'ServiceEntry',
    'VirtualService',
    'VirtualService',
  ]);
  expect(istio.flatMap(faultsOf)).toEqual([]);
});

test('all objects of a mesh with any placement are valid', () => {
  const kinds = new Set<string>();
  const places = fc.subarray([0, 1, 2], { minLength: 1 });
  const flags = { isRouted: fc.boolean(), leastPrivilege: fc.boolean(), hasPorts: fc.boolean() };
  const addresses = fc.constantFrom('192.0.2.#', '2001:db8::#', 'gw#.example.com', '${GW#}');
  fc.assert(
    fc.property(fc.record({ v1: places, v2: places, address: addresses, ...flags }), (drawn) => {
      const { v1, v2, address, isRouted, leastPrivilege, hasPorts } = drawn;
      const mesh = new Mesh('shop', { leastPrivilege });
      const clusters = [0, 1, 2].map((n) =>
        mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(address.replace('#', `${n}`)), locality: 'eu/a' }),
      );
      const at = (indices: readonly number[]): [Cluster, ...Cluster[]] => {
        const [first, ...others] = indices.flatMap((index) => clusters[index] ?? []);
        if (first === undefined) throw new Error('at least one place is drawn');
        return [first, ...others];
      };
      const versions = { v1: at(v1), v2: at(v2) };
      const common = { versions, distribution: 'spread' } as const;
      const cart = mesh.addService('cart', hasPorts ? { ports: PORTS, ...common } : { port: 80, ...common });
      const ingress = { clusters: at([0, 1, 2]), serviceAccountName: 'ingress' };
      if (leastPrivilege) mesh.addIngressGateway('ingress', ingress).calls(cart);
      if (leastPrivilege && hasPorts) mesh.addService('web', { port: 80, versions: { v1: at([0, 1]) } }).calls(cart);
      const match = [{ uri: StringMatch.prefix('/a'), headers: { a: StringMatch.exact('b') } }];
      if (isRouted) cart.addRoute([{ match, to: [{ version: 'v1' }, { version: 'v2' }] }, { to: [{ version: 'v1' }] }]);
      if (isRouted && hasPorts) {
        cart.addTcpRoute([
          { match: [{ sourceNamespace: 'default' }], to: [{ version: 'v2' }] },
          { to: [{ version: 'v1' }] },
        ]);
        cart.addTlsRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
      }
      for (const plan of mesh.plan(new SniAddressing({ vips: VipLedger.parse('') })).clusters) {
        const { serviceEntry, workloadEntries, globalDestinationRule, localDestinationRule, ...others } = plan.of(cart);
        const objects = [
          serviceEntry,
          ...workloadEntries,
          globalDestinationRule,
          localDestinationRule,
          others.virtualService,
          others.ingressVirtualService,
          others.policies?.authorizationPolicy,
          others.policies?.peerAuthentication,
          plan.gateway,
        ].filter((object) => object !== undefined);
        expect(objects.flatMap(faultsOf)).toEqual([]);
        for (const { kind } of objects) kinds.add(kind);
      }
    }),
  );
  expect([...kinds].sort()).toEqual([
    'AuthorizationPolicy',
    'DestinationRule',
    'Gateway',
    'PeerAuthentication',
    'ServiceEntry',
    'VirtualService',
    'WorkloadEntry',
  ]);
});

test('all objects with any traffic policy are valid', () => {
  for (const policy of [EVERY_POLICY, ...HASHES]) {
    const mesh = new Mesh('shop');
    const [c1, c2] = [0, 1].map((n) => mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }));
    if (!c1 || !c2) throw new Error('unreachable');
    const isHash = policy.loadBalancer?.consistentHash !== undefined;
    const cart = mesh.addService('cart', {
      port: 80,
      versions: { v1: isHash ? [c1] : [c1, c2], v2: [c2] },
      distribution: 'spread',
      trafficPolicy: isHash ? { connectionPool: { tcp: { maxConnections: 1 } } } : policy,
      versionPolicies: { v1: policy },
    });
    cart.addRoute([
      { from: [c1], match: [{ uri: StringMatch.exact('/') }], to: [{ version: 'v1' }] },
      { to: [{ version: 'v2' }] },
    ]);
    const { globalDestinationRule, localDestinationRule } = mesh.plan(new SniAddressing()).for(c1).of(cart);
    const rules = [globalDestinationRule, localDestinationRule].flatMap((rule) => rule ?? []);
    expect(rules).toHaveLength(2);
    expect(rules.flatMap(faultsOf)).toEqual([]);
    expect(localDestinationRule?.spec.subsets?.[0]?.trafficPolicy).toEqual(policy);
  }
});

test('an object with a wrong field, kind or value is not valid', () => {
  const spec = { host: 'a', subsets: [{ name: 'v1' }] };
  const rule = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', spec };
  expect(faultsOf(rule)).toEqual([]);
  expect(faultsOf({ ...rule, spec: { ...spec, subset: [] } })).toEqual([
    'DestinationRule must NOT have additional properties',
  ]);
  expect(faultsOf({ ...rule, spec: { ...spec, trafficPolicy: { tls: { mode: 'MUTUALLY' } } } })).toHaveLength(1);
  expect(faultsOf({ ...rule, apiVersion: 'networking.istio.io/v1alpha3' })).toHaveLength(1);
});
