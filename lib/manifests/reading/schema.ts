/**
 * How js-yaml resolves values: as Kubernetes does.
 * @module
 */
import { Schema, Type } from 'js-yaml';
import { Refusal } from './refusal';
import { plainScalar, taggedScalar, YAML_TAG } from './scalar';
import { Wrapped } from './wrapped';

/**
 * A schema that resolves values as Kubernetes does, some of them wrapped.
 *
 * @internal because its type is that of js-yaml, which users of the package need not have
 */
export function kubernetesSchema(): Schema {
  let merges = 0;
  // one type for all, as js-yaml tries each type for each plain scalar
  const plain = new Type('\0plain', {
    kind: 'scalar',
    resolve: () => true,
    construct: (text: string) => (text === '<<' ? Wrapped.merge((merges += 1)) : plainScalar(text)),
  });
  const tagged = (prefix: string): Type =>
    new Type(prefix, {
      kind: 'scalar',
      multi: true,
      resolve: () => true,
      construct: (text: unknown, tag = ''): unknown => {
        if (tag === `${YAML_TAG}merge` && text === '<<') return Wrapped.merge((merges += 1));
        // js-yaml resolves a text on a line of its own before it knows the tag
        if (typeof text !== 'string' && text !== null) throw new Refusal('a tag is not on the line of its value');
        return taggedScalar(tag, text ?? '');
      },
    });
  const ignored = (kind: 'mapping' | 'sequence', prefix: string): Type =>
    new Type(prefix, { kind, multi: true, resolve: () => true, construct: (value: unknown) => value });
  return new Schema({
    implicit: [plain],
    // every tag begins with one of these. Kubernetes ignores those of lists and maps.
    explicit: ['tag:', '!', ''].flatMap((prefix) => [
      tagged(prefix),
      ignored('mapping', prefix),
      ignored('sequence', prefix),
    ]),
  });
}
