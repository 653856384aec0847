/**
 * Runs `istioctl analyze` on a namespace of a live cluster.
 * @module
 */
import { lab } from './lab';

interface Finding {
  readonly code: string;
  readonly origin: string;
  readonly message: string;
}

/** Returns the findings of `istioctl analyze`, each as `<code> <object>: <message>`. */
export async function analyze(cluster: number, namespace: string): Promise<readonly string[]> {
  const said = await lab.istioctl(cluster, ['analyze', '--namespace', namespace, '--output', 'json']);
  const findings = JSON.parse(said) as readonly Finding[];
  return findings.map(({ code, origin, message }) => `${code} ${origin}: ${message}`).sort();
}

/** The expected findings about subsets whose Pods run in other clusters; docs/e2e.md explains them. */
export function onlyElsewhere(rules: readonly string[], subsets: readonly string[]): readonly string[] {
  const findings = rules.flatMap((rule) =>
    subsets.map((subset) => {
      const says = `The Subset ${subset} defined in the DestinationRule does not select any pods.`;
      return `IST0173 DestinationRule ${rule}: ${says} Which may lead to 503 UH (NoHealthyUpstream).`;
    }),
  );
  return findings.sort();
}
