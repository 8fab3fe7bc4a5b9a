// An authorization server, `oidc-provider`. It registers clients, asks for no password, and consents to all that is asked.
//
//     node provider.mjs SCOPE...
//
// It listens at the port of the environment variable `PORT`, or at any, prints its issuer, and stops when its standard input
// ends.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const scopes = process.argv.slice(2);

// Nothing says which algorithm a key is for.
const jwk = (type, options) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid: type, use: 'sig' };
};

// The algorithm of a client's tokens.
const algorithm = ({ clientId }) => ({ rs256: 'RS256', ps256: 'PS256' })[clientId] ?? 'ES256';

// A client that acts for itself, with tokens as its name says.
const service = (client_id) => ({
  client_id,
  client_secret: 'secret',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

const configuration = {
  clients: [
    {
      client_id: 'registered',
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
    },
    ...['good', 'rs256', 'ps256', 'expired', 'opaque', 'resource'].map(service),
  ],
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  jwks: { keys: [jwk('ec', { namedCurve: 'P-256' }), jwk('rsa', { modulusLength: 2048 })] },
  scopes: ['openid', 'offline_access', ...scopes],
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  cookies: { keys: ['a key of the tests'] },
  formats: {
    customizers: {
      jwt: (_, token, { payload }) => {
        if (payload.client_id === 'expired') payload.exp = payload.iat - 60;
      },
    },
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    registration: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource, client) => ({
        audience: resource,
        scope: scopes.join(' '),
        accessTokenFormat: client.clientId === 'opaque' ? 'opaque' : 'jwt',
        jwt: { sign: { alg: algorithm(client) } },
      }),
    },
  },
};

const server = createServer();
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  // The user, who is susan and says yes.
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next();
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    const grant = new provider.Grant({ accountId: 'susan', clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    if (params.resource) grant.addResourceScope(params.resource, params.scope);
    const result = { login: { accountId: 'susan' }, consent: { grantId: await grant.save() } };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

process.stdin.resume().on('end', () => process.exit());
