/**
 * Makes a configuration smaller while the two still disagree about a request.
 * @module
 */
import type { Configuration } from './draw/configuration';
import type { Kube } from './kubernetes/objects';

/** Whether a configuration still shows the disagreement. */
export type Test = (configuration: Configuration) => Promise<boolean>;

/** Drops objects, then fields of those that are left, as long as the test holds and there are attempts left. */
export async function shrunk(configuration: Configuration, test: Test, attempts = 400): Promise<Configuration> {
  const budget = { left: attempts };
  let found = configuration;
  const tries = async (candidate: Configuration): Promise<boolean> => {
    if (budget.left <= 0) return false;
    budget.left--;
    if (!(await test(candidate))) return false;
    found = candidate;
    return true;
  };
  for (let before; before !== found;) {
    before = found;
    await dropObjects(() => found, tries);
    await dropFields(() => found, tries);
  }
  return found;
}

type Try = (candidate: Configuration) => Promise<boolean>;

/** Drops halves of the objects, then quarters, and so on to single ones. */
async function dropObjects(now: () => Configuration, tries: Try): Promise<void> {
  const count = (): number => countIn(now());
  for (let size = Math.ceil(count() / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < count();) {
      const less = without(now(), start, start + size);
      const isKept = countIn(less) < countIn(now()) && (await tries(less));
      if (!isKept) start += size;
    }
  }
}

function without(configuration: Configuration, start: number, end: number): Configuration {
  let index = 0;
  const clusters = configuration.clusters.map(({ name, objects }) => ({
    name,
    objects: objects.filter((each) => {
      const own = index++;
      return own < start || own >= end || isInstalled(each);
    }),
  }));
  return { ...configuration, clusters };
}

function countIn({ clusters }: Configuration): number {
  return clusters.reduce((sum, { objects }) => sum + objects.length, 0);
}

/** Whether an object is part of an installation, without which Istio itself works otherwise. */
function isInstalled({ kind, metadata }: Kube): boolean {
  return kind === 'Service' && metadata.name === 'istio-eastwestgateway';
}

async function dropFields(now: () => Configuration, tries: Try): Promise<void> {
  for (const [at, cluster] of now().clusters.entries()) {
    for (let index = 0; index < cluster.objects.length; index++) {
      const own = cluster.objects[index];
      if (own === undefined || own.kind === 'Deployment' || own.kind === 'Pod' || isInstalled(own)) continue;
      const object = (): Kube | undefined => now().clusters[at]?.objects[index];
      for (const key of ['spec', 'status', 'endpoints', 'ports'] as const)
        await smaller(object, key, now, tries, [at, index]);
    }
  }
  await tries({ ...now(), options: { ...now().options, meshConfig: {} } });
  await tries({ ...now(), options: { ...now().options, localities: {} } });
}

/** Tries each way to leave one field out. */
async function smaller(
  object: () => Kube | undefined,
  key: 'spec' | 'status' | 'endpoints' | 'ports',
  now: () => Configuration,
  tries: Try,
  [at, index]: readonly [number, number],
): Promise<void> {
  for (let again = true; again;) {
    again = false;
    const own = object();
    if (own === undefined) return;
    for (const value of lessThan(own[key])) {
      const next = replaced(now(), at, index, { ...own, [key]: value });
      if (await tries(next)) {
        again = true;
        break;
      }
    }
  }
}

function replaced(configuration: Configuration, at: number, index: number, object: Kube): Configuration {
  const clusters = configuration.clusters.map((cluster, own) =>
    own === at
      ? { ...cluster, objects: cluster.objects.map((each, place) => (place === index ? object : each)) }
      : cluster,
  );
  return { ...configuration, clusters };
}

/** All values that lack one field or one item, the big ones first. */
export function lessThan(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return [
      ...(items.length > 1 ? items.map((_, index) => items.filter((__, other) => other !== index)) : []),
      ...items.flatMap((item, index) =>
        lessThan(item).map((less) => items.map((each, other) => (other === index ? less : each))),
      ),
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value as Record<string, unknown>);
  return [
    ...fields.map((_, index) => Object.fromEntries(fields.filter((__, other) => other !== index))),
    ...fields.flatMap(([key, each], index) =>
      lessThan(each).map((less) =>
        Object.fromEntries(fields.map((field, other) => (other === index ? [key, less] : field))),
      ),
    ),
  ];
}
