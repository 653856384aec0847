/**
 * What a mesh and its services have gathered so far; not part of the public API.
 * @module
 */
import { type CallSite, ConfigError, issue, type Message, nearMiss } from '../errors';
import { IssueLog, type Part } from '../reading';
import type { Call } from './call';
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import type { KnownClusters } from './known-clusters';
import { MESH } from './messages';

/** The growing description behind a Mesh, its services and its ingress gateways. */
export class MeshState implements KnownClusters {
  readonly log = new IssueLog();
  readonly clusters = new Map<string, Cluster>();
  readonly services = new Map<string, IMeshService>();
  readonly ingressGateways = new Map<string, Caller>();
  /** Undefined until a call is declared, even a wrong one. */
  calls: Call[] | undefined;
  /** Whoever calls what could not be read. */
  readonly strays: Caller[] = [];
  /** Services that have the name of another: they are not planned, but they are known. */
  readonly duplicates: IMeshService[] = [];
  sealed = false;

  constructor(readonly name: string) {}

  /** Throws MC010 when the mesh has been planned: nothing would be left to report an addition. */
  assertOpen(addition: string, at: CallSite): void {
    if (!this.sealed) return;
    const what = `Mesh "${this.name}" has been planned, so ${addition} would be lost.`;
    throw new ConfigError([issue(MESH.MC010, { what }, at)]);
  }

  /** Reports that something is added a second time, which is not kept. */
  reportSecond(message: Message, has: string, { describedAt }: { readonly describedAt: CallSite }, at: CallSite): void {
    const place = describedAt.toString();
    const first = place === '' ? '' : `, added at ${place}`;
    this.log.add(issue(message, { what: `${has}${first}.` }, at));
  }

  /** Adds a call; one whose callee could not be read is a declared call nevertheless. */
  addCall(caller: Caller, clusters: readonly Cluster[], callee: IMeshService | undefined): void {
    this.calls ??= [];
    if (callee === undefined) this.strays.push(caller);
    else this.calls.push({ caller, clusters, callee });
  }

  /** Reads a cluster of this mesh (MC009). */
  readCluster(part: Part<Cluster>): Cluster | undefined {
    return this.readMember(part, [...this.clusters.values()], 'a cluster');
  }

  /** Reads a service of this mesh (MC009). */
  readService(part: Part<IMeshService>): IMeshService | undefined {
    return this.readMember(part, [...this.services.values(), ...this.duplicates], 'a service');
  }

  private readMember<T extends { readonly name: string }>(
    part: Part<T>,
    known: readonly T[],
    what: string,
  ): T | undefined {
    const { value } = part;
    const found = known.find((each) => each === value);
    const names = known.map(({ name }) => name);
    // what another mesh returned has the right type
    const fix = typeof value === 'object' ? `Pass what mesh "${this.name}" returned.` : undefined;
    if (found === undefined)
      part.must(MESH.MC009, `be ${what} of mesh "${this.name}"`, { meant: nearMiss(value, names), fix });
    return found;
  }

  /** The service that is probably meant by what is not one of this mesh: a name, or a service of another mesh. */
  findMeant(value: unknown): IMeshService | undefined {
    const isNamed = typeof value === 'object' && value !== null && 'name' in value;
    const name: unknown = isNamed ? value.name : value;
    const services = [...this.services.values()];
    const names = services.map((service) => service.name);
    return services.find((service) => service.name === (nearMiss(name, names) ?? name));
  }
}
