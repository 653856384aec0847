/**
 * What policies mean by principals and trust domains, where the mesh has a trust domain of its own, or several.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/security/trustdomain/bundle.go
 * @module
 */
import { isText } from './texts';

type Texts = readonly string[] | undefined;

/** Principals, each in every trust domain of the mesh if it has one of them. `cluster.local` stands for all of them. */
export function principalsMeant(list: Texts, domains: readonly string[]): Texts {
  return list?.flatMap((principal) => {
    const [domain = '', ...rest] = principal.split('/');
    const isOfMesh = domain === 'cluster.local' || domains.some((each) => isText(domain, each));
    if (rest.length !== 4 || domain === '*' || !isOfMesh) return [principal];
    return domains.map((each) => (isWide(domain, each) ? principal : [each, ...rest].join('/')));
  });
}

/** Trust domains. One of the mesh stands for all of them. */
export function domainsMeant(list: Texts, domains: readonly string[]): Texts {
  return list?.flatMap((each) => (domains.includes(each) ? domains : [each]));
}

/** Whether a trust domain that begins with `*` stands for another one. */
function isWide(pattern: string, domain: string): boolean {
  return pattern.startsWith('*') && isText(pattern, domain);
}
