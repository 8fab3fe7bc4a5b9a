// The package `@grpc/grpc-js`. A line of input is a field's value and an address, and a line of output answers
// two calls.

import grpc from "@grpc/grpc-js";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const bytes = (value) => value;

async function calls(authorization, address) {
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  if (authorization !== "-") metadata.set("authorization", authorization);
  const call = () =>
    new Promise((resolve) => {
      const deadline = { deadline: Date.now() + 20000 };
      client.makeUnaryRequest("/greet.Greeter/Hello", bytes, bytes, Buffer.alloc(0), metadata, deadline, (error, reply) =>
        resolve(error ? grpc.status[error.code] : reply.toString()),
      );
    });
  const answers = [await call(), await call()];
  client.close();
  return answers.join("\t");
}

console.log(JSON.parse(readFileSync(new URL("node_modules/@grpc/grpc-js/package.json", import.meta.url))).version);
for await (const line of createInterface({ input: process.stdin })) console.log(await calls(...line.split("\t")));
