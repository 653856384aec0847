/**
 * Writes the objects by which callers reach services outside of the mesh.
 * @module
 */
import type { DestinationRuleSpec, ServiceEntrySpec } from '../../istio';
import type { Cluster, ExternalService, MeshDescription } from '../../mesh';
import { toNamespaces } from '../access/visibility';
import type { Dialect } from '../dialect/dialect';
import type { ExternalServicePlan } from '../external-plan';

/** The services outside of the mesh that something in a cluster calls. */
export function externalPlans(
  { externalServices, externalCalls }: MeshDescription,
  cluster: Cluster,
  dialect: Dialect,
): readonly ExternalServicePlan[] {
  return externalServices.flatMap((service) => {
    const callers = externalCalls
      .filter(({ callee, clusters }) => callee === service && clusters.includes(cluster))
      .map(({ caller }) => caller);
    if (callers.length === 0) return [];
    const { name, namespace } = service;
    const seen = toNamespaces(namespace, callers);
    const rule = ruleOf(service);
    return [
      {
        service,
        serviceEntry: dialect.istio('ServiceEntry', name, namespace, { ...entryOf(service), ...seen }),
        destinationRule: rule && dialect.istio('DestinationRule', name, namespace, { ...rule, ...seen }),
      },
    ];
  });
}

function entryOf({ host, addresses, ports }: ExternalService): ServiceEntrySpec {
  return {
    hosts: [host],
    ...(addresses.length > 0 && { addresses }),
    location: 'MESH_EXTERNAL',
    ports: ports.map(({ name, number, targetPort, protocol }) => ({
      number,
      name,
      protocol,
      ...(targetPort !== number && { targetPort }),
    })),
    resolution: addresses.length > 0 ? 'STATIC' : 'DNS',
    ...(addresses.length > 0 && { endpoints: addresses.map((address) => ({ address })) }),
  };
}

/**
 * The TLS that proxies add at some ports. The server name and the names in the certificate are always written: if only the
 * server name is, Istio accepts a certificate of any name.
 */
function ruleOf({ host, ports }: ExternalService): DestinationRuleSpec | undefined {
  const portLevelSettings = ports.flatMap(({ number, tls }) =>
    tls === undefined ? [] : [{ port: { number }, tls: { ...tls, sni: host } }],
  );
  return portLevelSettings.length === 0 ? undefined : { host, trafficPolicy: { portLevelSettings } };
}
