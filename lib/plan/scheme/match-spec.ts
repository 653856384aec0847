/**
 * Conditions of rules as Istio writes them.
 * @module
 */
import type * as istio from '../../istio';
import type { HttpMatch, MatchKind, NamedMatches, StringMatch } from '../../mesh';

/** The spec of one match. */
export function matchSpec(match: HttpMatch): istio.HTTPMatchRequest {
  const { uri, scheme, method, authority, headers, port, sourceLabels, queryParams } = match;
  const { ignoreUriCase, withoutHeaders, sourceNamespace } = match;
  return {
    ...(uri && { uri: textSpec(uri) }),
    ...(scheme && { scheme: textSpec(scheme) }),
    ...(method && { method: textSpec(method) }),
    ...(authority && { authority: textSpec(authority) }),
    ...(headers && { headers: namedSpecs(headers) }),
    ...(port !== undefined && { port }),
    ...(sourceLabels && { sourceLabels }),
    ...(queryParams && { queryParams: namedSpecs(queryParams) }),
    ...(ignoreUriCase !== undefined && { ignoreUriCase }),
    ...(withoutHeaders && { withoutHeaders: namedSpecs(withoutHeaders) }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
}

/** The spec of a comparison with a text. */
export function textSpec({ kind, value }: StringMatch): istio.StringMatch {
  switch (kind) {
    case 'exact':
      return { exact: value };
    case 'prefix':
      return { prefix: value };
    case 'regex':
      return { regex: value };
  }
}

function namedSpecs(matches: NamedMatches): istio.StringMatches {
  return Object.fromEntries(Object.entries(matches).map(([name, text]) => [name, stringSpec(text)] as const));
}

/** An empty object asks for presence: the expression "*", which means the same, is refused for headers. */
function stringSpec(text: StringMatch<MatchKind>): istio.StringMatch {
  return isText(text) ? textSpec(text) : {};
}

function isText(text: StringMatch<MatchKind>): text is StringMatch {
  return text.kind !== 'present';
}
