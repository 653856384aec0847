/**
 * ExternalName Services, which stand for other hosts.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import type { Service } from '../model/service';

/** The ExternalName Services among services, each with the host at the end of its chain. Those in a circle stand for nothing. */
export function aliasesIn(services: readonly Service[]): readonly Service[] {
  const targets = new Map(services.flatMap(({ host, target }) => (target === undefined ? [] : [[host, target]])));
  return services
    .filter(({ target }) => target !== undefined)
    .flatMap((alias) => {
      const target = endOf(alias.host, targets);
      return target === undefined ? [] : [{ ...alias, target }];
    });
}

function endOf(alias: string, targets: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set<string>();
  let host = alias;
  for (let next = targets.get(host); next !== undefined; next = targets.get(host)) {
    if (seen.has(host)) return undefined;
    seen.add(host);
    host = next;
  }
  return host;
}
