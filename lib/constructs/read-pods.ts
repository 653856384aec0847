/**
 * Reads what users add to Pods, which must not take the Pods out of the mesh.
 * @module
 */
import { joinWords } from '../errors';
import { bypassesOf, CLUSTER, INJECT, INTERCEPTION, type Labels, portsTakenBy } from '../istio';
import type { IMeshService } from '../mesh';
import { isPlain, type Part, SHAPE } from '../reading';
import type { VersionDeployment } from './deployment';
import { checkFields, POD_SPEC } from './fields';
import { CONSTRUCTS } from './messages';
import { readContainers } from './read-containers';

/** Labels that change where Istio finds a Pod or what it takes the Pod for, besides those that the library writes. */
const TAKEN = new RegExp(`^(${CLUSTER}|istio|security\\.istio\\.io/tlsMode|topology\\.istio\\.io/.*)$`);

/** A key that belongs to this library. */
const OWN = /(^|\.)istio-multicluster\//;

/**
 * Reads more labels for Pods (MC169).
 * @param planned the labels that the library writes
 * @param allowed the labels that existing Services over the same Pods need
 */
export function readPodLabels(part: Part<Labels>, planned: Labels, allowed: Labels): void {
  for (const [key, text] of textsOf(part)) {
    const kept = planned[key] ?? allowed[key];
    if (text === kept) continue;
    if (kept !== undefined) refuse(part, key, text, `keep "${key}: ${kept}", by which the mesh finds the Pods`);
    else if (TAKEN.test(key) || OWN.test(key))
      refuse(part, key, text, `not have "${key}", by which the mesh finds Pods`);
    else checkInjection(part, key, text);
  }
}

/**
 * Reads annotations for Pods (MC169).
 * @param called the ports that they call through their proxy
 */
export function readPodAnnotations(part: Part<Labels>, { ports }: IMeshService, called: readonly number[]): void {
  const annotations: Record<string, string> = {};
  for (const [key, text] of textsOf(part)) {
    checkInjection(part, key, text);
    const targets = ports.map(({ targetPort }) => targetPort);
    const lost = portsTakenBy(key, text, targets);
    if (lost.length > 0) refuse(part, key, text, `leave port ${joinWords(lost.map(String))} to the proxy`);
    annotations[key] = text;
  }
  for (const { key, value, ports: past } of bypassesOf(annotations, called))
    refuse(part, key, value, `let the Pods call port ${joinWords(past.map(String))} through the proxy`);
}

/** Reads the rest of the spec of Pods (MC035, MC168, MC169). */
export function readPodSpec(part: Part<NonNullable<VersionDeployment['podSpec']>>): void {
  checkFields(part, POD_SPEC, 'the spec of a Pod');
  const { initContainers } = part.options(['initContainers'], true);
  const given: Readonly<Record<string, unknown>> = isPlain(part.value) ? { ...part.value } : {};
  for (const key of DECIDED) {
    const value = given[key];
    if (value === undefined || value === false) continue;
    const why = key === 'hostNetwork' ? 'would leave the Pods without a proxy' : 'this library writes';
    part.report(CONSTRUCTS.MC169, `${part.title} must not have "${key}", which ${why}.`, { got: value });
  }
  initContainers.optional((each) => {
    readContainers(each, true);
  });
}

/** What is not for users to decide in the spec of Pods. */
const DECIDED = ['containers', 'serviceAccount', 'serviceAccountName', 'hostNetwork'] as const;

/** The texts of labels or annotations (MC035). */
function textsOf(part: Part<Labels>): readonly (readonly [string, string])[] {
  return part.map().flatMap(([key, value]) => {
    const text = value.text(SHAPE.MC035, () => true, 'be a text', { fix: 'Write the value in quotes.' });
    return text === undefined ? [] : [[key, text] as const];
  });
}

function checkInjection(part: Part, key: string, text: string): void {
  const isLost = key === INJECT ? text !== 'true' : key === INTERCEPTION && text === 'NONE';
  if (isLost) refuse(part, key, text, 'leave the Pods their proxy');
}

function refuse(part: Part, key: string, text: string, must: string): void {
  part.report(CONSTRUCTS.MC169, `${part.title} must ${must}, but has "${key}: ${text}".`, { got: text });
}
