// A browser with a new profile opens pages, and WebSockets from the page before. Arguments: the browser, its program, and
// the addresses. After that of a WebSocket there may be subprotocols, separated by spaces. Lines of output: its version, and
// what came of each address.

import { chromium } from "playwright-core";
import { launch as launchFirefox } from "./firefox.mjs";

async function launchChromium(executablePath) {
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args, chromiumSandbox: false });
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  return {
    version: browser.version(),
    open: (url) => page.goto(url),
    run: (run, argument) => page.evaluate(run, argument),
    close: () => browser.close(),
  };
}

// Within the page: the status and the text of itself.
async function shown() {
  const [{ responseStatus }] = performance.getEntriesByType("navigation");
  return `${responseStatus} ${document.body.innerText.trim()}`;
}

// Within the page: the first message and the subprotocol if there is one, or why there is none.
function message(argument) {
  const [url, ...protocols] = argument.split(" ");
  return new Promise((resolve) => {
    let socket;
    try {
      socket = new WebSocket(url, protocols);
    } catch ({ name }) {
      resolve(`threw ${name}`);
      return;
    }
    socket.onmessage = ({ data }) => {
      resolve(`opened ${data} ${socket.protocol}`.trimEnd());
      socket.close();
    };
    socket.onclose = ({ code }) => resolve(`closed ${code}`);
  });
}

const [name, program, ...urls] = process.argv.slice(2);
const browser = await (name === "Firefox" ? launchFirefox : launchChromium)(program);
console.log(browser.version);
try {
  for (const url of urls) {
    const isSocket = url.startsWith("ws");
    if (!isSocket) await browser.open(url);
    console.log(await (isSocket ? browser.run(message, url) : browser.run(shown)));
  }
} finally {
  await browser.close();
}
