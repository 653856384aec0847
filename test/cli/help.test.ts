/** @module Tests the help of the command. */
import { version } from '../../package.json';
import { ran } from './shop';

test('tells the version of the package', () => {
  expect(ran('--version')).toEqual({ status: 0, err: '', out: version });
});

test('help is no error', () => {
  expect(ran('--help')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('trace') as string });
  expect(ran('trace', '--help').out).toContain('multicluster trace dist/bookinfo --from cluster1/productpage');
});

test('every example of the help has a caller that is marked as required, and no default is printed', () => {
  const { out } = ran('trace', '--help');
  const examples = out.split('\n').filter((line) => line.startsWith('  multicluster'));
  expect(examples).toHaveLength(4);
  for (const example of examples) expect(example).toContain('--from cluster1/');
  expect(out).toMatch(/--from <cluster>\/<workload> +the caller \(required\)/);
  expect(out).not.toContain('default');
});
