/**
 * How requests are shared among localities.
 * @module
 */
import { entriesAt, itemsAt, numbersMust, type Part, partAt, type Refusal, textsMust, unless } from './part';

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** Refuses shares that are none, and localities that overlap. */
export function localityFaults(setting: Part): readonly Refusal[] {
  if (setting.value === undefined) return [];
  const shared = itemsAt(setting, 'distribute');
  const failover = itemsAt(setting, 'failover');
  if (shared.length > 0 && failover.length > 0)
    return unless(false, setting, 'have only one of distribute and failover', 'has both');
  const byTopology = itemsAt(setting, 'failoverPriority').filter(({ value }) =>
    TOPOLOGY.some((each) => each === value),
  );
  if (failover.length > 0 && byTopology.length > 0)
    return byTopology.flatMap((each) => unless(false, each, 'be a label of your own beside failover'));
  return [
    ...shared.flatMap(shareFaults),
    ...overlapping(shared.map((each) => partAt(each, 'from'))),
    ...failover.flatMap(failoverFaults),
  ];
}

function shareFaults(share: Part): readonly Refusal[] {
  const all = entriesAt(share, 'to');
  const wrong = all.flatMap((each) => numbersMust(each, (weight) => weight >= 1 && weight <= 100, 'be from 1 to 100'));
  if (wrong.length > 0) return wrong;
  const sum = all.reduce((total, { value }) => total + Number(value), 0);
  return [
    ...unless(sum === 100 || Number.isNaN(sum), partAt(share, 'to'), 'have shares whose sum is 100', `has ${sum}`),
    ...overlapping(all.map(({ key, path }) => ({ value: key, path }))),
  ];
}

/** Refuses localities that are none, or that those before them are, hold or lie in. */
function overlapping(localities: readonly Part[]): readonly Refusal[] {
  const before: string[][] = [];
  return localities.flatMap((each) => {
    const { value } = each;
    if (typeof value !== 'string') return [];
    const steps = value.split('/');
    const isOne = steps.length <= 3 && !steps.includes('') && !/\*./.test(value);
    const plain = steps.at(-1) === '*' ? steps.slice(0, -1) : steps;
    const isNew = !before.some((known) => startsWith(known, plain) || startsWith(plain, known));
    before.push(plain);
    return [
      ...unless(
        isOne,
        each,
        'be a region, optionally with a zone and a subzone, with "*" only at the end',
        `is "${value}"`,
      ),
      ...unless(isNew || !isOne, each, 'be apart from the localities before it', `is "${value}"`),
    ];
  });
}

function startsWith(whole: readonly string[], start: readonly string[]): boolean {
  return start.every((step, index) => whole[index] === step);
}

function failoverFaults(failover: Part): readonly Refusal[] {
  const { from, to } = { from: partAt(failover, 'from'), to: partAt(failover, 'to') };
  const isRegion = (text: string): boolean => !/[/*]/.test(text);
  return [
    ...unless(from.value !== to.value, failover, 'have different regions in from and to', 'has equal ones'),
    ...[from, to].flatMap((each) => textsMust(each, isRegion, 'be a region, without "/" and "*"')),
  ];
}
