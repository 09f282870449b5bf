// An OpenID provider on loopback, the one of npm that is certified; it says on its first line where it listens.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = JSON.parse(process.argv[2]);
const clients = [
  {
    client_id: "rostering",
    client_secret: "a secret of the client",
    redirect_uris: JSON.parse(process.argv[3]),
    token_endpoint_auth_method: "client_secret_basic",
  },
];
const claims = { openid: ["sub", "groups", "hd"], email: ["email", "email_verified"], profile: ["name"] };
const findAccount = (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) });
const server = createServer((asked, answer) => answering(asked, answer));
let answering = (_, answer) => answer.end();
server.listen(0, "localhost", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    claims,
    findAccount,
    conformIdTokenClaims: false,
    pkce: { required: () => true },
  });
  answering = provider.callback();
  console.log(server.address().port);
});
