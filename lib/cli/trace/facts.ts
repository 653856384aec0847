/**
 * Reads the options of `multicluster trace` that say what the manifests do not tell.
 * @module
 */
import { readFileSync } from 'node:fs';
import { CallSite, ConfigError, issue, unreadableText } from '../../errors';
import { readValue } from '../../manifests';
import { type ClusterFacts, type IstioMinor, isIstioMinor, type MeshFacts, unfollowed } from '../../trace';
import { COMMANDS } from '../messages';
import type { TraceOptions } from './options';
import { badOption, pairOf } from './pairs';

/**
 * Reads what the manifests do not tell (MC221, MC223, MC238).
 *
 * @param names the names of the clusters
 */
export function readFacts(options: TraceOptions, names: readonly string[]): MeshFacts {
  const { without = [], gateway = [], locality = [], connected, meshConfig, istio } = options;
  const gateways = gateway.map((text) => pairOf(text, '=', '--gateway', 'cluster2=203.0.113.2'));
  const localities = byName(
    locality.map((text) => pairOf(text, '=', '--locality', 'cluster1=us-south/zone1')),
    '--locality',
  );
  const config = meshConfig === undefined ? undefined : configIn(meshConfig);
  const minor = istio === undefined ? undefined : minorOf(istio);
  const factsOf = (name: string): ClusterFacts => {
    const place = localities.get(name);
    return {
      ...(place !== undefined && { locality: place }),
      ...(config !== undefined && { config }),
      ...(minor !== undefined && { istio: minor }),
    };
  };
  return {
    gateways: byName(
      gateways.map(([cluster, address]) => [address, cluster]),
      '--gateway',
    ),
    clusters: new Map([...names, ...localities.keys()].map((name) => [name, factsOf(name)])),
    without,
    ...(connected !== undefined && { isConnected: connected }),
  };
}

/** The release of Istio that a trace follows (MC238). */
function minorOf(release: string): IstioMinor {
  if (isIstioMinor(release)) return release;
  throw new ConfigError([unfollowed('The release of --istio', release)]);
}

/** The text of a file of Istio's configuration. */
function configIn(file: string): string {
  const text = textOf(file);
  const value = readValue(text);
  if (typeof value === 'object' && value !== null && 'kind' in value)
    throw badConfig(`The file of --mesh-config must be a MeshConfig, but "${file}" is an object of Kubernetes.`);
  if (text.trim() === '' || (typeof value === 'object' && !Array.isArray(value))) return text;
  throw badConfig(`The file of --mesh-config must be a map in YAML, but "${file}" is not.`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw badConfig(`The file of --mesh-config must be readable, but "${file}" ${unreadableText(error)}.`);
  }
}

function badConfig(what: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC223, { what }, CallSite.here())]);
}

/** Values by name. A name has one value. */
function byName(
  pairs: readonly (readonly [name: string, value: string])[],
  option: string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = found.get(name);
    if (before !== undefined && before !== value)
      throw badOption(`${option} must say one thing of "${name}", but says "${before}" and "${value}".`, value);
    found.set(name, value);
  }
  return found;
}
