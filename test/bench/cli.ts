/**
 * Measures how long `npx cdk8s synth` takes, `npm run bench:cli`, as a multiple of `npx cdk8s --version`, which only starts the
 * command. The runs alternate, so that a busy machine slows both.
 * @module
 */
import { spawnSync } from 'node:child_process';

const RUNS = 15;

const commands = { 'npx cdk8s synth': ['synth'], 'npx cdk8s --version': ['--version'] } as const;

function seconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync('npx', ['cdk8s', ...args], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`cdk8s ${args.join(' ')} ended with ${String(status)}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

for (const args of Object.values(commands)) seconds(args);
const runs = Array.from({ length: RUNS }, () => Object.values(commands).map(seconds));
const [synth, version] = Object.keys(commands).map((command, index) => {
  const times = runs.map((run) => run[index] ?? NaN);
  const result = median(times);
  console.log(
    `${command}: median ${result.toFixed(3)} s, ${Math.min(...times).toFixed(3)} to ${Math.max(...times).toFixed(3)} s`,
  );
  return result;
});
console.log(`ratio of the medians: ${((synth ?? NaN) / (version ?? NaN)).toFixed(2)} (${RUNS} runs each)`);
