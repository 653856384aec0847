/**
 * Sends requests of many kinds, one after the other and each on a connection of its own, and prints a line of JSON for each kind:
 * its answers. Reads what to send from its input: `{ services, outside, search, requests }`. `services` stands in for the
 * cluster's DNS server, and `outside` for a public one; Istio's DNS proxy is asked between them, as for names that only Istio
 * knows.
 */
const dns = require('node:dns');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');

const { services, outside, search, requests } = JSON.parse(fs.readFileSync(0, 'utf8'));
const istio = new dns.promises.Resolver({ timeout: 500, tries: 1 });
istio.setServers(['10.255.255.53']);

/** How many milliseconds a request waits. After one that got no answer, no other of its kind is sent. */
const PATIENCE = 4000;
const NO_ANSWER = 'no answer';

/** The addresses of a name; none if nobody knows it. */
async function find(called) {
  const name = called.toLowerCase();
  if (net.isIP(name)) return [name];
  for (const suffix of search) if (services[name + suffix] !== undefined) return services[name + suffix];
  const found = await istio.resolve4(name).catch(() => []);
  if (found.length > 0) return found;
  return outside[name] === undefined ? [] : [outside[name]];
}

const known = new Map();

async function resolve(name) {
  if (!known.has(name)) known.set(name, await find(name));
  const addresses = known.get(name);
  return addresses[Math.floor(Math.random() * addresses.length)];
}

function askHttp({ scheme, host, port, method, path, headers, address }) {
  const [module, encryption] =
    scheme === 'http' ? [http, {}] : [https, { servername: host, rejectUnauthorized: false }];
  return new Promise((done) => {
    const options = { ...encryption, host: address, port, method, path, headers, agent: false, timeout: PATIENCE };
    const request = module.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', ({ code }) => done({ error: code }));
      response.on('end', () => {
        const { location } = response.headers;
        done({ status: response.statusCode, location, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: NO_ANSWER })));
    request.on('error', ({ code, message }) => done({ error: code ?? message }));
    request.end();
  });
}

function askBytes({ port, address }) {
  return new Promise((done) => {
    const socket = net.connect({ host: address, port, timeout: PATIENCE }, () => socket.write('hello\n'));
    let body = '';
    socket.on('data', (chunk) => (body += chunk));
    socket.on('timeout', () => socket.destroy(Object.assign(new Error(), { code: NO_ANSWER })));
    socket.on('error', ({ code }) => done({ error: code }));
    socket.on('close', () => done(body === '' ? { error: 'closed' } : { status: 200, body }));
  });
}

async function askAll() {
  for (const { count, ...request } of requests) {
    const answers = [];
    for (let index = 0; index < count && answers.at(-1)?.error !== NO_ANSWER; index += 1) {
      const address = request.address ?? (await resolve(request.host));
      if (address === undefined) answers.push({ error: 'unknown' });
      else answers.push(await (request.scheme === 'tcp' ? askBytes : askHttp)({ ...request, address }));
    }
    process.stdout.write(`${JSON.stringify(answers)}\n`);
  }
}

askAll();
