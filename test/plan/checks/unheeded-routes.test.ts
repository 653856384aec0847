/** @module Tests TCP and TLS rules in clusters where only ingress gateways call. */
import { GatewayAddress, Mesh, type MeshServiceProps, SniAddressing, VipLedger } from '../../../lib';
import { issuesOf } from '../../support/issues';

describe('TCP rules, if only ingress gateways call in one cluster,', () => {
  /** web in east and an ingress gateway in west call db, which runs in east and by default in west. */
  function shop(ports: NonNullable<MeshServiceProps<'v1'>['ports']>, runsInWest = true) {
    const mesh = new Mesh('shop');
    const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
    const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
    const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
    const db = mesh.addService('db', { ports, versions: { v1: runsInWest ? [east, west] : [east] } });
    web.calls(db);
    mesh.addIngressGateway('ingress', { serviceAccountName: 'ingress-account', clusters: [west] }).calls(db);
    const found = (): readonly (readonly string[])[] =>
      issuesOf(() => mesh.plan(new SniAddressing({ vips: VipLedger.parse('') }))).map(({ code, what }) => [code, what]);
    return { east, west, db, found };
  }
  const TCP = { tcp: { port: 5432, protocol: 'TCP' } } as const;
  const TLS = { tls: { port: 8443, protocol: 'TLS' } } as const;
  const HTTP = { http: { port: 80, protocol: 'HTTP' } } as const;

  test('are MC125 for a service with only TCP ports', () => {
    const { db, found } = shop(TCP);
    db.addTcpRoute([{ to: [{ version: 'v1' }] }]);
    expect(found()).toEqual([
      ['MC125', 'In cluster "west", only ingress gateways call "db", and they do not obey the TCP route of "db".'],
    ]);
  });

  test('are MC125 for each route of a service with TCP and TLS ports', () => {
    const { db, found } = shop({ ...TCP, ...TLS });
    db.addTcpRoute([{ to: [{ version: 'v1' }] }]);
    db.addTlsRoute([{ to: [{ version: 'v1' }] }]);
    expect(found().map(([code]) => code)).toEqual(['MC125', 'MC125']);
  });

  test.each([HTTP, TLS])('are valid if the gateway can call another port: %j', (other) => {
    const { db, found } = shop({ ...TCP, ...other });
    db.addTcpRoute([{ to: [{ version: 'v1' }] }]);
    expect(found()).toEqual([]);
  });

  test('are valid if they are only for callers in another cluster', () => {
    const { db, east, found } = shop(TCP);
    db.addTcpRoute([{ from: [east], to: [{ version: 'v1' }] }]);
    expect(found()).toEqual([]);
  });

  test('are MC125 if they are only for callers in another cluster, and the service runs only there', () => {
    const { db, east, found } = shop(TCP, false);
    db.addTcpRoute([{ from: [east], to: [{ version: 'v1' }] }]);
    expect(found().map(([code]) => code)).toEqual(['MC125']);
  });

  test.each([TCP, { ...TCP, ...HTTP }])('are MC042 if they name the cluster: %j', (ports) => {
    const { db, east, west, found } = shop(ports);
    db.addTcpRoute([
      { from: [west], match: [{ sourceNamespace: 'back' }], to: [{ version: 'v1' }] },
      { from: [east], to: [{ version: 'v1' }] },
    ]);
    expect(found()).toEqual([['MC042', 'TCP rule 1 for "db" is for callers in "west", where no service calls "db".']]);
  });
});
