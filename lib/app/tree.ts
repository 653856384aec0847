/**
 * The constructs of an app in the order of the tree, as far as they are made.
 * @module
 */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isUntouched } from '../constructs';

/** The constructs of a tree, without those that are made when someone first looks at them. */
export function madeIn(root: IConstruct): readonly IConstruct[] {
  const constructs: IConstruct[] = [];
  const visit = (construct: IConstruct): void => {
    constructs.push(construct);
    if (!isUntouched(construct)) for (const child of construct.node.children) visit(child);
  };
  visit(root);
  return constructs;
}

/** The objects of the same chart at or below a construct. Makes them if they are not made yet. */
export function objectsAt(construct: IConstruct): readonly ApiObject[] {
  if (construct instanceof ApiObject) return [construct];
  const chart = Chart.of(construct);
  const objects = construct.node.findAll().filter((each) => each instanceof ApiObject);
  return objects.filter((object) => Chart.of(object) === chart);
}
