// The package `urllib`.

import { HttpClient } from "urllib";
import { packageVersion, serve } from "./sessions.mjs";

await serve(packageVersion("urllib"), ({ scheme, user, password, request: { method = "GET", body } }) => {
  const client = new HttpClient();
  const auth = { [scheme === "basic" ? "auth" : "digestAuth"]: `${user}:${password}` };
  return {
    async get(url) {
      const content = body && Buffer.from(body);
      const { status, data } = await client.request(url, { method, content, dataType: "text", timeout: 20000, ...auth });
      return `${status} ${data.trim()}`;
    },
  };
});
