/**
 * Messages about the shape of what is passed.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the shape of what is passed. */
export const SHAPE = defineMessages({
  MC035: {
    rule: 'Options, lists and values have the types that the library declares. No option is null, and no option is unknown.',
    fix: 'Pass a value of the declared type.',
  },
  MC044: {
    rule: 'A duration is a number with the unit ms, s, m or h. It is at least 1ms, in whole milliseconds.',
    fix: "Write it like '500ms', '1.5s', '2m' or '24h'.",
  },
  MC132: {
    rule: 'No option, and nothing that a function returns for a construct, contains itself.',
    fix: 'Pass a copy without it. A manifest cannot contain itself.',
  },
  MC189: {
    rule: 'Options, and the items of lists, can be read: no getter throws an error.',
    fix: 'Correct the getter, or pass a plain value.',
  },
  MC086: {
    rule: 'A name that becomes a key in a manifest is neither "constructor" nor "__proto__", because cdk8s cannot write them.',
    fix: 'Choose another name.',
  },
});
