// What the scripts of both TypeScript clients have in common. Each has its own classes.
//
//     node typescript_v1.mjs SERVER
//
// It prints what the client did, as JSON.

const CALLBACK = 'http://127.0.0.1/callback';

// The browser of a user who consents. Its cookies live as long as one authorization.
async function consent(address) {
  const cookies = new Map();
  while (!address.startsWith(CALLBACK)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = set.match(/^([^=]+)=([^;]*)/);
      cookies.set(name, value);
    }
    if (!answer.headers.has('location')) throw new Error(`${address}: ${await answer.text()}`);
    address = new URL(answer.headers.get('location'), address).href;
  }
  return new URL(address).searchParams;
}

// The client's memory. Without a `client` it registers itself.
class Memory {
  requests = [];
  constructor(client) {
    this.client = client;
  }
  get redirectUrl() {
    return CALLBACK;
  }
  get clientMetadata() {
    return {
      client_name: 'a test',
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    };
  }
  clientInformation() {
    return this.client;
  }
  saveClientInformation(client) {
    this.client = client;
  }
  tokens() {
    return this.saved;
  }
  saveTokens(tokens) {
    this.saved = tokens;
  }
  saveDiscoveryState(discovery) {
    this.discovery = discovery;
  }
  discoveryState() {
    return this.discovery;
  }
  saveCodeVerifier(verifier) {
    this.verifier = verifier;
  }
  codeVerifier() {
    return this.verifier;
  }
  async redirectToAuthorization(url) {
    const { searchParams } = url;
    const part = (name) => searchParams.get(name);
    this.requests.push({ scope: part('scope'), resource: part('resource'), pkce: part('code_challenge_method') });
    this.answer = await consent(url.href);
  }
}

export async function main({ Client, Transport, UnauthorizedError, finish, options }) {
  const server = new URL(process.argv[2]);

  // Does the work, and once more if an authorization was asked for.
  async function authorized(memory, work) {
    const attempt = async () => {
      const transport = new Transport(server, { authProvider: memory });
      const client = new Client({ name: 'test', version: '1' }, options);
      try {
        await client.connect(transport);
        return (await work(client)).content[0].text;
      } catch (error) {
        if (!(error instanceof UnauthorizedError)) throw error;
        await finish(transport, memory.answer);
      } finally {
        await client.close();
      }
    };
    return (await attempt()) ?? (await attempt());
  }

  const read = (client) => client.callTool({ name: 'read_notes', arguments: {} });
  const add = (client) => client.callTool({ name: 'add_note', arguments: { text: 'milk' } });

  const newcomer = new Memory();
  const registered = new Memory({ client_id: 'registered' });
  const results = [
    await authorized(newcomer, read),
    await authorized(registered, read),
    await authorized(registered, add),
    await authorized(registered, read),
  ];
  const requests = { newcomer: newcomer.requests, registered: registered.requests };
  console.log(JSON.stringify({ results, requests }));
}
