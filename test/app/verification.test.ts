/** @module What a ClusterApp writes is verified as it is rendered: once, patches included, however it is synthesized. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { inspect } from 'node:util';
import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterApp, type ClusterPlan, type ConfigIssue, Mesh, SniAddressing, WorkloadCheck } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';

let outdir = '';
beforeEach(() => (outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'verification-'))));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** A cluster in which others run "web". */
function planned(): ClusterPlan {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const versions = { v1: [mesh.addCluster('east')] as const };
  mesh.addService('web', { port: 80, versions, workloads: 'existing', serviceAccountName: 'web' });
  const [plan] = mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the mesh has a cluster');
  return plan;
}

function app(plan = planned()): ClusterApp {
  return new ClusterApp({ name: 'shop', plan, outdir });
}

function config(scope: Construct, id: string, name = id, props: Partial<ApiObjectProps> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...props });
}

/** The Service and the Deployment of "web", as others make them; the Pods have some labels. */
function web(scope: Construct, labels: Readonly<Record<string, string>>): ApiObject {
  const metadata = { name: 'web' };
  const spec = { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] };
  new ApiObject(scope, 'service', { apiVersion: 'v1', kind: 'Service', metadata, spec });
  const template = { metadata: { labels }, spec: { serviceAccountName: 'web', containers: [] } };
  return new ApiObject(scope, 'pods', { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } });
}

function issuesOfSynth(one: ClusterApp): readonly ConfigIssue[] {
  return issuesOf(() => {
    one.synth();
  });
}

test('each object is rendered once, whatever the number of charts', () => {
  const one = app();
  const rendered: string[] = [];
  for (const id of ['a', 'b', 'c']) {
    const produce = (): string => {
      rendered.push(id);
      return id;
    };
    config(new Chart(one, id), 'config', id, { data: { id: Lazy.any({ produce }) } });
  }
  one.synth();
  expect(rendered).toEqual(['a', 'b', 'c']);
  expect([...filesUnder(outdir).values()]).toEqual([
    expect.stringContaining('id: a'),
    expect.stringContaining('id: b'),
    expect.stringContaining('id: c'),
  ]);
});

test('a finding says the cluster, the object, and the construct that it comes from', () => {
  const one = app();
  const chart = new Chart(one, 'chart');
  config(chart, 'first', 'config');
  config(chart, 'second', 'config');
  expect(issuesOfSynth(one)).toMatchObject([
    { code: 'MC030', severity: 'error', cluster: 'east', object: 'ConfigMap default/config', at: 'chart/second' },
  ]);
});

test('it is the right construct too where dependencies change the order, and in a chart within a chart', () => {
  const one = app();
  const chart = new Chart(one, 'outer');
  const last = config(chart, 'last', 'config');
  const inner = new Chart(chart, 'inner');
  config(inner, 'config');
  const first = config(chart, 'first', 'other');
  last.addDependency(first);
  config(new Chart(one, 'more'), 'again', 'other');
  expect(issuesOfSynth(one).map(({ at }) => at)).toEqual(['outer/last', 'more/again']);
});

test('a chart that writes other objects than it holds is named in place of a construct', () => {
  class Doubled extends Chart {
    override toJson(): unknown[] {
      return [...super.toJson(), ...super.toJson()] as unknown[];
    }
  }
  const one = app();
  config(new Doubled(one, 'doubled'), 'config');
  expect(issuesOfSynth(one)).toMatchObject([{ code: 'MC030', at: 'doubled' }]);
});

test('fails with MC030 for an object that a patch makes the same as another, and not for one that a patch tells apart', () => {
  const [same, other] = [app(), app()];
  config(new Chart(same, 'chart'), 'a');
  config(new Chart(same, 'more'), 'b').addJsonPatch(JsonPatch.replace('/metadata/name', 'a'));
  expect(issuesOfSynth(same).map(({ code, at }) => [code, at])).toEqual([['MC030', 'more/b']]);
  config(new Chart(other, 'chart'), 'a');
  config(new Chart(other, 'more'), 'b', 'a').addJsonPatch(JsonPatch.replace('/metadata/name', 'b'));
  expect(issuesOfSynth(other)).toEqual([]);
});

test('objects with different API versions are the same; objects with generated names are not', () => {
  const one = app();
  const chart = new Chart(one, 'chart');
  for (const version of ['v1', 'v1beta1']) {
    new ApiObject(chart, version, { apiVersion: `batch/${version}`, kind: 'CronJob', metadata: { name: 'backup' } });
    new ApiObject(chart, `job-${version}`, { apiVersion: 'batch/v1', kind: 'Job' }).addJsonPatch(
      JsonPatch.remove('/metadata/name'),
      JsonPatch.add('/metadata/generateName', 'backup-'),
    );
  }
  expect(issuesOfSynth(one)).toMatchObject([{ code: 'MC030', object: 'CronJob.batch default/backup' }]);
});

test('a patch of Pods is verified as it is written', () => {
  const [good, bad] = [app(), app()];
  web(new Chart(good, 'own'), { app: 'web' }).addJsonPatch(
    JsonPatch.add('/spec/template/metadata/labels/version', 'v1'),
  );
  web(new Chart(bad, 'own'), { app: 'web', version: 'v1' }).addJsonPatch(
    JsonPatch.replace('/spec/template/spec/serviceAccountName', 'other'),
  );
  expect(issuesOfSynth(good)).toEqual([]);
  expect(issuesOfSynth(bad)).toMatchObject([{ code: 'MC124', object: 'Deployment.apps default/web', at: 'own/pods' }]);
});

test('everything that is wrong with all apps is thrown at once', () => {
  const wrong = [app(), app()];
  for (const one of wrong) {
    web(new Chart(one, 'own'), { app: 'web', version: 'v2' });
    config(new Chart(one, 'a'), 'config');
    config(new Chart(one, 'b'), 'config');
  }
  const codes = ['MC030', 'MC123', 'MC120'];
  expect(
    codesOf(() => {
      ClusterApp.synthAll(wrong);
    }),
  ).toEqual(['MC034', ...codes, ...codes]);
  expect(filesUnder(outdir).size).toBe(0);
});

test('an error that nobody catches prints each issue once, and no stack', () => {
  const one = app();
  config(new Chart(one, 'a'), 'config');
  config(new Chart(one, 'b'), 'config');
  let printed = '';
  try {
    one.synth();
  } catch (error) {
    printed = inspect(error);
  }
  expect(printed).toMatch(/^\[?ConfigError: MC030 ConfigMap default\/config .* \(b\/config\)\]?$/);
});

test('a WorkloadCheck in a ClusterApp reports nothing twice', () => {
  const one = app();
  const chart = new Chart(one, 'own');
  web(chart, { app: 'web', version: 'v2' });
  new WorkloadCheck(chart, 'check');
  new WorkloadCheck(one, 'check');
  const codes = ['MC123', 'MC120'];
  expect(issuesOfSynth(one).map(({ code }) => code)).toEqual(codes);
  expect(codesOf(() => Testing.synth(chart) as unknown)).toEqual(codes);
});

test('several checks in one plain App report together', () => {
  const chart = new Chart(new App({ outdir }), 'own');
  web(chart, { app: 'web', version: 'v2' });
  for (const id of ['a', 'b']) new WorkloadCheck(chart, id, { plan: planned() });
  expect(codesOf(() => Testing.synth(chart) as unknown)).toEqual(['MC123', 'MC120', 'MC123', 'MC120']);
});

test('synthYaml verifies too, and writes what cdk8s writes, with labels', () => {
  const one = app();
  const [late, early] = [new Chart(one, 'late'), new Chart(one, 'early')];
  // cdk8s settles dependencies between charts when it renders
  config(late, 'a').addDependency(config(early, 'b'));
  const text = one.synthYaml();
  expect(text).toMatch(/name: b\n[^]*name: a\n/);
  expect(text.replaceAll(/ {2}labels:\n( {4}.*\n)+/g, '')).toBe(App.prototype.synthYaml.call(one));
  config(late, 'again', 'b');
  expect(codesOf(() => one.synthYaml())).toEqual(['MC030']);
  expect(codesOf(() => Testing.synth(early) as unknown)).toEqual(['MC030']);
});
