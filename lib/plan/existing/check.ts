/**
 * Whether Services and Pods that others make take part in the mesh as it is described.
 * @module
 */
import { type ConfigIssue, oldIssue, type OldDetail, type MessageCode, nearMiss } from '../../errors';
import { APP, type Labels, MULTICLUSTER_SERVICE, selects, VERSION } from '../../istio';
import type { ClusterPlan } from '../cluster-plan';
import type { ServicePlan } from '../service-plan';
import { type FoundObject, type FoundPods, type FoundService, podsIn, servicesIn } from './objects';
import { checkPorts, checkSelector } from './service';

/** By these labels people tell whose Pods they are; a Job of the service may have them, but has no version. */
const NAMES = [APP, 'app.kubernetes.io/name'];

/**
 * Checks the objects that an app has for a cluster; MC117 to MC124. Of a service that has no objects in the app, nothing is
 * known, and nothing is wrong.
 */
export function checkExisting(plan: ClusterPlan, objects: readonly FoundObject[]): readonly ConfigIssue[] {
  const planned = plan.services.filter(({ existing }) => existing.length > 0);
  if (planned.length === 0) return [];
  const [services, pods] = [servicesIn(objects), podsIn(objects)];
  return planned.flatMap((each) => checkService(plan, each, services, pods));
}

function checkService(
  { cluster }: ClusterPlan,
  plan: ServicePlan,
  services: readonly FoundService[],
  pods: readonly FoundPods[],
): readonly ConfigIssue[] {
  const { service } = plan;
  const { name, namespace, describedAt } = service;
  const issues: ConfigIssue[] = [];
  const report = (code: MessageCode, detail: OldDetail): void => {
    issues.push(oldIssue(code, { ...detail, what: `${detail.what} (in "${cluster.name}")` }, describedAt));
  };
  const near = pods.filter((each) => each.namespace === namespace);
  const named = near.filter(({ labels }) => isFor(name, labels));
  const found = services.find((each) => each.name === name && each.namespace === namespace);
  if (found === undefined) {
    const what = `Pods of "${name}" are in the app, and no Service ${namespace}/${name}`;
    if (named.length > 0) report('MC117', { what, got: named.map(({ id }) => id) });
    return issues;
  }
  checkSelector(found, near, report);
  const selected = near.filter(({ labels }) => selects(found.selector, labels));
  for (const { id, labels } of named.filter((each) => !selected.includes(each))) {
    report('MC121', {
      what: `${id} has Pods of "${name}" that ${found.id} does not select`,
      got: missing(found.selector, labels),
    });
  }
  checkPorts(found, plan, selected, report);
  for (const each of selected) checkPods(each, plan, report);
  const versions = new Set(selected.map(({ labels }) => labels[VERSION]));
  // where the app has no Pods that could be meant, they are made elsewhere
  const meant = selected.length > 0 ? selected : near.filter(({ labels }) => !services.some(isOf(namespace, labels)));
  for (const { version } of meant.length === 0 ? [] : plan.existing.filter((each) => !versions.has(each.version))) {
    const what = `no Pods that ${found.id} selects are of version "${version}"`;
    report('MC120', { what, got: meant.map(({ id }) => id) });
  }
  return issues;
}

/** Takes an issue of a service. */
export type Report = (code: MessageCode, detail: OldDetail) => void;

function checkPods(
  { id, labels, serviceAccountName }: FoundPods,
  { service, existing }: ServicePlan,
  report: Report,
): void {
  const versions = existing.map(({ version }) => version);
  const version = labels[VERSION];
  const pods = existing.find((each) => each.version === version);
  if (pods === undefined) {
    const allowed = versions.map((each) => `"${each}"`).join(', ');
    const what = `Pods of ${id} are of no version of "${service.name}" here`;
    report('MC123', { what, got: version, allowed, meant: nearMiss(version, versions) });
  } else {
    const absent = missing(pods.podLabels, labels);
    if (Object.keys(absent).length > 0)
      report('MC122', { what: `Pods of ${id} lack labels`, got: labels, allowed: JSON.stringify(absent) });
  }
  if (serviceAccountName === service.serviceAccountName) return;
  const what = `Pods of ${id} run as another service account than "${service.name}"`;
  report('MC124', { what, got: serviceAccountName, allowed: `"${service.serviceAccountName}"` });
}

function isFor(name: string, labels: Labels): boolean {
  return labels[MULTICLUSTER_SERVICE] === name || (VERSION in labels && NAMES.some((key) => labels[key] === name));
}

function isOf(namespace: string, labels: Labels): (service: FoundService) => boolean {
  return (service) => service.namespace === namespace && selects(service.selector, labels);
}

/** The labels that are not there, or have another value. */
function missing(wanted: Labels, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => labels[key] !== value));
}
