/**
 * A value that no compiler has checked, and everything that can be asked of it.
 * @module
 */
import {
  type CallSite,
  type ConfigIssue,
  issue,
  type IssueDetail,
  listText,
  type Message,
  nearMiss,
  sentence,
  valueText,
} from '../errors';
import { type Duration, millisecondsOf } from './duration';
import type { IssueLog } from './issue-log';
import { SHAPE } from './messages';
import { copyOf, isKey, isPlain } from './plain';

/** What messages call a part: `"retries.attempts" of rule 1 for "cart"`. */
interface PartName {
  /** What somebody who describes a mesh would call it: `rule 1 for "cart"`. */
  readonly subject: string;
  /** The options that lead there from it, joined by dots; empty for the subject itself. */
  readonly path: string;
}

/** The options of a part, each a part of its own. */
type Options<T, K extends keyof T> = { readonly [P in K]-?: Part<Exclude<T[P], undefined>> };

/** A class, also one whose constructor is private. */
interface ClassOf<C> {
  readonly prototype: C;
  [Symbol.hasInstance](value: unknown): boolean;
}

type Detail = Partial<Omit<IssueDetail, 'what'>>;

/**
 * A value that no compiler has checked: its type `T` is what the declarations say, not what is known. Each reader reports
 * what is wrong with the value, and then answers undefined.
 *
 * @example
 * const { attempts, perTryTimeout } = part.options(['attempts', 'perTryTimeout']);
 * const count = attempts.integer(RULES.MC052, 0);
 */
export class Part<T = unknown> {
  #isSound = true;

  /** Made by `IssueLog.part`, and by the readers of another part. */
  constructor(
    private readonly log: IssueLog,
    private readonly called: PartName,
    private readonly given: T | undefined,
    /** The call that passed it. */
    readonly at: CallSite,
    private readonly parent?: Part,
    /** Whether what is wrong with it has been said already. */
    private readonly isMute = false,
  ) {}

  /** What messages call it. */
  get title(): string {
    const { subject, path } = this.called;
    return path === '' ? subject : `"${path}" of ${subject}`;
  }

  /** Whether there is a value. */
  get isGiven(): boolean {
    return this.given !== undefined;
  }

  /** Whether there is no value, and none was meant: neither null, nor one under a misspelt name. */
  get isAbsent(): boolean {
    return !this.isGiven && this.#isSound;
  }

  /** Whether nothing is wrong with it, nor with any part of it that was read. */
  get isSound(): boolean {
    return this.#isSound;
  }

  /** The value as it was passed. */
  get value(): unknown {
    return this.given;
  }

  /** A copy of the value, which later changes of the original do not reach; undefined when something is wrong with it. */
  get sound(): T | undefined {
    return this.#isSound ? copyOf(this.given) : undefined;
  }

  /** The same value under a name of its own. */
  named(subject: string): Part<T> {
    return this.of(subject, this.given);
  }

  /** Another value that belongs to this one, such as the key of an entry; `subject` is what messages call it. */
  of<V>(subject: string, value: V | undefined): Part<V> {
    return new Part(this.log, { subject, path: '' }, value, this.at, this, this.isMute);
  }

  /** Reads it where it is given; answers undefined where it is left out. */
  optional<R>(read: (part: Part<T>) => R): R | undefined {
    return this.isGiven ? read(this) : undefined;
  }

  /** Reports a sentence about this part. */
  report(message: Message, what: string, detail: Detail = {}): void {
    if (!this.isMute) this.log.add(issue(message, { ...detail, what: sentence(what) }, this.at));
    this.fail();
  }

  /** Reports issues that were found when the value was made. */
  adopt(issues: readonly ConfigIssue[]): void {
    if (issues.length === 0) return;
    if (!this.isMute) this.log.add(...issues);
    this.fail();
  }

  /** Reports that this part must be something that it is not: `must` completes "… must …". */
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

  /** Reads one of some values. */
  oneOf<V extends string | number>(message: Message, values: readonly V[], detail: Detail = {}): V | undefined {
    const value: unknown = this.given;
    const found = values.find((each) => each === value);
    if (found !== undefined) return found;
    const texts = values.filter((each) => typeof each === 'string');
    const listed = listText(values.map(String), 'or');
    const known = texts.length === values.length ? listed : listed.replaceAll('"', '');
    this.must(message, `be ${known}`, { meant: nearMiss(value, texts), ...detail });
    return undefined;
  }

  /** Reads an integer; by default up to what Istio keeps in 32 bits. */
  integer(message: Message, min: number, max = 0x7fffffff, detail: Detail = {}): number | undefined {
    const value: unknown = this.given;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    this.must(message, `be an integer from ${min} to ${max}`, detail);
    return undefined;
  }

  /** Reads a number that `isSound` accepts; `must` completes "… must …". */
  number(message: Message, isSound: (value: number) => boolean, must: string, detail: Detail = {}): number | undefined {
    const value: unknown = this.given;
    if (typeof value === 'number' && isSound(value)) return value;
    this.must(message, must, detail);
    return undefined;
  }

  /** Reads a text that `isSound` accepts; `must` completes "… must …". */
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
    this.must(SHAPE.MC044, 'be a duration of whole milliseconds, at least 1');
    return undefined;
  }

  /** Reads an instance of a class; `must` completes "… must …". */
  instance<C>(message: Message, type: ClassOf<C>, must: string, detail: Detail = {}): C | undefined {
    const value: unknown = this.given;
    const isInstance = (each: unknown): each is C => each instanceof type;
    if (isInstance(value)) return value;
    this.must(message, must, detail);
    return undefined;
  }

  /**
   * Reads options by their names (MC035): each as a part, null as one that is not given.
   *
   * @param mayHaveOthers whether options by other names are left alone, as they are where a subclass passes on its own
   */
  options<K extends keyof T & string>(keys: readonly K[], mayHaveOthers = false): Options<T, K> {
    const value: unknown = this.given;
    const isRead = isPlain(value);
    const fix = `${keys.length === 1 ? 'Its only option is' : 'Its options are'} ${listText(keys)}.`;
    if (!isRead) this.shape('an object', mayHaveOthers ? {} : { fix }, this.parent === undefined);
    const given: Readonly<Record<string, unknown>> = isRead ? { ...value } : {};
    const unknown = mayHaveOthers ? [] : Object.keys(given).filter((name) => !keys.some((key) => key === name));
    const meant = unknown.map((name) => nearMiss(name, keys));
    for (const [index, name] of unknown.entries()) {
      this.report(SHAPE.MC035, `${this.title} has no option "${name}".`, { got: name, fix, meant: meant[index] });
    }
    const parts = keys.map((key) => {
      const isMuted = !isRead || given[key] === null || (given[key] === undefined && meant.includes(key));
      return [key, this.child(key, given[key] ?? undefined, isMuted)] as const;
    });
    for (const [key, part] of parts) {
      if (given[key] === null)
        this.report(SHAPE.MC035, `${part.title} must not be null.`, {
          fix: 'Give it a value, or leave it out if it is optional.',
        });
    }
    return Object.fromEntries(parts) as Options<T, K>;
  }

  /**
   * Reads a list (MC035), gaps as parts that are not given. An object that is none is taken for its only item.
   *
   * @param items what they are, in the plural: `mirrors`
   * @param item what messages call one, for `mirror 1 of …`; by default it is called by the path of the list and its index
   */
  list<I>(this: Part<readonly I[]>, items: string, item?: string): readonly Part<I>[] {
    const value: unknown = this.given;
    const isList = Array.isArray(value);
    if (!isList) this.shape(`a list of ${items}`, this.isGiven ? { fix: 'Put it into [ ].' } : {});
    const found: readonly unknown[] = isList ? Array.from(value) : typeof value === 'object' && value ? [value] : [];
    return found.map((value, index) => {
      const part = this.child(`[${index}]`, value) as Part<I>;
      return item === undefined ? part : part.named(`${item} ${index + 1} of ${this.called.subject}`);
    });
  }

  /** Reads values by whatever names (MC035). */
  entries<K extends string, I>(this: Part<Readonly<Partial<Record<K, I>>>>): readonly (readonly [K, Part<I>])[] {
    const value: unknown = this.given;
    if (!isPlain(value)) {
      this.shape('an object');
      return [];
    }
    return Object.entries(value).map(([key, item]) => [key as K, this.child(key, item) as Part<I>]);
  }

  /** Reads values whose names are written as keys (MC035); leaves out those that cdk8s cannot write (MC086). */
  map<I>(this: Part<Readonly<Record<string, I>>>): readonly (readonly [string, Part<I>])[] {
    return this.entries<string, I>().filter(([key, part]) => {
      if (isKey(key)) return true;
      part.report(SHAPE.MC086, `${part.title} has a name that cdk8s cannot write.`, { got: key });
      return false;
    });
  }

  /** Reports an object or a list that is missing, or has nothing in it: it must have `something`. */
  notEmpty(message: Message, something: string, detail: Detail = {}): void {
    const value: unknown = this.given;
    const isEmpty = Array.isArray(value)
      ? value.length === 0
      : value === undefined || (isPlain(value) && Object.values(value).every((item) => item === undefined));
    if (isEmpty) this.must(message, `have ${something}`, detail);
  }

  /** Reports a value that has another shape, such as `an object`. */
  private shape(shape: string, detail: Detail = {}, areOptions = false): void {
    const [title, is] = areOptions ? [`the options of ${this.title}`, 'are'] : [this.title, 'is'];
    const but = this.isGiven ? valueText(this.given) : 'missing';
    this.report(SHAPE.MC035, `${title} must be ${shape}, but ${is} ${but}.`, { got: this.given, ...detail });
  }

  private child(key: string, value: unknown, isMuted = false): Part {
    const { subject, path } = this.called;
    const part = new Part(
      this.log,
      { subject, path: path + (path === '' || key.startsWith('[') ? key : `.${key}`) },
      value,
      this.at,
      this,
      this.isMute || isMuted,
    );
    if (isMuted) part.fail();
    return part;
  }

  private fail(): void {
    this.#isSound = false;
    this.parent?.fail();
  }
}
