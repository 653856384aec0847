/**
 * Sends requests from callers in the lab, and reads how they ended.
 * @module
 */
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked, Request, Seen } from '../../trace/transcripts/transcript';
import { gatewayAddress } from '../lab/addresses';
import { APP_UID, ASK } from '../lab/apps';
import { PERSON, type PodRef } from '../lab/client';
import { Host } from '../lab/network';
import { lab, place } from '../scenarios/lab';
import { type Logged, logged } from './access-log';
import { OUTSIDE_NAMES, serviceNames } from './names';
import { type Answer, seenIn } from './seen';

/** A request, and how often to send it. */
export interface Question {
  readonly request: Request;
  readonly count: number;
}

/** How long a proxy keeps lines of its access log before it writes them. */
const FLUSHED = 1300;

/** Sends requests. All callers ask at once. Returns how they ended, in the same order. */
export async function ask(questions: readonly Question[], round: string): Promise<readonly Asked[]> {
  const numbered = questions.map((each, index) => ({ ...each, agent: `${round}-${index}` }));
  const callers = [...new Set(numbered.map(({ request }) => request.from))];
  const sent = await Promise.all(
    callers.map(async (from) => {
      const own = numbered.filter(({ request }) => request.from === from);
      return own.length === 0 ? [] : sendAll(from, own);
    }),
  );
  await sleep(FLUSHED);
  const logs = await Promise.all(callers.map((from) => logged(proxyOf(from), round)));
  const answers = new Map(sent.flat().map(({ agent, answers }) => [agent, answers]));
  return numbered.map(({ request, agent }) => {
    const lines = logs[callers.indexOf(request.from)]?.get(agent) ?? [];
    return { request, seen: counted(answers.get(agent) ?? [], lines) };
  });
}

function counted(answers: readonly Answer[], lines: readonly Logged[]): Asked['seen'] {
  const withHead = answers.filter(({ status }) => status !== undefined).length;
  const counts = new Map<string, readonly [number, Seen]>();
  let line = 0;
  for (const answer of answers) {
    const own = answer.status !== undefined && lines.length === withHead ? lines[line++] : undefined;
    const seen = seenIn(answer, own);
    const key = JSON.stringify(seen);
    counts.set(key, [(counts.get(key)?.[0] ?? 0) + 1, seen]);
  }
  return [...counts.values()];
}

interface Numbered extends Question {
  readonly agent: string;
}

async function sendAll(
  from: string,
  questions: readonly Numbered[],
): Promise<readonly { readonly agent: string; readonly answers: readonly Answer[] }[]> {
  const [cluster = '', namespace = '', workload] = from.split('/');
  const isIngress = workload === undefined;
  const number = clusterNumber(cluster);
  const host = isIngress ? new Host(`${place.prefix}-${PERSON}`, '') : await lab.pod(proxyOf(from));
  const requests = questions.map(({ request, count, agent }) => ({
    ...read(request, agent),
    count,
    ...(isIngress && { address: gatewayAddress(number, 'ingress') }),
  }));
  const search = [`.${namespace}.svc.cluster.local`, '.svc.cluster.local', '.cluster.local', ''];
  const services = isIngress ? {} : await serviceNames(number);
  const input = JSON.stringify({ services, outside: OUTSIDE_NAMES, search, requests });
  const program = [place.programs.node, path.join(place.folder, 'apps', ASK)];
  const lines = (await host.run(program, { uid: APP_UID, input })).trim().split('\n');
  return questions.map(({ agent }, index) => ({
    agent,
    answers: JSON.parse(lines[index] ?? '[]') as readonly Answer[],
  }));
}

/** The Pod whose proxy logs the requests of a caller. */
export function proxyOf(from: string): PodRef {
  const [cluster = '', namespace = '', workload] = from.split('/');
  const pod = workload === undefined ? 'istio-system/istio-ingressgateway' : `${namespace}/${workload}`;
  return [clusterNumber(cluster), pod];
}

function clusterNumber(name: string): number {
  return Number(name.replace('cluster', ''));
}

function read({ to, method = 'GET', headers = {} }: Request, agent: string): object {
  const [, scheme = '', host = '', digits, rest = ''] = /^(\w+):\/\/([^/:?]+)(?::(\d+))?(.*)$/s.exec(to) ?? [];
  const port = digits === undefined ? (scheme === 'https' ? 443 : 80) : Number(digits);
  const named = { Host: digits === undefined ? host : `${host}:${digits}`, ...headers, 'user-agent': agent };
  return { scheme, host, port, method, path: rest.replace(/^(?!\/)/, '/'), headers: named };
}
