/**
 * Checks the labels and the service account of existing Pods.
 * @module
 */
import { type Finding, listText, nearMiss, valueText } from '../../errors';
import { type Labels, VERSION } from '../../istio';
import type { PodsObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Subject } from './subject';

/** Checks Pods that the Service selects: their version (MC123), their labels (MC122) and their service account (MC124). */
export function checkPods(subject: Subject, pods: PodsObject): readonly Finding[] {
  return [...checkLabels(subject, pods), ...checkAccount(subject, pods)];
}

function checkLabels({ cluster, plan }: Subject, pods: PodsObject): readonly Finding[] {
  const { podLabels } = pods;
  const version = podLabels[VERSION];
  const planned = plan.existing.find((each) => each.version === version);
  if (planned === undefined) {
    const known = plan.existing.map((each) => each.version);
    const but = version === undefined ? 'is missing' : `is ${valueText(version)}`;
    const what = `The label "${VERSION}" of the Pods of ${titleOf(pods, cluster)} must be ${listText(known, 'or')}, as service "${plan.service.name}" has no other version there, but ${but}.`;
    return [makeFinding(VERIFY.MC123, { what, got: version, meant: nearMiss(version, known) }, pods, cluster)];
  }
  const absent = missingLabels(planned.podLabels, podLabels);
  if (Object.keys(absent).length === 0) return [];
  const what = `The Pods of ${titleOf(pods, cluster)} must have ${labelsText(absent)}, by which Istio finds version "${version}" of service "${plan.service.name}", but do not.`;
  return [makeFinding(VERIFY.MC122, { what, got: podLabels }, pods, cluster)];
}

function checkAccount({ cluster, plan }: Subject, pods: PodsObject): readonly Finding[] {
  const { serviceAccountName: got } = pods;
  const { name, serviceAccountName: wanted } = plan.service;
  if (got === wanted) return [];
  const what = `The Pods of ${titleOf(pods, cluster)} must run as "${wanted}", the ServiceAccount of service "${name}", but run as "${got}".`;
  return [makeFinding(VERIFY.MC124, { what, got }, pods, cluster)];
}

/** The wanted labels that are missing or have another value. */
export function missingLabels(wanted: Labels, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => labels[key] !== value));
}

/** Lists labels for a sentence: `the label "app: cart"`. */
export function labelsText(labels: Labels): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}: ${value}`);
  return `the ${texts.length === 1 ? 'label' : 'labels'} ${listText(texts)}`;
}
