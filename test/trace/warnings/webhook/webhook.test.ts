/** @module Tests what a mesh says of objects that Istio's webhook refuses. */
import { readManifests, readObject } from '../../../../lib/manifests';
import { TracedMesh } from '../../../../lib/trace';
import type { WebhookCase } from './case';
import { OTHER_KINDS } from './other-kinds';
import { VIRTUAL_SERVICES } from './virtual-services';

/** The fields of which a mesh says that the webhook refuses them. */
function refusedIn({ kind }: WebhookCase, spec: object): readonly string[] {
  const group = kind === 'AuthorizationPolicy' || kind === 'PeerAuthentication' ? 'security' : 'networking';
  const json = { apiVersion: `${group}.istio.io/v1`, kind, metadata: { name: 'a', namespace: 'default' }, spec };
  const { warnings } = new TracedMesh([{ name: 'c', objects: [readObject(json, 'a.yaml')] }]);
  return warnings.filter(({ code }) => code === 'MC236').map(({ what }) => what.replace(/ of .*/, ''));
}

test.each([...VIRTUAL_SERVICES, ...OTHER_KINDS])('$kind: the webhook refuses $at', (each) => {
  const path = each.at === '' ? 'spec' : `spec.${each.at}`;
  expect(refusedIn(each, each.refused)).toEqual([path]);
  expect(refusedIn(each, each.taken)).toEqual([]);
});

test('what the webhook refuses is reported where it stands', () => {
  const text = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: default }
spec:
  host: cart
  subsets:
    - name: v1
    - name: v1
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: default }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart }
      redirect: { uri: / }
    - match:
        - headers: { x: { regex: '(?!b)' } }
      route:
        - destination: { host: cart }
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'c', objects }]);
  const fix = 'Correct it. Kubernetes refuses the object as it is. The trace follows it all the same.';
  const of = 'of VirtualService.networking.istio.io default/cart in cluster "c"';
  expect(warnings.map((each) => [each.at, each.severity, `${each.code} ${each.what} ${each.fix}`])).toEqual([
    [
      'all.yaml:8:7',
      'warning',
      `MC236 spec.subsets[1].name of DestinationRule.networking.istio.io default/cart in cluster "c" must be a name that no subset before it has, but is "v1". ${fix}`,
    ],
    [
      'all.yaml:16:7',
      'warning',
      `MC236 spec.http[0] ${of} must have only one of redirect and route, but has both. ${fix}`,
    ],
    [
      'all.yaml:20:27',
      'warning',
      `MC236 spec.http[1].match[0].headers.x.regex ${of} must be a regular expression of RE2 with at most 1024 bytes, but is "(?!b)": invalid or unsupported Perl syntax: \`(?!\`. ${fix}`,
    ],
  ]);
});

test('a placeholder is taken for whatever it will be', () => {
  const at = (address: string): readonly string[] => {
    const text = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: far, namespace: default }
spec:
  hosts: [far.example]
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: DNS
  endpoints: [{ address: '${address}' }]
`;
    const { objects } = readManifests(text, 'all.yaml');
    return new TracedMesh([{ name: 'c', objects }]).warnings.map(({ code }) => code);
  };
  expect(at('not a host')).toEqual(['MC236']);
  expect(at('${FAR_ADDRESS}')).toEqual([]);
});
