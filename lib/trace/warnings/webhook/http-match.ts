/**
 * What requests a rule is for.
 * @module
 */
import { regexFault } from '../../../match';
import { isLabel, portFaults } from './names';
import { entriesAt, itemsAt, type Part, partAt, type Refusal, textsMust, unless } from './part';

const PSEUDO = [':method', ':path', ':scheme', ':authority', ':protocol', ':status'];

/** Refuses conditions that compare with nothing, or with what is no regular expression. */
export function matchFaults(match: Part): readonly Refusal[] {
  const namespace = partAt(match, 'sourceNamespace');
  const ports = partAt(match, 'port');
  return [
    ...regexFaults(partAt(match, 'uri', 'regex')),
    ...['scheme', 'method', 'authority'].flatMap((name) => comparisonFaults(partAt(match, name))),
    ...entriesAt(match, 'queryParams').flatMap(comparisonFaults),
    ...entriesAt(match, 'headers').flatMap((each) => [
      ...unless(each.value !== undefined, each, 'be a map', 'is null'),
      ...comparisonFaults(each),
    ]),
    // "*" stands for a header that is there
    ...entriesAt(match, 'withoutHeaders').flatMap((each) =>
      partAt(each, 'regex').value === '*' ? [] : comparisonFaults(each),
    ),
    ...['headers', 'withoutHeaders'].flatMap((name) => entriesAt(match, name).flatMap(nameFaults)),
    ...(ports.value === 0 ? [] : portFaults(ports)),
    ...(namespace.value === '' ? [] : textsMust(namespace, isLabel, 'be a namespace')),
  ];
}

function nameFaults(header: Part & { readonly key: string }): readonly Refusal[] {
  const { key } = header;
  const isName =
    PSEUDO.includes(key) || /^[-!#$%&'*+.^_`|~0-9a-z]+$/i.test(key) || key.startsWith('@request.auth.claims');
  return unless(isName, header, 'have the name of a header', `"${key}" is none`);
}

/** Refuses a comparison with an empty prefix or with what is no regular expression. */
function comparisonFaults(comparison: Part): readonly Refusal[] {
  return [
    ...textsMust(partAt(comparison, 'prefix'), (text) => text !== '', 'not be empty'),
    ...regexFaults(partAt(comparison, 'regex')),
  ];
}

/** Refuses what is no regular expression of RE2. */
export function regexFaults(regex: Part): readonly Refusal[] {
  const { value } = regex;
  const fault = typeof value === 'string' ? regexFault(value) : undefined;
  return unless(fault === undefined, regex, 'be a regular expression of RE2 with at most 1024 bytes', fault);
}

/** Refuses conditions about claims of tokens, which only gateways know. */
export function claimFaults(rule: Part): readonly Refusal[] {
  return itemsAt(rule, 'match').flatMap((match) =>
    ['headers', 'withoutHeaders'].flatMap((name) =>
      entriesAt(match, name).flatMap((each) =>
        unless(
          !/^@request\.auth\.claims[.[]./i.test(each.key),
          each,
          'be in a VirtualService that is for gateways only',
          'that is for the mesh',
        ),
      ),
    ),
  );
}
