/**
 * Sends requests from several callers with keep-alive, and prints how often each answer came and how long the slowest took:
 * `load.cjs <requests> <callers> <url> <headers as JSON> <file>`. It creates the file when a fifth of the requests are answered,
 * or twenty of `Infinity`, and ends early when `<file>.stop` exists. Requests that are open then get three more seconds.
 */
const fs = require('node:fs');
const http = require('node:http');
const { clearInterval, setInterval, setTimeout } = require('node:timers');

const [requests, callers, url, headers, underway] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(callers) });
const counts = {};
const begun = requests === 'Infinity' ? 20 : Math.ceil(Number(requests) / 5);
const open = new Set();
let left = Number(requests);
let isStopped = false;
let answered = 0;
let slowest = 0;

/** Sends one request. Resolves to the version and cluster that answered, or to a status or an error code. */
function ask() {
  return new Promise((resolve) => {
    const request = http.get(url, { agent, headers: JSON.parse(headers), timeout: 15_000 }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', (error) => resolve(error.code));
      response.on('end', () => {
        if (response.statusCode !== 200) return resolve(`${response.statusCode}`);
        const { version, cluster } = JSON.parse(Buffer.concat(chunks).toString());
        resolve(`${version} in ${cluster}`);
      });
    });
    open.add(request);
    request.on('close', () => open.delete(request));
    request.on('timeout', () => giveUp(request));
    request.on('error', (error) => resolve(error.code ?? error.message));
  });
}

function giveUp(request) {
  request.destroy(new Error('no answer'));
}

const watching = setInterval(() => {
  if (!fs.existsSync(`${underway}.stop`)) return;
  isStopped = true;
  clearInterval(watching);
  setTimeout(() => open.forEach(giveUp), 3000);
}, 100);

async function call() {
  while (left > 0 && !isStopped) {
    left -= 1;
    const start = performance.now();
    const answer = await ask();
    slowest = Math.max(slowest, performance.now() - start);
    counts[answer] = (counts[answer] ?? 0) + 1;
    answered += 1;
    if (answered === begun) fs.writeFileSync(underway, '');
  }
}

Promise.all(Array.from({ length: Number(callers) }, call)).then(() => {
  console.log(JSON.stringify({ counts, slowest }));
  process.exit();
});
