/**
 * Whether a Service that others make can be part of the mesh.
 * @module
 */
import { MULTICLUSTER_SERVICE, VERSION } from '../../istio';
import type { ServicePlan } from '../cluster-plan';
import type { Report } from './check';
import type { FoundPods, FoundService } from './objects';

/** The label by which cdk8s-plus ties a Service to one Deployment, unless it is told otherwise. */
const ADDRESS = 'cdk8s.io/metadata.addr';

/** What declares HTTP at the beginning of a port's name, or as its appProtocol, to Istio. */
const HTTP = /^(http|http2|grpc|grpc-web)(-|$)|^kubernetes\.io\/(h2c|wss?)$/i;

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

/** Reports MC119 for a Service without the port of the service, or whose port is not known to be for HTTP. */
export function checkPort(
  { id, ports }: FoundService,
  plan: ServicePlan,
  pods: readonly FoundPods[],
  report: Report,
): void {
  const { service, existing } = plan;
  const port = ports.find((each) => each['port'] === service.port);
  if (port === undefined) {
    const what = `${id} has no port ${service.port}`;
    report('MC119', { what, got: ports.map((each) => each['port']), allowed: `${service.port}` });
    return;
  }
  const { name, protocol = 'TCP', appProtocol, targetPort = service.port } = port;
  const declared = [appProtocol, name].find((each) => typeof each === 'string') ?? '';
  if (!HTTP.test(declared) || protocol !== 'TCP') {
    report('MC119', { what: `port ${service.port} of ${id} is not declared as HTTP`, got: declared });
  }
  if (!existing.some(({ podLabels }) => MULTICLUSTER_SERVICE in podLabels)) return;
  const targets = typeof targetPort === 'string' ? pods.map((each) => each.ports.get(targetPort)) : [targetPort];
  for (const target of new Set(targets.filter((each) => each !== service.port))) {
    const what = `port ${service.port} of ${id} leads to another port of its Pods, some versions of which run here and elsewhere`;
    const fix =
      'let the Pods listen at the port of the Service: beside the gateways of other clusters they are called there';
    report('MC119', { what, got: target, allowed: `${service.port}`, fix });
  }
}
