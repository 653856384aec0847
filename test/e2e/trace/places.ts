/**
 * Moves what the oracle of Istio's control plane draws to the lab: to its namespaces, its addresses, and behaviour that takes no
 * time and needs nothing that the lab lacks.
 * @module
 */
import { OUTSIDE } from '../../istio-oracle/kubernetes/world';
import { gatewayAddress as drawnAddress } from '../../istio-oracle/draw/names';
import { gatewayAddress, PERSON_ADDRESS } from '../lab/addresses';
import { CLUSTERS } from './world';

const REPLACED: readonly (readonly [drawn: RegExp, here: string])[] = [
  [/\bdefault\b/g, 'trace'],
  [/(?<![.\w-])shop\b(?!\.example)|(?<=\.)shop\b/g, 'trace-shop'],
  [/\bDEFAULT\b/g, 'TRACE'],
  [/(?<=\.)SHOP\b/g, 'TRACE-SHOP'],
  [literally(OUTSIDE), PERSON_ADDRESS],
  ...CLUSTERS.map((number) => [literally(drawnAddress(number)), gatewayAddress(number, 'eastwest')] as const),
  [/"fixedDelay":"1s"/g, '"fixedDelay":"0.01s"'],
  // without the filter of Istio for ALPN, Pods read other things than they would at ports without a protocol
  [/"name":"raw"/g, '"name":"http-raw"'],
  // no endpoint is ejected, since what comes first would decide what comes later
  [/"consecutive5xxErrors":3/g, '"consecutive5xxErrors":100000'],
];

/** What was drawn, as it is in the lab. */
export function inLab<T extends object>(drawn: T): T {
  const text = REPLACED.reduce((all, [from, to]) => all.replace(from, to), JSON.stringify(drawn));
  return JSON.parse(text) as T;
}

function literally(text: string): RegExp {
  return new RegExp(`\\b${text.replaceAll('.', '\\.')}\\b`, 'g');
}
