/**
 * Reads the arguments of `multicluster trace`.
 * @module
 */
import { existsSync } from 'node:fs';
import { CallSite, ConfigError, issue, joinWords } from '../../errors';
import type { TraceRequest } from '../../trace';
import { COMMANDS } from '../messages';
import { badOption, pairOf } from './pairs';

/** The options as they are written. */
export interface TraceOptions {
  readonly from?: string;
  readonly header?: readonly string[];
  readonly without?: readonly string[];
  readonly gateway?: readonly string[];
  readonly locality?: readonly string[];
  readonly meshConfig?: string;
  readonly istio?: string;
  readonly connected?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** What is asked: the manifests, and the request. */
export interface Question {
  readonly paths: readonly string[];
  readonly request: TraceRequest;
}

/** Reads the arguments: paths of manifests, a method if there is one, and the URL (MC227); and the headers (MC221). */
export function readQuestion(args: readonly string[], { from = '', header = [] }: TraceOptions): Question {
  checkArguments(args, from);
  const to = args.at(-1) ?? '';
  const rest = args.slice(0, -1);
  const last = rest.at(-1) ?? '';
  const hasMethod = rest.length > 1 && /^[A-Z]+$/.test(last);
  const headers = joined(header.map(headerOf));
  return {
    paths: hasMethod ? rest.slice(0, -1) : rest,
    request: { from, to, headers, ...(hasMethod && { method: last }) },
  };
}

/** A method that is well known, in letters of either case. */
const METHOD = /^(?:get|head|post|put|patch|delete|options)$/i;

/** Whether an argument is meant as a method: it is well known, or one word that is no file. */
function isMethod(text: string): boolean {
  return METHOD.test(text) || (/^[a-z]+$/i.test(text) && !existsSync(text));
}

/** Reports what is missing or misplaced (MC227). */
function checkArguments(args: readonly string[], from: string): void {
  const isUrl = (text: string): boolean => text.includes('://');
  const [first = '', ...others] = args;
  const hasUrl = others.length > 0 || isUrl(first);
  const missing = [
    ...(args.length === 0 || (others.length === 0 && hasUrl) ? ['manifests'] : []),
    ...(from === '' ? ['--from'] : []),
    ...(hasUrl ? [] : ['URL']),
  ];
  if (missing.length > 0)
    throw badArguments(`A trace must get manifests, --from and a URL, but gets no ${joinWords(missing, 'or')}.`);
  const misplaced = args.slice(0, -1).find(isUrl);
  if (misplaced !== undefined)
    throw badArguments(`The URL must be the last argument, but "${args.at(-1) ?? ''}" follows "${misplaced}".`);
  checkMethod(args.slice(1, -1));
}

/** Reports a method in small letters, and several methods (MC227). */
function checkMethod(args: readonly string[]): void {
  const [method = '', before = ''] = args.slice(-2).reverse();
  if (!isMethod(method)) return;
  const meant = method.toUpperCase();
  if (method !== meant)
    throw badArguments(`The method must be in capital letters, but is "${method}".`, `Write ${meant}.`);
  if (isMethod(before))
    throw badArguments(`A trace must get one method, but gets "${before}" and "${method}".`, 'Leave out one of them.');
}

function badArguments(what: string, fix?: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC227, { what, fix }, CallSite.here())]);
}

/** What the name of a header may have. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function headerOf(text: string): readonly [string, string] {
  const [name, value] = pairOf(text, ':', '-H', "'end-user: jason'");
  if (HEADER_NAME.test(name)) return [name, value];
  throw badOption(`-H must have the name of a header before the colon, but has "${name}".`, text);
}

/** Headers by name. Several of one name are one, as they are for proxies. */
function joined(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = found.get(key);
    found.set(key, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(found);
}
