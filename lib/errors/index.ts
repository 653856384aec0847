/**
 * Coded errors: the mechanism. Each room keeps its own catalogue of messages.
 * @module
 */
export { CallSite } from './call-site';
export { ConfigError } from './config-error';
export { type Finding, finding } from './finding';
export { type ConfigIssue, formatIssue, issue, type IssueDetail } from './issue';
export { type Catalogue, defineMessages, type Message } from './messages';
export { nearMiss } from './near-miss';
export { unreadableText } from './unreadable-text';
export { joinWords, listText, sentence, thrownText, valueText } from './value-text';
