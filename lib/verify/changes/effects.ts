/**
 * Labels and annotations that change what an object of the plan does, by kind.
 * @module
 */
import { effectOfLabel } from '../../istio';

/** What a label or an annotation changes, as a clause; undefined if nothing. `podLabels` are keys that the plan wants on Pods. */
type EffectOf = (key: string, value: string, podLabels: ReadonlySet<string>) => string | undefined;

/** What labels and annotations of a kind change. */
export interface Effects {
  /** Whether they are those of its Pods. */
  readonly ofPods?: boolean;
  readonly label?: EffectOf;
  readonly annotation?: EffectOf;
}

const INJECTS = 'it decides whether Pods get a sidecar';

/** The effects on every object of Istio. */
const OF_ISTIO: Effects = {
  label: (key) => (key === 'istio.io/rev' ? 'Istio of any other revision would ignore the object' : undefined),
  annotation: (key) => (key.startsWith('internal.istio.io/') ? 'only Istio itself writes it' : undefined),
};

/** The effects by kind. */
export const EFFECTS: ReadonlyMap<string, Effects> = new Map<string, Effects>([
  ['Namespace', { label: (key) => (INJECTION.has(key) ? INJECTS : undefined) }],
  ['Deployment', { ofPods: true, label: effectOfPodLabel }],
  ['VirtualService', OF_ISTIO],
  ['DestinationRule', OF_ISTIO],
  ['ServiceEntry', OF_ISTIO],
  ['Gateway', OF_ISTIO],
  ['PeerAuthentication', OF_ISTIO],
  ['WorkloadEntry', { ...OF_ISTIO, label: (key) => (effectOfLabel(key) === undefined ? undefined : OVERRIDES) }],
  [
    'AuthorizationPolicy',
    {
      ...OF_ISTIO,
      annotation: (key, value, podLabels) =>
        key === 'istio.io/dry-run' && value !== 'false'
          ? 'Istio would not enforce the policy'
          : OF_ISTIO.annotation?.(key, value, podLabels),
    },
  ],
]);

const INJECTION: ReadonlySet<string> = new Set(['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode']);
const OVERRIDES = 'it overrides the labels in its spec, by which Istio selects endpoints';

function effectOfPodLabel(key: string, value: string, podLabels: ReadonlySet<string>): string | undefined {
  if (podLabels.has(key)) return undefined;
  if (/(^|\.)istio-multicluster\//.test(key)) return 'Istio selects the Pods of another service by it';
  if (key.startsWith('topology.istio.io/')) return 'Istio takes the place of the Pods from it';
  return key === 'security.istio.io/tlsMode' && value !== 'istio'
    ? 'gateways send no requests to such Pods'
    : undefined;
}
