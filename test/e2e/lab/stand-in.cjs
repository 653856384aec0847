/**
 * Small stand-ins for Bookinfo's details and reviews, which answer productpage as the originals do. Any other path is answered
 * with the service, its version, its cluster and what it was sent: after as many milliseconds as the header `slow` says, and
 * with the status that the header `st` says.
 */
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const { SERVICE: service, VERSION: version, HOSTNAME: podname, CLUSTER_NAME: cluster } = process.env;

/** What each version of reviews that asks for ratings makes of them: the colour, and the milliseconds that it waits. */
const STARS = { v2: { color: 'black', patience: 10_000 }, v3: { color: 'red', patience: 2_500 } };

/** The headers that reviews sends on to ratings: who asks, and what belongs to a trace. */
const FORWARDED = [
  ...['end-user', 'user-agent', 'cookie', 'authorization', 'jwt'],
  ...['x-request-id', 'traceparent', 'tracestate', 'grpc-trace-bin', 'sw8', 'x-ot-span-context'],
  'x-cloud-trace-context',
  ...['traceid', 'spanid', 'parentspanid', 'sampled', 'flags'].map((name) => `x-b3-${name}`),
  ...['trace-id', 'parent-id', 'sampling-priority'].map((name) => `x-datadog-${name}`),
];

const TEXTS = {
  Reviewer1: 'Two pairs of twins and one mistake after the other: I laughed from the first scene to the last.',
  Reviewer2: 'Short, quick and silly. Do not look for more in it, there are later plays for that.',
};

/** The number of stars by reviewer; none if ratings fails or takes too long. */
async function ratingsOf(id, headers, patience) {
  const forwarded = FORWARDED.filter((name) => name in headers).map((name) => [name, headers[name]]);
  try {
    const answer = await fetch(`http://ratings:9080/ratings/${id}`, {
      headers: Object.fromEntries(forwarded),
      signal: AbortSignal.timeout(patience),
    });
    return answer.status === 200 ? ((await answer.json()).ratings ?? {}) : {};
  } catch {
    return {};
  }
}

async function reviewsOf(id, headers) {
  const review = (reviewer) => ({ reviewer, text: TEXTS[reviewer] });
  const reviews = Object.keys(TEXTS).map(review);
  const answer = { id, podname, clustername: cluster, reviews };
  const stars = STARS[version];
  if (stars === undefined) return answer;
  const ratings = await ratingsOf(id, headers, stars.patience);
  const ratingOf = ({ reviewer }) =>
    reviewer in ratings ? { stars: ratings[reviewer], color: stars.color } : { error: 'Ratings are unavailable' };
  return { ...answer, reviews: reviews.map((each) => ({ ...each, rating: ratingOf(each) })) };
}

function detailsOf(id) {
  return {
    id: Number(id),
    author: 'William Shakespeare',
    year: 1595,
    type: 'paperback',
    pages: 200,
    publisher: 'PublisherA',
    language: 'English',
    'ISBN-10': '1234567890',
    'ISBN-13': '123-1234567890',
  };
}

http
  .createServer(async ({ url, headers }, response) => {
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const [, asked, id] = /^\/(details|reviews)\/(\d+)$/.exec(url) ?? [];
    if (asked === service) {
      send(200, service === 'reviews' ? await reviewsOf(id, headers) : detailsOf(id));
      return;
    }
    await sleep(Number(headers.slow ?? 0));
    send(Number(headers.st ?? 200), { service, version, cluster, url, headers });
  })
  .listen(9080, '0.0.0.0');
