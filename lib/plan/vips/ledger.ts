/**
 * The virtual addresses of services, kept between one synth and the next.
 * @module
 */
import { CallSite, type ConfigIssue, oldIssue, OldLog } from '../../errors';
import { ipv4Text } from '../../istio';
import { type IMeshService, readOptions } from '../../mesh';
import { assign } from './assign';
import { isInPool, poolOf, type VipPool } from './pool';
import { printEntries, readLines, type VipEntries, type VipEntry } from './text';

/** Options of `VipLedger.parse`. */
export interface VipLedgerProps {
  /**
   * The range that addresses are taken from, in CIDR notation: of class E (240.0.0.0/4) without Istio's own 240.240.0.0/16,
   * at least a /30 (MC100). Addresses of the text that are outside of it are MC102.
   * @default '240.0.0.0/16'
   */
  readonly pool?: string;
  /**
   * After how many generations the address of a service that needs it no more is given to another: an integer from 1
   * (MC100). A generation passes whenever addresses are freed.
   * @default 10
   */
  readonly reuseAfter?: number;
}

const DEFAULT_POOL = '240.0.0.0/16';
const DEFAULT_REUSE = 10;

/**
 * The virtual addresses of the services of one mesh that need one: those with ports of TCP or TLS that are called across
 * clusters. A proxy tells their connections apart by nothing else.
 *
 * The app reads the text from a file and writes it back after planning, to be committed: a service keeps its address, and
 * callers that know it are never sent to another service.
 *
 * @example
 * const vips = VipLedger.parse(fs.existsSync('vips.yaml') ? fs.readFileSync('vips.yaml', 'utf8') : '');
 * const plan = mesh.plan(new SniAddressing({ vips }));
 * fs.writeFileSync('vips.yaml', vips.toText());
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-addresses
 */
export class VipLedger {
  #entries: VipEntries;
  #mesh: string | undefined;

  private constructor(
    private readonly given: VipEntries,
    private readonly pool: VipPool | undefined,
    private readonly reuseAfter: number,
    private readonly site: CallSite,
    /** What is wrong with it, for the scheme to report. @internal */
    readonly issues: readonly ConfigIssue[],
  ) {
    this.#entries = given;
  }

  /**
   * Reads a ledger.
   *
   * @param text what `toText` gave the last time; empty for a new ledger. A line that is no entry is MC101, a service or an
   * address that is there twice MC103; `Mesh.plan` reports them.
   * @param props where addresses come from; others are MC035
   */
  static parse(text: string, props: VipLedgerProps = {}): VipLedger {
    const at = CallSite.here();
    const log = new OldLog();
    const options = readOptions(log, props, 'options of VipLedger', ['pool', 'reuseAfter'], at);
    const { pool: cidr = DEFAULT_POOL, reuseAfter = DEFAULT_REUSE } = options;
    const pool = typeof cidr === 'string' ? poolOf(cidr) : undefined;
    if (pool === undefined) log.report('MC100', { what: 'pool of the VIP ledger is no such range', got: cidr }, at);
    const isSound = Number.isInteger(reuseAfter) && reuseAfter >= 1;
    if (!isSound) {
      const allowed = 'an integer from 1';
      const fix = 'say after how many generations a freed address is given again';
      log.report('MC100', { what: 'reuseAfter of the VIP ledger is bad', got: reuseAfter, allowed, fix }, at);
    }
    const entries = readEntries(text, pool, log.issues, at);
    return new VipLedger(entries, pool, isSound ? reuseAfter : DEFAULT_REUSE, at, log.issues);
  }

  /** The ledger after planning: a line per service, in name order. */
  toText(): string {
    return printEntries(this.#entries);
  }

  /**
   * Assigns an address to each of a mesh's `services`, from what was read, whatever was assigned before. Reports what is wrong
   * with the ledger, MC104, and MC106 for another mesh, whose addresses its text would lack. @internal
   */
  assign(
    mesh: string,
    services: readonly IMeshService[],
  ): { readonly addresses: ReadonlyMap<IMeshService, string>; readonly issues: readonly ConfigIssue[] } {
    const issues = [...this.issues, ...this.#assign(mesh, services)];
    const addresses = services.flatMap((service) => {
      const entry = this.#entries.get(keyOf(service));
      return entry === undefined || entry.freed !== undefined ? [] : [[service, ipv4Text(entry.address)] as const];
    });
    return { addresses: new Map(addresses), issues };
  }

  #assign(mesh: string, services: readonly IMeshService[]): readonly ConfigIssue[] {
    const { pool, given, reuseAfter } = this;
    if (pool === undefined) return [];
    this.#mesh ??= mesh;
    if (this.#mesh !== mesh) {
      const what = `the VIP ledger of mesh "${this.#mesh}" is given to mesh "${mesh}"`;
      return [oldIssue('MC106', { what, got: mesh }, this.site)];
    }
    const { entries, left } = assign(given, new Set(services.map(keyOf)), pool, reuseAfter);
    this.#entries = entries;
    return left.map((key) => {
      const what = `no address is left for service "${key}"`;
      return oldIssue('MC104', { what, got: pool.cidr }, this.site);
    });
  }
}

function keyOf({ name, namespace }: IMeshService): string {
  return `${namespace}/${name}`;
}

function readEntries(text: string, pool: VipPool | undefined, issues: ConfigIssue[], at: CallSite): VipEntries {
  const entries = new Map<string, VipEntry>();
  if (typeof text !== 'string') {
    issues.push(oldIssue('MC101', { what: 'the VIP ledger is no text', got: text }, at));
    return entries;
  }
  const owners = new Map<number, string>();
  for (const { line, text: content, entry } of readLines(text)) {
    if (entry === undefined) {
      issues.push(oldIssue('MC101', { what: `line ${line} of the VIP ledger is no entry`, got: content }, at));
      continue;
    }
    const [key, { address }] = entry;
    const owner = owners.get(address);
    const report = (code: 'MC102' | 'MC103', what: string): void => {
      issues.push(oldIssue(code, { what: `${what} in line ${line} of the VIP ledger`, got: content }, at));
    };
    if (entries.has(key)) report('MC103', `service "${key}" is there again`);
    else if (owner !== undefined) report('MC103', `"${key}" has the address of "${owner}"`);
    else if (pool !== undefined && !isInPool(pool, address))
      report('MC102', `"${key}" has an address outside of ${pool.cidr}`);
    entries.set(...entry);
    owners.set(address, key);
  }
  return entries;
}
