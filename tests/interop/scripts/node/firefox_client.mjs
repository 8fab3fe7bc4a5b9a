// Firefox, without a window. A session is somebody who answers its first prompt with the session's user and password, and
// gives up the next one. The first address is opened as a page. Where requests are parallel, that page fetches the others.
// Where requests have a body, a page that asks for no password fetches all of them.
// With the order `prompts` the last field of the answers is the number of prompts.

import { setTimeout } from "node:timers/promises";
import { launch } from "./firefox.mjs";
import { serve } from "./sessions.mjs";

const browser = await launch(process.argv[2]);

// Within the page: the status and the text of itself, or nothing before it is the page of the address.
async function shown(url) {
  const [entry] = performance.getEntriesByType("navigation");
  const isThere = location.href === url && document.readyState === "complete" && entry?.responseStatus;
  return isThere ? `${entry.responseStatus} ${document.body.innerText.trim()}` : "";
}

// What a function of the page has to tell of the address after a prompt, which takes a moment.
async function after(told, url) {
  for (const end = Date.now() + 10000; Date.now() < end; await setTimeout(20)) {
    const text = await browser.run(told, url).catch(() => "");
    if (text) return text;
  }
  return "silence";
}

// Within the page.
async function fetched(url) {
  const response = await fetch(url);
  return `${response.status} ${(await response.text()).trim()}`;
}

// Within the page: begins to send a body, since a prompt ends a script that waits.
async function send(url, size) {
  const text = async (response) => `${response.status} ${(await response.text()).trim()}`;
  fetch(url, { method: "POST", body: new Uint8Array(size) }).then(text).then((answer) => (window[url] = answer));
}

// Within the page: the answer, or nothing before it is there.
async function sent(url) {
  return window[url] ?? "";
}

await serve(`${browser.version}\tslow`, async ({ order, user, password, request: { body } }) => {
  await browser.begin(user, password);
  // The page of the session before may have the same address.
  await browser.open("about:blank");
  let opened = 0;
  return {
    async get(url) {
      if (body && !opened) await browser.open(new URL("/open", url).href);
      opened += 1;
      if (body) {
        await browser.run(send, url, body.length);
        return after(sent, url);
      }
      if (opened > 1 && order === "parallel") return browser.run(fetched, url);
      await browser.open(url);
      return after(shown, url);
    },
    close: order === "prompts" ? () => browser.prompts() : null,
  };
});

await browser.close();
