/**
 * Loads the manifests of the workload and follows requests in them: `node follow.js <folder> <services>`. Prints the processor
 * times in seconds, and the memory in bytes, as JSON.
 * @module
 */
import * as fs from 'node:fs';
import { loadMesh, requestClasses, routeCoverage, trace } from '../../../lib/testing';
import { lap } from './lap';

/** How many requests are followed after the first one. */
const REQUESTS = 10_000;

const [, , folder = '', services = ''] = process.argv;
const clusters = fs.readdirSync(folder);
const user = { 'end-user': 'jason' };

lap();
const before = process.memoryUsage.rss();
const mesh = loadMesh(folder);
const memory = process.resourceUsage().maxRSS * 1024 - before;
trace(mesh, { from: `${clusters[0] ?? ''}/svc-0-v1`, to: 'http://svc-1:8080/', headers: user });
const first = lap();

/** Follows requests from one workload of each cluster in turn, to one service after another, by each of its two rules in turn. */
function followAll(): void {
  for (let index = 0; index < REQUESTS; index += 1) {
    const from = `${clusters[index % clusters.length] ?? ''}/svc-0-v1`;
    const round = Math.floor(index / clusters.length);
    const to = `http://svc-${round % Number(services)}:8080/`;
    trace(mesh, { from, to, ...((index + round) % 2 === 0 && { headers: user }) });
  }
}

followAll();
const many = lap();
followAll();
const again = lap();

// a mesh that nobody has asked for anything yet
const other = loadMesh(folder);
lap();
const found = requestClasses(other).length;
const { share } = routeCoverage(other);
console.log(JSON.stringify({ first, many, again, classes: lap(), memory, requests: REQUESTS, found, share }));
