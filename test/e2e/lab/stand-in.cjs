/**
 * A small stand-in for a service of Bookinfo: answers with its service, its version, its cluster and what it was sent.
 */
const http = require('node:http');

const { SERVICE: service, VERSION: version, CLUSTER_NAME: cluster } = process.env;

http
  .createServer(({ url, headers }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ service, version, cluster, url, headers }));
  })
  .listen(9080, '0.0.0.0');
