/**
 * Opens a person's browser: Debian's Chromium, on a machine outside all clusters.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { type LabPlace, PERSON } from './client';

/** Opens a browser with an empty profile, which it keeps in the lab's folder. */
export async function openBrowser({ prefix, folder }: LabPlace): Promise<BrowserContext> {
  const home = fs.mkdtempSync(path.join(folder, `${PERSON}-`));
  const program = path.join(home, 'chromium');
  // Playwright talks to Chromium through pipes, which work across network namespaces
  fs.writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${prefix}-${PERSON} chromium "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: program,
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home },
    // Chromium refuses to run as root with its sandbox on
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic'],
    viewport: { width: 1280, height: 800 },
  });
  browser.setDefaultTimeout(10_000);
  return browser;
}
