/**
 * Calls a cluster's API server through `kubectl proxy` on a Unix socket, which is reachable from every network namespace.
 * @module
 */
import * as http from 'node:http';

/** The part of a Kubernetes object that the lab reads. */
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

/** A Kubernetes object as somebody writes it. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: object;
}

/** Who owns the fields of the objects that scenarios apply. */
export const FIELD_MANAGER = 'lab';

/** The API of one cluster. */
export class KubeApi {
  constructor(private readonly socketPath: string) {}

  /** Reads the objects of a collection, such as `/api/v1/pods`. */
  async list<T extends KubeObject>(path: string): Promise<readonly T[]> {
    const { items } = (await this.request('GET', path)) as { readonly items: readonly T[] };
    return items;
  }

  /** Applies an object as `kubectl apply --server-side` does. Fields that an earlier version had, and this one lacks, are removed. */
  async apply(object: WrittenObject): Promise<void> {
    const query = `fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict`;
    await this.request('PATCH', `${pathOf(object)}?${query}`, object, 'application/apply-patch+yaml');
  }

  /** Reads an object. */
  async read<T extends KubeObject>(object: WrittenObject): Promise<T> {
    return (await this.request('GET', pathOf(object))) as T;
  }

  /** Deletes an object, and in the background what belongs to it. Does nothing if it does not exist. */
  async delete(object: WrittenObject): Promise<void> {
    await this.request('DELETE', pathOf(object), { propagationPolicy: 'Background' }).catch((error: unknown) => {
      if (!String(error).includes(': 404 ')) throw error;
    });
  }

  /** Tells of each change in a collection, until the API server closes the connection. Resolves then. */
  async watch(path: string, changed: () => void): Promise<void> {
    await new Promise<void>((resolve) => {
      http
        .get({ socketPath: this.socketPath, path: `${path}?watch=true` }, (response) => {
          response.on('data', changed).once('close', resolve);
        })
        .once('error', () => {
          resolve();
        });
    });
  }

  /** Creates an object or a subresource. */
  async create(path: string, body: object): Promise<unknown> {
    return this.request('POST', path, body);
  }

  /** Requests a token of a service account for the audience `istio-ca`. */
  async token(namespace: string, account: string): Promise<string> {
    const body = { spec: { audiences: ['istio-ca'], expirationSeconds: 86_400 } };
    const answer = await this.create(`/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, body);
    return (answer as { readonly status: { readonly token: string } }).status.token;
  }

  /** Merges fields into an object, or into its status at `<path>/status`. */
  async patch(path: string, body: object): Promise<void> {
    await this.request('PATCH', path, body, 'application/merge-patch+json');
  }

  /** Removes an object without a grace period, as a kubelet does after its Pod has ended. */
  async remove(path: string): Promise<void> {
    await this.request('DELETE', path, { gracePeriodSeconds: 0 });
  }

  private request(method: string, path: string, body?: object, type = 'application/json'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      // Node.js does not set the length of a DELETE body by itself
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

/** The path of an object, whose kind has a regular plural. */
function pathOf({ apiVersion, kind, metadata: { name, namespace = 'default' } }: WrittenObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = `${kind.toLowerCase()}s`.replace(/([^aeiou])ys$/, '$1ies');
  // a Namespace may say that it is in one, as cdk8s-plus writes it
  const space = kind === 'Namespace' ? [] : ['namespaces', namespace];
  return [root, ...space, plural, name].join('/');
}
