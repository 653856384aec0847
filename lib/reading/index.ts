/**
 * Reads options that no compiler has checked into values or issues. Nothing else in lib/ does.
 * @module
 */
export { type Duration, millisecondsOf } from './duration';
export { isEqual } from './equal';
export { inOrder } from './in-order';
export { IssueLog } from './issue-log';
export { SHAPE } from './messages';
export { Part } from './part';
export { isKey, isPlain, ownValue } from './plain';
