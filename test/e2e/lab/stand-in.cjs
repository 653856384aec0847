/**
 * Stands in for Bookinfo's details and reviews. It answers productpage as the originals do. For any other path, the answer
 * contains the service, version, cluster and port, and the request's URL and headers. The request header `slow` delays the
 * answer by that many milliseconds, and `st` sets its status. Each port serves HTTP/1.1 and HTTP/2, with and without TLS. A
 * client of any other protocol gets one line of JSON.
 */
const fs = require('node:fs');
const http = require('node:http');
const http2 = require('node:http2');
const net = require('node:net');
const tls = require('node:tls');
const { setTimeout: sleep } = require('node:timers/promises');

const { SERVICE: service, VERSION: version, HOSTNAME: podname, CLUSTER_NAME: cluster, PORTS: ports } = process.env;

/** For each version of reviews that asks for ratings: the colour of its stars, and how many milliseconds it waits. */
const STARS = { v2: { color: 'black', patience: 10_000 }, v3: { color: 'red', patience: 2_500 } };

/** The headers that reviews forwards to ratings: those about the user and those of a trace. */
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

/** The number of stars by reviewer; empty if ratings fails or takes too long. */
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

async function answer({ url, headers, httpVersion, socket: { localPort: port } }, response) {
  const send = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const [, asked, id] = /^\/(details|reviews)\/(\d+)$/.exec(url) ?? [];
  if (asked === service) {
    send(200, service === 'reviews' ? await reviewsOf(id, headers) : detailsOf(id));
    return;
  }
  await sleep(Number(headers.slow ?? 0));
  send(Number(headers.st ?? 200), { service, version, cluster, port, httpVersion, url, headers });
}

const http1Server = http.createServer(answer);
const http2Server = http2.createServer(answer);
const tlsServer = tls.createServer({
  key: fs.readFileSync('tls-key.pem'),
  cert: fs.readFileSync('tls-cert.pem'),
  // any other protocol is fine as well: what comes is told by its first bytes
  ALPNCallback: ({ protocols }) => (protocols.includes('h2') ? 'h2' : protocols[0]),
});
tlsServer.on('secureConnection', receive).on('tlsClientError', () => {});

/** Passes a connection to the server for the protocol of its first bytes. */
function receive(socket) {
  socket.on('error', () => {});
  socket.once('data', (first) => {
    socket.pause();
    socket.unshift(first);
    const isTls = first[0] === 22;
    if (isTls) tlsServer.emit('connection', socket);
    else if (first.includes('PRI * HTTP/2.0')) http2Server.emit('connection', socket);
    else if (/^[A-Z]+ \//.test(first)) http1Server.emit('connection', socket);
    else socket.end(`${JSON.stringify({ service, version, cluster, port: socket.localPort })}\n`);
    process.nextTick(() => socket.resume());
  });
}

for (const port of ports.split(',')) net.createServer(receive).listen(Number(port), '0.0.0.0');
