/**
 * Gateway, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @module
 */
import type { Labels } from './labels';

/** A port at which a gateway listens. */
interface Port {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
  readonly targetPort?: number;
}

/** A version of TLS. */
type TLSProtocol = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** Where the certificate of a server comes from. */
interface TLSCertificate {
  readonly serverCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
}

/** The TLS settings of a server. */
interface ServerTLSSettings extends TLSCertificate {
  readonly httpsRedirect?: boolean;
  /** The default is PASSTHROUGH. */
  readonly mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  readonly caCrl?: string;
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly caCertCredentialName?: string;
  readonly tlsCertificates?: readonly TLSCertificate[];
  readonly subjectAltNames?: readonly string[];
  readonly verifyCertificateSpki?: readonly string[];
  readonly verifyCertificateHash?: readonly string[];
  readonly insecureSkipVerify?: boolean;
  readonly minProtocolVersion?: TLSProtocol;
  readonly maxProtocolVersion?: TLSProtocol;
  readonly cipherSuites?: readonly string[];
}

/** What a gateway listens for at one port. */
interface Server {
  readonly port: Port;
  readonly bind?: string;
  /** Hosts, each optionally with the namespace of the VirtualServices that may use it: `shop/cart.example.com`. */
  readonly hosts: readonly string[];
  readonly tls?: ServerTLSSettings;
  readonly defaultEndpoint?: string;
  readonly name?: string;
}

/** What gateways listen for. */
export interface GatewaySpec {
  /** The labels of the gateways' Pods. */
  readonly selector?: Labels;
  readonly servers?: readonly Server[];
}
