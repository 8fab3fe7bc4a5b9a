// The package `axios`, whose Digest is the package `@mhoc/axios-digest-auth`.

import axios from "axios";
import digest from "@mhoc/axios-digest-auth";
import { packageVersion, serve } from "./sessions.mjs";

const DigestAuth = digest.default;

await serve(packageVersion("@mhoc/axios-digest-auth"), ({ scheme, user, password, request: { method = "GET", body } }) => {
  const client = axios.create({ responseType: "text", timeout: 20000 });
  const auth = { username: user, password };
  const request = scheme === "basic" ? (options) => client.request({ ...options, auth }) : sign(client, auth);
  return {
    async get(url) {
      const { status, data } = await request({ url, method, data: body && Buffer.from(body) }).catch((error) => {
        if (error.response) return error.response;
        throw error;
      });
      return `${status} ${data.trim()}`;
    },
  };
});

function sign(client, auth) {
  const signing = new DigestAuth({ axios: client, ...auth });
  return (options) => signing.request(options);
}
