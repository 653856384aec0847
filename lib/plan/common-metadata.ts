/**
 * The labels and annotations that every written object has.
 * @module
 */
import { valueText } from '../errors';
import { effectOfAnnotation, effectOfLabel, isLabelKey, isLabelValue, type Labels } from '../istio';
import type { Part } from '../reading';
import { PLAN } from './messages';

/** Names what an object belongs to. */
const PART_OF = 'app.kubernetes.io/part-of';

/** Names the tool that writes an object. */
const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** The largest size of all annotations of an object, in bytes. */
const MAX_ANNOTATIONS = 256 * 1024;

/** The labels by which everything that is written for a mesh can be found. */
export function commonLabels(mesh: string): Labels {
  return { [PART_OF]: mesh, [MANAGED_BY]: 'cdk8s-istio-multicluster' };
}

/** Reads labels that a user adds to every object (MC185, MC186). */
export function readCommonLabels(part: Part<Labels>): Labels | undefined {
  for (const [key, value] of part.map()) {
    checkKey(part, key, key === MANAGED_BY ? 'this library writes it' : effectOfLabel(key));
    value.text(PLAN.MC186, isLabelValue, 'be a valid label value', {
      fix: 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.',
    });
  }
  return part.sound;
}

/** Reads annotations that a user adds to every object (MC185, MC186). */
export function readCommonAnnotations(part: Part<Labels>): Labels | undefined {
  const entries = part.map();
  for (const [key, value] of entries) {
    // Kubernetes accepts capital letters in the DNS name of an annotation
    checkKey(part, key, effectOfAnnotation(key), key.toLowerCase());
    value.text(PLAN.MC186, () => true, 'be a text', { fix: 'Write the value in quotes.' });
  }
  const size = Buffer.byteLength(entries.map(([key, { value }]) => `${key}${String(value)}`).join(''));
  if (size > MAX_ANNOTATIONS) {
    const what = `${part.title} must have at most ${MAX_ANNOTATIONS} bytes, but has ${size}.`;
    part.report(PLAN.MC186, what, { fix: 'Shorten them.' });
  }
  return part.sound;
}

function checkKey(part: Part, key: string, effect: string | undefined, text = key): void {
  if (effect !== undefined) {
    part.report(PLAN.MC185, `${part.title} must not have the key "${key}", because ${effect}.`, { got: key });
  } else if (!isLabelKey(text)) {
    part.report(PLAN.MC186, `${part.title} must have valid keys, but has the key ${valueText(key)}.`, {
      got: key,
      fix: 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends. A DNS name and "/" may precede a key.',
    });
  }
}
