/**
 * What Kubernetes refuses in objects of Istio's kinds: words, values, fields and kinds that Istio does not have.
 * @module
 */
import { type Finding, finding, joinWords, nearMiss, sentence, valueText } from '../../errors';
import { type ManifestObject, otherKindsFor, positionOf, refusedIn, type SchemaFault } from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { type Refusal, refusalsOf } from './webhook';

/** Finds what Kubernetes refuses in objects of Istio's kinds (MC217, MC231, MC236). */
export function refusedObjectsIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  return objects.flatMap((object) => {
    const { id, at } = object;
    const of = `${id} in cluster "${cluster}"`;
    const known = otherKindsFor(object);
    if (known !== undefined)
      return [
        finding(TRACES.MC231, { ...unknownKind(object, of, known), severity: 'warning' }, { cluster, object: id, at }),
      ];
    const faults = refusedIn(object);
    // the webhook is not asked about what the schema does not allow
    const said =
      faults.length > 0
        ? faults.map(
            (fault) => [fault, fault.fault === 'word' ? TRACES.MC217 : TRACES.MC231, saidOf(fault, of)] as const,
          )
        : refusalsOf(object).map((refusal) => [refusal, TRACES.MC236, saidOfRefusal(refusal, of)] as const);
    return said.map(([{ path }, message, it]) =>
      finding(message, { ...it, severity: 'warning' }, { cluster, object: id, at: positionOf(object, path) }),
    );
  });
}

/** What is said about a value. */
interface Said {
  readonly what: string;
  readonly got: unknown;
  readonly fix?: string;
  readonly meant?: string | undefined;
}

function unknownKind({ kind, apiVersion }: ManifestObject, of: string, known: readonly string[]): Said {
  const what = `${of} must be of a kind that Istio has in ${apiVersion.replace(/\/.*/, '')}, but "${kind}" is none.`;
  const fix = 'Correct the kind. Kubernetes refuses the object as it is, and the trace does not follow it.';
  return { what, got: kind, fix, meant: nearMiss(kind, known) };
}

/**
 * What is said about a value that a schema does not allow.
 *
 * @param of what the value is in
 */
export function saidOf(fault: SchemaFault, of: string): Said {
  const { path, value } = fault;
  const field = `${pathText(path)} of ${of}`;
  switch (fault.fault) {
    case 'word': {
      const { words } = fault;
      const what = `${field} must be ${joinWords(words, 'or')}, but is ${givenText(value)}.`;
      return { what, got: value, meant: nearMiss(value, words) };
    }
    case 'type':
      return { what: `${field} must be ${fault.must}, but is ${givenText(value)}.`, got: value };
    case 'several': {
      const what = `${field} must have only one of ${joinWords(fault.names)}, but has ${fault.names.length === 2 ? 'both' : 'all'}.`;
      const fix =
        'Leave only one of them. Kubernetes refuses the object as it is. The trace follows it all the same, by one of them.';
      return { what, got: value, fix };
    }
    case 'unknown field': {
      const name = path.at(-1) ?? '';
      const above = path.length > 1 ? `${pathText(path.slice(0, -1))} of ${of}` : sentence(of);
      const what = `${above} must have only fields that Istio has, but has "${name}".`;
      const fix =
        'Correct or remove the field. kubectl refuses the object as it is. The trace follows it all the same, without the field.';
      return { what, got: name, fix, meant: nearMiss(name, fault.known) };
    }
  }
}

function saidOfRefusal({ path, value, must, but }: Refusal, of: string): Said {
  return { what: `${pathText(path)} of ${of} must ${must}, but ${but ?? `is ${givenText(value)}`}.`, got: value };
}

function pathText(path: readonly (string | number)[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').slice(1);
}

/** A value of YAML. A map or a list is too long to show. */
function givenText(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a map' : valueText(value);
}
