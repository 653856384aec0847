/**
 * The virtual addresses of services, kept between one synth and the next.
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
   * The range from which addresses are taken, in CIDR notation: a part of class E (240.0.0.0/4) outside of Istio's own
   * 240.240.0.0/16, at least a /30 (MC100). The addresses in the text are from it (MC102).
   * @default '240.0.0.0/16'
   */
  readonly pool?: string;
  /**
   * After how many generations an address that its service no longer needs is given to another: an integer from 1 (MC100). A
   * generation passes whenever addresses are freed.
   * @default 10
   */
  readonly reuseAfter?: number;
}

/**
 * The virtual addresses of the services of one mesh that need one: those with TCP or TLS ports that are called across clusters.
 * Only by its address can a proxy tell which service a connection is for.
 *
 * The app reads the text from a file, and after planning writes it back to be committed. So a service keeps its address, and
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
   * @param text what `toText` gave the last time; empty for a new ledger. Any other text is MC101. A service or an address that
   * is there twice is MC103, and an address outside of the pool is MC102.
   * @param props where addresses come from, and when they are given again
   */
  static parse(text: string, props: VipLedgerProps = {}): VipLedger {
    const at = CallSite.here();
    const log = new IssueLog();
    const options = readLedgerOptions(log.part('the VIP ledger', props, at));
    const entries = readEntries(log.part('the text of the VIP ledger', text, at), options.pool);
    return new VipLedger(entries, options, at, log.issues);
  }

  /** The ledger after planning: a line per service, in name order. */
  toText(): string {
    return printEntries(this.#entries);
  }

  /**
   * Assigns an address to each of a mesh's `services`, from what was read, whatever was assigned before. Reports what is wrong
   * with the ledger, services for which no address is left (MC104), and a second mesh, whose addresses the text would lack
   * (MC106). @internal
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
