/**
 * Decides whether a match of a VirtualService holds for a request, as the Envoy of a sidecar does.
 * @module
 */
import { hasLabels, type Labels, type StringMatch } from '../istio';
import { type Conditions, isFor } from './conditions';
import { asciiLower, type Comparison, comparisonOf, holdsFor, lower, onHeaders, onNames } from './text';

/** A request and its caller. */
export interface Request {
  readonly method: string;
  /** `http` or `https`. A sidecar takes it from the header X-Forwarded-Proto, and assumes `http` without one. */
  readonly scheme: string;
  /** The Host header as the caller sent it, with a port if the caller wrote one: `reviews:9080`. */
  readonly authority: string;
  /** The path, which starts with "/", and its query after a "?". */
  readonly path: string;
  /** Headers by name, in any case. Several values of one header are joined with ",", as Envoy does. */
  readonly headers: Readonly<Record<string, string>>;
  /** The port that is called. */
  readonly port: number;
  /** The namespace of the caller. */
  readonly namespace: string;
  /** The labels of the caller's Pod. */
  readonly labels: Labels;
  /**
   * The gateway that routes the request, named as VirtualServices name it.
   * @default 'mesh'
   */
  readonly gateway?: string;
}

/**
 * Whether conditions hold for a request. Their regular expressions must be valid (`regexFault`). A path prefix `/foo` also
 * matches `/foobar`. Only VirtualServices that Istio creates from an HTTPRoute or an Ingress differ.
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

/** Checks the caller. If there is a list of gateways, Istio ignores labels and namespace. */
function isFromSource(
  { gateways = [], sourceLabels = {}, sourceNamespace = '' }: Conditions,
  { gateway = 'mesh', labels, namespace }: Request,
): boolean {
  if (gateways.length > 0) return gateways.includes(gateway);
  return hasLabels(labels, sourceLabels) && (sourceNamespace === '' || sourceNamespace === namespace);
}

/** Checks the path. `ignoreUriCase` has no effect on regular expressions. */
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

/** Checks `withoutHeaders`. A missing header counts as an empty text, unless the condition rules out its presence. */
function isExcluded(unwanted: Comparison, text: string | undefined): boolean {
  return unwanted.kind === 'present' ? text !== undefined : holdsFor(unwanted, text ?? '');
}

/** The value of a header, whose name is in lower case. In HTTP/2, the request line is also headers, and Host is `:authority`. */
export function headerOf(
  { headers, method, scheme, authority, path }: Pick<Request, 'headers' | 'method' | 'scheme' | 'authority' | 'path'>,
  name: string,
): string | undefined {
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

/** The first value of a query parameter, as it is written, without decoding. */
function parameterOf(path: string, name: string): string | undefined {
  const [, query] = /\?(.*)/s.exec(path) ?? [];
  const parameters = (query ?? '').split('&').map((parameter) => {
    const [key = '', ...values] = parameter.split('=');
    return { key, value: values.join('=') };
  });
  return query === undefined ? undefined : parameters.find(({ key }) => key === name)?.value;
}
