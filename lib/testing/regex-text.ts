/**
 * Makes texts that a regular expression matches, if that is simple. RE2 says whether they do.
 * @see https://github.com/google/re2/wiki/Syntax
 * @module
 */
import { matchesWhole, regexFault } from '../match';

/** Which alternative is taken, and how often what may be repeated is. */
const WAYS = [0, 1].flatMap((alternative) => [0, 1].map((times) => ({ alternative, times })));

/** The characters that stand for a class, the most usual first. */
const CHARACTERS = [
  ...new Set([
    ...Array.from('ax1AX/-_.'),
    ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ]),
];

/** Some texts that an expression matches as a whole; none if none was found. */
export function regexTexts(regex: string): readonly string[] {
  if (regexFault(regex) !== undefined) return [];
  const texts = WAYS.map(({ alternative, times }) => new Expression(regex, alternative, times).text());
  return [...new Set(texts)].filter((text) => matchesWhole(regex, text));
}

/** An expression that is read from left to right. */
class Expression {
  private at = 0;

  constructor(
    private readonly regex: string,
    private readonly alternative: number,
    private readonly times: number,
  ) {}

  /** The alternatives up to the end of a group: one of them as text. */
  text(): string {
    const all = [''];
    while (this.at < this.regex.length && !this.regex.startsWith(')', this.at)) {
      if (this.take(/\|/y) === undefined) all.push((all.pop() ?? '') + this.repeated());
      else all.push('');
    }
    return all[this.alternative % all.length] ?? '';
  }

  private repeated(): string {
    const text = this.atom();
    const mark = this.take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (mark === undefined) return text;
    const least = Number(/\d+/.exec(mark)?.[0] ?? (mark.startsWith('+') ? 1 : 0));
    // `{2}` is as often as that, and not more often
    return text.repeat(mark.startsWith('{') ? least : Math.max(least, this.times));
  }

  private atom(): string {
    if (this.take(/\(\?[a-zA-Z-]+\)|[$^]|\\[AzbB]/y) !== undefined) return '';
    if (this.take(/\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y) !== undefined) {
      const text = this.text();
      this.take(/\)/y);
      return text;
    }
    const set = this.take(/\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\\(?:[pPx]\{\w+\}|[pP]\w|x\w\w|.)|\./sy);
    if (set !== undefined) return this.characterOf(set);
    return this.take(/./suy) ?? '';
  }

  private characterOf(set: string): string {
    const all = CHARACTERS.filter((each) => isOf(set, each));
    return all[Math.min(this.alternative, all.length - 1)] ?? '';
  }

  /** Reads on, if what comes next has a form. */
  private take(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.regex)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}

/** Whether a part of an expression, such as `[a-z]`, matches a character. */
function isOf(set: string, character: string): boolean {
  return regexFault(set) === undefined && matchesWhole(set, character);
}
