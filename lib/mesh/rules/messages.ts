/**
 * Messages about what rules match and do.
 * @module
 */
import { defineMessages } from '../../errors';

/** Messages about what rules match and do. */
export const RULES = defineMessages({
  MC011: {
    rule: 'A weight is an integer from 0 to 1000000, and is not so small beside the others of its rule that it rounds to 0 %.',
    fix: 'Give the weights of the rule as integers. They need not sum to 100.',
  },
  MC012: {
    rule: 'The weights of a rule are not all 0.',
    fix: 'Give at least one destination a positive weight.',
  },
  MC013: {
    rule: 'Either each destination of a rule has a weight, or none has one and they get equal shares.',
    fix: 'Give each destination of the rule a weight.',
  },
  MC017: {
    rule: 'A rule has at least one destination, or a redirect, or a directResponse.',
    fix: 'List a version in "to".',
  },
  MC019: {
    rule: 'A match has at least one condition of HTTPMatchRequest, each of which a request can meet. Texts are compared by a StringMatch.',
    fix: 'Say what is matched, or leave "match" out of the default rule.',
  },
  MC040: {
    rule: 'A rule has one of "to", "redirect" and "directResponse". It has "rewrite", "timeout", "retries", "fault" and "mirrors" beside "to" only.',
    fix: 'Keep one of them, or make two rules.',
  },
  MC042: {
    rule: 'Each cluster in "from" runs a caller of the service. An ingress gateway is not one for TCP and TLS rules.',
    fix: 'Remove the cluster from "from", or declare the call with calls().',
  },
  MC043: {
    rule: 'A regular expression is one of RE2, which has no lookaround and no backreferences, of 1 to 1024 bytes.',
    fix: 'Write it in the syntax of RE2.',
  },
  MC045: {
    rule: "A change of headers names at least one header, and none twice. Names consist of letters, digits and !#$%&'*+-.^_`|~, and values are texts.",
    fix: 'Name the headers to set, add or remove.',
  },
  MC046: {
    rule: 'A rule sets the authority of requests once: by rewrite.authority, or by a "host" or ":authority" in headers.request.',
    fix: 'Keep one of them.',
  },
  MC047: {
    rule: 'A rewrite has a "uri" or a "uriRegexRewrite", or an "authority", or one of the first two and the third. None is empty.',
    fix: 'Say what replaces what.',
  },
  MC048: {
    rule: 'A redirect has at least one of "uri" or "prefixRewrite", "authority", "port" and "scheme". "derivePort" stands beside them.',
    fix: 'Say where it leads.',
  },
  MC049: {
    rule: 'A direct response has a status from 200 to 599. Its body is a text, or bytes in base64, of at most 1 MiB.',
    fix: "Write it like { status: 503, body: { string: 'closed' } }.",
  },
  MC050: {
    rule: 'A fault is a delay, an abort with one status, or both.',
    fix: 'Write a fault like { abort: { percentage: 1, httpStatus: 503 } }.',
  },
  MC051: {
    rule: 'A percentage is 0, or a number from 0.0001 to 100.',
    fix: 'Give the percentage of requests.',
  },
  MC052: {
    rule: 'Retries have "attempts", "retryOn" and a "perTryTimeout" below the timeout of the rule, or are { attempts: 0 } alone.',
    fix: "Write retries like { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }.",
  },
  MC053: {
    rule: 'A CORS policy has at least one option, and no empty list. Its origins are StringMatches, its methods are those of HTTP, its headers are names, and "*" stands for all methods or headers.',
    fix: 'Say which origins, methods and headers are allowed.',
  },
  MC054: {
    rule: 'The name of a rule is a text that is not empty.',
    fix: 'Name the rule, or leave "name" out.',
  },
  MC064: {
    rule: 'A route is for ports that the service has: addRoute for HTTP, HTTP2 and GRPC, addTcpRoute for TCP, addTlsRoute for TLS.',
    fix: 'Give the service such a port, or remove the route.',
  },
  MC090: {
    rule: 'A destination or a mirror that names a cluster names one that runs the version.',
    fix: 'Name another cluster, or leave "cluster" out for all that run the version.',
  },
});
