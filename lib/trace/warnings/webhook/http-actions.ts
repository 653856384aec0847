/**
 * Faults, redirects, retries and rewrites of a rule for HTTP.
 * @module
 */
import { regexFaults } from './http-match';
import { durationFaults, portFaults } from './names';
import { has, hasText, itemsAt, numbersMust, type Part, partAt, type Refusal, textsMust, unless } from './part';

/** Refuses a status that no response has. The webhook takes 600, which Envoy refuses. */
export function statusFaults(status: Part): readonly Refusal[] {
  return [
    ...unless(status.value !== undefined, status, 'be given', 'is not'),
    ...numbersMust(status, (each) => each >= 200 && each <= 600, 'be from 200 to 599'),
  ];
}

/** Refuses a fault that does nothing, or not what Envoy can do. */
export function faultFaults(fault: Part): readonly Refusal[] {
  if (fault.value === undefined) return [];
  const { abort, delay } = { abort: partAt(fault, 'abort'), delay: partAt(fault, 'delay') };
  const shares = [abort, delay].map((each) => partAt(each, 'percentage', 'value'));
  const isShare = (share: number): boolean => share === 0 || (share >= 0.0001 && share <= 100);
  return [
    ...unless(has(fault, 'abort') || has(fault, 'delay'), fault, 'have an abort or a delay', 'has none'),
    ...(has(abort, 'httpStatus') ? statusFaults(partAt(abort, 'httpStatus')) : []),
    ...unless(!has(abort, 'http2Error'), partAt(abort, 'http2Error'), 'not be given', 'is'),
    ...unless(!has(delay, 'exponentialDelay'), partAt(delay, 'exponentialDelay'), 'not be given', 'is'),
    ...durationFaults(partAt(delay, 'fixedDelay')),
    ...shares.flatMap((each) => numbersMust(each, isShare, 'be 0, or from 0.0001 to 100')),
  ];
}

/** Refuses a redirect to nowhere. */
export function redirectFaults(rule: Part): readonly Refusal[] {
  const redirect = partAt(rule, 'redirect');
  if (redirect.value === undefined) return [];
  const isPrefix = (match: Part): boolean => !has(match, 'uri') || has(partAt(match, 'uri'), 'prefix');
  const names = ['uri', 'prefixRewrite', 'authority', 'scheme'];
  const isSomewhere =
    names.some((name) => hasText(redirect, name)) || ['port', 'derivePort'].some((name) => has(redirect, name));
  const [code, port] = [partAt(redirect, 'redirectCode'), partAt(redirect, 'port')];
  return [
    ...unless(
      !hasText(redirect, 'uri') || !hasText(redirect, 'prefixRewrite'),
      redirect,
      'have only one of uri and prefixRewrite',
      'has both',
    ),
    ...unless(
      !hasText(redirect, 'prefixRewrite') || itemsAt(rule, 'match').every(isPrefix),
      partAt(redirect, 'prefixRewrite'),
      'be in a rule whose conditions about the path are prefixes',
      'is in another',
    ),
    ...unless(isSomewhere, redirect, 'have a uri, an authority, a scheme or a port', 'has none'),
    ...numbersMust(code, (each) => each === 0 || (each >= 300 && each <= 399), 'be from 300 to 399'),
    ...textsMust(partAt(redirect, 'scheme'), (text) => ['', 'http', 'https'].includes(text), 'be http or https'),
    ...(port.value === 0 ? [] : portFaults(port)),
  ];
}

const RETRY_ON: ReadonlySet<string> = new Set(
  (
    '5xx gateway-error reset reset-before-request connect-failure retriable-4xx refused-stream retriable-status-codes ' +
    'retriable-headers envoy-ratelimited http3-post-connect-failure cancelled deadline-exceeded internal ' +
    'resource-exhausted unavailable'
  ).split(' '),
);

/** Refuses retries that are off but configured, and failures that Envoy does not know. */
export function retryFaults(retries: Part): readonly Refusal[] {
  if (retries.value === undefined) return [];
  const attempts = partAt(retries, 'attempts');
  const isConfigured =
    has(retries, 'perTryTimeout') || hasText(retries, 'retryOn') || has(retries, 'retryRemoteLocalities');
  const isOff = attempts.value === undefined || attempts.value === 0;
  const areKnown = (text: string): boolean =>
    text === '' || text.split(',').every((each) => RETRY_ON.has(each) || isStatus(each));
  return [
    ...unless(
      !isOff || !isConfigured,
      attempts,
      'be at least 1 beside other fields',
      attempts.value === undefined ? 'is not given' : undefined,
    ),
    ...numbersMust(attempts, (count) => count >= 0, 'be 0 or more'),
    ...textsMust(
      partAt(retries, 'retryOn'),
      areKnown,
      'have conditions that Envoy knows, with commas and without spaces',
    ),
    ...durationFaults(partAt(retries, 'perTryTimeout')),
    ...durationFaults(partAt(retries, 'backoff')),
  ];
}

/** Whether a text is a number that HTTP has a status for, as Go knows them. */
function isStatus(text: string): boolean {
  const ranges = [
    [100, 103],
    [200, 208],
    [226, 226],
    [300, 305],
    [307, 308],
    [400, 418],
    [421, 426],
    [428, 429],
    [431, 431],
  ];
  const more = [
    [451, 451],
    [500, 508],
    [510, 511],
  ];
  const status = Number(text);
  return (
    /^[+]?\d+$/.test(text) && [...ranges, ...more].some(([least = 0, most = 0]) => status >= least && status <= most)
  );
}

/** Refuses a rewrite of nothing, or in two ways. */
export function rewriteFaults(rewrite: Part): readonly Refusal[] {
  if (rewrite.value === undefined) return [];
  const regex = partAt(rewrite, 'uriRegexRewrite');
  const isWhole = regex.value === undefined || (hasText(regex, 'match') && hasText(regex, 'rewrite'));
  const isGiven = hasText(rewrite, 'uri') || hasText(rewrite, 'authority') || regex.value !== undefined;
  return [
    ...unless(
      !hasText(rewrite, 'uri') || regex.value === undefined,
      rewrite,
      'have only one of uri and uriRegexRewrite',
      'has both',
    ),
    ...unless(isGiven, rewrite, 'have a uri, a uriRegexRewrite or an authority', 'has none'),
    ...unless(isWhole, regex, 'have match and rewrite', 'lacks one of them'),
    ...(isWhole ? regexFaults(partAt(regex, 'match')) : []),
  ];
}
