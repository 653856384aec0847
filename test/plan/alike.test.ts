/** @module Tests that clusters share the plan of a service if they see it alike, and only then. */
import * as fc from 'fast-check';
import {
  type Cluster,
  type ClusterProps,
  type Distribution,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshProps,
  type Scheme,
  SniAddressing,
  VipLedger,
} from '../../lib';
import type { RoutedMesh } from '../../lib/plan/routed-mesh';
import type { ServicePlan } from '../../lib/plan';
import type { Crossing } from '../../lib/plan/scheme/crossing';
import { planService } from '../../lib/plan/scheme/plan-service';
import { discoverableMeshData, meshData } from '../support/mesh/data';
import { describeMesh, planned } from '../support/mesh/describe';

/** What a scheme was given, and what it answered. */
interface Crossed {
  readonly routed: RoutedMesh;
  readonly crossing: Crossing;
}

/** Makes a scheme that tells what it was given. */
const watched: Readonly<Record<string, (tell: (crossed: Crossed) => void) => Scheme>> = {
  SniAddressing: (tell) =>
    new (class extends SniAddressing {
      protected override cross(routed: RoutedMesh): Crossing {
        const crossing = super.cross(routed);
        tell({ routed, crossing });
        return crossing;
      }
    })({ vips: VipLedger.parse('') }),
  EndpointDiscovery: (tell) =>
    new (class extends EndpointDiscovery {
      protected override cross(routed: RoutedMesh): Crossing {
        const crossing = super.cross(routed);
        tell({ routed, crossing });
        return crossing;
      }
    })(),
};

/** A plan without the ServiceAccount, which only one of several services with the same one brings. */
function withoutAccount({ workloads, ...plan }: ServicePlan): unknown {
  return { ...plan, workloads: workloads && { ...workloads, serviceAccount: undefined } };
}

describe.each([
  ['SniAddressing', meshData],
  ['EndpointDiscovery', discoverableMeshData],
] as const)('under %s', (name, meshes) => {
  test('the plan of a service in a cluster is the one that the cluster would have alone', () => {
    fc.assert(
      fc.property(meshes, (data) => {
        let crossed: Crossed | undefined;
        const scheme = watched[name]?.((each) => {
          crossed = each;
        });
        const plan = planned(describeMesh(data), scheme);
        if (crossed === undefined) throw new Error('the scheme was asked');
        const { routed, crossing } = crossed;
        for (const view of routed.services.flatMap(({ views }) => views)) {
          const alone = planService(routed.mesh, view, crossing);
          expect(withoutAccount(plan.for(view.cluster).of(view.service))).toEqual(withoutAccount(alone));
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What differs in a mesh of three clusters. */
interface Difference {
  readonly mesh?: MeshProps;
  /** The clusters north and south. */
  readonly clusters?: readonly ClusterProps[];
  readonly distribution?: (clusters: readonly [Cluster, Cluster, Cluster]) => Distribution;
  /** Whether only east calls cart. */
  readonly isCalledInEast?: boolean;
}

/** The plans of cart in east, north and south, which all run and call v1. Only east runs v2. Requests go to both. */
function described(scheme: Scheme, difference: Difference = {}): readonly ServicePlan[] {
  const { mesh: props, clusters = [], distribution, isCalledInEast } = difference;
  const mesh = new Mesh('shop', props);
  const gateway = (host: number): ClusterProps => ({ gateway: GatewayAddress.parse(`192.0.2.${host}`) });
  const east = mesh.addCluster('east', gateway(1));
  const north = mesh.addCluster('north', { ...gateway(2), ...clusters[0] });
  const south = mesh.addCluster('south', { ...gateway(3), ...clusters[1] });
  const all = [east, north, south] as const;
  const cart = mesh.addService('cart', {
    port: 80,
    versions: { v1: all, v2: [east] },
    ...(distribution && { distribution: distribution(all) }),
  });
  const retries = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  cart.addRoute([
    {
      retries,
      to: [
        { version: 'v1', weight: 50 },
        { version: 'v2', weight: 50 },
      ],
    },
  ]);
  mesh.addService('web', { port: 80, versions: { v1: isCalledInEast ? [east] : all } }).calls(cart);
  const plan = mesh.plan(scheme);
  return all.map((cluster) => plan.for(cluster).of(cart));
}

test('clusters that run the same versions and reach the same clusters share a plan', () => {
  const [east, north, south] = described(new SniAddressing());
  expect(north).toBe(south);
  expect(north).not.toEqual(east);
});

test('clusters whose callers stay behind a subset of their own do not share a plan', () => {
  const [, north, south] = described(new EndpointDiscovery());
  expect(north).not.toEqual(south);
});

test.each<[string, Difference]>([
  ['places in the order of the service', { distribution: (failover) => ({ failover }), isCalledInEast: true }],
  ['IP families', { clusters: [{ ipFamilies: ['IPv4'] }, { ipFamilies: ['IPv4', 'IPv6'] }] }],
  [
    'namespaces of their gateways under least privilege',
    {
      mesh: { leastPrivilege: true },
      clusters: ['gateways', 'edge'].map((namespace, index) => ({
        gateway: {
          addresses: [GatewayAddress.parse(`192.0.2.${index + 2}`)],
          selector: { app: 'eastwest' },
          namespace,
        },
      })),
      distribution: () => 'spread',
      isCalledInEast: true,
    },
  ],
])('clusters with different %s do not share a plan', (_, difference) => {
  const [, north, south] = described(new SniAddressing(), difference);
  expect(north).not.toBe(south);
});
