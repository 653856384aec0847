/**
 * Options that no compiler has checked become values or issues: the one way to read them.
 * @module
 */
export { type Duration, millisecondsOf } from './duration';
export { IssueLog } from './issue-log';
export { SHAPE } from './messages';
export { Part } from './part';
export { isKey, isPlain, ownValue } from './plain';
