/** @module Tests how a part of a description is read: its values, and what is said about them. */
import { CallSite, issue } from '../../lib/errors';
import { IssueLog, type Part } from '../../lib/reading';
import { readBox, TEST } from '../support/reading';

/** Values of each kind, as a caller without a compiler may pass them. */
const ANYTHING = [undefined, null, true, 0, 0.5, NaN, 5n, '', 'a', Symbol('a'), [], {}, new Date(0), () => 1, /a/];

class Secret {
  readonly name = 'secret';
  private constructor() {
    // nobody makes one by hand
  }
  static make(): Secret {
    return new Secret();
  }
}

test.each<[string, (part: Part) => unknown, unknown, unknown, string]>([
  ['true or false', (part) => part.boolean(), false, 'yes', 'be true or false, but is "yes".'],
  ['an integer', (part) => part.integer(TEST.MC901, 1, 9), 9, 9.5, 'be an integer from 1 to 9, but is 9.5.'],
  [
    'an integer of 32 bits',
    (part) => part.integer(TEST.MC901, 0),
    2147483647,
    2147483648,
    'be an integer from 0 to 2147483647, but is 2147483648.',
  ],
  [
    'a number',
    (part) => part.number(TEST.MC901, (value) => value > 0, 'be above 0'),
    0.5,
    -1,
    'be above 0, but is -1.',
  ],
  ['a text', (part) => part.text(TEST.MC901, (text) => text !== '', 'be a text'), 'a', '', 'be a text, but is "".'],
  ['one of texts', (part) => part.oneOf(TEST.MC901, ['A', 'B', 'C']), 'B', 5, 'be "A", "B" or "C", but is 5.'],
  ['one of numbers', (part) => part.oneOf(TEST.MC901, [301, 302]), 302, '302', 'be 301 or 302, but is "302".'],
  [
    'a duration',
    (part) => part.duration(),
    '1.5s',
    90,
    'be a duration of at least 1ms, in whole milliseconds, but is 90.',
  ],
  ['an instance', (part) => part.instance(TEST.MC901, Date, 'be a Date'), new Date(0), {}, 'be a Date, but is {}.'],
])('%s is answered, and anything else is reported once', (_, read, sound, bad, must) => {
  const good = readBox(sound, (part) => [read(part), part.isSound, part.sound]);
  expect(good).toEqual({ answer: [sound, true, sound], issues: [], said: [] });
  const wrong = readBox(bad, (part) => [read(part), part.isSound, part.sound]);
  expect(wrong.answer).toEqual([undefined, false, undefined]);
  expect(wrong.issues.map(({ what }) => what)).toEqual([`Box "a" must ${must}`]);
  expect(readBox(undefined, read).issues.map(({ what }) => what)).toEqual([
    expect.stringMatching(/^Box "a" must .*, but is missing\.$/),
  ]);
});

test('no reader throws, whatever it reads', () => {
  const readers: readonly ((part: Part<never>) => unknown)[] = [
    (part) => part.boolean(),
    (part) => part.integer(TEST.MC901, 1),
    (part) => part.number(TEST.MC901, () => true, 'be a number'),
    (part) => part.text(TEST.MC901, () => true, 'be a text'),
    (part) => part.oneOf(TEST.MC901, ['A', 1]),
    (part) => part.duration(),
    (part) => part.instance(TEST.MC901, Secret, 'be a Secret'),
    (part) => part.options([]),
    (part) => (part as Part<readonly unknown[]>).list('things'),
    (part) => (part as Part<object>).entries(),
    (part) => (part as Part<Record<string, unknown>>).map(),
    (part) => {
      part.notEmpty(TEST.MC902, 'something');
    },
  ];
  for (const value of ANYTHING)
    for (const read of readers) {
      const { issues, answer } = readBox(value as never, (part) => {
        read(part);
        return part.isSound;
      });
      expect(answer).toBe(issues.length === 0);
      expect(issues.length).toBeLessThanOrEqual(1);
    }
});

test('a class whose constructor is private has instances too', () => {
  const read = (part: Part): unknown => part.instance(TEST.MC901, Secret, 'be a Secret');
  const secret = Secret.make();
  expect(readBox<unknown, unknown>(secret, read).answer).toBe(secret);
  expect(readBox<unknown, unknown>({ name: 'secret' }, read).said).toEqual([
    'MC901 Box "a" must be a Secret, but is Object "secret". Give the size.',
  ]);
});

test.each([
  ['http', 'Did you mean "HTTP"? '],
  ['HTPT', 'Did you mean "HTTP"? '],
  ['GRP', 'Did you mean "GRPC"? '],
  ['udp', ''],
])('of some texts, for %j, the fix is "%sGive the size."', (value, meant) => {
  const { issues } = readBox(value, (part) => part.oneOf(TEST.MC901, ['HTTP', 'GRPC']));
  expect(issues.map(({ fix }) => fix)).toEqual([`${meant}Give the size.`]);
});

test('an issue has the place of the call that passed the value, the value as text, and a fix of its own', () => {
  const { issues } = readBox<unknown, unknown>([1], (part) => part.integer(TEST.MC901, 0, 5, { fix: 'Give one.' }));
  expect(issues).toEqual([
    {
      code: 'MC901',
      what: 'Box "a" must be an integer from 0 to 5, but is [1].',
      got: '[1]',
      fix: 'Give one.',
      at: expect.stringMatching(/^test\/support\/reading\.ts:\d+$/),
    },
  ]);
});

test('a part that is left out is not read, and nothing is wrong with it', () => {
  const read = (part: Part): unknown => [part.isGiven, part.isAbsent, part.optional((own) => own.boolean())];
  expect(readBox(undefined, read)).toMatchObject({ answer: [false, true, undefined], issues: [] });
  expect(readBox(false, read)).toMatchObject({ answer: [true, false, false], issues: [] });
});

test('what is wrong with a part is wrong with all that it is part of', () => {
  const { answer } = readBox({ one: { two: 'x' }, other: 1 }, (part) => {
    const { one, other } = part.options(['one', 'other']);
    one.options(['two']).two.integer(TEST.MC901, 0);
    return [part.isSound, one.isSound, other.isSound];
  });
  expect(answer).toEqual([false, false, true]);
});

test('a part under another name, and a value that belongs to it, are parts of it', () => {
  const { answer, said } = readBox({ one: 1 }, (part) => {
    part
      .options(['one'])
      .one.named('the one')
      .text(TEST.MC901, () => true, 'be a text');
    part.of('the key of a', 'k').must(TEST.MC902, 'be longer');
    return part.isSound;
  });
  expect(answer).toBe(false);
  expect(said).toEqual([
    'MC901 The one must be a text, but is 1. Give the size.',
    'MC902 The key of a must be longer, but is "k". Say something.',
  ]);
});

test('issues that a value was made with are adopted once, wherever it is passed', () => {
  const found = [issue(TEST.MC901, { what: 'It is wrong.' }, 'a.ts:1')];
  const log = new IssueLog();
  const parts = ['a', 'b'].map((name) => log.part(name, found, CallSite.here()));
  for (const part of parts) part.adopt(found);
  expect(log.issues).toEqual(found);
  expect(parts.map(({ isSound }) => isSound)).toEqual([false, false]);
  const sound = log.part('c', found, CallSite.here());
  sound.adopt([]);
  expect(sound.isSound).toBe(true);
});

test('the issues of a log do not change once they were asked for', () => {
  const log = new IssueLog();
  const before = log.issues;
  log.part('a', 1, CallSite.here()).boolean();
  expect([before.length, log.issues.length]).toEqual([0, 1]);
});
