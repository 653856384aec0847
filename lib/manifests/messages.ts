/**
 * Messages about the text of manifests.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the text of manifests. */
export const MANIFESTS = defineMessages({
  MC200: {
    rule: 'A document of a file of manifests is YAML that Kubernetes can read.',
    fix: 'Correct the YAML. Nothing in this document has been read.',
  },
  MC201: {
    rule: 'A document of a file of manifests is a Kubernetes object: a map with "apiVersion" and "kind".',
    fix: 'Remove the document, or give it the "apiVersion" and the "kind" of an object.',
  },
  MC202: {
    rule: 'A file of manifests that begins with a brace is JSON: one object, or several.',
    fix: 'Correct the JSON. Nothing after this place has been read.',
  },
  MC203: {
    rule: 'A line that begins with "---" has nothing else but a comment.',
    fix: 'Move the rest to the next line, or remove one of the dashes. kubectl refuses the whole file.',
  },
  MC204: {
    rule: 'A file of manifests is UTF-8 without control characters.',
    fix: 'Remove the character, or write the text in double quotes with an escape, such as "\\x07".',
  },
  MC205: {
    rule: 'A folder of manifests exists and can be read, and it has a file whose name ends in .yaml, .yml or .json.',
    fix: 'Correct the path.',
  },
});
