/**
 * The namespaces that Istio reads, where its configuration names some.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/kube/namespace/filter.go
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { fields, items, labels, text, texts } from '../../manifests';

/** Whether Istio reads a namespace with some labels; undefined if it reads all. */
export type DiscoverySelectors = ((labels: Labels) => boolean) | undefined;

type Condition = (labels: Labels) => boolean;

/** The label by which Kubernetes names each Namespace. */
const NAME = 'kubernetes.io/metadata.name';

/** Whether Istio reads a namespace. One whose labels are not known is assumed to be read. */
export function isRead(name: string, own: Labels | undefined, selectors: DiscoverySelectors): boolean {
  return own === undefined || selectors?.({ [NAME]: name, ...own }) !== false;
}

/** Reads the selectors of a configuration. One is enough. If one of them is wrong, Istio uses none of them. */
export function discoverySelectors(value: unknown): DiscoverySelectors {
  const selectors = items(value).map(readSelector);
  if (selectors.length === 0 || selectors.includes(undefined)) return undefined;
  return (own) => selectors.some((holds) => holds?.(own));
}

function readSelector(value: unknown): Condition | undefined {
  const { matchLabels, matchExpressions } = fields(value);
  const wanted = labels(matchLabels);
  const conditions = items(matchExpressions).map(readExpression);
  if (conditions.includes(undefined)) return undefined;
  return (own) => hasLabels(own, wanted) && conditions.every((holds) => holds?.(own));
}

function readExpression(value: unknown): Condition | undefined {
  const { key: given, operator, values: listed } = fields(value);
  const [key, values] = [text(given) ?? '', texts(listed)];
  const isListed = (own: Labels): boolean => values.includes(own[key] ?? '');
  switch (operator) {
    case 'In':
      return values.length === 0 ? undefined : (own) => key in own && isListed(own);
    case 'NotIn':
      return values.length === 0 ? undefined : (own) => !(key in own && isListed(own));
    case 'Exists':
      return values.length === 0 ? (own) => key in own : undefined;
    case 'DoesNotExist':
      return values.length === 0 ? (own) => !(key in own) : undefined;
    default:
      return undefined;
  }
}
