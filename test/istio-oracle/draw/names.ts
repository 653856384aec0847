/**
 * The names that objects are drawn from. They are few, so that objects collide.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';

export const NAMESPACES = ['default', 'shop', 'istio-system'] as const;
export const VERSIONS = ['v1', 'v2', 'v3'] as const;

/** The Services that may be in a cluster, and their namespaces. */
export const SERVICES: readonly (readonly [name: string, namespace: string])[] = [
  ['reviews', 'default'],
  ['reviews', 'shop'],
  ['ratings', 'default'],
  ['db', 'shop'],
];

/** A headless Service over the Pods of another one. */
export const TWIN = 'twin';

/** Hosts of ServiceEntries. */
export const GLOBAL = ['reviews.default.global', 'ratings.default.global'] as const;
export const EXTERNAL = ['api.example.com', 'www.example.com', '*.example.com', 'db.example.org'] as const;

/** Where callers are. Both are in each cluster. */
export const CALLERS: readonly (readonly [name: string, namespace: string])[] = [
  ['web', 'default'],
  ['client', 'shop'],
];

/** The Service of the ingress gateway. */
export const INGRESS_HOST = 'istio-ingressgateway.istio-system.svc.cluster.local';

/** The address at which a cluster's ingress gateway is reached from elsewhere, by the number of the cluster. */
export function ingressAddress(number: number): string {
  return `192.0.2.${100 + number}`;
}

/** The address of a cluster's east-west gateway, by the number of the cluster. */
export function gatewayAddress(number: number): string {
  return `192.0.2.${number}`;
}

/** That of another Service of the same gateway. */
export function secondGatewayAddress(number: number): string {
  return `192.0.2.${50 + number}`;
}

/** A host, as objects of a namespace may spell it. */
export function spelled(dice: Dice, [name, namespace]: readonly [string, string], own: string): string {
  const fqdn = `${name}.${namespace}.svc.cluster.local`;
  if (namespace === own && dice.chance(0.45)) return name;
  return dice.chance(0.9) ? fqdn : `${name}.${namespace}`;
}

/** Names of a kind that are in use, so that each object has its own. */
export class Names {
  private readonly used = new Set<string>();

  /** A name that no other object of the kind has in the namespace. Its first letter is drawn, for what is sorted by name. */
  fresh(dice: Dice, kind: string, namespace: string): string {
    for (;;) {
      const name = `${dice.pick(['a', 'b', 'm', 'n', 'z'])}${this.used.size}`;
      const key = `${kind} ${namespace}/${name}`;
      if (this.used.has(key)) continue;
      this.used.add(key);
      return name;
    }
  }
}
