// The package `ws`. A line of input is a scheme, a user, a password and an address, and a line of output answers it.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";

function task(scheme, user, password, url) {
  const protocols = scheme === "subprotocol" ? ["chat", `bearer.${Buffer.from(password).toString("base64url")}`] : [];
  const options = scheme === "basic" ? { auth: `${user}:${password}` } : {};
  if (scheme === "token") options.headers = { authorization: `Bearer ${password}` };
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols, options);
    socket.on("unexpected-response", (_, { statusCode }) => resolve(`${statusCode}`));
    socket.on("error", ({ message }) => resolve(message));
    socket.on("message", (message) => {
      resolve(message.toString());
      socket.close();
    });
  });
}

console.log(JSON.parse(readFileSync(new URL("node_modules/ws/package.json", import.meta.url))).version);
for await (const line of createInterface({ input: process.stdin })) console.log(await task(...line.split("\t")));
