// The package `digest-fetch`, over Node's `fetch`. It has to be told the algorithm.

import { DigestClient } from "digest-fetch";
import { packageVersion, serve, text } from "./sessions.mjs";

await serve(packageVersion("digest-fetch"), ({ scheme, algorithm, user, password, request }) => {
  const client = new DigestClient(user, password, { algorithm, basic: scheme === "basic" });
  return { get: async (url) => text(await client.fetch(url, request)) };
});
