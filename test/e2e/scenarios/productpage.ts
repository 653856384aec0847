/**
 * Bookinfo's page in a browser: what a person sees there, and does.
 * @module
 */
import type { Page, Response } from 'playwright-core';

/** The page as it was shown once. */
export interface View {
  readonly status: number;
  readonly text: string;
  /** How many filled stars there are of each colour. */
  readonly stars: Readonly<Record<string, number>>;
}

/** The colours of stars as CSS computes them: the page has no colour for reviews v2, and the default is black. */
const COLOURS: Readonly<Record<string, string>> = { 'rgb(0, 0, 0)': 'black', 'rgb(239, 68, 68)': 'red' };

/** The colour of every filled star. */
const STARS = `[...document.querySelectorAll('section svg[fill=currentColor]')].map((star) => getComputedStyle(star).color)`;

/** Holds once the page's own script, which makes its styles, has run. */
const STYLED = `getComputedStyle(document.querySelector('nav')).backgroundColor !== 'rgba(0, 0, 0, 0)'`;

/** The page, open in a browser. */
export class ProductPage {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens it, or loads it again. */
  async open(): Promise<View> {
    return this.look(await this.page.goto(this.url));
  }

  /** Signs in with the page's form; any password will do. */
  async signIn(user: string): Promise<View> {
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    const form = this.page.getByRole('dialog');
    await form.locator('[name=username]').fill(user);
    await form.locator('[name=passwd]').fill(user);
    return this.follow(() => form.getByRole('button', { name: 'Sign in' }).click());
  }

  /** Signs out with the page's link. */
  signOut(): Promise<View> {
    return this.follow(() => this.page.getByRole('link', { name: 'Sign out' }).click());
  }

  /** Takes a picture of all of it. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file, fullPage: true });
  }

  /** Does what leads to a page, and looks at it. */
  private async follow(action: () => Promise<void>): Promise<View> {
    const response = this.page.waitForResponse((each) => each.url() === this.url && each.status() !== 302);
    await action();
    return this.look(await response);
  }

  private async look(response: Response | null): Promise<View> {
    await this.page.waitForLoadState();
    await this.page.waitForFunction(STYLED);
    const stars: Record<string, number> = {};
    for (const css of await this.page.evaluate<readonly string[]>(STARS)) {
      const colour = COLOURS[css] ?? css;
      stars[colour] = (stars[colour] ?? 0) + 1;
    }
    return { status: response?.status() ?? 0, text: await this.page.locator('body').innerText(), stars };
  }
}
