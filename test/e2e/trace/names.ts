/**
 * Stands in for DNS servers: the cluster's, for the names of Services, and a public one, for hosts outside of the mesh.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXTERNAL, GLOBAL } from '../../istio-oracle/draw/names';
import { PERSON_ADDRESS } from '../lab/addresses';
import type { KubeObject } from '../lab/kube-api';
import { namespaces } from '../lab/network';
import { lab, place } from '../scenarios/lab';
import { inLab } from './places';
import { NAMESPACES } from './world';

interface Service extends KubeObject {
  readonly spec: {
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly ports?: readonly { readonly name?: string; readonly port: number }[];
  };
}

interface Slice extends KubeObject {
  readonly endpoints: readonly { readonly addresses: readonly string[] }[] | null;
  readonly ports: readonly { readonly name?: string; readonly port?: number }[] | null;
}

interface Entry extends KubeObject {
  readonly spec: { readonly hosts: readonly string[]; readonly addresses?: readonly string[] };
}

/** The addresses of names. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** The hosts outside of the mesh. Also those that only Istio should know are there, for proxies that look them up. */
export const OUTSIDE_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [...inLab([...GLOBAL]), ...EXTERNAL.map((host) => host.replace('*', 'some')), 'unknown.example.net'].map((host) => [
    host,
    PERSON_ADDRESS,
  ]),
);

/** Lets the proxies of all Pods find the hosts outside of the mesh. */
export async function tellProxies(): Promise<void> {
  const lines = Object.entries(OUTSIDE_NAMES).map(([host, address]) => `${address} ${host}\n`);
  for (const name of await namespaces()) {
    const file = path.join('/etc/netns', name, 'hosts');
    if (!/-c\d-[^.]+\./.test(name) || !name.startsWith(`${place.prefix}-`)) continue;
    if (!fs.readFileSync(file, 'utf8').includes(lines.join(''))) fs.appendFileSync(file, lines.join(''));
  }
}

/** The addresses of the Pods of a Service. */
function podsOf({ metadata: { name } }: Service, slices: readonly Slice[]): readonly string[] {
  return slices.filter(isOf(name)).flatMap(({ endpoints }) => (endpoints ?? []).flatMap(({ addresses }) => addresses));
}

function isOf(service: string): (slice: Slice) => boolean {
  return ({ metadata: { labels = {} } }) => labels['kubernetes.io/service-name'] === service;
}

/** The Services of a namespace, and their EndpointSlices. */
async function servicesIn(
  cluster: number,
  namespace: string,
): Promise<{ readonly services: readonly Service[]; readonly slices: readonly Slice[] }> {
  const api = lab.api(cluster);
  const services = await api.list<Service>(`/api/v1/namespaces/${namespace}/services`);
  const slices = await api.list<Slice>(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`);
  return { services, slices };
}

/** What the DNS server of a cluster answers for Services. */
export async function serviceNames(cluster: number): Promise<Names> {
  const found: Record<string, readonly string[]> = {};
  const aliases: (readonly [alias: string, target: string])[] = [];
  for (const namespace of NAMESPACES) {
    const { services, slices } = await servicesIn(cluster, namespace);
    for (const service of services) {
      const { metadata, spec } = service;
      const host = `${metadata.name}.${namespace}.svc.cluster.local`;
      if (spec.externalName !== undefined) aliases.push([host, spec.externalName]);
      else if (spec.clusterIP === 'None') found[host] = podsOf(service, slices);
      else if (spec.clusterIP !== undefined) found[host] = [spec.clusterIP];
    }
  }
  // public DNS knows the addresses that ServiceEntries list
  const entries = await lab.api(cluster).list<Entry>('/apis/networking.istio.io/v1/serviceentries');
  for (const { hosts, addresses = [] } of entries.map(({ spec }) => spec))
    for (const host of hosts) if (addresses.length > 0) found[host] ??= addresses;
  for (const [alias, target] of aliases) {
    const outside = OUTSIDE_NAMES[target];
    found[alias] = found[target] ?? (outside === undefined ? [] : [outside]);
  }
  return found;
}

/** A port of a Service's address, and the ports of Pods behind it, each as `<address>:<port>`. */
export interface Backends {
  readonly address: string;
  readonly port: number;
  readonly targets: readonly string[];
}

/** What is behind the addresses of the Services of a cluster. */
export async function backendsIn(cluster: number): Promise<readonly Backends[]> {
  const all = await Promise.all(NAMESPACES.map((each) => servicesIn(cluster, each)));
  return all.flatMap(({ services, slices }) =>
    services.flatMap((service) => {
      const { metadata, spec } = service;
      const { clusterIP: address = 'None', ports = [] } = spec;
      if (address === 'None') return [];
      return ports.map(({ name, port }) => {
        const targets = slices.filter(isOf(metadata.name)).flatMap((slice) => {
          const target = (slice.ports ?? []).find((each) => (each.name ?? '') === (name ?? ''));
          return podsOf(service, [slice]).map((pod) => `${pod}:${target?.port ?? port}`);
        });
        return { address, port, targets };
      });
    }),
  );
}
