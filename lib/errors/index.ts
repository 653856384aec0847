/**
 * Coded errors.
 * @module
 */
export { CallSite } from './call-site';
export { ConfigError } from './config-error';
export { type ConfigIssue, formatIssue, issue, type IssueDetail, nearMiss } from './issue';
export { IssueLog } from './issue-log';
export { type MessageCode, MESSAGES } from './messages';
