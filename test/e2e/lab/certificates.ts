/**
 * Makes the certificates of a mesh: one root, and an intermediate CA for each cluster's istiod.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from './shell';

const CA_USAGE = 'keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign,cRLSign';

/** A certificate authority on disk. */
export interface Authority {
  readonly key: string;
  readonly certificate: string;
}

/** Makes a self-signed root. */
export async function makeRoot(folder: string, name: string): Promise<Authority> {
  fs.mkdirSync(folder, { recursive: true });
  const [key, certificate] = [path.join(folder, 'root-key.pem'), path.join(folder, 'root-cert.pem')];
  const subject = ['-subj', `/O=Istio/CN=${name}`, '-addext', 'basicConstraints=critical,CA:true', '-addext', CA_USAGE];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '7',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  ]);
  return { key, certificate };
}

/** Makes the folder of certificates that an istiod reads. The root signs them. */
export async function makeIntermediate(root: Authority, folder: string, cluster: string): Promise<void> {
  fs.mkdirSync(folder, { recursive: true });
  const file = (name: string): string => path.join(folder, name);
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', file('ca-key.pem'), '-out', file('ca.csr')];
  await run('openssl', [...request, '-subj', `/O=Istio/CN=Intermediate CA/L=${cluster}`]);
  fs.writeFileSync(
    file('extensions'),
    `basicConstraints=critical,CA:true,pathlen:0\n${CA_USAGE}\nsubjectAltName=DNS:istiod.istio-system.svc\n`,
  );
  const signers = ['-CA', root.certificate, '-CAkey', root.key, '-CAcreateserial', '-extfile', file('extensions')];
  await run('openssl', ['x509', '-req', '-days', '7', '-in', file('ca.csr'), '-out', file('ca-cert.pem'), ...signers]);
  fs.copyFileSync(root.certificate, file('root-cert.pem'));
  fs.writeFileSync(
    file('cert-chain.pem'),
    fs.readFileSync(file('ca-cert.pem'), 'utf8') + fs.readFileSync(root.certificate, 'utf8'),
  );
}

/** Makes a certificate for an identity, signed directly by a root. All users can read its key. */
export async function makeLeaf(root: Authority, folder: string, spiffeId: string): Promise<Authority> {
  fs.mkdirSync(folder, { recursive: true });
  const file = (name: string): string => path.join(folder, name);
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', file('key.pem'), '-out', file('leaf.csr')];
  await run('openssl', [...request, '-subj', '/O=Istio']);
  fs.writeFileSync(
    file('extensions'),
    `extendedKeyUsage=clientAuth,serverAuth\nsubjectAltName=critical,URI:${spiffeId}\n`,
  );
  const signers = ['-CA', root.certificate, '-CAkey', root.key, '-CAcreateserial', '-extfile', file('extensions')];
  await run('openssl', ['x509', '-req', '-days', '7', '-in', file('leaf.csr'), '-out', file('cert.pem'), ...signers]);
  fs.chmodSync(file('key.pem'), 0o644);
  return { key: file('key.pem'), certificate: file('cert.pem') };
}

/** Makes a self-signed certificate for a host, which is its own authority. All users can read both files. */
export async function makeServer(folder: string, host: string): Promise<Authority> {
  fs.mkdirSync(folder, { recursive: true });
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '7', '-keyout', key, '-out', certificate];
  await run('openssl', [...request, '-subj', '/O=Outside', '-addext', `subjectAltName=DNS:${host}`]);
  fs.chmodSync(key, 0o644);
  return { key, certificate };
}
