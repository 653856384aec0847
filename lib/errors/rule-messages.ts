/**
 * The part of the catalogue that is about what rules of routes match and do.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC040 to MC054, MC125 and MC127. */
export const RULE_MESSAGES = {
  MC040: {
    title: 'actions that exclude each other',
    allowed:
      'one of "to", "redirect" and "directResponse"; rewrite, timeout, retries, fault and mirrors with "to" only',
    fix: 'keep one, or make two rules',
  },
  MC041: {
    title: 'rule that can never match',
    allowed: 'alternatives that some request meets before any earlier one',
    fix: 'move it before what hides it, or remove it',
  },
  MC042: {
    title: 'rule for callers that there are not',
    allowed:
      'in "from", clusters that run a caller of the service; of rules of TCP and TLS, another than an ingress gateway',
    fix: 'remove the cluster from "from", or declare the call with calls()',
  },
  MC043: {
    title: 'not a regular expression of RE2',
    allowed: 'an expression of RE2 with 1 to 1024 bytes: no lookaround, no backreferences',
    fix: 'write it in the syntax of RE2; for whatever is there, StringMatch.present()',
  },
  MC044: {
    title: 'bad duration',
    allowed: "whole milliseconds, at least 1, as a number and one unit: '500ms', '1.5s', '2m', '24h'",
    fix: 'write it as in the examples',
  },
  MC045: {
    title: 'bad change of headers',
    allowed: "at least one change; names of letters, digits and !#$%&'*+-.^_`|~, each once; texts as values",
    fix: 'name the headers to set, add or remove',
  },
  MC046: {
    title: 'authority set more than once',
    allowed: 'one of rewrite.authority and a "host" or ":authority" in headers.request',
    fix: 'keep one',
  },
  MC047: {
    title: 'bad rewrite',
    allowed: 'uri or uriRegexRewrite, authority, or both; no empty texts',
    fix: 'say what replaces what',
  },
  MC048: {
    title: 'bad redirect',
    allowed: 'at least one of uri or prefixRewrite, authority, port, and scheme; derivePort beside one of them',
    fix: 'say where it leads',
  },
  MC049: {
    title: 'bad direct response',
    allowed: 'a status from 200 to 599; as body, one of string and bytes (base64), at most 1 MiB',
    fix: 'write it as allowed',
  },
  MC050: {
    title: 'bad fault',
    allowed: 'a delay, an abort with one status, or both',
    fix: 'say what goes wrong',
  },
  MC051: {
    title: 'bad percentage',
    allowed: '0, or a number from 0.0001 to 100',
    fix: 'give the percentage of requests',
  },
  MC052: {
    title: 'bad retries',
    allowed: 'attempts, perTryTimeout below the timeout of the rule, and retryOn; or attempts: 0 alone',
    fix: "write retries as { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }",
  },
  MC053: {
    title: 'bad CORS policy',
    allowed:
      'something, and no empty lists; origins as StringMatch; methods of HTTP; names of headers; "*" for all of these two',
    fix: 'write it as allowed',
  },
  MC054: {
    title: 'bad name of a rule',
    allowed: 'a text that is not empty',
    fix: 'name the rule, or leave "name" out',
  },
  MC125: {
    title: 'rules of TCP or TLS where only ingress gateways call',
    allowed: 'rules for clusters where services call: Istio delegates to ingress gateways those of HTTP only',
    fix: 'declare the call of a service there with calls(); or, if the service runs there, say in "from" which other clusters each rule is for',
  },
  MC127: {
    title: 'several ports of HTTP behind an ingress gateway',
    allowed:
      'one port of HTTP, HTTP2 or GRPC for a service that ingress gateways call, as they know no port of a service',
    fix: 'describe the ports that are called from outside as a service of its own, one for each',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
