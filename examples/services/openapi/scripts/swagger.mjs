// Chromium, without a window, in the place of somebody with Swagger UI:
//
//   node swagger.mjs CHROMIUM ADDRESS SCREENSHOT
//
// It calls operations without credentials, by Basic and by Bearer, which it gives to the page by Authorize. It prints the
// status of each answer that the page shows, and fails if one is another than the guard's.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [executablePath, address, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
  chromiumSandbox: false,
});
const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });

// To a 401 with a challenge of Basic, Chromium asks for a password itself, before the page sees the answer. Somebody who
// cancels this prompt sees the page's.
const devtools = await page.context().newCDPSession(page);
const answer = (method, parameters) => devtools.send(method, parameters).catch(() => {});
devtools.on("Fetch.requestPaused", ({ requestId }) => answer("Fetch.continueRequest", { requestId }));
devtools.on("Fetch.authRequired", ({ requestId }) => {
  const authChallengeResponse = { response: "CancelAuth" };
  answer("Fetch.continueWithAuth", { requestId, authChallengeResponse });
});
await devtools.send("Fetch.enable", { handleAuthRequests: true });

// Opens the dialog, where each scheme has a form of its own.
async function dialog(steps) {
  await page.locator(".auth-wrapper > .btn.authorize").click();
  const forms = page.locator(".modal-ux");
  await steps((scheme) => forms.locator(".auth-container", { hasText: `${scheme} (http` }));
  await forms.getByRole("button", { name: "Close" }).last().click();
}

const apply = (form) => form.getByRole("button", { name: "Apply credentials" }).click();

async function logOut(scheme) {
  await dialog((form) => form(scheme).getByRole("button", { name: "Remove authorization" }).click());
}

// Calls the operation, and returns the status that the page shows.
async function call(id) {
  const operation = page.locator(`#operations-default-${id}`);
  if (!(await operation.locator(".opblock-body").isVisible())) {
    await operation.locator(".opblock-summary-control").click();
    await operation.getByRole("button", { name: "Try it out" }).click();
  }
  const clear = operation.getByRole("button", { name: "Clear" });
  if (await clear.isVisible()) await clear.click();
  await operation.getByRole("button", { name: "Execute" }).click();
  const status = operation.locator(".live-responses-table .response .response-col_status");
  return (await status.first().innerText()).trim().slice(0, 3);
}

async function expect(who, id, expected) {
  const status = await call(id);
  console.log(`${who} ${id} ${status}`);
  assert.equal(status, expected);
}

await page.goto(`${address}/docs/`);
await expect("nobody", "health", "200");
await expect("nobody", "list_notes", "401");

await dialog(async (form) => {
  await form("Basic").getByLabel("auth-basic-username").fill("john");
  await form("Basic").getByLabel("auth-basic-password").fill("hello");
  await apply(form("Basic"));
});
await expect("Basic", "list_notes", "200");
await expect("Basic", "add_note", "201");
await logOut("Basic");

await dialog(async (form) => {
  await form("Bearer").getByLabel("auth-bearer-value").fill("secret-token-1");
  await apply(form("Bearer"));
});
await expect("Bearer", "list_notes", "200");
await page.locator("#operations-default-list_notes").screenshot({ path: screenshot });
await logOut("Bearer");
await expect("nobody", "list_notes", "401");

await browser.close();
