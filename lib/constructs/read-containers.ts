/**
 * Reads the containers of Pods.
 * @module
 */
import { valueText } from '../errors';
import { SIDECAR_PORTS } from '../istio';
import { MESH } from '../mesh';
import { isPlain, type Part } from '../reading';
import { asKubernetes } from './as-kubernetes';
import type { PodContainer } from './deployment';
import { checkFields, CONTAINER } from './fields';
import { CONSTRUCTS } from './messages';

/** A quantity of Kubernetes, as text. */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Reads containers, at least one unless the list `mayBeEmpty`: each has a name and an image, and names differ (MC168). */
export function readContainers(part: Part<readonly PodContainer[]>, mayBeEmpty = false): void {
  if (!mayBeEmpty) part.notEmpty(CONSTRUCTS.MC168, 'at least one container');
  if (!part.isSound) return;
  const names = part.list('containers').map(readContainer);
  const repeated = new Set(names.filter((name, index) => name !== undefined && names.indexOf(name) < index));
  for (const name of repeated) {
    const what = `${part.title} must have different names, but two are named "${name ?? ''}".`;
    part.report(CONSTRUCTS.MC168, what, { got: name, fix: 'Rename one of the two.' });
  }
}

/** Reads a container (MC035, MC155, MC168, MC181), and answers its name. */
export function readContainer(part: Part<PodContainer>): string | undefined {
  const { value } = part;
  if (!isPlain(value)) {
    part.must(CONSTRUCTS.MC168, 'be a container');
    return undefined;
  }
  checkFields(part, CONTAINER, 'a container');
  if (!part.isSound) return undefined;
  const { name, image, ports, resources } = part.options(['name', 'image', 'ports', 'resources'], true);
  checkPorts(part, ports.value);
  readResources(resources);
  for (const [noun, { value: given, isSound }] of [
    ['a name', name],
    ['an image', image],
  ] as const) {
    // cdk8s resolves other objects, such as Lazy values
    const isLazy = typeof given === 'object' && given !== null && !isPlain(given);
    if (isLazy || !isSound || (typeof given === 'string' && given.trim() !== '')) continue;
    const but = given === undefined ? 'none' : valueText(given);
    part.report(CONSTRUCTS.MC168, `${part.title} must have ${noun}, but has ${but}.`, { got: given });
  }
  return typeof name.value === 'string' ? name.value : undefined;
}

/** Reports ports of a container that the sidecar of the Pod has (MC155). */
function checkPorts(part: Part<PodContainer>, ports: unknown): void {
  for (const port of Array.isArray(ports) ? (ports as readonly unknown[]) : []) {
    const number: unknown = isPlain(port) ? Reflect.get(port, 'containerPort') : undefined;
    if (!SIDECAR_PORTS.some((taken) => taken === number)) continue;
    const what = `${part.title} must not have port ${String(number)}, which is a port of the sidecar.`;
    part.report(MESH.MC155, what, { got: number, fix: 'Let the container listen at another port.' });
  }
}

/** Reads quantities (MC035, MC181). Lazy values are left to cdk8s. */
function readResources(part: Part<NonNullable<PodContainer['resources']>>): void {
  if (!isPlain(part.value)) return;
  checkFields(part, ['claims', 'limits', 'requests'], 'resources');
  const { requests, limits } = part.options(['requests', 'limits'], true);
  for (const each of [requests, limits]) {
    if (!isPlain(each.value)) continue;
    for (const [, quantity] of each.entries()) {
      const plain = asKubernetes(quantity.value);
      const isQuantity =
        typeof plain === 'number' ? Number.isFinite(plain) : typeof plain !== 'string' || QUANTITY.test(plain);
      if (!isQuantity) quantity.must(CONSTRUCTS.MC181, 'be a quantity of Kubernetes');
    }
  }
}
