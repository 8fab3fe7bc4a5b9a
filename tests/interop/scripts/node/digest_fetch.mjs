// The package `digest-fetch`, over Node's `fetch`. It has to be told the algorithm.

import { readFileSync } from "node:fs";
import { DigestClient } from "digest-fetch";
import { serve, text } from "./sessions.mjs";

const { version } = JSON.parse(readFileSync(new URL("node_modules/digest-fetch/package.json", import.meta.url)));

await serve(version, ({ scheme, algorithm, user, password, request }) => {
  const client = new DigestClient(user, password, { algorithm, basic: scheme === "basic" });
  return { get: async (url) => text(await client.fetch(url, request)) };
});
