/**
 * Checks that a Service has the ports of a service, with their protocols.
 * @module
 */
import { type Finding, joinWords, valueText } from '../../errors';
import { declaredProtocol, type Protocol, type ServicePort as ManifestPort } from '../../istio';
import type { PortProtocol, ServicePort } from '../../mesh';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Subject } from './subject';

/** The protocols that a port may declare for each planned protocol, because Istio treats them in the same way. */
const ACCEPTED: Readonly<Record<PortProtocol, readonly Protocol[]>> = {
  HTTP: ['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web'],
  HTTP2: ['HTTP2', 'GRPC', 'GRPC-Web'],
  GRPC: ['HTTP2', 'GRPC', 'GRPC-Web'],
  TCP: ['TCP'],
  TLS: ['TLS', 'HTTPS'],
};

/** Checks that a Service has each port of its service, with the protocol of the port (MC119). */
export function checkPorts(subject: Subject): readonly Finding[] {
  const { plan, service, cluster } = subject;
  return plan.service.ports.flatMap((wanted) => {
    const { number, protocol } = wanted;
    const port = service.ports.find((each) => each.port === number);
    if (port !== undefined) return [...checkProtocol(subject, wanted, port), ...checkTarget(subject, wanted, port)];
    const numbers = service.ports.map((each) => each.port);
    const but = numbers.length === 0 ? 'has no port' : `has only ${joinWords(numbers.map(String))}`;
    const what = `"spec.ports" of ${titleOf(service, cluster)} must have port ${number} for ${protocol}, but ${but}.`;
    return [makeFinding(VERIFY.MC119, { what, got: numbers, fix: fixFor(wanted) }, service, cluster)];
  });
}

function checkProtocol({ service, cluster }: Subject, wanted: ServicePort, port: ManifestPort): readonly Finding[] {
  const { name, protocol: transport = 'TCP', appProtocol } = port;
  const declared = declaredProtocol(port);
  if (transport === 'TCP' && declared !== undefined && ACCEPTED[wanted.protocol].includes(declared)) return [];
  const [got, but] =
    transport !== 'TCP'
      ? [transport, `its protocol is "${transport}"`]
      : appProtocol !== undefined
        ? [appProtocol, `its appProtocol is "${appProtocol}"`]
        : [name, name === undefined ? 'has no name' : `its name is "${name}"`];
  const what = `Port ${wanted.number} of ${titleOf(service, cluster)} must be declared as ${wanted.protocol}, but ${but}.`;
  return [makeFinding(VERIFY.MC119, { what, got, fix: fixFor(wanted) }, service, cluster)];
}

/** The fix for a port. Only the beginning of its name matters to Istio. */
function fixFor({ name, number, protocol }: ServicePort): string {
  const isNamed = declaredProtocol({ name }) === protocol;
  const written = isNamed ? `name: "${name}"` : `name: "${name}", appProtocol: "${protocol.toLowerCase()}"`;
  return `Write the port as { ${written}, port: ${number} }.`;
}

/** Checks the targetPort. Callers that are sent to local Pods and to other clusters use the targetPort of a ServiceEntry. */
function checkTarget(subject: Subject, wanted: ServicePort, port: ManifestPort): readonly Finding[] {
  const { plan, service, cluster, selected } = subject;
  if (plan.serviceEntry?.spec.workloadSelector === undefined) return [];
  const { targetPort = port.port } = port;
  const targets =
    typeof targetPort === 'string'
      ? selected.map(({ containerPorts }) => containerPorts.get(targetPort))
      : [targetPort];
  const others = new Set(targets.filter((target) => target !== wanted.targetPort));
  return [...others].map((target) => {
    const but =
      target === undefined ? `port "${String(targetPort)}", which some of its Pods do not have` : valueText(target);
    const what = `Port ${wanted.number} of ${titleOf(service, cluster)} must lead to port ${wanted.targetPort} of its Pods, but leads to ${but}.`;
    const fix = `Let the Pods listen at ${wanted.targetPort}, or give the service their port as "targetPort" in "ports". Callers that are also sent to other clusters reach the Pods by it.`;
    return makeFinding(VERIFY.MC119, { what, got: target ?? targetPort, fix }, service, cluster);
  });
}
