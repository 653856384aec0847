/**
 * Two versions of what is written for a mesh of three clusters. They have the same files, other files, and the same names of files
 * with other texts.
 * @module
 */
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp, GatewayAddress, Mesh, SniAddressing } from '../../../lib';

/** The versions. */
export const VERSIONS = ['a', 'b'] as const;

export type Version = (typeof VERSIONS)[number];

/** The clusters of the mesh. */
export const CLUSTERS = ['east', 'north', 'west'] as const;

/** Charts of both versions: every third has the same text in both. */
const SHARED = Array.from({ length: 20 }, (_, index) => `shared-${index}`);

/** Writes a version into a folder. */
export function write(outdir: string, version: Version): void {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  for (const [index, name] of CLUSTERS.entries())
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) });
  const apps = mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'shop', plan, outdir });
    const own = Array.from({ length: 10 }, (_, index) => `${version}-${index}`);
    for (const [index, chart] of [...SHARED, ...own].entries())
      addObjects(app, chart, index % 3 === 0 ? 'both' : version);
    return app;
  });
  ClusterApp.synthAll(apps, { quiet: true });
}

function addObjects(app: ClusterApp, id: string, text: string): void {
  const chart = new Chart(app, id);
  for (let index = 0; index < 8; index++)
    new ApiObject(chart, `map-${index}`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${id}-${index}` },
      data: { text: text.repeat(1 + index * 100) },
    });
}
