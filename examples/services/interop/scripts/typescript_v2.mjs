// `@modelcontextprotocol/client`, the TypeScript client of version 2.

import { Client, StreamableHTTPClientTransport as Transport, UnauthorizedError } from '@modelcontextprotocol/client';
import { main } from './client.mjs';

const finish = (transport, answer) => transport.finishAuth(answer);

await main({ Client, Transport, UnauthorizedError, finish });
