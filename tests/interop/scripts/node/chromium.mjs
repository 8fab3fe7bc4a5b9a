// Chromium, without a window. A session is a new profile, and somebody who answers its first prompt with the session's
// user and password, and cancels the next one. The scheme `bearer` has no prompt: the page sends the password itself.
//
// The first address is opened as a page. Where requests are parallel, or the order is `page`, that page fetches the
// others. Where requests have a body, a page that asks for no password fetches all of them. With the order `form`, the
// second address is opened too, and a form of that page is sent to each of the others. The last field of the answers tells
// how often Chromium prompted, and for what.

import { chromium } from "playwright-core";
import { serve } from "./sessions.mjs";

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ARGUMENTS,
  chromiumSandbox: false,
});

// A prompt is an event; without anybody who listens to it, it would be cancelled.
async function answerPrompts(page, username, password) {
  const prompts = [];
  const devtools = await page.context().newCDPSession(page);
  // A request may end while it is paused, with its page or by itself; then it wants no answer. If one that goes on had
  // none, the session would show it.
  const answer = (method, parameters) => devtools.send(method, parameters).catch(() => {});
  // Chromium's own request for an icon would use a count, or a connection, that no test asks for.
  devtools.on("Fetch.requestPaused", ({ requestId, request: { url } }) => {
    if (url.endsWith("/favicon.ico")) answer("Fetch.failRequest", { requestId, errorReason: "Aborted" });
    else answer("Fetch.continueRequest", { requestId });
  });
  devtools.on("Fetch.authRequired", ({ requestId, authChallenge: { scheme, realm } }) => {
    prompts.push(`${scheme} ${realm}`);
    const provide = { response: "ProvideCredentials", username, password };
    const authChallengeResponse = prompts.length === 1 ? provide : { response: "CancelAuth" };
    answer("Fetch.continueWithAuth", { requestId, authChallengeResponse });
  });
  await devtools.send("Fetch.enable", { handleAuthRequests: true });
  return prompts;
}

// Within the page: it can see less of an answer than Chromium itself.
async function fetchInPage([url, authorization, size]) {
  const headers = authorization ? { authorization } : {};
  try {
    const post = size === null ? {} : { method: "POST", body: new Uint8Array(size) };
    const response = await fetch(url, { ...post, headers, credentials: "include" });
    return `${response.status} ${(await response.text()).trim()}`;
  } catch (error) {
    return error.name;
  }
}

// A form that the page sends by itself, so that nobody has to press a button.
async function sendForm(page, url) {
  const navigation = page.waitForNavigation();
  await page.evaluate((url) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: url });
    document.body.append(form);
    form.submit();
  }, url);
  return navigation;
}

await serve(browser.version(), async ({ order, scheme, user, password, request: { body } }) => {
  const page = await (await browser.newContext()).newPage();
  const prompts = await answerPrompts(page, user, password);
  const authorization = scheme === "bearer" ? `Bearer ${password}` : null;
  let opened = 0;
  return {
    async get(url) {
      if (body && !opened) await page.goto(new URL("/open", url).href);
      const fetches = body || (opened && (order === "parallel" || order === "page"));
      const byForm = order === "form" && opened >= 2;
      opened += 1;
      if (fetches) return page.evaluate(fetchInPage, [url, authorization, body ? body.length : null]);
      const response = byForm ? await sendForm(page, url) : await page.goto(url);
      return `${response.status()} ${(await response.text()).trim()}`;
    },
    async close() {
      await page.context().close();
      return prompts.join(", ");
    },
  };
});

await browser.close();
