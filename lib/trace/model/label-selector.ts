/**
 * Selectors of Kubernetes that compare labels, as Istio's configuration has them.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { fields, items, labels, text, texts } from '../../manifests';

type Condition = (labels: Labels) => boolean;

/** Reads a selector; undefined if it is wrong. */
export function labelSelector(value: unknown): Condition | undefined {
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
