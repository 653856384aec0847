/**
 * Reads what proxies say of requests in their access logs.
 * @module
 */
import type { PodRef } from '../lab/client';
import { lab } from '../scenarios/lab';

/** What a proxy logs of a request. */
export interface Logged {
  readonly status: number;
  /** Envoy's response flags. */
  readonly flags: readonly string[];
}

const LINE = /^\[[^\]]*\] "[^"]*" (\d+) (\S+)/;

/** The lines about requests of a round, by the user agent of the request. */
export async function logged(proxy: PodRef, round: string): Promise<ReadonlyMap<string, readonly Logged[]>> {
  const found = new Map<string, Logged[]>();
  for (const line of (await lab.accessLog(proxy)).split('\n')) {
    const [, agent] = new RegExp(`"(${round}-\\d+)"`).exec(line) ?? [];
    const [, status, flags = '-'] = LINE.exec(line) ?? [];
    if (agent === undefined || status === undefined) continue;
    const own = found.get(agent) ?? [];
    own.push({ status: Number(status), flags: flags === '-' ? [] : flags.split(',') });
    found.set(agent, own);
  }
  return found;
}
