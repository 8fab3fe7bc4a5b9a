// Node's own `fetch`. It knows no scheme; Basic is a field that its user writes.

import { serve, text } from "./sessions.mjs";

await serve(process.versions.node, ({ scheme, user, password, request }) => {
  const basic = "Basic " + Buffer.from(`${user}:${password}`).toString("base64");
  const headers = scheme === "basic" ? { authorization: basic } : {};
  return { get: async (url) => text(await fetch(url, { ...request, headers })) };
});
