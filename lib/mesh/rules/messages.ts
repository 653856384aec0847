/**
 * Messages about what rules match and do.
 * @module
 */
import { defineMessages } from '../../errors';

/** Messages about what rules match and do. */
export const RULES = defineMessages({
  MC011: {
    rule: 'A weight is an integer from 0 to 1000000. A positive weight does not round to 0 % of the sum.',
    fix: 'Give the weights of the rule as integers. They need not sum to 100.',
  },
  MC012: {
    rule: 'At least one weight of a rule is positive.',
    fix: 'Raise one of them, or remove the rule.',
  },
  MC013: {
    rule: 'Either all destinations of a rule have weights, or none do. Without weights, they get equal shares.',
    fix: 'Give all destinations of the rule a weight.',
  },
  MC017: {
    rule: 'If a rule has "to", it lists at least one destination.',
    fix: 'List a version in "to", or leave "to" out for any version.',
  },
  MC019: {
    rule: 'A match has at least one condition, and a request can meet all its conditions. A StringMatch compares texts.',
    fix: 'Add a condition, or leave "match" out of the default rule.',
  },
  MC040: {
    rule: 'A rule has only one of "to", "redirect" and "directResponse". "rewrite", "timeout", "retries", "fault" and "mirrors" exclude "redirect" and "directResponse".',
    fix: 'Keep one of them, or write two rules.',
  },
  MC042: {
    rule: 'Each cluster in "from" runs a caller of the service. For TCP and TLS rules, an ingress gateway does not count as a caller.',
    fix: 'Remove the cluster from "from", or declare the call with calls().',
  },
  MC043: {
    rule: 'A regular expression has RE2 syntax, without lookaround and backreferences, and 1 to 1024 bytes.',
    fix: 'Write it in RE2 syntax: https://github.com/google/re2/wiki/Syntax.',
  },
  MC045: {
    rule: "A change of headers names at least one header, and each header once. Names consist of letters, digits and !#$%&'*+-.^_`|~. Values are texts.",
    fix: 'Name the headers to set, add or remove.',
  },
  MC046: {
    rule: 'A rule sets the authority of each request at most once: with "rewrite.authority", or with "host" or ":authority" in "headers.request" of the rule or of a destination.',
    fix: 'Keep one of them.',
  },
  MC047: {
    rule: 'A rewrite has a "uri" or a "uriRegexRewrite", an "authority", or one of each. None of them is empty, and the "uri" has no query.',
    fix: 'Give the new path or the new authority.',
  },
  MC048: {
    rule: 'A redirect has at least one of "uri", "prefixRewrite", "authority", "port" and "scheme". "uri" excludes "prefixRewrite", and "port" excludes "derivePort".',
    fix: 'Give the new path, authority, port or scheme.',
  },
  MC049: {
    rule: 'A direct response has a status from 200 to 599. Its body is a text or base64, and has at most 1 MiB.',
    fix: "Write it like { status: 503, body: { string: 'closed' } }.",
  },
  MC050: {
    rule: 'A fault is a delay, an abort with one status, or both.',
    fix: 'Write a fault like { abort: { percentage: 1, httpStatus: 503 } }.',
  },
  MC051: {
    rule: 'A percentage is 0, or a number from 0.0001 to 100.',
    fix: 'Give the share of requests in percent.',
  },
  MC052: {
    rule: 'Retries have "attempts", "retryOn", and a "perTryTimeout" that is shorter than the timeout of the rule. Or they are just { attempts: 0 }.',
    fix: "Write retries like { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }.",
  },
  MC053: {
    rule: 'A CORS policy has at least one option and no empty list. Origins are StringMatches, methods are HTTP methods, and headers are header names. "*" stands for all methods or headers.',
    fix: 'Say which origins, methods and headers are allowed.',
  },
  MC054: {
    rule: 'The name of a rule is a non-empty text.',
    fix: 'Name the rule, or leave "name" out.',
  },
  MC064: {
    rule: 'A service has a port for each of its routes: addRoute is for HTTP, HTTP2 and GRPC, addTcpRoute for TCP, and addTlsRoute for TLS.',
    fix: 'Give the service such a port, or remove the route.',
  },
  MC090: {
    rule: 'The "cluster" of a destination or a mirror runs its version.',
    fix: 'Choose another cluster, or leave "cluster" out to use every cluster that runs the version.',
  },
  MC175: {
    rule: 'The replacement of a prefix ends with "/" exactly if the prefix does. Otherwise it would join parts of the path, as in "/newitems", or double a "/".',
    fix: 'Write both with "/" at the end, or both without.',
  },
  MC176: {
    rule: 'A rule and one of its several destinations do not both add the same header, because Envoy would add the value of the destination first.',
    fix: 'Add the header in the destinations only.',
  },
  MC177: {
    rule: 'A redirect names its port once: in "authority", or with "port" or "derivePort". Istio leaves out a "port" that is the default port of the scheme, so that it needs an "authority".',
    fix: 'Name the port once.',
  },
});
