// `@modelcontextprotocol/client`, the TypeScript client of version 2.

import { Client, StreamableHTTPClientTransport as Transport, UnauthorizedError } from '@modelcontextprotocol/client';
import { main } from './client.mjs';

const finish = (transport, answer) => transport.finishAuth(answer);

// The newest version of the protocol, for which it begins with another request and sends the field `Mcp-Name`.
const options = { versionNegotiation: { mode: 'auto' } };

await main({ Client, Transport, UnauthorizedError, finish, options });
