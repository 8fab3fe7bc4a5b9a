// Firefox, without a window and with a profile of its own, by its protocol of remote control, Marionette: each message is
// its length, a colon, and JSON.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PREFERENCES = {
  "app.update.enabled": false,
  // Requests for an icon would use counts that no test asks for.
  "browser.chrome.site_icons": false,
  // A page of the cache would be one that asked for no password.
  "browser.cache.disk.enable": false,
  "browser.cache.memory.enable": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  // The first free port.
  "marionette.port": 0,
  // No proxy of the environment's.
  "network.proxy.type": 0,
  // It prompts no more for a site after two prompts that were given up.
  "prompts.authentication_dialog_abuse_limit": 1000,
  // A prompt can be answered at once.
  "security.dialog_enable_delay": 0,
};

// Starts it. Gives its version, `open(url)`, `run(function, argument)` within the page, and what is below.
export async function launch(program) {
  const profile = mkdtempSync(join(tmpdir(), "httpauth-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const firefox = spawn(program, ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(firefox, "exit");
  // Whatever goes wrong, it does not stay behind.
  process.on("exit", () => {
    firefox.kill();
    rmSync(profile, { recursive: true, force: true });
  });
  const call = await marionette(connect(await port(firefox), "127.0.0.1"));
  const { capabilities } = await call("WebDriver:NewSession", {
    acceptInsecureCerts: true,
    unhandledPromptBehavior: "ignore",
  });
  await call("WebDriver:SetTimeouts", { pageLoad: 20000, script: 20000 });
  // Runs a function with the rights of the browser itself.
  async function inChrome(run, ...args) {
    await call("Marionette:SetContext", { value: "chrome" });
    const { value } = await call("WebDriver:ExecuteScript", { script: `return (${run})(...arguments)`, args });
    await call("Marionette:SetContext", { value: "content" });
    return value;
  }
  return {
    version: capabilities.browserVersion,
    open: (url) => call("WebDriver:Navigate", { url }),
    async run(run, ...args) {
      const script = `(${run})(...arguments).then(arguments[arguments.length - 1])`;
      return (await call("WebDriver:ExecuteAsyncScript", { script, args })).value;
    },
    // Begins with nothing known. The first prompt is answered with these, and any other one is given up.
    begin: (user, password) => inChrome(begin, user, password),
    // The number of prompts since then.
    prompts: () => inChrome(() => Services.wm.getMostRecentWindow("navigator:browser").prompts),
    async close() {
      await call("Marionette:Quit", { flags: ["eForceQuit"] });
      await exited;
    },
  };
}

// Within the browser: a prompt says by a notification that it is there.
function begin(user, password) {
  Cc["@mozilla.org/network/http-auth-manager;1"].getService(Ci.nsIHttpAuthManager).clearAll();
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  if (window.answering) Services.obs.removeObserver(window.answering, "common-dialog-loaded");
  window.prompts = 0;
  window.answering = ({ Dialog: { ui } }) => {
    ui.loginTextbox.value = user;
    ui.password1Textbox.value = password;
    (window.prompts ? ui.button1 : ui.button0).click();
    window.prompts += 1;
  };
  Services.obs.addObserver(window.answering, "common-dialog-loaded");
}

// It says where it listens.
async function port(firefox) {
  firefox.stderr.resume();
  for await (const line of createInterface({ input: firefox.stdout })) {
    const found = /Listening on port (\d+)/.exec(line);
    if (found) {
      firefox.stdout.resume();
      return Number(found[1]);
    }
  }
  throw new Error("Firefox has ended");
}

// A function that sends a command and gives its result.
async function marionette(socket) {
  const waiting = new Map();
  let buffer = Buffer.alloc(0);
  let greeted;
  const greeting = new Promise((resolve) => (greeted = resolve));
  const receive = (message) => {
    if (!Array.isArray(message)) return greeted();
    const [, id, error, result] = message;
    const { resolve, reject } = waiting.get(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  };
  socket.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const colon = buffer.indexOf(":");
      const end = colon + 1 + Number(buffer.subarray(0, colon));
      if (colon === -1 || buffer.length < end) return;
      receive(JSON.parse(buffer.subarray(colon + 1, end)));
      buffer = buffer.subarray(end);
    }
  });
  await greeting;
  let last = 0;
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const message = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}
