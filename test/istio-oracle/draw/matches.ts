/**
 * Draws the conditions of HTTP rules.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import { maybe } from './context';

const INGRESS = 'istio-system/ingress';

/** One alternative of a rule. */
export function drawMatch(dice: Dice, isGateway: boolean): object {
  const match = {
    ...maybe(dice, 0.5, () => ({ uri: drawUri(dice) })),
    ...maybe(dice, 0.1, () => ({ ignoreUriCase: true })),
    ...maybe(dice, 0.3, () => ({ headers: drawHeaders(dice) })),
    ...maybe(dice, 0.1, () => ({ withoutHeaders: drawHeaders(dice) })),
    ...maybe(dice, 0.12, () => ({ queryParams: { q: drawText(dice, ['1', '22', 'x']) } })),
    ...maybe(dice, 0.1, () => ({ method: drawText(dice, ['GET', 'POST', 'PUT']) })),
    ...maybe(dice, 0.07, () => ({ authority: drawText(dice, ['reviews:9080', 'reviews', 'reviews.default']) })),
    ...maybe(dice, 0.05, () => ({ scheme: { exact: dice.pick(['http', 'https']) } })),
    ...maybe(dice, 0.1, () => ({ port: dice.pick([9080, 9080, 8080, 80]) })),
    ...maybe(dice, 0.1, () => ({
      sourceLabels: dice.pick<object>([{ app: 'web' }, { app: 'client' }, { version: 'v1' }]),
    })),
    ...maybe(dice, 0.08, () => ({ sourceNamespace: dice.pick(['default', 'shop']) })),
    ...maybe(dice, isGateway ? 0.25 : 0.03, () => ({ gateways: dice.pick([['mesh'], [INGRESS], [INGRESS, 'mesh']]) })),
  };
  return match;
}

const PATHS = ['/items', '/items/', '/items/7', '/', '/Items', '/a.b', '/items/7/x'];
const REGEXES = ['/items/[0-9]+', '/items.*', '/(items|things)/7', '.*', '/i|/items/7', '(?i)/ITEMS/7', '/a.b'];

function drawUri(dice: Dice): object {
  return dice.pick([
    { exact: dice.pick(PATHS) },
    { prefix: dice.pick(PATHS) },
    { prefix: dice.pick(PATHS) },
    { regex: dice.pick(REGEXES) },
  ]);
}

function drawHeaders(dice: Dice): object {
  if (dice.chance(0.05)) return { 'x-forwarded-proto': drawText(dice, ['http', 'https', 'HTTPS']) };
  const name = dice.pick(['end-user', 'End-User', 'x-a', 'x-b']);
  const kind = dice.number();
  if (kind < 0.12) return { [name]: {} };
  if (kind < 0.2) return { [name]: { regex: '.*' } };
  if (kind < 0.26) return { [name]: { exact: '' } };
  return { [name]: drawText(dice, ['jason', 'ann', 'ja', 'set', 'added']) };
}

function drawText(dice: Dice, texts: readonly string[]): object {
  const text = dice.pick(texts);
  return dice.pick([
    { exact: text },
    { exact: text },
    { prefix: text },
    { regex: `${text}|other` },
    { regex: `${text}.+` },
  ]);
}
