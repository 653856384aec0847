/**
 * Describes a mesh that calls a service outside of it, and starts that service.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Mesh, SniAddressing } from '../../../lib';
import { OUTSIDE_HOSTS, PERSON_ADDRESS } from '../lab/addresses';
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

/** The hosts of the service outside: one that proxies look up, and one with an address. */
export const [LOOKED_UP, ADDRESSED] = OUTSIDE_HOSTS;

const machine = new Host(`${place.prefix}-${PERSON}`, '');
const folder = path.join(place.folder, 'outside');

/** Starts the service outside of the mesh. Returns the file with the certificate of its authority. */
export async function startOutside(): Promise<string> {
  const { certificate } = await makeServer(folder, LOOKED_UP);
  const program = path.join(__dirname, '../lab/outside.cjs');
  machine.start([place.programs.node, program], { log: path.join(folder, 'log'), cwd: folder });
  return certificate;
}

/** Ends the service outside of the mesh. */
export async function stopOutside(): Promise<void> {
  await machine.signal('SIGKILL', 'node');
  fs.rmSync(folder, { recursive: true });
}

/**
 * web calls the service outside: by HTTP at port 80, where its proxy encrypts, and by HTTPS at port 443. The lab has no DNS server,
 * so applications find the hosts in /etc/hosts. Because the proxies serve DNS, Istio gives hosts that are looked up an address of
 * its own, which applications would then not use. HTTP does not need it, and for HTTPS the service has an address.
 */
export function callingOutside(caCertificates: string): ClusterObjects {
  const mesh = new Mesh('outside');
  const [cluster1] = addClusters(mesh);
  const add = (name: string, namespace: string) =>
    mesh.addService(name, { namespace, port: 9080, versions: { v1: [cluster1] } });
  const [web, other] = [add('web', 'outside'), add('other', 'outside-apart')];
  web.calls(other);
  const api = mesh.addExternalService('api', {
    host: LOOKED_UP,
    namespace: 'outside',
    ports: { http: { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE', caCertificates } } },
  });
  const direct = mesh.addExternalService('direct', {
    host: ADDRESSED,
    namespace: 'outside',
    addresses: [PERSON_ADDRESS],
    ports: { https: { port: 443, protocol: 'TLS' } },
  });
  for (const service of [api, direct]) web.calls(service);
  return synthesized(mesh.plan(new SniAddressing()));
}
