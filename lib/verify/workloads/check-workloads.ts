/**
 * Checks that existing Services and Pods fit the described mesh.
 * @module
 */
import { type Finding, nearMiss } from '../../errors';
import { APP, hasLabels, type Labels, serviceLabel, VERSION } from '../../istio';
import { isExternalName, type PodsObject, type ServiceObject } from '../../manifests';
import type { Cluster } from '../../mesh';
import type { ClusterPlan, ServicePlan } from '../../plan';
import type { ClusterObjects } from '../cluster-objects';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { checkPods, labelsText, missingLabels } from './pods';
import { checkPorts } from './ports';
import { checkSelector } from './selector';
import type { Subject } from './subject';

/** Labels that name the service of Pods. The Pods of a Job may have them too, but have no version. */
const NAMES = [APP, 'app.kubernetes.io/name'];

/**
 * Checks the objects of a cluster for services with existing workloads (MC117 to MC124). Reports nothing for a service without
 * objects in the app.
 */
export function checkWorkloads({ plan, cluster, objects }: Written): readonly Finding[] {
  const planned = plan.services.filter(({ existing }) => existing.length > 0);
  const namespaces = new Set(planned.map(({ service }) => service.namespace));
  const neighbourhoods = new Map([...namespaces].map((name) => [name, neighbourhoodOf(name, plan, objects)]));
  return planned.flatMap((each) => {
    const near = neighbourhoods.get(each.service.namespace);
    return near === undefined ? [] : checkService(cluster, each, near, objects);
  });
}

/** The objects of a namespace. */
interface Neighbourhood {
  readonly services: readonly ServiceObject[];
  readonly pods: readonly PodsObject[];
  /** Whether some Pods are selected by no Service. */
  readonly hasStrays: boolean;
  /** The labels of the WorkloadEntries that the plan has there. */
  readonly gateways: readonly Labels[];
}

function neighbourhoodOf(namespace: string, plan: ClusterPlan, objects: ClusterObjects): Neighbourhood {
  const services = objects.services().filter((each) => each.namespace === namespace);
  const pods = objects.pods().filter((each) => each.namespace === namespace);
  const selected = new Set(services.flatMap(objects.selectedBy));
  const planned = plan.services.filter(({ service }) => service.namespace === namespace);
  const gateways = planned.flatMap(({ workloadEntries }) => workloadEntries.map(({ spec }) => spec.labels ?? {}));
  return { services, pods, hasStrays: pods.some((each) => !selected.has(each)), gateways };
}

function checkService(
  cluster: Cluster,
  plan: ServicePlan,
  { services, pods, hasStrays, gateways }: Neighbourhood,
  objects: ClusterObjects,
): readonly Finding[] {
  const { name } = plan.service;
  const named = pods.filter(({ podLabels }) => isNamed(name, podLabels));
  const service = services.find((each) => each.name === name);
  if (service === undefined) return checkMissing(cluster, plan, named, services);
  // such a Service has no Pods at all (MC152)
  if (isExternalName(service)) return [];
  const selected = objects.selectedBy(service);
  const subject = { cluster, plan, service, selected, gateways };
  const wrong = checkSelector(subject, pods);
  const lost = named.filter((each) => !selected.includes(each));
  return [
    ...wrong,
    // a wrong selector already explains which Pods it does not select
    ...(wrong.length === 0 ? lost.map((each) => checkLost(subject, each)) : []),
    ...checkPorts(subject),
    ...selected.flatMap((each) => checkPods(subject, each)),
    // if no Pods in the app could belong to the service, they are created outside the app
    ...(wrong.length === 0 && (selected.length > 0 || hasStrays) ? checkVersions(subject, lost) : []),
  ];
}

/** Reports a missing Service whose Pods are in the app. */
function checkMissing(
  cluster: Cluster,
  { service: { name, namespace } }: ServicePlan,
  [pods]: readonly PodsObject[],
  neighbours: readonly ServiceObject[],
): readonly Finding[] {
  if (pods === undefined) return [];
  const what = `Service ${namespace}/${name} must be in the app, because ${titleOf(pods, cluster)} has Pods of service "${name}", but is missing.`;
  const near = nearMiss(
    name,
    neighbours.map((each) => each.name),
  );
  const fix = near === undefined ? undefined : `Add the Service to the app, or rename Service ${namespace}/${near}.`;
  return [makeFinding(VERIFY.MC117, { what, fix }, pods, cluster)];
}

/** Reports Pods of the service that its Service does not select. */
function checkLost({ cluster, service }: Subject, pods: PodsObject): Finding {
  const absent = missingLabels(service.selector, pods.podLabels);
  const what = `The Pods of ${titleOf(pods, cluster)} must have ${labelsText(absent)}, by which ${service.id} selects its Pods, but do not.`;
  return makeFinding(VERIFY.MC121, { what, got: pods.podLabels }, pods, cluster);
}

/** Reports versions without Pods, unless Pods of the version are there with another fault. */
function checkVersions({ cluster, plan, service, selected }: Subject, lost: readonly PodsObject[]): readonly Finding[] {
  const versions = plan.existing.map(({ version }) => version);
  const given = [...selected, ...lost].map(({ podLabels }) => podLabels[VERSION]);
  const meant = new Set(given.flatMap((version) => [version, nearMiss(version, versions)]));
  return versions
    .filter((version) => !meant.has(version))
    .map((version) => {
      const what = `${titleOf(service, cluster)} must select Pods of version "${version}" of service "${plan.service.name}", but selects none.`;
      return makeFinding(VERIFY.MC120, { what }, service, cluster);
    });
}

function isNamed(name: string, labels: Labels): boolean {
  return hasLabels(labels, serviceLabel(name)) || (VERSION in labels && NAMES.some((key) => labels[key] === name));
}
