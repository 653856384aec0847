/**
 * Whether a Service that others make can be part of the mesh.
 * @module
 */
import { declaredProtocol, type Protocol, VERSION } from '../../istio';
import type { PortProtocol, ServicePort } from '../../mesh';
import type { ServicePlan } from '../service-plan';
import type { Report } from './check';
import type { FoundPods, FoundService } from './objects';

/** The label by which cdk8s-plus ties a Service to one Deployment, unless it is told otherwise. */
const ADDRESS = 'cdk8s.io/metadata.addr';

/** What to do where local Pods would be asked at another port than they listen at, as they are beside gateways. */
const TARGET_FIX =
  'let the Pods listen at the targetPort of "ports" of the service, or say theirs there: beside the gateways of other clusters they are called at it';

/** What a port may declare that has a protocol: what Istio treats in the same way. */
const ACCEPTED: Readonly<Record<PortProtocol, readonly Protocol[]>> = {
  HTTP: ['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web'],
  HTTP2: ['HTTP2', 'GRPC', 'GRPC-Web'],
  GRPC: ['HTTP2', 'GRPC', 'GRPC-Web'],
  TCP: ['TCP'],
  TLS: ['TLS', 'HTTPS'],
};

/** Reports MC118 for a selector that cannot be for the Pods of every version. */
export function checkSelector({ id, selector }: FoundService, pods: readonly FoundPods[], report: Report): void {
  if (Object.keys(selector).length === 0) {
    report('MC118', { what: `${id} selects nothing, though versions run here`, got: selector });
  }
  if (VERSION in selector) {
    const fix = 'leave the version out of the selector: subsets select it';
    report('MC118', { what: `${id} selects one version only`, got: selector, fix });
  }
  const others = pods.filter(({ labels }) => VERSION in labels && labels[ADDRESS] !== selector[ADDRESS]);
  if (ADDRESS in selector && others.length > 0) {
    report('MC118', { what: `${id} selects the Pods of one construct only`, got: selector });
  }
}

/** Reports MC119 for a Service without a port of the service, or with one that is not known to be for its protocol. */
export function checkPorts(found: FoundService, plan: ServicePlan, pods: readonly FoundPods[], report: Report): void {
  for (const port of plan.service.ports) checkPort(found, port, plan, pods, report);
}

function checkPort(
  { id, ports }: FoundService,
  { name: portName, number, targetPort: wanted, protocol }: ServicePort,
  { serviceEntry }: ServicePlan,
  pods: readonly FoundPods[],
  report: Report,
): void {
  const port = ports.find((each) => each['port'] === number);
  // the name does not matter to Istio, but what it begins with
  const isNamed = declaredProtocol({ name: portName }) === protocol;
  const written = isNamed ? `name: "${portName}"` : `name: "${portName}", appProtocol: "${protocol.toLowerCase()}"`;
  const fix = `write the port as { ${written}, port: ${number} }`;
  const allowed = `${number} for ${protocol}`;
  if (port === undefined) {
    report('MC119', { what: `${id} has no port ${number}`, got: ports.map((each) => each['port']), allowed, fix });
    return;
  }
  const { name, protocol: transport = 'TCP', appProtocol, targetPort = number } = port;
  const declared = [appProtocol, name].find((each) => typeof each === 'string') ?? '';
  const carried = declaredProtocol(typeof appProtocol === 'string' ? { appProtocol } : { name: declared });
  if (carried === undefined || !ACCEPTED[protocol].includes(carried) || transport !== 'TCP') {
    report('MC119', { what: `port ${number} of ${id} is not declared as ${protocol}`, got: declared, allowed, fix });
  }
  if (serviceEntry?.spec.workloadSelector === undefined) return;
  const targets = typeof targetPort === 'string' ? pods.map((each) => each.ports.get(targetPort)) : [targetPort];
  for (const target of new Set(targets.filter((each) => each !== wanted))) {
    const what = `port ${number} of ${id} leads to another port of its Pods, some versions of which run here and elsewhere`;
    report('MC119', { what, got: target, allowed: `${wanted}`, fix: TARGET_FIX });
  }
}
