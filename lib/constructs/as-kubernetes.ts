/**
 * Writes values of cdk8s-plus' types as Kubernetes reads them.
 * @module
 */
import { isPlain } from '../reading';

/** The fields of Deployments whose names cdk8s-plus spells differently. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['hostIp', 'hostIP'],
  ['hostIpc', 'hostIPC'],
  ['hostPid', 'hostPID'],
  ['setHostnameAsFqdn', 'setHostnameAsFQDN'],
  ['downwardApi', 'downwardAPI'],
  ['scaleIo', 'scaleIO'],
  ['volumeId', 'volumeID'],
  ['diskUri', 'diskURI'],
  ['targetWwNs', 'targetWWNs'],
  ['datasetUuid', 'datasetUUID'],
  ['pdId', 'pdID'],
  ['storagePolicyId', 'storagePolicyID'],
]);

/**
 * Replaces each union, such as Quantity or IntOrString, with the number or string in it, and gives fields their names in
 * Kubernetes. The constructs of cdk8s-plus do this themselves, but an ApiObject would write `{ value: … }` and `hostIp`. It
 * accepts the unions of any version of cdk8s-plus. Other instances, such as Lazy values, are left to cdk8s.
 */
export function asKubernetes(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(asKubernetes);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isPlain(value)) {
    const keys = Object.keys(value);
    const fields = keys.map((key) => asKubernetes(Reflect.get(value, key)));
    // nothing is to be replaced in most values
    if (keys.every((key, index) => !FIELDS.has(key) && fields[index] === Reflect.get(value, key))) return value;
    return Object.fromEntries(keys.map((key, index) => [FIELDS.get(key) ?? key, fields[index]]));
  }
  // a getter of an instance is the user's code, and may throw: cdk8s says where the object is
  const inside: unknown = Object.keys(value).join() === 'value' ? ownData(value, 'value') : undefined;
  return typeof inside === 'string' || typeof inside === 'number' ? inside : value;
}

/** The value of a field that is not a getter. */
function ownData(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
