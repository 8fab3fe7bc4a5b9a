// The package `request`, which nobody maintains and many use.

import { promisify } from "node:util";
import request from "request";
import { packageVersion, serve } from "./sessions.mjs";

const send = promisify(request);

await serve(packageVersion("request"), ({ scheme, user, password, request: { method, body } }) => {
  const auth = { user, pass: password, sendImmediately: scheme === "basic" };
  return {
    async get(url) {
      const { statusCode, body: text } = await send({ url, method, body: body && Buffer.from(body), auth, timeout: 20000 });
      return `${statusCode} ${text.trim()}`;
    },
  };
});
