/**
 * Compares drawn meshes with what their descriptions say.
 * @module
 */
import type { Answer, PodRef } from '../lab/client';
import { bandOf } from '../random/band';
import { codeOf } from '../random/code';
import { type Described, PORTS, SERVICE } from '../random/described';
import { Dice } from '../random/dice';
import type { DrawProps } from '../random/draw';
import { CHANGED, isChosenByGateway, mirrorsOf, type Outcomes, outcomesOf, type Request, text } from '../random/oracle';
import { requestsTo } from '../random/requests';
import { type Drawn, drawSound } from '../random/sound';
import { byPlace } from './answers';
import { eventually, lab } from './lab';
import { Applied, synthesized } from './objects';
import { ejectedEndpoints, rejections, requestsByEndpoint } from './proxies';

/** The seed of this run. */
const SEED = Number(process.env['E2E_SEED'] ?? 0);

/** What the Pods of a version in a cluster have received. */
interface Received {
  readonly version: string;
  readonly cluster: number;
  readonly count: number;
}

/** How long a mesh may take, so that a wait inside of it fails first and says for what it waited. */
const LONGEST = 400_000;

/** How many requests were sent so far. */
let sent = 0;

/** How many requests show the shares of several outcomes. */
const DRAWS = 150;

/** Declares a test for each of some meshes. They are drawn from the seed of the run, and applied one after the other. */
export function testRandomMeshes(props: DrawProps, byDefault: number): void {
  const count = Number(process.env['E2E_MESHES'] ?? byDefault);
  const app = new Applied();
  afterAll(async () => {
    console.log(`${sent} requests were sent to drawn meshes under ${props.scheme}`);
    await app.become({});
  });
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  test.each(numbers)(
    `seed ${SEED}: mesh %i is what its description says`,
    async (number) => {
      const dice = new Dice(SEED * 1000 + number);
      const drawn = drawSound(dice, props, `/mesh-${number}`);
      try {
        await app.start(synthesized(drawn.plan));
        await compare(drawn, dice);
      } catch (error) {
        const how = `npm run e2e -- random --seed ${SEED} --meshes ${number}`;
        console.error(`To repeat: ${how}\n\n${codeOf(drawn.described)}`);
        throw error;
      }
    },
    LONGEST,
  );
  test('no proxy rejects any configuration', async () => {
    expect(await rejections([1, 2, 3])).toEqual([]);
  });
}

async function compare({ described, marker }: Drawn, dice: Dice): Promise<void> {
  const requests = requestsTo(described, dice).map((request) => [request, outcomesOf(described, request)] as const);
  const first = { port: PORTS[0].number, method: 'GET', path: marker, query: '', headers: {} };
  await eventually(async () => {
    for (const from of described.callers) {
      const [answer] = await ask(described.name, { ...first, from }, 1);
      expect(answer?.text).toBe(marker);
    }
  });
  // what the gateways and the other proxies got may take a moment longer
  await eventually(async () => {
    await eachCaller(requests, async (request, outcomes) => {
      const answers = await ask(described.name, request, 3);
      expect({
        request,
        unexpected: answers.map((each) => outcomeIn(each, described, request)).filter((each) => !(each in outcomes)),
        outcomes,
      }).toEqual({
        request,
        unexpected: [],
        outcomes,
      });
    });
  }, 15);
  // a request that came too early may have ejected a gateway, which gets its share again after some time
  await eventually(async () => {
    for (const from of described.callers) expect(await ejectedEndpoints(callerOf(described.name, from))).toEqual([]);
  });
  await eachCaller(requests, async (request, outcomes) => {
    if (Object.keys(outcomes).length < 2) return;
    const answers = (await ask(described.name, request, DRAWS)).map((each) => outcomeIn(each, described, request));
    expect({ request, wrong: wrongShares(answers, outcomes) }).toEqual({ request, wrong: [] });
  });
  // one after the other, as the copies of one request must not be taken for those of another
  for (const [request] of requests) await compareMirrors(described, request);
}

/** How many requests show who gets copies. */
const COPIES = 20;

/** Sends requests to a rule with mirrors, and compares who got copies with the description. */
async function compareMirrors(described: Described, request: Request): Promise<void> {
  const mirrors = mirrorsOf(described, request);
  if (mirrors.length === 0) return;
  const before = await received(described, request);
  const answers = byPlace(await ask(described.name, request, COPIES));
  await eventually(async () => {
    const after = await received(described, request);
    const copies: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [place, { version, cluster, count }] of after) {
      const got = count - (before.get(place)?.count ?? 0) - (answers[place] ?? 0);
      const isMirror = mirrors.some((each) => each.version === version && each.clusters.includes(cluster));
      const key = isMirror ? `mirror ${version}` : place;
      copies[key] = (copies[key] ?? 0) + got;
      wanted[key] = isMirror ? COPIES : 0;
    }
    expect({ request, copies }).toEqual({ request, copies: wanted });
  }, 15);
}

/** How many requests the Pods of each version and cluster have received at the port of a request. */
async function received({ name, versions }: Described, { port }: Request): Promise<ReadonlyMap<string, Received>> {
  const pods = Object.entries(versions).flatMap(([version, clusters]) =>
    clusters.map((cluster) => ({ version, cluster })),
  );
  const entries = pods.map(async ({ version, cluster }) => {
    const counts = await requestsByEndpoint([cluster, `${name}/${SERVICE}-${version}`], `inbound|${port}||`);
    const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return [`${version} in cluster${cluster}`, { version, cluster, count }] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Does something with each request, for several callers at a time. */
async function eachCaller(
  requests: readonly (readonly [Request, Outcomes])[],
  action: (request: Request, outcomes: Outcomes) => Promise<void>,
): Promise<void> {
  const callers = new Set(requests.map(([{ from }]) => from));
  await Promise.all(
    [...callers].map(async (caller) => {
      for (const [request, outcomes] of requests) if (request.from === caller) await action(request, outcomes);
    }),
  );
}

/** Outcomes that came too rarely or too often, and those that should not have come. */
function wrongShares(answers: readonly string[], outcomes: Outcomes): readonly string[] {
  const all = new Set([...answers, ...Object.keys(outcomes)]);
  return [...all].flatMap((outcome) => {
    if (outcome in outcomes && outcomes[outcome] === undefined) return [];
    const came = answers.filter((each) => each === outcome).length;
    const [least, most] = bandOf(answers.length, outcomes[outcome] ?? 0);
    const isRight = came >= least && came <= most;
    return isRight ? [] : [`${came} of ${answers.length}, not ${least} to ${most}: ${outcome}`];
  });
}

function callerOf(namespace: string, cluster: number): PodRef {
  return [cluster, `${namespace}/caller`];
}

function ask(
  namespace: string,
  { from, port, method, path, query, headers }: Request,
  count: number,
): Promise<readonly Answer[]> {
  const pod = callerOf(namespace, from);
  const url = `http://${SERVICE}.${namespace}:${port}${path}${query === '' ? '' : `?${query}`}`;
  // curl drops a header without a value, unless it is written like this
  const empty = Object.keys(headers).filter((name) => headers[name] === '');
  const filled = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  // each request gets a connection of its own, as rules for TCP are about connections
  sent += count;
  const options = ['-X', method, '-H', 'Connection: close', ...empty.flatMap((name) => ['-H', `${name};`])];
  return lab.ask({ from: pod, url, headers: filled, options, count });
}

/** What an answer to a request says. */
function outcomeIn({ status, headers, body, text: said }: Answer, described: Described, request: Request): string {
  const answered = CHANGED.map((name) => headers[name]?.join(', '));
  const { version, cluster = '', headers: received } = body;
  const number = Number(cluster.replace('cluster', ''));
  const { location = [said] } = headers;
  if (version === undefined) return text({ by: `${status}`, what: unnumbered(location.join()), answered });
  const url = `${received?.['host'] ?? ''}${String(Reflect.get(body, 'url'))}`;
  const isAny = isChosenByGateway(described, request, number) && described.versions[version]?.includes(number) === true;
  return text({
    by: `${isAny ? 'any' : version} in ${cluster}`,
    what: unnumbered(url),
    received: CHANGED.map((name) => received?.[name]),
    answered,
  });
}

/** Without the number that each request has at the end of its query. */
function unnumbered(url: string): string {
  return url.replace(/[?&]\d+$/, '');
}
