/**
 * The specs that schemes have in common.
 * @module
 */
import {
  type HttpMatchSpec,
  type HttpRoute,
  type Labels,
  serviceHost,
  type StringMatchSpec,
  type Subset,
  VERSION,
  type VirtualServiceSpec,
} from '../../istio';
import type { HttpMatch, IMeshService, Route, StringMatch } from '../../mesh';
import { isRemote, type DestinationView } from '../view';

/** A subset per version of a service in the whole mesh, so that every server name of a caller finds its subset. */
export function versionSubsets(service: IMeshService): readonly Subset[] {
  return service.versions.map((version) => ({ name: version, labels: versionLabels(version) }));
}

/** The labels of a version's endpoints. */
export function versionLabels(version: string | undefined): Labels {
  return version === undefined ? {} : { [VERSION]: version };
}

/** The rules of a route; a destination that runs elsewhere too is reached by the service's `global` host. */
export function routeSpec(route: Route, destinations: readonly DestinationView[], global: string): VirtualServiceSpec {
  const local = serviceHost(route.service);
  const remote = new Set(destinations.filter(isRemote).map(({ version }) => version));
  const http = route.rules.map(({ match, to }): HttpRoute => ({
    ...(match.length > 0 && { match: match.map(matchSpec) }),
    route: to.map(({ version, weight }) => ({
      destination: {
        host: remote.has(version) ? global : local,
        ...(version !== undefined && { subset: version }),
      },
      ...(weight !== undefined && { weight }),
    })),
  }));
  return { hosts: [local], http };
}

function matchSpec({ uri, headers }: HttpMatch): HttpMatchSpec {
  const texts = Object.entries(headers ?? {}).map(([name, text]) => [name, stringMatchSpec(text)] as const);
  return {
    ...(uri !== undefined && { uri: stringMatchSpec(uri) }),
    ...(texts.length > 0 && { headers: Object.fromEntries(texts) }),
  };
}

function stringMatchSpec({ kind, value }: StringMatch): StringMatchSpec {
  return kind === 'exact' ? { exact: value } : { prefix: value };
}
