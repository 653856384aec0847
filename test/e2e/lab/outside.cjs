/**
 * Stands in for a service outside of the mesh, which speaks only HTTPS. The answer contains the server name of the connection and
 * the headers of the request.
 */
const fs = require('node:fs');
const https = require('node:https');

const options = { key: fs.readFileSync('key.pem'), cert: fs.readFileSync('cert.pem') };
const server = https.createServer(options, ({ socket, headers }, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ service: 'outside', version: socket.servername, cluster: 'none', headers }));
});
server.listen(443, '0.0.0.0');
