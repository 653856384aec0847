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
    return write(json);
  } catch (cause) {
    const what = `${titleOf({ id }, cluster)} must be written as YAML, but that throws ${thrownText(cause)}.`;
    const fix = 'Give it plain values only: texts, numbers, true, false, null, lists and maps.';
    throw new ConfigError([makeFinding(VERIFY.MC192, { what, fix }, { id, at }, cluster)], { cause });
  }
}

/** What an object renders, or a chart. What it throws becomes the cause of an error that names the construct (MC192). */
export function renderedJson(construct: ApiObject | Chart, cluster: Pick<Cluster, 'name'>): unknown {
  try {
    return construct.toJson() as unknown;
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const place = { id: idOf(construct), at: construct.node.path };
    const what = `${titleOf(place, cluster)} must be rendered, but throws ${reasonOf(construct, cause)}.`;
    throw new ConfigError([makeFinding(VERIFY.MC192, { what }, place, cluster)], { cause });
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
