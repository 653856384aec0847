/**
 * The virtual addresses of services, which are kept from one synthesis to the next.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../../errors';
import { ipv4Text } from '../../istio';
import type { IMeshService } from '../../mesh';
import { IssueLog } from '../../reading';
import { assign } from './assign';
import { VIPS } from './messages';
import { type LedgerOptions, readEntries, readLedgerOptions } from './read-ledger';
import { printEntries, type VipEntries } from './text';

/** Options of `VipLedger.parse`. */
export interface VipLedgerProps {
  /**
   * The range from which addresses are taken, in CIDR notation. It has at least /30, and is inside class E (240.0.0.0/4) and
   * outside Istio's own range 240.240.0.0/16 (MC100). The addresses in the text must be from it (MC102).
   * @default '240.0.0.0/16'
   */
  readonly pool?: string;
  /**
   * The number of generations after which a freed address may be given to another service: an integer from 1 (MC100). A
   * generation passes whenever addresses are freed.
   * @default 10
   */
  readonly reuseAfter?: number;
}

/**
 * The virtual addresses of one mesh. Each service with TCP or TLS ports that is called across clusters needs one, because only
 * the address tells a proxy which service a connection is for.
 *
 * The app reads the text from a file, and writes it back after planning. Commit the file. Then a service keeps its address, and
 * callers that know the address never reach another service.
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
    private readonly options: LedgerOptions,
    private readonly site: CallSite,
    /** What is wrong with it, for the scheme to report. @internal */
    readonly issues: readonly ConfigIssue[],
  ) {
    this.#entries = given;
  }

  /**
   * Reads a ledger. `Mesh.plan` reports what is wrong with it.
   *
   * @param text the result of the last `toText`, or an empty text for a new ledger. Any other text is MC101. A service or an
   * address that occurs twice is MC103, and an address outside the pool is MC102
   * @param props the pool of addresses, and when they are reused
   */
  static parse(text: string, props: VipLedgerProps = {}): VipLedger {
    const at = CallSite.here();
    const log = new IssueLog();
    const options = readLedgerOptions(log.part('the VIP ledger', props, at));
    const entries = readEntries(log.part('the text of the VIP ledger', text, at), options.pool);
    return new VipLedger(entries, options, at, log.issues);
  }

  /** The text of the ledger after planning: one line for each service, in name order. */
  toText(): string {
    return printEntries(this.#entries);
  }

  /**
   * Assigns an address to each of a mesh's `services`. Starts from the text that was read, not from earlier assignments.
   * Answers the issues of the ledger, services for which no address is left (MC104), and the use for a second mesh, whose
   * addresses would be missing from the text (MC106). @internal
   */
  assign(
    mesh: string,
    services: readonly IMeshService[],
  ): { readonly addresses: ReadonlyMap<IMeshService, string>; readonly issues: readonly ConfigIssue[] } {
    const issues = this.issues.length > 0 ? this.issues : this.#assign(mesh, services);
    const addresses = services.flatMap((service) => {
      const entry = this.#entries.get(keyOf(service));
      return entry === undefined || entry.freed !== undefined ? [] : [[service, ipv4Text(entry.address)] as const];
    });
    return { addresses: new Map(addresses), issues };
  }

  #assign(mesh: string, services: readonly IMeshService[]): readonly ConfigIssue[] {
    const { given, options, site } = this;
    const { pool, reuseAfter } = options;
    if (pool === undefined) return [];
    this.#mesh ??= mesh;
    if (this.#mesh !== mesh) {
      const what = `The VIP ledger of mesh "${this.#mesh}" must not be used for mesh "${mesh}" too.`;
      return [issue(VIPS.MC106, { what }, site)];
    }
    const { entries, left } = assign(given, new Set(services.map(keyOf)), pool, reuseAfter);
    this.#entries = entries;
    return left.map((key) => {
      const what = `The VIP ledger must have an address for service "${key}", but no address of ${pool.cidr} is left.`;
      return issue(VIPS.MC104, { what, got: pool.cidr }, site);
    });
  }
}

function keyOf({ name, namespace }: IMeshService): string {
  return `${namespace}/${name}`;
}
