/**
 * Whether a match of a VirtualService holds for a request, as a sidecar's Envoy tells.
 * @module
 */
import { hasLabels, type Labels, type StringMatch } from '../istio';
import { type Conditions, isFor } from './conditions';
import { asciiLower, type Comparison, comparisonOf, holdsFor, lower, onHeaders, onNames } from './text';

/** A request to a port of a host, and who sends it. */
export interface Request {
  readonly method: string;
  /** `http` or `https`. A sidecar takes it from the header X-Forwarded-Proto; without one it is `http`. */
  readonly scheme: string;
  /** The Host header as it is sent, with the port if the caller wrote it: `reviews:9080`. */
  readonly authority: string;
  /** Starts with "/"; its query stands behind a "?". */
  readonly path: string;
  /** By name, in any case. Several values of a header are joined by ",", as Envoy joins them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The port that is called. */
  readonly port: number;
  /** Namespace of the caller. */
  readonly namespace: string;
  /** Labels of the caller's Pod. */
  readonly labels: Labels;
  /**
   * The gateway that routes the request, named as VirtualServices name it.
   * @default 'mesh'
   */
  readonly gateway?: string;
}

/**
 * Whether conditions hold for a request. Expressions must be sound (`regexFault`). A path prefix `/foo` matches `/foobar`
 * too; only VirtualServices that Istio makes from a Gateway API route or an Ingress differ.
 */
export function matches(conditions: Conditions, request: Request): boolean {
  const { scheme, method, authority, headers, withoutHeaders, queryParams } = conditions;
  const parameters = onNames(queryParams);
  return (
    isFor(conditions, request.port) &&
    isFromSource(conditions, request) &&
    isPath(conditions, request.path.replace(/[?#].*/s, '')) &&
    isText(scheme, request.scheme) &&
    isText(method, request.method) &&
    isText(authority, request.authority) &&
    onHeaders(headers).every(([name, text]) => isValue(text, headerOf(request, name))) &&
    !onHeaders(withoutHeaders).some(([name, text]) => isExcluded(text, headerOf(request, name))) &&
    parameters.every(([name, text]) => isValue(text, parameterOf(request.path, name)))
  );
}

/** A list of gateways decides alone: Istio ignores labels and namespace beside it. */
function isFromSource(
  { gateways = [], sourceLabels = {}, sourceNamespace = '' }: Conditions,
  { gateway = 'mesh', labels, namespace }: Request,
): boolean {
  if (gateways.length > 0) return gateways.includes(gateway);
  return hasLabels(labels, sourceLabels) && (sourceNamespace === '' || sourceNamespace === namespace);
}

/** Expressions mind the case whatever `ignoreUriCase` says. */
function isPath({ uri, ignoreUriCase = false }: Conditions, path: string): boolean {
  if (uri === undefined) return true;
  const wanted = comparisonOf(uri);
  return ignoreUriCase && wanted.kind !== 'regex' ? holdsFor(lower(wanted), asciiLower(path)) : holdsFor(wanted, path);
}

function isText(wanted: StringMatch | undefined, text: string): boolean {
  return wanted === undefined || holdsFor(comparisonOf(wanted), text);
}

function isValue(wanted: Comparison, text: string | undefined): boolean {
  return text !== undefined && holdsFor(wanted, text);
}

/** A header that is missing counts as the empty text, unless it is its presence that is ruled out. */
function isExcluded(unwanted: Comparison, text: string | undefined): boolean {
  return unwanted.kind === 'present' ? text !== undefined : holdsFor(unwanted, text ?? '');
}

/** The value of a header, given in lower case. The request line is among the headers of HTTP/2, and Host is its authority. */
function headerOf({ headers, method, scheme, authority, path }: Request, name: string): string | undefined {
  const ofRequest = new Map([
    [':method', method],
    [':scheme', scheme],
    [':path', path],
    [':authority', authority],
    ['host', authority],
  ]);
  const values = Object.entries(headers).flatMap(([key, value]) => (asciiLower(key) === name ? [value] : []));
  return ofRequest.get(name) ?? (values.length === 0 ? undefined : values.join());
}

/** The first value of a query parameter, as it is written: nothing is decoded. */
function parameterOf(path: string, name: string): string | undefined {
  const [, query] = /\?(.*)/s.exec(path) ?? [];
  const parameters = (query ?? '').split('&').map((parameter) => {
    const [key = '', ...values] = parameter.split('=');
    return { key, value: values.join('=') };
  });
  return query === undefined ? undefined : parameters.find(({ key }) => key === name)?.value;
}
