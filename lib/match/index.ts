/**
 * Which requests the conditions of VirtualServices match. Works on Istio's plain types.
 * @module
 */
export { type Conditions, isFor } from './conditions';
export { findHiders, type Hider } from './hiders';
export { implies, isCatchAll } from './implies';
export { headerOf, matches, type Request } from './matches';
export { matchesWhole, regexFault, replaceMatches } from './regex';
export { comparisonOf, holdsFor, textImplies } from './text';
