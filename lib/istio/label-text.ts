/**
 * The texts that Kubernetes accepts as keys and values of labels.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 * @module
 */
import { isSubdomainText, MAX_LABEL, MAX_NAME } from './dns';

/** Whether `key` is a valid label key: a name, optionally after a DNS name and a slash. */
export function isLabelKey(key: string): boolean {
  const [, prefix, name = ''] = /^(?:(.*)\/)?(.*)$/.exec(key) ?? [];
  const isPrefix = prefix === undefined || (prefix.length <= MAX_NAME && isSubdomainText(prefix));
  return isPrefix && name !== '' && isLabelValue(name);
}

/** Whether `value` is a valid label value, which may be empty. */
export function isLabelValue(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_LABEL && (value === '' || isLabelValueText(value));
}

/** Whether `text` is a label value and not empty, except for its length. */
export function isLabelValueText(text: string): boolean {
  return /^[a-z0-9]([-\w.]*[a-z0-9])?$/i.test(text);
}
