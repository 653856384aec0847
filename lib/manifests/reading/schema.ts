/**
 * How js-yaml resolves values: as Kubernetes does.
 * @module
 */
import { Schema, Type } from 'js-yaml';
import { Refusal } from './refusal';
import { plainScalar, taggedScalar } from './scalar';

/** The tag of plain scalars, which nobody can write. */
export const PLAIN = '\0plain';

// one type for all, as js-yaml tries each type for each plain scalar
const plain = new Type(PLAIN, { kind: 'scalar', resolve: () => true, construct: plainScalar });

const tagged = (prefix: string): Type =>
  new Type(prefix, {
    kind: 'scalar',
    multi: true,
    resolve: () => true,
    construct: (text: unknown, tag = ''): unknown => {
      // js-yaml resolves a text on a line of its own before it knows the tag
      if (typeof text !== 'string' && text !== null) throw new Refusal('a tag is not on the line of its value');
      return taggedScalar(tag, text ?? '');
    },
  });

const ignored = (kind: 'mapping' | 'sequence', prefix: string): Type =>
  new Type(prefix, { kind, multi: true, resolve: () => true, construct: (value: unknown) => value });

/**
 * A schema that resolves values as Kubernetes does, some of them wrapped.
 *
 * @internal because its type is that of js-yaml, which users of the package need not have
 */
export const KUBERNETES_SCHEMA = new Schema({
  implicit: [plain],
  // every tag begins with one of these. Kubernetes ignores those of lists and maps.
  explicit: ['tag:', '!', ''].flatMap((prefix) => [
    tagged(prefix),
    ignored('mapping', prefix),
    ignored('sequence', prefix),
  ]),
});
