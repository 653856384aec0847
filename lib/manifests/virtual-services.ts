/**
 * Finds the VirtualServices among objects.
 * @module
 */
import { fullHost } from '../istio';
import { fields, items, text } from './fields';
import { type IstioObject, istioObjects, texts } from './istio-objects';
import type { ManifestObject } from './manifest-object';
import { once } from './once';

/** The VirtualService that a rule delegates to. */
export interface DelegateName {
  readonly name: string;
  readonly namespace: string;
}

/** A host, and its subset if one is named. */
export interface HostSubset {
  readonly host: string;
  readonly subset: string | undefined;
}

/** A VirtualService. */
export interface VirtualServiceObject extends IstioObject {
  /** Its hosts, completed. */
  readonly hosts: readonly string[];
  /** Whether sidecars obey it. */
  readonly isForSidecars: boolean;
  /** Whether it has rules for connections, by TLS or TCP. */
  readonly hasConnections: boolean;
  /** What its HTTP rules delegate to. */
  readonly delegates: readonly DelegateName[];
  /** Where its rules send requests, mirrored ones included. */
  readonly destinations: readonly HostSubset[];
}

/** Finds the VirtualServices among objects. */
export function virtualServicesIn(objects: readonly ManifestObject[]): readonly VirtualServiceObject[] {
  return istioObjects('VirtualService', objects).map((object) => ({ ...object, ...factsOf(object) }));
}

const factsOf = once(({ namespace = '', json }) => {
  const spec = fields(json['spec']);
  const gateways = texts(spec['gateways']);
  const [http, tls, tcp] = ['http', 'tls', 'tcp'].map((kind) => items(spec[kind]).map(fields));
  const rules = [http, tls, tcp].flatMap((each) => each ?? []);
  return {
    hosts: texts(spec['hosts']).map((host) => fullHost(host, namespace)),
    isForSidecars: gateways.length === 0 || gateways.includes('mesh'),
    hasConnections: [tls, tcp].some((each) => each !== undefined && each.length > 0),
    delegates: rules.flatMap(({ delegate }) => {
      const { name, namespace: other } = fields(delegate);
      return typeof name === 'string' ? [{ name, namespace: text(other) ?? namespace }] : [];
    }),
    destinations: rules.flatMap((rule) => destinationsOf(rule, namespace)),
  };
});

function destinationsOf(rule: Readonly<Record<string, unknown>>, namespace: string): readonly HostSubset[] {
  const routed = [...items(rule['route']), ...items(rule['mirrors'])].map((each) => fields(each)['destination']);
  return [...routed, rule['mirror']].flatMap((destination) => {
    const { host, subset } = fields(destination);
    return typeof host === 'string' ? [{ host: fullHost(host, namespace), subset: text(subset) }] : [];
  });
}
