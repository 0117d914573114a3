// Taking on a role: STS is asked once, the logs are asked with what it gave.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createClient } from '../../../src/service/client.ts';
// Also clears the surroundings of what the machine is set up for.
import { ownServer } from './fetching.ts';

const role = 'arn:aws:iam::123456789012:role/reader';

const startSts = async (status: number, xml: string) => {
  const asked: { readonly authorization: string; readonly form: URLSearchParams }[] = [];
  const http = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    asked.push({ authorization: request.headers.authorization ?? '', form: new URLSearchParams(text) });
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  after(() => void http.close());
  process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return asked;
};

const grant = `<AssumeRoleResponse><AssumeRoleResult><Credentials>
  <AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
  <SessionToken>a&amp;b</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

test('requests are signed with the credentials of the role', async () => {
  const asked = await startSts(200, grant);
  const server = await ownServer();
  server.events.set('app', []);
  const client = await createClient({ endpointUrl: server.url, roleArn: role });
  await client.filterLogEvents({ logGroupName: 'app' });
  await client.filterLogEvents({ logGroupName: 'app' });
  assert.equal(asked.length, 1);
  assert.match(
    asked[0]!.authorization,
    /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/sts\/aws4_request/,
  );
  assert.equal(asked[0]!.form.get('Action'), 'AssumeRole');
  assert.equal(asked[0]!.form.get('RoleArn'), role);
  const { accessKeyId, sessionToken } = await client.config.credentials();
  assert.deepEqual([accessKeyId, sessionToken], ['ROLEKEY', 'a&b']);
  client.destroy();
});

test('a role that is refused is told with the reason', async () => {
  await startSts(
    403,
    '<ErrorResponse><Error><Message>not authorized to assume it</Message></Error></ErrorResponse>',
  );
  const server = await ownServer();
  const client = await createClient({ endpointUrl: server.url, roleArn: role });
  await assert.rejects(client.filterLogEvents({ logGroupName: 'app' }), {
    name: 'RoleRefused',
    message: `the role ${role} cannot be taken on: not authorized to assume it`,
  });
  client.destroy();
});
