// The package `needle`.

import needle from "needle";
import { packageVersion, serve } from "./sessions.mjs";

await serve(packageVersion("needle"), ({ scheme, user, password, request: { method = "GET", body } }) => {
  // The default is to close the connection after each request.
  const options = { username: user, password, auth: scheme, response_timeout: 20000, parse_response: false };
  return {
    async get(url) {
      const { statusCode, body: text } = await needle(method.toLowerCase(), url, body && Buffer.from(body), options);
      return `${statusCode} ${String(text).trim()}`;
    },
  };
});
