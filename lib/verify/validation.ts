/**
 * Runs checks when cdk8s synthesizes an app.
 * @module
 */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, type Finding } from '../errors';
import { type ManifestObject, readObject, withoutLists } from '../manifests';
import type { Cluster } from '../mesh';
import { renderedJson } from './rendered-json';

type Check = () => readonly Finding[];

const checks = new WeakMap<IConstruct, Check[]>();

/** Adds a check to the app of a construct. The synthesis of the app fails with the findings of all its checks. */
export function addCheck({ node: { root } }: IConstruct, check: Check): void {
  const before = checks.get(root);
  if (before !== undefined) {
    before.push(check);
    return;
  }
  const all = [check];
  checks.set(root, all);
  root.node.addValidation({
    validate: () => {
      const findings = all.flatMap((each) => each());
      // returned texts would end up in an error without codes
      if (findings.length > 0) throw new ConfigError(findings);
      return [];
    },
  });
}

/** Renders the objects below a construct, which are for a cluster. The items of lists are objects. */
export function objectsBelow(scope: IConstruct, cluster: Cluster): readonly ManifestObject[] {
  const objects = scope.node.findAll().filter((construct) => construct instanceof ApiObject);
  return withoutLists(objects.map((object) => readObject(renderedJson(object, cluster), object.node.path)));
}
