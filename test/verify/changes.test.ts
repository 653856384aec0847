/** @module What a change after the plan does: what the plan promises must not change, and all else may. */
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  bookinfoContainer,
  ClusterApp,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  MulticlusterRoute,
  RemoteServiceEntry,
  SniAddressing,
  VersionedService,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { issuesOfWriting, saidOfWriting } from '../support/written';

/** web runs in east and calls cart, which runs in both clusters. */
function planned(): MeshPlan {
  const mesh = new Mesh('shop', { leastPrivilege: true });
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [east, west], v2: [west] },
    distribution: 'spread',
  });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

/** Patches an object of an app, as users do. */
function patch(app: ClusterApp, kind: string, name: string, ...patches: readonly JsonPatch[]): void {
  const objects = app.node.findAll().filter((each) => each instanceof ApiObject);
  const object = objects.find((each) => each.kind === kind && each.name === name);
  if (object === undefined) throw new Error(`${kind} ${name} is not in the app`);
  object.addJsonPatch(...patches);
}

const CHANGED = 'as planned, but is';
const POD_LABELS = '/spec/template/metadata/labels';

test.each<[string, string, string, JsonPatch]>([
  [
    `"spec.template.metadata.labels.version" of Deployment.apps default/cart-v1 in cluster "east" must be "v1", ${CHANGED} missing.`,
    'Deployment',
    'cart-v1',
    JsonPatch.remove(`${POD_LABELS}/version`),
  ],
  [
    `"spec.selector.matchLabels.app" of Deployment.apps default/cart-v1 in cluster "east" must be "cart", ${CHANGED} "carts".`,
    'Deployment',
    'cart-v1',
    JsonPatch.replace('/spec/selector/matchLabels/app', 'carts'),
  ],
  [
    `"spec.template.spec.serviceAccountName" of Deployment.apps default/cart-v1 in cluster "east" must be "shop-cart", ${CHANGED} "default".`,
    'Deployment',
    'cart-v1',
    JsonPatch.replace('/spec/template/spec/serviceAccountName', 'default'),
  ],
  [
    'Service default/renamed in cluster "east" must be Service default/web, as planned.',
    'Service',
    'web',
    JsonPatch.replace('/metadata/name', 'renamed'),
  ],
  [
    'Service other/web in cluster "east" must be Service default/web, as planned.',
    'Service',
    'web',
    JsonPatch.replace('/metadata/namespace', 'other'),
  ],
  [
    'DestinationRule.networking.istio.io default/renamed in cluster "east" must be DestinationRule.networking.istio.io default/cart, as planned.',
    'DestinationRule',
    'cart',
    JsonPatch.replace('/metadata/name', 'renamed'),
  ],
  [
    `"spec.selector.version" of Service default/cart in cluster "east" must be absent, ${CHANGED} "v1".`,
    'Service',
    'cart',
    JsonPatch.add('/spec/selector/version', 'v1'),
  ],
  [
    `"spec.ports[0].name" of Service default/cart in cluster "east" must be "http", ${CHANGED} "tcp".`,
    'Service',
    'cart',
    JsonPatch.replace('/spec/ports/0/name', 'tcp'),
  ],
  [
    `"spec.ports[0].appProtocol" of Service default/cart in cluster "east" must be absent, ${CHANGED} "tcp".`,
    'Service',
    'cart',
    JsonPatch.add('/spec/ports/0/appProtocol', 'tcp'),
  ],
  [
    `"spec.ports[*].port" of Service default/cart in cluster "east" must be 8080, ${CHANGED} 80.`,
    'Service',
    'cart',
    JsonPatch.replace('/spec/ports/0/port', 80),
  ],
  [
    `"spec.clusterIP" of Service default/cart in cluster "east" must be absent, ${CHANGED} "None".`,
    'Service',
    'cart',
    JsonPatch.add('/spec/clusterIP', 'None'),
  ],
  [
    `"metadata.labels.istio-injection" of Namespace default in cluster "east" must be "enabled", ${CHANGED} "disabled".`,
    'Namespace',
    'default',
    JsonPatch.replace('/metadata/labels/istio-injection', 'disabled'),
  ],
  [
    `"spec.http[0].route[0].weight" of VirtualService.networking.istio.io default/cart in cluster "east" must be 50, ${CHANGED} 90.`,
    'VirtualService',
    'cart',
    JsonPatch.replace('/spec/http/0/route/0/weight', 90),
  ],
  [
    `"spec.hosts[0]" of VirtualService.networking.istio.io default/cart in cluster "east" must be "cart.default.svc.cluster.local", ${CHANGED} "web".`,
    'VirtualService',
    'cart',
    JsonPatch.replace('/spec/hosts/0', 'web'),
  ],
  [
    `"spec.action" of AuthorizationPolicy.security.istio.io default/cart in cluster "east" must be "ALLOW", ${CHANGED} "DENY".`,
    'AuthorizationPolicy',
    'cart',
    JsonPatch.replace('/spec/action', 'DENY'),
  ],
])('fails with MC139: %s', (what, kind, name, change) => {
  const said = saidOfWriting(planned(), {
    east: (app) => {
      patch(app, kind, name, change);
    },
  });
  expect(said).toEqual([['MC139', what]]);
});

test.each<[string, string, string, JsonPatch]>([
  [
    'WorkloadEntry.networking.istio.io default/cart-v1-west in cluster "east" must not have the label "version: v9", because it overrides the labels in its spec, by which Istio selects endpoints.',
    'WorkloadEntry',
    'cart-v1-west',
    JsonPatch.add('/metadata/labels', { version: 'v9', team: 'sales' }),
  ],
  [
    'WorkloadEntry.networking.istio.io default/cart-v1-west in cluster "east" must not have the label "security.istio.io/tlsMode: disabled", because it overrides the labels in its spec, by which Istio selects endpoints.',
    'WorkloadEntry',
    'cart-v1-west',
    JsonPatch.add('/metadata/labels', { 'security.istio.io/tlsMode': 'disabled' }),
  ],
  [
    'Deployment.apps default/web-v1 in cluster "east" must not have the label "service.istio-multicluster/cart: true", because Istio selects the Pods of another service by it.',
    'Deployment',
    'web-v1',
    JsonPatch.add(`${POD_LABELS}/service.istio-multicluster~1cart`, 'true'),
  ],
  [
    'Deployment.apps default/web-v1 in cluster "east" must not have the label "topology.istio.io/network: far", because Istio takes the place of the Pods from it.',
    'Deployment',
    'web-v1',
    JsonPatch.add(`${POD_LABELS}/topology.istio.io~1network`, 'far'),
  ],
  [
    'Namespace default in cluster "east" must not have the label "istio.io/rev: canary", because it decides whether Pods get a sidecar.',
    'Namespace',
    'default',
    JsonPatch.add('/metadata/labels/istio.io~1rev', 'canary'),
  ],
  ...(['VirtualService', 'DestinationRule'] as const).map((kind): [string, string, string, JsonPatch] => [
    `${kind}.networking.istio.io default/cart in cluster "east" must not have the label "istio.io/rev: canary", because Istio of any other revision would ignore the object.`,
    kind,
    'cart',
    JsonPatch.add('/metadata/labels', { 'istio.io/rev': 'canary', team: 'sales' }),
  ]),
  [
    'VirtualService.networking.istio.io default/cart in cluster "east" must not have the annotation "internal.istio.io/parents: a", because only Istio itself writes it.',
    'VirtualService',
    'cart',
    JsonPatch.add('/metadata/annotations', { 'internal.istio.io/parents': 'a', 'example.com/owner': 'b' }),
  ],
  [
    'AuthorizationPolicy.security.istio.io default/cart in cluster "east" must not have the annotation "istio.io/dry-run: true", because Istio would not enforce the policy.',
    'AuthorizationPolicy',
    'cart',
    JsonPatch.add('/metadata/annotations', { 'istio.io/dry-run': 'true' }),
  ],
])('fails with MC141: %s', (what, kind, name, change) => {
  const said = saidOfWriting(planned(), {
    east: (app) => {
      patch(app, kind, name, change);
    },
  });
  expect(said).toEqual([['MC141', what]]);
});

test('a WorkloadEntry must not get labels by which a Service of users selects', () => {
  const metadata = { name: 'sales', namespace: 'default' };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: { team: 'sales' }, ports: [{ port: 1 }] },
  };
  const add = (labels: object) => (app: ClusterApp) => {
    new ApiObject(new Chart(app, 'own'), 'service', service);
    patch(app, 'WorkloadEntry', 'cart-v1-west', JsonPatch.add('/metadata/labels', labels));
  };
  expect(saidOfWriting(planned(), { east: add({ team: 'buyers' }) })).toEqual([]);
  expect(saidOfWriting(planned(), { east: add({ team: 'sales' }) })).toEqual([
    [
      'MC141',
      'WorkloadEntry.networking.istio.io default/cart-v1-west in cluster "east" must not have the labels by which Service default/sales selects Pods, because the Service would send local requests to other clusters.',
    ],
  ]);
});

test('what the plan does not promise may change', () => {
  const labels = { team: 'sales', 'app.kubernetes.io/part-of': 'shop', 'helm.sh/chart': 'shop' };
  const change = (app: ClusterApp): void => {
    for (const [kind, name] of [
      ['Deployment', 'cart-v1'],
      ['Service', 'cart'],
      ['VirtualService', 'cart'],
      ['DestinationRule', 'cart'],
      ['WorkloadEntry', 'cart-v1-west'],
      ['Namespace', 'default'],
      ['AuthorizationPolicy', 'cart'],
    ] as const) {
      const object = app.node
        .findAll()
        .find((each) => each instanceof ApiObject && each.kind === kind && each.name === name);
      if (!(object instanceof ApiObject)) throw new Error(`${kind} ${name} is not in the app`);
      for (const [key, value] of Object.entries(labels)) object.metadata.addLabel(key, value);
      object.metadata.addAnnotation('example.com/owner', 'sales');
    }
    patch(
      app,
      'Deployment',
      'cart-v1',
      JsonPatch.replace('/spec/replicas', 3),
      JsonPatch.add('/spec/strategy', { type: 'Recreate' }),
      JsonPatch.add('/spec/template/spec/containers/-', { name: 'more' }),
      JsonPatch.add('/spec/template/spec/containers/0/resources', { limits: { cpu: 1 } }),
      JsonPatch.add(`${POD_LABELS}/team`, 'sales'),
      JsonPatch.add('/spec/template/metadata/annotations', { 'sidecar.istio.io/inject': 'true' }),
    );
    patch(
      app,
      'Service',
      'cart',
      JsonPatch.add('/spec/type', 'NodePort'),
      JsonPatch.add('/spec/ports/-', { name: 'metrics', port: 9090 }),
      JsonPatch.add('/spec/ports/0/nodePort', 30000),
      // the name of the port says so already
      JsonPatch.add('/spec/ports/0/appProtocol', 'http'),
    );
  };
  expect(
    issuesOfWriting(planned(), {
      east: change,
      west: (app) => {
        patch(app, 'Deployment', 'cart-v2', JsonPatch.remove('/spec/replicas'));
      },
    }),
  ).toEqual([]);
});

test('an object of users in the place of a planned one must be as planned too', () => {
  const plan = planned();
  const [east] = plan.clusters;
  const app = new ClusterApp({ name: 'shop', plan: east ?? plan.for(Object.create(null) as never) });
  const metadata = { name: 'cart', namespace: 'default' };
  const spec = {
    selector: { app: 'basket' },
    ports: [{ name: 'http', port: 8080, targetPort: 8080, protocol: 'TCP' }],
  };
  new ApiObject(new Chart(app, 'own'), 'cart', { apiVersion: 'v1', kind: 'Service', metadata, spec });
  expect(issuesOf(() => app.synthYaml()).map(({ code, at }) => [code, at])).toEqual([
    ['MC139', 'own/cart'],
    ...['MC140', 'MC140'].map((code) => [code, 'own/cart']),
  ]);
});

test('fails with MC140 for an object that is taken out of its construct', () => {
  const remove = (app: ClusterApp): void => {
    const construct = app.node.findAll().find((each) => each instanceof RemoteServiceEntry);
    construct?.node.tryRemoveChild('DestinationRule');
  };
  expect(saidOfWriting(planned(), { east: remove })).toEqual([
    [
      'MC140',
      'DestinationRule.networking.istio.io default/cart-global in cluster "east" must be written together with ServiceEntry.networking.istio.io default/cart-default, but is missing.',
    ],
  ]);
});

test('a part of a plan can be rendered by hand, a construct at a time', () => {
  const [plan] = planned().clusters;
  if (plan === undefined) throw new Error('the mesh has clusters');
  const [, cart] = plan.services;
  if (cart?.route === undefined) throw new Error('the cart has a route');
  const app = new ClusterApp({ name: 'shop', plan });
  const chart = new Chart(app, 'own');
  new VersionedService(chart, 'cart', { service: cart.service, container: bookinfoContainer });
  new MulticlusterRoute(chart, 'route', { route: cart.route });
  expect(codesOf(() => app.synthYaml())).toEqual([]);
});

test('a changed object is one fault, also where it then clashes with another', () => {
  const said = issuesOfWriting(planned(), {
    east: (app) => {
      patch(app, 'DestinationRule', 'cart-global', JsonPatch.replace('/spec/host', 'cart.default.svc.cluster.local'));
    },
  });
  expect(said.map(({ code }) => code)).toEqual(['MC139']);
});
