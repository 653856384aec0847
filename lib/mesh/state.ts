/**
 * The state that a mesh and its services share. Not part of the public API.
 * @module
 */
import { type CallSite, ConfigError, issue, type Message, nearMiss } from '../errors';
import { IssueLog, type Part } from '../reading';
import type { Call, Callee } from './call';
import type { Caller } from './caller';
import type { CallingWorkload } from './calling-workload';
import type { Cluster } from './cluster';
import { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import type { KnownClusters } from './known-clusters';
import { MESH } from './messages';

/** The growing description behind a Mesh, its services and its callers. */
export class MeshState implements KnownClusters {
  readonly log = new IssueLog();
  readonly clusters = new Map<string, Cluster>();
  readonly services = new Map<string, IMeshService>();
  readonly ingressGateways = new Map<string, Caller>();
  readonly externalServices: ExternalService[] = [];
  readonly externalCalls: Call<ExternalService>[] = [];
  readonly workloads = new Map<string, CallingWorkload>();
  /** Undefined until a call is declared, even a faulty one. */
  calls: Call[] | undefined;
  /** Callers of what could not be read. */
  readonly strays: Caller[] = [];
  /** Services with the name of an earlier one. They are not planned, but calls may name them. */
  readonly duplicates: IMeshService[] = [];
  sealed = false;

  constructor(readonly name: string) {}

  /** Throws MC010 if the mesh has been planned, because nothing would report or plan the addition. */
  assertOpen(addition: string, at: CallSite): void {
    if (!this.sealed) return;
    const what = `Mesh "${this.name}" has already been planned, so ${addition} comes too late.`;
    throw new ConfigError([issue(MESH.MC010, { what }, at)]);
  }

  /** Reports that something is added a second time. The second one is not kept. */
  reportSecond(message: Message, has: string, { describedAt }: { readonly describedAt: CallSite }, at: CallSite): void {
    const place = describedAt.toString();
    const first = place === '' ? '' : `, added at ${place}`;
    this.log.add(issue(message, { what: `${has}${first}.` }, at));
  }

  /** Keeps an addition in `kept`, or reports it if another one has its name in its namespace. Returns whether it is kept. */
  keepFirst<T extends Caller>(
    kept: Map<string, T>,
    addition: NoInfer<T>,
    message: Message,
    what: string,
    at: CallSite,
  ): boolean {
    const key = `${addition.namespace}/${addition.name}`;
    const first = kept.get(key);
    if (first === undefined) kept.set(key, addition);
    else this.reportSecond(message, `Mesh "${this.name}" already has ${what} "${key}"`, first, at);
    return first === undefined;
  }

  /** Adds a call. A call whose callee could not be read still counts as declared. */
  addCall(caller: Caller, clusters: readonly Cluster[], callee: Callee | undefined): void {
    if (callee instanceof ExternalService) {
      this.externalCalls.push({ caller, clusters, callee });
      return;
    }
    this.calls ??= [];
    if (callee === undefined) this.strays.push(caller);
    else this.calls.push({ caller, clusters, callee });
  }

  /** Reads a cluster of this mesh (MC009). */
  readCluster(part: Part<Cluster>): Cluster | undefined {
    for (const cluster of this.clusters.values()) if (cluster === part.value) return cluster;
    this.reportStranger(part, [...this.clusters.values()], 'a cluster', 'addCluster');
    return undefined;
  }

  /** Reads a service that is called: one of this mesh, or one outside of it (MC009). */
  readCallee(part: Part<Callee>): Callee | undefined {
    const { value } = part;
    for (const known of [this.services.values(), this.duplicates, this.externalServices])
      for (const service of known) if (service === value) return service;
    const all: readonly Callee[] = [...this.services.values(), ...this.duplicates, ...this.externalServices];
    if (value instanceof ExternalService) this.reportStranger(part, all, 'an external service', 'addExternalService');
    else this.reportStranger(part, all, 'a service', 'addService');
    return undefined;
  }

  private reportStranger(part: Part, known: readonly { readonly name: string }[], what: string, method: string): void {
    const fix = `Pass the value that ${method} of this mesh returned.`;
    const names = known.map(({ name }) => name);
    part.must(MESH.MC009, `be ${what} of mesh "${this.name}"`, { fix, meant: nearMiss(part.value, names) });
  }

  /** The service that was probably meant by a name, or by a service of another mesh. */
  findMeant(value: unknown): Callee | undefined {
    const isNamed = typeof value === 'object' && value !== null && 'name' in value;
    const name: unknown = isNamed ? value.name : value;
    const services: readonly Callee[] = [...this.services.values(), ...this.externalServices];
    const names = services.map((service) => service.name);
    return services.find((service) => service.name === (nearMiss(name, names) ?? name));
  }
}
