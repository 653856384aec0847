/**
 * Describes a mesh that calls a service outside of it, and starts that service.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Mesh, SniAddressing } from '../../../lib';
import { OUTSIDE_HOST } from '../lab/addresses';
import { makeServer } from '../lab/certificates';
import { PERSON, type PodRef } from '../lab/client';
import { Host } from '../lab/network';
import { addClusters } from './clusters';
import { place } from './lab';
import { type ClusterObjects, synthesized } from './objects';

/** A caller of the service outside, and a Pod in a namespace without callers of it. */
export const [CALLER, APART] = [
  [1, 'outside/web'],
  [1, 'outside-apart/other'],
] as const satisfies readonly PodRef[];

const machine = new Host(`${place.prefix}-${PERSON}`, '');
const folder = path.join(place.folder, 'outside');

/** Starts the service outside of the mesh. Returns the file with the certificate of its authority. */
export async function startOutside(): Promise<string> {
  const { certificate } = await makeServer(folder, OUTSIDE_HOST);
  const program = path.join(__dirname, '../lab/outside.cjs');
  machine.start([place.programs.node, program], { log: path.join(folder, 'log'), cwd: folder });
  return certificate;
}

/** Ends the service outside of the mesh. */
export async function stopOutside(): Promise<void> {
  await machine.signal('SIGKILL', 'node');
  fs.rmSync(folder, { recursive: true });
}

/** web calls the service outside: by HTTPS at port 443, and by HTTP at port 80, where its proxy encrypts. */
export function callingOutside(caCertificates: string): ClusterObjects {
  const mesh = new Mesh('outside');
  const [cluster1] = addClusters(mesh);
  const add = (name: string, namespace: string) =>
    mesh.addService(name, { namespace, port: 9080, versions: { v1: [cluster1] } });
  const [web, other] = [add('web', 'outside'), add('other', 'outside-apart')];
  web.calls(other);
  const api = mesh.addExternalService('api', {
    host: OUTSIDE_HOST,
    namespace: 'outside',
    ports: {
      https: { port: 443, protocol: 'TLS' },
      http: { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE', caCertificates } },
    },
  });
  web.calls(api);
  return synthesized(mesh.plan(new SniAddressing()));
}
