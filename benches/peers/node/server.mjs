// Express with passport-http, with the user and the answer of all servers here.
//
//     node server.mjs bare|basic|digest HOST PORT
import express from "express";
import passport from "passport";
import { BasicStrategy, DigestStrategy } from "passport-http";

const [mode, host, port] = process.argv.slice(2);
const app = express();
app.disable("x-powered-by");
app.disable("etag");

const answer = (request, response) => response.type("text/plain").send("Hello, 1!");

const basic = new BasicStrategy({ realm: "x" }, (username, password, done) =>
  done(null, username === "john" && password === "hello" ? 1 : false),
);

// The counts that were used, of each nonce, which the strategy leaves to its user.
const used = new Map();
const digest = new DigestStrategy(
  { realm: "x", qop: "auth", algorithm: "MD5" },
  (username, done) => done(null, username === "john" ? 1 : false, "hello"),
  ({ nonce, nc }, done) => {
    const count = parseInt(nc, 16);
    if (count <= (used.get(nonce) ?? 0)) return done(null, false);
    used.set(nonce, count);
    return done(null, true);
  },
);

const strategy = { basic, digest }[mode];
if (strategy) {
  passport.use(strategy);
  app.get("/", passport.authenticate(mode, { session: false }), answer);
} else {
  app.get("/", answer);
}
app.listen(Number(port), host);
