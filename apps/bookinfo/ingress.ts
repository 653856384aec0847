/**
 * The way into Bookinfo, as its sample has it.
 * @module
 */
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Gateway, VirtualService } from '../../imports/networking.istio.io';

/** The ingress Gateway and the VirtualService that publishes productpage's pages. */
export class BookinfoIngress extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const namespace = 'default';
    const gateway = new Gateway(this, 'Gateway', {
      metadata: { name: 'bookinfo-gateway', namespace },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
      },
    });
    new VirtualService(this, 'VirtualService', {
      metadata: { name: 'bookinfo', namespace },
      spec: {
        hosts: ['*'],
        gateways: [gateway.name],
        http: [
          {
            match: [
              { uri: { exact: '/productpage' } },
              { uri: { prefix: '/static' } },
              { uri: { exact: '/login' } },
              { uri: { exact: '/logout' } },
              { uri: { prefix: '/api/v1/products' } },
            ],
            route: [{ destination: { host: 'productpage', port: { number: 9080 } } }],
          },
        ],
      },
    });
  }
}
