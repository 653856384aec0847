/** @module Tests what a mesh says of objects that Kubernetes or Istio would refuse, and of those that stand twice. */
import { readManifests, readObject } from '../../../lib/manifests';
import { TracedMesh } from '../../../lib/trace';

test('objects that stand more than once in a cluster are reported', () => {
  const it = (name: string, at: string): ReturnType<typeof readObject> =>
    readObject({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' } }, at);
  const clusters = [
    { name: 'cluster1', objects: [it('one', 'a.yaml:1:1'), it('two', 'a.yaml:9:1'), it('one', 'b.yaml:1:1')] },
    { name: 'cluster2', objects: [it('one', 'c.yaml:1:1')] },
  ];
  expect(new TracedMesh(clusters).warnings.map(({ code, at, what }) => [code, at, what])).toEqual([
    [
      'MC216',
      'b.yaml:1:1',
      'Service default/one stands more than once in the manifests of cluster "cluster1", first at a.yaml:1:1.',
    ],
  ]);
});

test('a misspelt word is reported where it stands, with those that are allowed', () => {
  const text = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny, namespace: default }
spec:
  action: DENNY
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: default }
spec:
  host: cart
  subsets:
    - name: v1
      trafficPolicy:
        tls: { mode: istio }
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'cluster1', objects }]);
  expect(warnings.map(({ code, what, fix, at }) => [at, `${code} ${what} ${fix}`])).toEqual([
    [
      'all.yaml:5:3',
      'MC217 spec.action of AuthorizationPolicy.security.istio.io default/deny in cluster "cluster1" must be ALLOW, DENY, AUDIT or CUSTOM, but is "DENNY". Did you mean "DENY"? Correct the word. Kubernetes refuses the object as it is. The trace follows it all the same, without the field.',
    ],
    [
      'all.yaml:15:16',
      'MC217 spec.subsets[0].trafficPolicy.tls.mode of DestinationRule.networking.istio.io default/cart in cluster "cluster1" must be DISABLE, SIMPLE, MUTUAL or ISTIO_MUTUAL, but is "istio". Correct the word. Kubernetes refuses the object as it is. The trace follows it all the same, without the field.',
    ],
  ]);
});

test('what Kubernetes refuses is reported where it stands', () => {
  const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: default }
spec:
  hosts: cart
  http:
    - rout:
        - destination: { host: cart }
    - match:
        - uri: { exact: /, prefix: / }
    - match: { port: 80 }
---
apiVersion: networking.istio.io/v1
kind: Gatewy
metadata: { name: cart, namespace: default }
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'c', objects }]);
  const it = 'VirtualService.networking.istio.io default/cart in cluster "c"';
  expect(warnings.map(({ code, what, fix, at }) => [at, `${code} ${what} ${fix}`])).toEqual([
    [
      'all.yaml:5:3',
      `MC231 spec.hosts of ${it} must be a list, but is "cart". Correct the value. Kubernetes refuses the object as it is. The trace follows it all the same, without this value.`,
    ],
    [
      'all.yaml:7:7',
      `MC231 spec.http[0] of ${it} must have only fields that Istio has, but has "rout". Did you mean "route"? Correct or remove the field. kubectl refuses the object as it is. The trace follows it all the same, without the field.`,
    ],
    [
      'all.yaml:10:11',
      `MC231 spec.http[1].match[0].uri of ${it} must have only one of exact and prefix, but has both. Leave only one of them. Kubernetes refuses the object as it is. The trace follows it all the same, by one of them.`,
    ],
    [
      'all.yaml:11:7',
      `MC231 spec.http[2].match of ${it} must be a list, but is a map. Correct the value. Kubernetes refuses the object as it is. The trace follows it all the same, without this value.`,
    ],
    [
      'all.yaml:13:1',
      'MC231 Gatewy.networking.istio.io default/cart in cluster "c" must be of a kind that Istio has in networking.istio.io, but "Gatewy" is none. Did you mean "Gateway"? Correct the kind. Kubernetes refuses the object as it is, and the trace does not follow it.',
    ],
  ]);
});
