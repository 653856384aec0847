/**
 * Writes given objects with stock cdk8s, an App for each cluster: `node plain.js <folder of objects> <output folder>`.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { readTimed, reportReading } from './reading';

const [, , from = '', out = ''] = process.argv;
for (const file of fs.readdirSync(from)) {
  const charts = readTimed(
    path.join(from, file),
    (content) => JSON.parse(content.toString()) as Record<string, readonly ApiObjectProps[]>,
  );
  const app = new App({ outdir: path.join(out, path.basename(file, '.json')) });
  for (const [name, objects] of Object.entries(charts)) {
    const chart = new Chart(app, name);
    for (const [index, object] of objects.entries()) new ApiObject(chart, String(index), object);
  }
  app.synth();
}
reportReading();
