// Sessions from standard input, a line each; their answers to standard output, a line each.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

// `open(session)` gives `get(url)`, which answers `status body`, and perhaps `close()`, whose answer comes last.
export async function serve(version, open) {
  console.log(version);
  for await (const line of createInterface({ input: process.stdin })) {
    const [order, scheme, algorithm, user, password, size, ...urls] = line.split("\t");
    // The options of a `fetch`.
    const request = size === "-" ? {} : { method: "POST", body: new Uint8Array(Number(size)) };
    const { get, close } = await open({ order, scheme, algorithm, user, password, request });
    const attempt = (url) => get(url).catch((error) => error.name);
    const answers = [await attempt(urls.shift())];
    if (order === "parallel") answers.push(...(await Promise.all(urls.map(attempt))));
    else for (const url of urls) answers.push(await attempt(url));
    if (close) answers.push(await close());
    console.log(answers.join("\t"));
  }
}

// The answer of a `fetch`.
export async function text(response) {
  return `${response.status} ${(await response.text()).trim()}`;
}

export function packageVersion(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}
