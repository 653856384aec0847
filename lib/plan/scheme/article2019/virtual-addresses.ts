/**
 * Checks the virtual addresses that Article2019 is given.
 * @module
 */
import { type CallSite, type ConfigIssue, issue, valueText } from '../../../errors';
import { AUTO_ALLOCATED, CLASS_E, contains, parseIpv4 } from '../../../istio';
import { MESH, type IMeshService, type MeshDescription } from '../../../mesh';
import type { Check } from '../../checks/check';
import { isRemote } from '../../destination';
import { ARTICLE } from './messages';

type Vips = ReadonlyMap<IMeshService, string>;

/** Answers what is wrong with the given addresses (MC009, MC024 to MC026). */
export function checkVips({ name, services }: MeshDescription, vips: Vips, at: CallSite): readonly ConfigIssue[] {
  const owners = new Map<string, IMeshService>();
  return [...vips].flatMap(([service, vip]) => {
    if (!services.includes(service)) {
      const what = `The keys of "vips" must be services of mesh "${name}", but one is ${valueText(service)}.`;
      const fix = 'Pass the value that addService of this mesh returned.';
      return [issue(MESH.MC009, { what, got: service, fix }, at)];
    }
    const title = `The VIP of "${service.name}"`;
    const owner = owners.get(vip);
    owners.set(vip, service);
    const address = typeof vip === 'string' ? parseIpv4(vip) : undefined;
    if (address === undefined || !contains(CLASS_E, address)) {
      const what = `${title} must be an IPv4 address in 240.0.0.0/4, but is ${valueText(vip)}.`;
      return [issue(ARTICLE.MC024, { what, got: vip }, at)];
    }
    if (contains(AUTO_ALLOCATED, address)) {
      const what = `${title} must be outside 240.240.0.0/16, where Istio allocates addresses, but is "${vip}".`;
      return [issue(ARTICLE.MC025, { what, got: vip }, at)];
    }
    if (owner === undefined) return [];
    return [
      issue(
        ARTICLE.MC026,
        { what: `${title} must be its own, but "${vip}" is also the VIP of "${owner.name}".`, got: vip },
        at,
      ),
    ];
  });
}

/** Makes a check that reports services without an address that are called across clusters (MC027). */
export function checkMissingVips(vips: Vips, at: CallSite): Check {
  return ({ services }) =>
    services
      .filter(({ service, views }) => !vips.has(service) && views.some((view) => view.destinations.some(isRemote)))
      .map(({ service }) => {
        const what = `Service "${service.name}" is called across clusters, so it must have a VIP under Article2019, but has none.`;
        return issue(ARTICLE.MC027, { what }, at);
      });
}
