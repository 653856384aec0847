/**
 * Certificates of a Gateway's server.
 * @module
 */
import { hasAny, hasText, itemsAt, type Part, partAt, type Refusal, unless } from './part';

/** Refuses a server that has no certificate, or several sources of one. */
export function serverTlsFaults(tls: Part): readonly Refusal[] {
  if (tls.value === undefined) return [];
  const { value: mode } = partAt(tls, 'mode');
  if (mode === 'ISTIO_MUTUAL') return ofIstioFaults(tls);
  const isByName = hasText(tls, 'credentialName') || hasAny(tls, 'credentialNames');
  const sources = [
    hasText(tls, 'serverCertificate') && hasText(tls, 'privateKey'),
    hasText(tls, 'credentialName'),
    hasAny(tls, 'credentialNames'),
    hasAny(tls, 'tlsCertificates'),
  ].filter(Boolean);
  const isMutual = mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  const isOwn = (isMutual || mode === 'SIMPLE') && !isByName;
  return [
    ...unless(sources.length < 2, tls, 'have only one source of certificates', `has ${sources.length}`),
    ...(isOwn ? (hasAny(tls, 'tlsCertificates') ? itemsAt(tls, 'tlsCertificates') : [tls]) : []).flatMap((each) =>
      unless(
        hasText(each, 'serverCertificate') && hasText(each, 'privateKey'),
        each,
        `have a credentialName, or a serverCertificate and a privateKey, for the mode ${String(mode)}`,
        'has none',
      ),
    ),
    ...unless(
      !isOwn || !isMutual || hasText(tls, 'caCertificates'),
      tls,
      `have a credentialName or caCertificates for the mode ${String(mode)}`,
      'has none',
    ),
  ];
}

/** Istio brings its own certificates. */
function ofIstioFaults(tls: Part): readonly Refusal[] {
  const names = ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'];
  return [
    ...names.flatMap((name) => unless(!hasText(tls, name), partAt(tls, name), 'be left out for the mode ISTIO_MUTUAL')),
    ...['tlsCertificates', 'credentialNames'].flatMap((name) =>
      unless(!hasAny(tls, name), partAt(tls, name), 'be left out for the mode ISTIO_MUTUAL', 'is not'),
    ),
  ];
}
