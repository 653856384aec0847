/**
 * Draws the Kubernetes objects of a cluster: Namespaces, Deployments and Services.
 * @module
 */
import { isService, type Kube, type Labels, type ServicePort } from '../kubernetes/objects';
import { type Context, maybe, object } from './context';
import { DISTRIBUTIONS, drawDistribution } from './distribution';
import { EXPORT_TO } from './for-nobody';
import { drawPod, drawSlices } from './slices';
import { drawTwins } from './twins';
import { drawEastWest } from './network-gateways';
import { CALLERS, ingressAddress, SERVICES, VERSIONS } from './names';

const APPS = ['apps/v1', 'Deployment'] as const;
const CORE = ['v1', 'Service'] as const;

/** The Kubernetes objects of a cluster. */
export function drawKubernetes(context: Context): readonly Kube[] {
  const { dice } = context;
  const single = SERVICES.filter(() => dice.chance(0.8)).flatMap((each) => drawService(context, each));
  const services = drawTwins(context, single);
  const pods = dice.chance(0.15) ? [drawPod(context)] : [];
  return [
    ...drawNamespaces(context),
    ...CALLERS.map(([app, namespace]) => deployment(context, app, namespace, 'v1', {})),
    ...SERVICES.flatMap(([app, namespace]) =>
      VERSIONS.filter(() => dice.chance(0.45)).map((version) => drawDeployment(context, app, namespace, version)),
    ),
    ...services,
    ...pods,
    ...services.filter(isService).flatMap((each) => drawSlices(context, each, pods)),
    ...drawGatewayServices(context),
  ];
}

/** What Namespaces say about sidecars. */
const INJECTIONS: readonly Labels[] = [
  { 'istio-injection': 'disabled' },
  { 'istio-injection': 'enabled' },
  { 'istio-injection': 'enabled' },
  { 'istio.io/rev': 'stable' },
  {},
];

function drawNamespaces({ dice, connected, clusters, number }: Context): readonly Kube[] {
  const isApart = connected && clusters > 1;
  const network = { 'topology.istio.io/network': `network${number}` };
  const named = (name: string, labels: Labels, annotations: Labels = {}): Kube => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, annotations },
  });
  return [
    ...(isApart ? [named('istio-system', network)] : []),
    ...(dice.chance(0.1)
      ? [
          named(
            'shop',
            dice.pick(INJECTIONS),
            maybe(dice, 0.3, () => drawDistribution(dice)),
          ),
        ]
      : []),
  ];
}

function drawDeployment(context: Context, app: string, namespace: string, version: string): Kube {
  const { dice } = context;
  return deployment(context, app, namespace, version, {
    ...maybe(dice, 0.3, () => ({ replicas: dice.integer(0, 3) })),
    ...maybe(dice, 0.07, () => ({ 'sidecar.istio.io/inject': 'false' })),
    ...maybe(dice, 0.04, () => dice.pick([{ 'sidecar.istio.io/inject': 'true' }, { 'istio.io/rev': 'stable' }])),
    ...maybe(dice, 0.1, () => ({ 'istio-locality': dice.pick(['region2.zone2.a', 'region1.zone1', 'region1.zone2']) })),
    ...maybe(dice, 0.15, () => ({ tier: dice.pick(['gold', 'silver']) })),
  });
}

function deployment(
  context: Context,
  app: string,
  namespace: string,
  version: string,
  { replicas, ...labels }: { readonly replicas?: number } & Record<string, string | number>,
): Kube {
  const template = {
    metadata: { labels: { app, version, ...labels } },
    spec: {
      serviceAccountName: app,
      containers: [{ name: app, image: app, ports: [{ name: 'web', containerPort: 9080 }] }],
    },
  };
  const spec = { ...(replicas !== undefined && { replicas }), selector: { matchLabels: { app, version } }, template };
  return object(context, APPS, namespace, spec, { name: `${app}-${version}` });
}

/** The ports that Services are drawn with. The same numbers stand for different protocols, so that they collide. */
const PORTS: readonly ServicePort[] = [
  { name: 'http', port: 9080 },
  { name: 'http', port: 9080 },
  { name: 'http', port: 9080, targetPort: 'web' },
  { name: 'http-alt', port: 8080, targetPort: 9080 },
  { name: 'http2', port: 80, targetPort: 9080 },
  { name: 'raw', port: 9080 },
  { name: 'raw', port: 7000 },
  { name: 'tcp-x', port: 9000 },
  { name: 'tcp', port: 9080 },
  { name: 'tls-x', port: 9443 },
  { name: 'https', port: 443, targetPort: 9443 },
  { name: 'api', port: 8081, appProtocol: 'http' },
  { name: 'grpc', port: 50051 },
];

/** Ports whose names and numbers differ. */
function drawPorts({ dice }: Context): readonly ServicePort[] {
  const all = [dice.chance(0.75) ? { name: 'http', port: 9080 } : dice.pick(PORTS), ...dice.some(PORTS, 0, 2)];
  return all.filter(
    (each, index) => all.findIndex((other) => other.name === each.name || other.port === each.port) === index,
  );
}

function drawService(context: Context, [app, namespace]: readonly [string, string]): readonly Kube[] {
  const { dice, connected } = context;
  const kind = dice.number();
  const annotations = {
    ...maybe(dice, 0.05, () => ({ [EXPORT_TO]: dice.pick(['.', '*', 'shop', connected ? '.' : '~']) })),
    ...maybe(dice, 0.03, () => drawDistribution(dice)),
  };
  const metadata = { name: app, ...(Object.keys(annotations).length > 0 && { annotations }) };
  const ports = drawPorts(context);
  if (kind < 0.04) {
    const externalName = dice.pick([
      'reviews.default.svc.cluster.local',
      'api.example.com',
      'ratings.default.svc.cluster.local',
    ]);
    return [object(context, CORE, namespace, { type: 'ExternalName', externalName, ports }, metadata)];
  }
  const selects = kind < 0.87;
  const selector = selects ? { selector: { app, ...(dice.chance(0.08) && { version: 'v1' }) } } : {};
  const headless = kind < 0.1 || kind > 0.97 ? { clusterIP: 'None' } : {};
  const preferred = {
    ...maybe(dice, 0.06, () => ({ trafficDistribution: dice.pick(DISTRIBUTIONS) })),
    ...maybe(dice, 0.04, () => ({ internalTrafficPolicy: 'Local' })),
  };
  return [object(context, CORE, namespace, { ...selector, ...headless, ...preferred, ports }, metadata)];
}

/** The Services of Istio's gateways. */
function drawGatewayServices(context: Context): readonly Kube[] {
  const { dice, number, clusters, connected } = context;
  const eastWest = connected || dice.chance(0.6) ? drawEastWest(context) : [];
  const ports = [
    { name: 'http', port: 80, targetPort: dice.pick([80, 8080]) },
    ...(dice.chance(0.9)
      ? [{ name: dice.pick(['https', 'tls', 'tcp-x', 'http-443']), port: 443, targetPort: dice.pick([443, 8443]) }]
      : []),
    ...(dice.chance(0.5) ? [{ name: 'tcp', port: 9000, targetPort: 9000 }] : []),
  ];
  const ingress = {
    ...object(
      context,
      CORE,
      'istio-system',
      { type: 'LoadBalancer', selector: { istio: 'ingressgateway' }, ports },
      { name: 'istio-ingressgateway' },
    ),
    status: { loadBalancer: { ingress: [{ ip: ingressAddress(number) }] } },
  };
  return [...eastWest, ...(clusters > 1 || dice.chance(0.5) ? [ingress] : [])];
}
