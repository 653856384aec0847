/**
 * The Pods that a real cluster would have: those of its Deployments, and those of Istio's gateways.
 * @module
 */
import {
  type ClusterManifests,
  type Deployment,
  isDeployment,
  isLonePod,
  ISTIO_SYSTEM,
  type Kube,
  type Labels,
  type LonePod,
  namespaceOf,
  selects,
} from './objects';

/** A Pod. */
export interface Pod {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** The name of its Deployment. */
  readonly workload: string;
  readonly ip: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly type: 'none' | 'sidecar' | 'router';
  /** The numbers of its ports by name. */
  readonly ports: ReadonlyMap<string, number>;
}

/** Istio's gateways, by the value of their label `istio`. */
export const GATEWAYS = ['eastwestgateway', 'ingressgateway'] as const;

/** The Pods of a cluster. The number of the cluster is part of their addresses. */
export function podsIn({ name: cluster, objects }: ClusterManifests, number: number): readonly Pod[] {
  const deployments = objects.filter(isDeployment);
  const installed = GATEWAYS.filter((istio) => !deployments.some((each) => isGateway(each, istio))).map(gateway);
  let count = 0;
  const alone = objects.filter(isLonePod).map((each) => {
    const { podIP: ip } = each.status;
    return { ...podOf(creating(each), 0, { cluster, ip, objects }), name: each.metadata.name };
  });
  const created = [...deployments, ...installed].flatMap((each) =>
    Array.from({ length: each.spec.replicas ?? 1 }, (_, index) => {
      count++;
      const ip = `10.${number}.${Math.floor(count / 200)}.${(count % 200) + 1}`;
      return podOf(each, index, { cluster, ip, objects });
    }),
  );
  return [...alone, ...created];
}

/** A Deployment that would create a Pod. */
function creating({ apiVersion, kind, metadata, spec }: LonePod): Deployment {
  return { apiVersion, kind, metadata, spec: { template: { metadata, spec } } };
}

function podOf(
  deployment: Deployment,
  index: number,
  { cluster, ip, objects }: { cluster: string; ip: string; objects: readonly Kube[] },
): Pod {
  const { template } = deployment.spec;
  const labels = template.metadata?.labels ?? {};
  const isRouter = GATEWAYS.some((istio) => isGateway(deployment, istio));
  const isInjected = isRouter || hasSidecar(deployment, objects);
  const ports = (template.spec?.containers ?? []).flatMap((each) => each.ports ?? []);
  return {
    cluster,
    namespace: namespaceOf(deployment),
    name: `${deployment.metadata.name}-${index}`,
    workload: deployment.metadata.name,
    ip,
    // the injector adds the label to Pods with sidecars where the template has none
    labels: isInjected && !isRouter ? { 'security.istio.io/tlsMode': 'istio', ...labels } : labels,
    serviceAccount: template.spec?.serviceAccountName ?? 'default',
    type: isRouter ? 'router' : isInjected ? 'sidecar' : 'none',
    ports: new Map(ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort]]))),
  };
}

function isGateway(deployment: Deployment, istio: string): boolean {
  return (
    namespaceOf(deployment) === ISTIO_SYSTEM && selects({ istio }, deployment.spec.template.metadata?.labels ?? {})
  );
}

/** Whether a webhook of Istio adds a sidecar to Pods. A Namespace that is not there is assumed to ask for it. */
function hasSidecar(deployment: Deployment, objects: readonly Kube[]): boolean {
  const namespace = namespaceOf(deployment);
  const { metadata = {}, spec = {} } = deployment.spec.template;
  const found = objects.find(({ kind, metadata: { name } }) => kind === 'Namespace' && name === namespace);
  const of = found === undefined ? { [INJECTION]: 'enabled' } : (found.metadata.labels ?? {});
  const isCalled = WEBHOOKS.some((isFor) => isFor(of, metadata.labels ?? {}));
  const asked = metadata.labels?.[INJECT] ?? metadata.annotations?.[INJECT];
  return isCalled && spec.hostNetwork !== true && asked !== 'false';
}

const [INJECT, INJECTION, REVISION] = ['sidecar.istio.io/inject', 'istio-injection', 'istio.io/rev'] as const;

/** Which Namespaces and Pods the webhooks of Istio's chart are for, with any name of a revision. */
const WEBHOOKS: readonly ((namespace: Labels, pod: Labels) => boolean)[] = [
  (namespace, pod) => (namespace[REVISION] ?? '') !== '' && !(INJECTION in namespace) && pod[INJECT] !== 'false',
  (namespace, pod) => isBare(namespace) && pod[INJECT] !== 'false' && (pod[REVISION] ?? '') !== '',
  (namespace, pod) => namespace[INJECTION] === 'enabled' && pod[INJECT] !== 'false',
  (namespace, pod) => isBare(namespace) && pod[INJECT] === 'true' && !(REVISION in pod),
];

function isBare(namespace: Labels): boolean {
  return !(INJECTION in namespace) && !(REVISION in namespace);
}

/** A gateway as Istio's chart installs it. */
function gateway(istio: string): Deployment {
  const app = `istio-${istio}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, namespace: ISTIO_SYSTEM },
    spec: { template: { metadata: { labels: { app, istio } }, spec: { serviceAccountName: app } } },
  };
}
