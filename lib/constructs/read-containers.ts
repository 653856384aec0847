/**
 * Reads the containers of Pods.
 * @module
 */
import { nearMiss, valueText } from '../errors';
import { isPlain, type Part, SHAPE } from '../reading';
import type { PodContainer } from './deployment';
import { CONSTRUCTS } from './messages';

/** The fields of a container in Kubernetes 1.34. A field that looks like none of them is left to Kubernetes. */
const FIELDS = [
  ...['args', 'command', 'env', 'envFrom', 'image', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'name', 'ports'],
  ...['readinessProbe', 'resizePolicy', 'resources', 'restartPolicy', 'restartPolicyRules', 'securityContext'],
  ...['startupProbe', 'stdin', 'stdinOnce', 'terminationMessagePath', 'terminationMessagePolicy', 'tty'],
  ...['volumeDevices', 'volumeMounts', 'workingDir'],
];

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

/** Reads a container (MC035, MC168), and answers its name. */
export function readContainer(part: Part<PodContainer>): string | undefined {
  const { value } = part;
  if (!isPlain(value)) {
    part.must(CONSTRUCTS.MC168, 'be a container');
    return undefined;
  }
  for (const given of Object.keys(value)) {
    const meant = FIELDS.includes(given) ? undefined : nearMiss(given, FIELDS);
    if (meant !== undefined)
      part.report(SHAPE.MC035, `${part.title} has an unknown option "${given}".`, {
        got: given,
        meant,
        fix: 'Its options are the fields of a container of Kubernetes.',
      });
  }
  if (!part.isSound) return undefined;
  const { name, image } = part.options(['name', 'image'], true);
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
