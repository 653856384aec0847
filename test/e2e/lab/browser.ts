/**
 * The browser of a person: Debian's Chromium, on a machine outside of all clusters.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { type LabPlace, PERSON } from './client';

/** Opens a browser that knows nothing yet; what it writes is in the lab's folder. */
export async function openBrowser({ prefix, folder }: LabPlace): Promise<BrowserContext> {
  const home = fs.mkdtempSync(path.join(folder, `${PERSON}-`));
  const program = path.join(home, 'chromium');
  // Playwright talks to it through pipes, which lead into the machine that the program enters
  fs.writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${prefix}-${PERSON} chromium "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: program,
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home },
    // Chromium refuses to run as root in its sandbox
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic'],
    viewport: { width: 1280, height: 800 },
  });
  browser.setDefaultTimeout(10_000);
  return browser;
}
