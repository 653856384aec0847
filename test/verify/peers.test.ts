/** @module Tests policies and Sidecars of users: what Pods of a mesh must accept, and what its callers must see. */
import { GatewayAddress, Mesh, type MeshPlan, SniAddressing } from '../../lib';
import { shop } from '../support/meshes';
import { issuesOfWriting, saidOfWriting } from '../support/written';

/** web runs in east and calls cart, whose requests all go to west. */
function planned(): MeshPlan {
  const { mesh, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

describe('a PeerAuthentication', () => {
  const peers = (path: string, spec: object): object => {
    const [namespace, name] = path.split('/');
    return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace }, spec };
  };
  const off = { mtls: { mode: 'DISABLE' } };
  const cart = { selector: { matchLabels: { app: 'cart' } } };

  test.each<[string, object]>([
    ['default/all', peers('default/all', off)],
    ['istio-system/all', peers('istio-system/all', off)],
    ['default/cart', peers('default/cart', { ...cart, ...off })],
    ['default/port', peers('default/port', { ...cart, portLevelMtls: { '8080': { mode: 'DISABLE' } } })],
  ])('that disables mutual TLS for Pods that other clusters call is MC154: %s', (id, object) => {
    expect(saidOfWriting(planned(), { west: [object] })).toEqual([
      [
        'MC154',
        `PeerAuthentication.security.istio.io ${id} in cluster "west" must not disable mutual TLS at port 8080 of the Pods of Deployment.apps default/cart-v2, because gateways pass requests only to such Pods.`,
      ],
    ]);
  });

  test.each<[string, readonly object[]]>([
    ['that requires it', [peers('default/all', { mtls: { mode: 'STRICT' } })]],
    ['of another namespace', [peers('tools/all', off)]],
    ['for other Pods', [peers('default/web', { selector: { matchLabels: { app: 'web' } }, ...off })]],
    ['for another port', [peers('default/port', { ...cart, portLevelMtls: { '9090': { mode: 'DISABLE' } } })]],
    [
      'that a nearer one overrides',
      [peers('default/all', off), peers('default/cart', { ...cart, mtls: { mode: 'PERMISSIVE' } })],
    ],
  ])('%s is right', (_, objects) => {
    expect(saidOfWriting(planned(), { west: objects })).toEqual([]);
  });

  test('may disable it where nobody calls from elsewhere', () => {
    expect(saidOfWriting(planned(), { east: [peers('default/all', off)] })).toEqual([]);
  });
});

describe('a Sidecar', () => {
  const sidecar = (path: string, hosts: readonly string[] | undefined, spec: object = {}): object => {
    const [namespace, name] = path.split('/');
    const egress = hosts && { egress: [{ hosts }] };
    return {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name, namespace },
      spec: { ...egress, ...spec },
    };
  };
  const web = { workloadSelector: { labels: { app: 'web' } } };

  /** A Sidecar with listeners for ports. */
  const listeners = (...each: readonly (readonly [number | undefined, readonly string[]])[]): object =>
    sidecar('front/default', undefined, {
      egress: each.map(([number, hosts]) => ({ hosts, ...(number !== undefined && { port: { number } }) })),
    });

  /** web runs in a namespace of its own. */
  function front(): MeshPlan {
    const mesh = new Mesh('shop', { namespaces: 'existing' });
    const [east, west] = ['192.0.2.1', '192.0.2.2'].map((address, index) =>
      mesh.addCluster(index === 0 ? 'east' : 'west', { gateway: GatewayAddress.parse(address) }),
    );
    if (east === undefined || west === undefined) throw new Error('there are two clusters');
    const caller = mesh.addService('web', { namespace: 'front', port: 80, versions: { v1: [east] } });
    caller.calls(mesh.addService('cart', { port: 9080, versions: { v1: [west] } }));
    return mesh.plan(new SniAddressing());
  }

  test.each<[string, object]>([
    ['front/default', sidecar('front/default', ['./*', 'istio-system/*'])],
    ['front/web', sidecar('front/web', ['./*'], web)],
    ['istio-system/default', sidecar('istio-system/default', ['./*', 'istio-system/*'])],
    ['front/default', sidecar('front/default', ['*/*', '~default/*'])],
    ['front/default', sidecar('front/default', ['default/CART.default.svc.cluster.local'])],
    ['front/default', listeners([80, ['default/*']])],
    ['front/default', listeners([9080, ['./*']], [undefined, ['default/*']])],
  ])('that hides from callers what they call is MC174: %s', (id, object) => {
    expect(saidOfWriting(front(), { east: [object] })).toEqual([
      [
        'MC174',
        `Sidecar.networking.istio.io ${id} in cluster "east" must import "default/cart.default.svc.cluster.local", because sidecars obey the rules of service "cart", which they call.`,
      ],
    ]);
  });

  test('says what to write', () => {
    expect(issuesOfWriting(front(), { east: [sidecar('front/default', ['./*'])] })).toMatchObject([
      { fix: 'Add the host to a list of hosts in "egress".', object: 'Sidecar.networking.istio.io front/default' },
    ]);
  });

  test.each<[string, object]>([
    ['that imports the namespace', sidecar('front/default', ['./*', 'default/*'])],
    ['that imports the host', sidecar('front/default', ['*/cart.default.svc.cluster.local'])],
    ['that imports the namespace for the port', listeners([9080, ['default/*']], [undefined, ['./*']])],
    ['without a list', sidecar('front/default', undefined)],
    ['for other Pods', sidecar('front/other', ['./*'], { workloadSelector: { labels: { app: 'other' } } })],
    ['of another namespace', sidecar('tools/default', ['./*'])],
  ])('%s is right', (_, object) => {
    expect(saidOfWriting(front(), { east: [object] })).toEqual([]);
  });

  test('does not apply to the gateways in its namespace', () => {
    const mesh = new Mesh('shop', { namespaces: 'existing' });
    const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
    const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
    const cart = mesh.addService('cart', { port: 9080, versions: { v1: [west] } });
    mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' }).calls(cart);
    expect(saidOfWriting(mesh.plan(new SniAddressing()), { east: [sidecar('istio-system/default', ['./*'])] })).toEqual(
      [],
    );
  });
});

describe('an annotation of callers', () => {
  const annotated = (annotations: object): object => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'reports', namespace: 'default' },
    spec: {
      jobTemplate: {
        spec: {
          template: {
            metadata: { labels: { app: 'reports' }, annotations },
            spec: { serviceAccountName: 'reports', containers: [{ name: 'reports', image: 'reports' }] },
          },
        },
      },
    },
  });
  const plan = (): MeshPlan => {
    const { mesh, cart, east } = shop();
    cart.addRoute([{ to: [{ version: 'v2' }] }]);
    const reports = mesh.addCaller('reports', {
      clusters: [east],
      serviceAccountName: 'reports',
      labels: { app: 'reports' },
    });
    reports.calls(cart);
    return mesh.plan(new SniAddressing());
  };
  const prefix = 'traffic.sidecar.istio.io';

  test.each([
    [`${prefix}/excludeOutboundPorts`, '9090, 8080'],
    [`${prefix}/excludeOutboundIPRanges`, '0.0.0.0/0'],
    [`${prefix}/excludeOutboundIPRanges`, '*'],
    [`${prefix}/includeOutboundIPRanges`, ''],
  ])('by which requests pass the sidecar by is MC142: %s: %s', (key, value) => {
    expect(saidOfWriting(plan(), { east: [annotated({ [key]: value })] })).toEqual([
      [
        'MC142',
        `The Pods of CronJob.batch default/reports in cluster "east" must send requests to port 8080 through their sidecar, because sidecars obey the rules of service "cart", which they call, but have the annotation "${key}: ${value}".`,
      ],
    ]);
  });

  test.each([
    [`${prefix}/excludeOutboundPorts`, '5432'],
    [`${prefix}/excludeOutboundIPRanges`, '10.0.0.0/8'],
    [`${prefix}/includeOutboundIPRanges`, '*'],
  ])('about other requests is right: %s: %s', (key, value) => {
    expect(saidOfWriting(plan(), { east: [annotated({ [key]: value })] })).toEqual([]);
  });
});
