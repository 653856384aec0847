/**
 * Messages about the shape of what is passed.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the shape of what is passed. */
export const SHAPE = defineMessages({
  MC035: {
    rule: 'Options, lists and values have the types that the library declares, and no option is null.',
    fix: 'Write it as its type says.',
  },
  MC044: {
    rule: 'A duration is a number and a unit, ms, s, m or h, and makes whole milliseconds, at least 1.',
    fix: "Write it like '500ms', '1.5s', '2m' or '24h'.",
  },
  MC086: {
    rule: 'A name that becomes a key of a manifest is neither "constructor" nor "__proto__", which cdk8s cannot write.',
    fix: 'Rename it.',
  },
});
