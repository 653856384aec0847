/**
 * The shares of requests that the destinations of a rule get.
 * @module
 */
import { type Flow, onward } from '../flow';
import type { Placed } from '../model/virtual-services';

/** A destination, and the flow of its share. */
export interface Weighted<D> {
  readonly route: D;
  readonly flow: Flow;
}

/** Divides requests among the destinations of a rule by their weights. An only destination gets all of them, whatever its weight. */
export function weighted<D extends { readonly weight?: number }>(
  { object, path }: Placed<unknown>,
  destinations: readonly D[],
  cluster: string,
  flow: Flow,
): readonly Weighted<D>[] {
  const isOnly = destinations.length === 1;
  const used = isOnly ? destinations : destinations.filter(({ weight = 0 }) => weight > 0);
  const total = used.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return used.map((route) => {
    const { weight = 0 } = route;
    const share = isOnly ? 1 : weight / total;
    const text = share === 1 ? 'the only destination' : `weight ${weight} of ${total}`;
    const place = [...path, 'route', destinations.indexOf(route)];
    return { route, flow: onward(flow, { kind: 'rule', cluster, text, object, path: place }, share) };
  });
}
