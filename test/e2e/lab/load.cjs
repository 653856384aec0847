/**
 * Sends requests from several callers that keep their connections, and prints how often each answer came and what took longest:
 * `load.cjs <requests> <callers> <url> <headers as JSON> <file>`. The file is made once a fifth is answered.
 */
const fs = require('node:fs');
const http = require('node:http');

const [requests, callers, url, headers, underway] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(callers) });
const counts = {};
let left = Number(requests);
let answered = 0;
let slowest = 0;

/** The answer to one request: its status, and what a stand-in says of itself. */
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
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (error) => resolve(error.code ?? error.message));
  });
}

async function call() {
  while (left > 0) {
    left -= 1;
    const start = performance.now();
    const answer = await ask();
    slowest = Math.max(slowest, performance.now() - start);
    counts[answer] = (counts[answer] ?? 0) + 1;
    answered += 1;
    if (answered === Math.ceil(Number(requests) / 5)) fs.writeFileSync(underway, '');
  }
}

Promise.all(Array.from({ length: Number(callers) }, call)).then(() => {
  console.log(JSON.stringify({ counts, slowest }));
  process.exit();
});
