/**
 * A value that no compiler has checked, and the readers that check it.
 * @module
 */
import {
  type CallSite,
  type ConfigIssue,
  issue,
  type IssueDetail,
  joinWords,
  listText,
  type Message,
  nearMiss,
  sentence,
  valueText,
} from '../errors';
import { type Duration, millisecondsOf } from './duration';
import type { IssueLog } from './issue-log';
import { SHAPE } from './messages';
import { childName, type PartName, titleOf } from './part-name';
import { copyOf, isKey, isPlain } from './plain';
import { snapshotOf, Unreadable, unreadablesIn } from './snapshot';

/** The options of a part. Each of them is a part as well. */
type Options<T, K extends keyof T> = { readonly [P in K]-?: Part<Exclude<T[P], undefined>> };

/** A class, whose constructor may be private. */
interface ClassOf<C> {
  readonly prototype: C;
  [Symbol.hasInstance](value: unknown): boolean;
}

type Detail = Partial<Omit<IssueDetail, 'what'>>;

/**
 * A value that no compiler has checked. Its type `T` is the declared type, and the value may have another one. Each reader
 * reports what is wrong with the value, and then answers undefined.
 *
 * @example
 * const { attempts, perTryTimeout } = part.options(['attempts', 'perTryTimeout']);
 * const count = attempts.integer(RULES.MC052, 0);
 */
export class Part<T = unknown> {
  #isSound = true;

  private readonly given: T | undefined;
  /** Whether its faults are already reported, so that nothing more is said about it. */
  private readonly isMute: boolean;

  /** Made by `IssueLog.part`, and by the readers of another part. Reports a value that cannot be read (MC132, MC189). */
  constructor(
    private readonly log: IssueLog,
    private readonly called: PartName,
    value: T | Unreadable | undefined,
    /** The call that passed the value. */
    readonly at: CallSite,
    private readonly parent?: Part,
    isMute = false,
  ) {
    this.isMute = isMute;
    if (value instanceof Unreadable) {
      this.report(value.message, `${this.title} ${value.problem}.`);
      this.isMute = true;
    } else this.given = value;
  }

  /** What messages call it. */
  get title(): string {
    return titleOf(this.called);
  }

  /** Whether there is a value. */
  get isGiven(): boolean {
    return this.given !== undefined;
  }

  /** Whether the value was left out on purpose: it is not null, and no option has a misspelling of its name. */
  get isAbsent(): boolean {
    return !this.isGiven && this.#isSound;
  }

  /** Whether neither it nor any part of it that was read has a fault. */
  get isSound(): boolean {
    return this.#isSound;
  }

  /** The value as it was passed. */
  get value(): unknown {
    return this.given;
  }

  /** A copy of the value, so that the user cannot change it later. Undefined if the value has a fault. */
  get sound(): T | undefined {
    return this.#isSound ? copyOf(this.given) : undefined;
  }

  /** The same value under another name. */
  named(subject: string): Part<T> {
    return this.of(subject, this.given);
  }

  /** Another value that belongs to this one, such as the key of an entry. Messages call it `subject`. */
  of<V>(subject: string, value: V | undefined): Part<V> {
    return new Part(this.log, { subject, path: '' }, value, this.at, this, this.isMute);
  }

  /** A copy of what a function of the user returned. Whatever in it cannot be read is reported at once (MC132, MC189). */
  returned(subject: string, value: unknown): Part {
    const part = this.of(subject, snapshotOf(value));
    for (const [path, unreadable] of unreadablesIn(part.value)) part.child(path, unreadable);
    return part;
  }

  /** Reads the value if it is given; otherwise answers undefined. */
  optional<R>(read: (part: Part<T>) => R): R | undefined {
    return this.isGiven ? read(this) : undefined;
  }

  /** Reports an issue of this part, with the sentence `what`. */
  report(message: Message, what: string, detail: Detail = {}): void {
    if (!this.isMute) this.log.add(issue(message, { ...detail, what: sentence(what) }, this.at));
    this.fail();
  }

  /** Reports the issues that were found when the value was created. */
  adopt(issues: readonly ConfigIssue[]): void {
    if (issues.length === 0) return;
    if (!this.isMute) this.log.add(...issues);
    this.fail();
  }

  /** Reports that this part breaks a rule. `must` completes the sentence "… must …, but is …". */
  must(message: Message, must: string, detail: Detail = {}): void {
    const but = this.isGiven ? `is ${valueText(this.given)}` : 'is missing';
    this.report(message, `${this.title} must ${must}, but ${but}.`, { got: this.given, ...detail });
  }

  /** Reads `true` or `false`. */
  boolean(message: Message = SHAPE.MC035): boolean | undefined {
    const value: unknown = this.given;
    if (typeof value === 'boolean') return value;
    this.must(message, 'be true or false', { fix: 'Write true or false.' });
    return undefined;
  }

  /** Reads a value that must be one of `values`. */
  oneOf<V extends string | number>(message: Message, values: readonly V[], detail: Detail = {}): V | undefined {
    const value: unknown = this.given;
    const found = values.find((each) => each === value);
    if (found !== undefined) return found;
    const texts = values.filter((each) => typeof each === 'string');
    const known = texts.length === values.length ? listText(texts, 'or') : joinWords(values.map(String), 'or');
    this.must(message, `be ${known}`, { meant: nearMiss(value, texts), ...detail });
    return undefined;
  }

  /** Reads an integer from `min` to `max`; by default to the largest that Istio stores in 32 bits. */
  integer(message: Message, min: number, max = 0x7fffffff, detail: Detail = {}): number | undefined {
    const value: unknown = this.given;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    this.must(message, `be an integer from ${min} to ${max}`, detail);
    return undefined;
  }

  /** Reads a number that `isSound` accepts. `must` completes the sentence "… must …, but is …". */
  number(message: Message, isSound: (value: number) => boolean, must: string, detail: Detail = {}): number | undefined {
    const value: unknown = this.given;
    if (typeof value === 'number' && isSound(value)) return value;
    this.must(message, must, detail);
    return undefined;
  }

  /** Reads a text that `isSound` accepts. `must` completes the sentence "… must …, but is …". */
  text(message: Message, isSound: (text: string) => boolean, must: string, detail: Detail = {}): string | undefined {
    const value: unknown = this.given;
    if (typeof value === 'string' && isSound(value)) return value;
    this.must(message, must, detail);
    return undefined;
  }

  /** Reads a duration (MC044). */
  duration(): Duration | undefined {
    const value: unknown = this.given;
    const isDuration = (text: unknown): text is Duration => millisecondsOf(text) !== undefined;
    if (isDuration(value)) return value;
    this.must(SHAPE.MC044, 'be a duration of at least 1ms, in whole milliseconds');
    return undefined;
  }

  /** Reads an instance of a class. `must` completes the sentence "… must …, but is …". */
  instance<C>(message: Message, type: ClassOf<C>, must: string, detail: Detail = {}): C | undefined {
    const value: unknown = this.given;
    const isInstance = (each: unknown): each is C => each instanceof type;
    if (isInstance(value)) return value;
    this.must(message, must, detail);
    return undefined;
  }

  /**
   * Reads options by their names (MC035), each as a part. An option that is null, or whose getter throws (MC189), is reported
   * and counts as not given.
   *
   * @param mayHaveOthers whether other options are ignored, because they are read elsewhere
   */
  options<K extends keyof T & string>(keys: readonly K[], mayHaveOthers = false): Options<T, K> {
    const value: unknown = this.given;
    const isRead = isPlain(value);
    const fix = (): string => `${keys.length === 1 ? 'Its only option is' : 'Its options are'} ${listText(keys)}.`;
    if (!isRead) this.shape('an object', mayHaveOthers ? {} : { fix: fix() }, this.parent === undefined);
    const given = (key: string): unknown => (isRead ? Reflect.get(value, key) : undefined);
    const known: readonly string[] = keys;
    const unknown = mayHaveOthers || !isRead ? [] : Object.keys(value).filter((name) => !known.includes(name));
    const meant = unknown.map((name) => nearMiss(name, keys));
    for (const [index, name] of unknown.entries()) {
      this.report(SHAPE.MC035, `${this.title} has an unknown option "${name}".`, {
        got: name,
        fix: fix(),
        meant: meant[index],
      });
    }
    const parts: Record<string, Part> = {};
    for (const key of keys) {
      const own = given(key);
      const isMuted = !isRead || own === null || (own === undefined && meant.includes(key));
      parts[key] = this.child(key, own ?? undefined, isMuted);
    }
    for (const key of keys) {
      if (given(key) === null)
        this.report(SHAPE.MC035, `${titleOf(childName(this.called, key))} must have a value, but is null.`, {
          fix: 'Give it one, or leave it out if it is optional.',
        });
    }
    return parts as Options<T, K>;
  }

  /**
   * Reads a list (MC035). Holes become parts that are not given. An object in place of a list is read as the only item.
   *
   * @param items what messages call the items, in the plural: `mirrors`
   * @param item what messages call one item, as in `mirror 1 of …`; by default, the path of the list with an index
   */
  list<I>(this: Part<readonly I[]>, items: string, item?: string): readonly Part<I>[] {
    const value: unknown = this.given;
    const isList = Array.isArray(value);
    if (!isList) this.shape(`a list of ${items}`, { fix: value ? 'Put it into [ ].' : `Pass a list of ${items}.` });
    const found: readonly unknown[] = isList ? Array.from(value) : typeof value === 'object' && value ? [value] : [];
    return found.map((value, index) => {
      const part = this.child(`[${index}]`, value) as Part<I>;
      return item === undefined ? part : part.named(`${item} ${index + 1} of ${this.called.subject}`);
    });
  }

  /** Reads an object with any names (MC035). */
  entries<K extends string, I>(this: Part<Readonly<Partial<Record<K, I>>>>): readonly (readonly [K, Part<I>])[] {
    const value: unknown = this.given;
    if (!isPlain(value)) {
      this.shape('an object', { fix: 'Write it like { name: value }.' });
      return [];
    }
    return Object.entries(value).map(([key, item]) => [key as K, this.child(key, item) as Part<I>]);
  }

  /** Reads an object whose names become keys in manifests (MC035). Leaves out names that cdk8s cannot write (MC086). */
  map<I>(this: Part<Readonly<Record<string, I>>>): readonly (readonly [string, Part<I>])[] {
    return this.entries<string, I>().filter(([key, part]) => {
      if (isKey(key)) return true;
      part.report(SHAPE.MC086, `${part.title} must have another name, because cdk8s cannot write "${key}" as a key.`, {
        got: key,
      });
      return false;
    });
  }

  /** Reports an object or a list that is missing or empty: it must have `something`. */
  notEmpty(message: Message, something: string, detail: Detail = {}): void {
    const value: unknown = this.given;
    const isEmpty = Array.isArray(value)
      ? value.length === 0
      : value === undefined || (isPlain(value) && Object.values(value).every((item) => item === undefined));
    if (isEmpty) this.must(message, `have ${something}`, detail);
  }

  /** Reports a value that does not have the `shape`, such as `an object`. */
  private shape(shape: string, detail: Detail = {}, areOptions = false): void {
    const [title, is] = areOptions ? [`the options of ${this.title}`, 'are'] : [this.title, 'is'];
    const but = this.isGiven ? valueText(this.given) : 'missing';
    this.report(SHAPE.MC035, `${title} must be ${shape}, but ${is} ${but}.`, { got: this.given, ...detail });
  }

  private child(key: string, value: unknown, isMuted = false): Part {
    const part = new Part(this.log, childName(this.called, key), value, this.at, this, this.isMute || isMuted);
    if (isMuted) part.fail();
    return part;
  }

  private fail(): void {
    this.#isSound = false;
    this.parent?.fail();
  }
}
