/**
 * The text of a ledger: one line for each service, in name order, so that two branches merge line by line.
 * @module
 */
import { ipv4Text, parseIpv4 } from '../../istio';
import { compareNames } from '../../mesh';

/** The entry of a service in a ledger. */
export interface VipEntry {
  /** Its address, as a number. */
  readonly address: number;
  /** The generation in which it was freed; undefined while the service uses it. */
  readonly freed: number | undefined;
}

/** The entries of services by `<namespace>/<name>`. */
export type VipEntries = ReadonlyMap<string, VipEntry>;

const HEADER = '# Virtual addresses of services. Commit it, and keep the lines of both sides when branches merge.';

/** Prints entries. */
export function printEntries(entries: VipEntries): string {
  const lines = [...entries]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([key, { address, freed }]) => {
      return `${key}: ${ipv4Text(address)}${freed === undefined ? '' : ` freed ${freed}`}`;
    });
  return [HEADER, ...lines, ''].join('\n');
}

/** Reads lines. `entry` is undefined if a line is not a valid entry. Empty lines and comments are left out. */
export function readLines(text: string): readonly {
  readonly line: number;
  readonly text: string;
  readonly entry: readonly [string, VipEntry] | undefined;
}[] {
  return text
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, text: content, entry: readEntry(content) }))
    .filter(({ text: content }) => content.trim() !== '' && !content.startsWith('#'));
}

function readEntry(line: string): readonly [string, VipEntry] | undefined {
  const [, key, ip = '', freed] = /^([-a-z0-9]+\/[-a-z0-9]+): ([\d.]+)(?: freed ([1-9]\d{0,8}))?$/.exec(line) ?? [];
  const address = parseIpv4(ip);
  if (key === undefined || address === undefined) return undefined;
  return [key, { address, freed: freed === undefined ? undefined : Number(freed) }];
}
