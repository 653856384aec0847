/**
 * A service outside of the mesh, which answers at all ports that are drawn. It accepts mutual TLS of Istio as well, since nobody
 * but a ServiceEntry says who it is.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeLeaf } from '../lab/certificates';
import { PERSON } from '../lab/client';
import { Host, namespaces } from '../lab/network';
import { place } from '../scenarios/lab';
import { CLUSTERS, NAMESPACES, PORTS } from './world';

/** The name by which the service outside is known in answers. */
export const OUTSIDE_SERVICE = 'outside';

const machine = new Host(`${place.prefix}-${PERSON}`, '');
const folder = path.join(place.folder, 'outside-of-traces');

/** The addresses of ServiceEntries. What is sent to them as they are arrives at the service outside. */
const ADDRESSES = CLUSTERS.flatMap((cluster) => [1, 2, 3].map((each) => `198.51.100.${10 * cluster + each}`));

/** The service accounts that drawn objects give endpoints outside. */
const ACCOUNTS = ['reviews', 'ratings', 'other', 'default'];

/** Starts the service. */
export async function startOutside(): Promise<void> {
  fs.mkdirSync(folder, { recursive: true });
  const root = path.join(place.folder, 'ca');
  const authority = { key: path.join(root, 'root-key.pem'), certificate: path.join(root, 'root-cert.pem') };
  const identities = [...NAMESPACES, 'istio-system'].flatMap((namespace) =>
    ACCOUNTS.map((account) => `spiffe://cluster.local/ns/${namespace}/sa/${account}`),
  );
  await makeLeaf(authority, folder, identities.join(',URI:'));
  for (const name of ['key.pem', 'cert.pem'])
    fs.copyFileSync(path.join(folder, name), path.join(folder, `tls-${name}`));
  for (const address of ADDRESSES) await machine.run(['ip', 'addr', 'replace', `${address}/32`, 'dev', 'eth0']);
  const pods = (await namespaces()).filter((name) => name.startsWith(`${place.prefix}-c`) && name.includes('.'));
  for (const name of pods) await new Host(name, '').run(['ip', 'route', 'replace', '198.51.100.0/24', 'dev', 'eth0']);
  const env = {
    SERVICE: OUTSIDE_SERVICE,
    VERSION: OUTSIDE_SERVICE,
    CLUSTER_NAME: OUTSIDE_SERVICE,
    PORTS: PORTS.join(),
  };
  const program = path.join(place.folder, 'apps/stand-in.cjs');
  machine.start([place.programs.node, program], { log: path.join(folder, 'log'), cwd: folder, env });
}

/** Ends the service. */
export async function stopOutside(): Promise<void> {
  await machine.signal('SIGKILL', 'node');
}
