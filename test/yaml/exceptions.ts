/**
 * What docs/yaml.md lists as different from cdk8s, in other words than lib/yaml has them.
 * @module
 */

/** Whether a text is written as cdk8s writes it, as a value. */
export function isAsInCdk8s(text: string): boolean {
  return !isNumberInGo(text) && !isUnreadable(text) && !isHardToIndent(text) && !hasLineOfASpace(text);
}

/** Whether a text is written as cdk8s writes it, as a key. */
export function isKeyAsInCdk8s(key: string): boolean {
  return !isNumberInGo(key) && !isUnreadable(key) && key !== '<<' && !key.startsWith('\ufeff');
}

/** JavaScript has the same notations as Go, but no underscores and signs. */
function isNumberInGo(text: string): boolean {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  return /^[-+\d]/.test(text) && ((digits !== '' && !Number.isNaN(Number(digits))) || /^0b[-+]/.test(digits));
}

function isUnreadable(text: string): boolean {
  return Array.from(text, (each) => each.codePointAt(0) ?? 0).some(
    (code) => (code >= 0x7f && code < 0xa0) || [0x2028, 0x2029, 0xfffe, 0xffff].includes(code),
  );
}

/** Lines of which the first one with anything in it starts with a tab, or nothing but white space. */
function isHardToIndent(text: string): boolean {
  const line = text.split('\n').find((each) => each !== '');
  return text.includes('\n') && line !== undefined && (line.startsWith('\t') || text.trim() === '');
}

/** A defect of the package `yaml`, in quoted texts of several lines. */
function hasLineOfASpace(text: string): boolean {
  return JSON.stringify(text).length >= 40 && text.includes('\n \n');
}
