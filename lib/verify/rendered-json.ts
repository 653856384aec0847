/**
 * What constructs of cdk8s render.
 * @module
 */
import { ApiObject, type Chart } from 'cdk8s';
import { ConfigError, thrownText } from '../errors';
import { resourceId } from '../istio';
import type { Fields, ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import { makeFinding, titleOf } from './finding';
import { VERIFY } from './messages';

/** What to do about values. */
const PLAIN = 'Give it plain values only, which do not throw: texts, numbers, true, false, null, lists and maps.';

/** What cdk8s throws for an instance of a class, such as a Map. */
const NOT_PLAIN = "Error: can't render non-simple object";

/**
 * The text of an object. A value that YAML has no form for, such as a function, is an error that names the construct (MC192).
 *
 * @param write writes the fields of the object
 */
export function renderedText(
  { id, at, json }: ManifestObject,
  cluster: Pick<Cluster, 'name'>,
  write: (json: Fields) => string,
): string {
  try {
    const text = write(json);
    const [path, value] = (mayBeEndless(text) ? endlessIn(json, '') : undefined) ?? [];
    if (path === undefined) return text;
    const what = `${titleOf({ id }, cluster)} must be written as YAML that Kubernetes reads, but "${path}" is ${String(value)}.`;
    throw new ConfigError([makeFinding(VERIFY.MC192, { what, fix: PLAIN }, { id, at }, cluster)]);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const what = `${titleOf({ id }, cluster)} must be written as YAML, but that throws ${thrownText(cause)}.`;
    throw new ConfigError([makeFinding(VERIFY.MC192, { what, fix: PLAIN }, { id, at }, cluster)], { cause });
  }
}

/** Whether a text may have a number that is not finite. */
function mayBeEndless(text: string): boolean {
  return text.includes('.nan') || text.includes('.inf');
}

/** The path of the first number that is not finite, and the number. */
function endlessIn(value: unknown, path: string): readonly [string, number] | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : [path, value];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = endlessIn(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What an object renders, or a chart. What it throws becomes the cause of an error that names the construct (MC192). */
export function renderedJson(construct: ApiObject | Chart, cluster: Pick<Cluster, 'name'>): unknown {
  try {
    return construct.toJson() as unknown;
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const place = { id: idOf(construct), at: construct.node.path };
    const reason = reasonOf(construct, cause);
    const what = `${titleOf(place, cluster)} must be rendered, but throws ${reason}.`;
    // what else throws may be a patch or a value: cdk8s keeps the patches of an object to itself
    const fix = reason.startsWith(NOT_PLAIN) ? PLAIN : undefined;
    throw new ConfigError([makeFinding(VERIFY.MC192, { what, fix }, place, cluster)], { cause });
  }
}

function idOf(construct: ApiObject | Chart): string {
  if (!(construct instanceof ApiObject)) return `Chart ${construct.node.id}`;
  const { apiVersion, kind, name, metadata } = construct;
  return resourceId({ apiVersion, kind, metadata: { name, namespace: metadata.namespace } });
}

/** What a construct threw. cdk8s writes the path and the name of an object before that. */
function reasonOf({ node }: ApiObject | Chart, cause: unknown): string {
  const text = thrownText(cause);
  const head = `Error: Failed serializing construct at path '${node.path}' with name '`;
  return text.startsWith(head) ? text.slice(text.indexOf("': ", head.length) + "': ".length) : text;
}
