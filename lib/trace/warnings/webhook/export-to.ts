/**
 * Whom an object is exported to.
 * @module
 */
import { isLabel } from './names';
import { itemsAt, type Part, partAt, type Refusal, repeatedIn, textsMust, unless } from './part';

/** Refuses namespaces that stand twice, are none, or stand beside all or none of them. Only a ServiceEntry can be for nobody. */
export function exportToFaults(spec: Part, namespace: string, mayBeNobody = false): readonly Refusal[] {
  const all = itemsAt(spec, 'exportTo');
  if (all.length === 0) return [];
  const alone = ['*', ...(mayBeNobody ? ['~'] : [])];
  const isNamespace = (text: string): boolean => text === '.' || alone.includes(text) || isLabel(text);
  return [
    ...repeatedIn(all, 'be a namespace that the list does not have yet', (each) => (each === '.' ? namespace : each)),
    ...all.flatMap((each) =>
      textsMust(each, isNamespace, `be a namespace, "." or ${alone.map((it) => `"${it}"`).join(' or ')}`),
    ),
    ...unless(
      all.length === 1 || !all.some(({ value }) => alone.some((each) => each === value)),
      partAt(spec, 'exportTo'),
      'have nothing beside "*" or "~"',
      'has more',
    ),
  ];
}

/** Refuses a DestinationRule for some workloads that is exported to another namespace than its own. */
export function exportOfSelectedFaults(spec: Part, namespace: string): readonly Refusal[] {
  const all = itemsAt(spec, 'exportTo').map(({ value }) => value);
  const isOwn = all.every((each) => each === '.' || each === namespace);
  return unless(
    partAt(spec, 'workloadSelector').value === undefined || isOwn,
    partAt(spec, 'exportTo'),
    'be only "." beside workloadSelector',
    'has other namespaces',
  );
}
