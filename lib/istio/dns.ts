/**
 * DNS names as Kubernetes and Istio accept them.
 * @module
 */

/** The longest DNS label, and so the longest name of a Service, a subset or a Gateway. */
export const MAX_LABEL = 63;

/** The longest name of any other Kubernetes object, and the longest host. */
export const MAX_NAME = 253;

/** Whether `name` is an RFC 1123 label, except for its length. */
export function isLabelText(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** Whether `name` is an RFC 1123 subdomain, which is labels joined by dots, except for its length. */
export function isSubdomainText(name: string): boolean {
  return name.split('.').every(isLabelText);
}

/**
 * Whether `name` is a fully qualified name, as Istio validates hosts. It has at most 253 characters. Its labels have at most 63
 * letters, digits and "-", and the last one is not a number. It may end with a dot.
 */
export function isDnsName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.');
  const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;
  return name.length <= MAX_NAME && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
}
