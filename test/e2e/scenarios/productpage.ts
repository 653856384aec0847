/**
 * Drives Bookinfo's page in a browser, as a person would.
 * @module
 */
import type { Page, Response } from 'playwright-core';

/** What the page showed at one moment. */
export interface View {
  readonly status: number;
  readonly text: string;
  /** The number of filled stars of each colour. */
  readonly stars: Readonly<Record<string, number>>;
}

/** The names of the computed colours of stars. The page sets no colour for reviews v2, so its stars are black. */
const COLOURS: Readonly<Record<string, string>> = { 'rgb(0, 0, 0)': 'black', 'rgb(239, 68, 68)': 'red' };

/** The expression for the colours of all filled stars. */
const STARS = `[...document.querySelectorAll('section svg[fill=currentColor]')].map((star) => getComputedStyle(star).color)`;

/** The expression that is true once the page's own script has made its styles. */
const STYLED = `getComputedStyle(document.querySelector('nav')).backgroundColor !== 'rgba(0, 0, 0, 0)'`;

/** The page, open in a browser. */
export class ProductPage {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens the page, or reloads it. */
  async open(): Promise<View> {
    return this.look(await this.page.goto(this.url));
  }

  /** Signs in with the page's form, which accepts any password. */
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

  /** Takes a screenshot of the whole page. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file, fullPage: true });
  }

  /** Performs an action that loads the page, and looks at the result. */
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
