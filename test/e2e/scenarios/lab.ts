/**
 * Gives scenarios the lab that `npm run e2e` started.
 * @module
 */
import * as fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabClient, type LabPlace } from '../lab/client';
import { INTERVAL } from '../lab/shell';

/** The files and programs of the lab. */
export const place = JSON.parse(fs.readFileSync(process.env['E2E_LAB'] ?? '', 'utf8')) as LabPlace;

/** A client of the lab. */
export const lab = new LabClient(place);

/** Repeats an expectation until it holds, because applied objects take a moment to reach all proxies. */
export async function eventually(expectation: () => Promise<void>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(INTERVAL);
    }
  }
}
