/**
 * Reads the spec of a DestinationRule, as far as it decides where requests go.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @module
 */
import type { DestinationRuleSpec, PortTrafficPolicy, Subset, TrafficPolicy } from '../../istio';
import { fields, text } from '../fields';
import { BALANCERS, CLIENT_TLS } from './enumerations';
import { byKey, flag, given, many, number, one, textsByKey, textsOf, word } from './given';

type LoadBalancer = NonNullable<PortTrafficPolicy['loadBalancer']>;
type Tls = NonNullable<PortTrafficPolicy['tls']>;

/** Reads the spec of a DestinationRule. */
export function readDestinationRule(value: unknown): DestinationRuleSpec {
  const { host, trafficPolicy, subsets, exportTo, workloadSelector } = fields(value);
  return given({
    host: text(host) ?? '',
    trafficPolicy: one(trafficPolicy, readTrafficPolicy),
    subsets: many(subsets, readSubset),
    exportTo: textsOf(exportTo),
    workloadSelector: one(workloadSelector, (each) => given({ matchLabels: textsByKey(fields(each)['matchLabels']) })),
  });
}

function readSubset(value: unknown): Subset {
  const { name, labels, trafficPolicy } = fields(value);
  return given({
    name: text(name) ?? '',
    labels: textsByKey(labels),
    trafficPolicy: one(trafficPolicy, readTrafficPolicy),
  });
}

function readTrafficPolicy(value: unknown): TrafficPolicy {
  return given({
    ...readPolicy(value),
    portLevelSettings: many(fields(value)['portLevelSettings'], (each) =>
      given({
        ...readPolicy(each),
        port: one(fields(each)['port'], (port) => given({ number: number(fields(port)['number']) })),
      }),
    ),
  });
}

function readPolicy(value: unknown): Omit<PortTrafficPolicy, 'port'> {
  const { loadBalancer, outlierDetection, tls } = fields(value);
  return given({
    loadBalancer: one(loadBalancer, readLoadBalancer),
    outlierDetection: one(outlierDetection, () => ({})),
    tls: one(tls, readTls),
  });
}

function readTls(value: unknown): Tls {
  const { mode, sni, subjectAltNames } = fields(value);
  return given({
    mode: word(mode, CLIENT_TLS),
    sni: text(sni),
    subjectAltNames: textsOf(subjectAltNames),
  });
}

function readLoadBalancer(value: unknown): LoadBalancer {
  const { simple, localityLbSetting } = fields(value);
  return given({
    simple: word(simple, BALANCERS),
    localityLbSetting: one(localityLbSetting, readLocality),
  });
}

/** Reads settings for localities, which the configuration of a mesh has, too. */
export function readLocality(value: unknown): NonNullable<LoadBalancer['localityLbSetting']> {
  const { distribute, failover, failoverPriority, enabled } = fields(value);
  return given({
    distribute: many(distribute, (each) => {
      const { from, to } = fields(each);
      return given({ from: text(from), to: byKey(to, number) });
    }),
    failover: many(failover, (each) => {
      const { from, to } = fields(each);
      return given({ from: text(from), to: text(to) });
    }),
    failoverPriority: textsOf(failoverPriority),
    enabled: flag(enabled),
  });
}
