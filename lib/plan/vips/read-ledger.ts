/**
 * Reads a ledger.
 * @module
 */
import type { Part } from '../../reading';
import type { VipLedgerProps } from './ledger';
import { VIPS } from './messages';
import { isInPool, poolOf, type VipPool } from './pool';
import { readLines, type VipEntries, type VipEntry } from './text';

const POOL = 'be a range of at least /30 inside 240.0.0.0/4 and outside 240.240.0.0/16';
const DEFAULT_POOL = '240.0.0.0/16';
const DEFAULT_REUSE = 10;

/** The options of a ledger, after reading. */
export interface LedgerOptions {
  /** The pool; undefined if it could not be read. */
  readonly pool: VipPool | undefined;
  readonly reuseAfter: number;
}

/** Reads the options of a ledger (MC100). */
export function readLedgerOptions(part: Part<VipLedgerProps>): LedgerOptions {
  const { pool, reuseAfter } = part.options(['pool', 'reuseAfter']);
  const isPool = (cidr: string): boolean => poolOf(cidr) !== undefined;
  const cidr = pool.isGiven ? pool.text(VIPS.MC100, isPool, POOL) : DEFAULT_POOL;
  const fix = 'Give the number of generations after which a freed address is reused.';
  const count = reuseAfter.isGiven ? reuseAfter.integer(VIPS.MC100, 1, undefined, { fix }) : DEFAULT_REUSE;
  return { pool: cidr === undefined ? undefined : poolOf(cidr), reuseAfter: count ?? DEFAULT_REUSE };
}

/** Reads the text of a ledger (MC101 to MC103). */
export function readEntries(part: Part<string>, pool: VipPool | undefined): VipEntries {
  const entries = new Map<string, VipEntry>();
  const owners = new Map<number, string>();
  const text = part.text(VIPS.MC101, () => true, 'be what toText() returned, or empty for a new ledger') ?? '';
  for (const { line, text: content, entry } of readLines(text)) {
    const given = part.of(`line ${line} of the VIP ledger`, content);
    if (entry === undefined) {
      given.must(VIPS.MC101, 'have the form "<namespace>/<service>: <address>"');
      continue;
    }
    const [key, { address }] = entry;
    const owner = owners.get(address);
    if (entries.has(key)) given.must(VIPS.MC103, `not repeat service "${key}"`);
    else if (owner !== undefined) given.must(VIPS.MC103, `not repeat the address of "${owner}"`);
    else if (pool !== undefined && !isInPool(pool, address))
      given.must(VIPS.MC102, `have an address inside ${pool.cidr} that is not its first or last`);
    entries.set(...entry);
    owners.set(address, key);
  }
  return entries;
}
