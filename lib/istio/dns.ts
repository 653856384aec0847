/**
 * DNS names as Kubernetes and Istio accept them.
 * @module
 */

/** The longest label, hence the longest name of a Service, a subset or a Gateway. */
export const MAX_LABEL = 63;

/** The longest name of any other Kubernetes object, and the longest host. */
export const MAX_NAME = 253;

/** Whether the characters of `name` make an RFC 1123 label; its length is not looked at. */
export function isLabelText(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** Whether the characters of `name` make an RFC 1123 subdomain, labels joined by dots; no length is looked at. */
export function isSubdomainText(name: string): boolean {
  return name.split('.').every(isLabelText);
}

/**
 * Whether `name` is a fully qualified name as Istio validates hosts: labels of at most 63 letters, digits and "-",
 * at most 253 characters, the last label not all digits, a final dot allowed.
 */
export function isDnsName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.');
  const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;
  return name.length <= MAX_NAME && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
}
