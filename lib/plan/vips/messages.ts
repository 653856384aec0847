/**
 * Messages about virtual addresses.
 * @module
 */
import { defineMessages } from '../../errors';

/** Messages about virtual addresses. */
export const VIPS = defineMessages({
  MC100: {
    rule: 'The pool of a VIP ledger is a range in 240.0.0.0/4 outside of 240.240.0.0/16, at least a /30, and reuseAfter is an integer from 1.',
    fix: 'Choose a range that nothing else uses, such as 240.0.0.0/16.',
  },
  MC101: {
    rule: 'The text of a VIP ledger has lines "<namespace>/<service>: <address>", perhaps with " freed <generation>" behind, as toText() writes them.',
    fix: 'Pass what toText() gave, or an empty text for a new ledger. When branches merge, keep the lines of both.',
  },
  MC102: {
    rule: 'The addresses of a VIP ledger are those of its pool, without the first and the last.',
    fix: 'Pass the pool that the address is from, or remove the line: the service gets another address.',
  },
  MC103: {
    rule: 'A VIP ledger has each service and each address once.',
    fix: 'Remove the line of the service that was added later, or was freed: it gets another address if it needs one.',
  },
  MC104: {
    rule: 'The pool of a VIP ledger has an address for each service that needs one, besides those that were freed lately.',
    fix: 'Pass a ledger with a larger pool, or a smaller reuseAfter.',
  },
  MC106: {
    rule: 'Each mesh has a VIP ledger of its own, because the text of a ledger has the addresses of one mesh.',
    fix: 'Read another ledger for this mesh, with another pool if the two share clusters.',
  },
});
