// `@modelcontextprotocol/sdk`, the TypeScript client of version 1.

import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { main } from './client.mjs';

const finish = (transport, answer) => transport.finishAuth(answer.get('code'));

await main({ Client, Transport, UnauthorizedError, finish });
