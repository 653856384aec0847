/**
 * A cluster's API server, spoken to through `kubectl proxy` on a Unix socket: sockets in the file system cross network
 * namespaces.
 * @module
 */
import * as http from 'node:http';

/** A Kubernetes object as far as the lab reads it. */
export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
}

/** The API of one cluster. */
export class KubeApi {
  constructor(private readonly socketPath: string) {}

  /** Reads the objects of a collection, such as `/api/v1/pods`. */
  async list<T extends KubeObject>(path: string): Promise<readonly T[]> {
    const { items } = (await this.request('GET', path)) as { readonly items: readonly T[] };
    return items;
  }

  /** Creates an object, or something of one. */
  async create(path: string, body: object): Promise<unknown> {
    return this.request('POST', path, body);
  }

  /** A token of a service account for audience `istio-ca`. */
  async token(namespace: string, account: string): Promise<string> {
    const body = { spec: { audiences: ['istio-ca'], expirationSeconds: 86_400 } };
    const answer = await this.create(`/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, body);
    return (answer as { readonly status: { readonly token: string } }).status.token;
  }

  /** Merges fields into an object, or into its status under `<path>/status`. */
  async patch(path: string, body: object): Promise<void> {
    await this.request('PATCH', path, body, 'application/merge-patch+json');
  }

  /** Removes an object at once, as a kubelet does when its Pod has ended. */
  async remove(path: string): Promise<void> {
    await this.request('DELETE', path, { gracePeriodSeconds: 0 });
  }

  private request(method: string, path: string, body?: object, type = 'application/json'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      // the length is given, as Node.js frames no body of a DELETE by itself
      const headers = { 'content-type': type, 'content-length': Buffer.byteLength(text) };
      const request = http.request({ socketPath: this.socketPath, method, path, headers });
      request.once('error', reject).once('response', (response) => {
        const chunks: string[] = [];
        response.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
        response.once('end', () => {
          const answer = chunks.join('');
          const status = response.statusCode ?? 0;
          if (status < 300) resolve(JSON.parse(answer) as unknown);
          else reject(new Error(`${method} ${path}: ${status} ${answer}`));
        });
      });
      request.end(text);
    });
  }
}
