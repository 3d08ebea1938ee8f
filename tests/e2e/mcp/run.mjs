// Speaks to `copydesk mcp` with the protocol's own client library. Ends with exit code 1 at the first failure.
//   COPYDESK_NPM      folder whose node_modules hold @modelcontextprotocol/sdk
//   COPYDESK_PROGRAM  the program
//   COPYDESK_DEMO     the folder demo/

import * as path from "node:path";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const given = (name) => process.env[`COPYDESK_${name}`] ?? (() => { throw new Error(`COPYDESK_${name} is not set`); })();
const sdk = (file) => import(pathToFileURL(path.join(given("NPM"), "node_modules/@modelcontextprotocol/sdk/dist/esm/client", file)).href);
const { Client } = await sdk("index.js");
const { StdioClientTransport } = await sdk("stdio.js");
const check = (what, holds, detail) => {
    if (!holds) { throw new Error(`${what}: ${JSON.stringify(detail, null, 1)}`); }
    console.log(`ok: ${what}`);
};

const client = new Client({ name: "test", version: "1" });
const transport = new StdioClientTransport({ command: path.resolve(given("PROGRAM")), args: ["mcp", "--sources", path.join(given("DEMO"), "sources")] });
await client.connect(transport);
try {
    check("it says who it is", client.getServerVersion().name === "copydesk", client.getServerVersion());
    const { tools } = await client.listTools();
    check("it has three tools", tools.map((tool) => tool.name).join() === "check,evidence,timeline", tools);
    await client.ping();
    const draft = readFileSync(path.join(given("DEMO"), "draft.md"), "utf8");
    const found = await client.callTool({ name: "check", arguments: { draft, published: "2026-03-18" } });
    const codes = found.structuredContent.claims.flatMap((claim) => claim.findings.map((finding) => finding.code));
    check("check finds the mistakes of the demo", codes.includes("number-mismatch") && codes.includes("quote-altered"), codes);
    const evidence = await client.callTool({ name: "evidence", arguments: { query: "containers recovered by divers", limit: 3 } });
    check("evidence finds the sentence", evidence.structuredContent.evidence[0].text.includes("Divers recovered 11 containers"), evidence);
    const timeline = await client.callTool({ name: "timeline", arguments: { draft } });
    check("timeline gives the days", timeline.content[0].text.includes("**Mar 12, 2026**"), timeline);
    const own = await client.callTool({ name: "check", arguments: { draft: "The bridge has 84 cables.", sources: [{ id: "s", text: "The bridge has 48 cables." }] } });
    check("sources may be handed over", own.structuredContent.claims[0].verdict === "contradicted", own);
    const wrong = await client.callTool({ name: "check", arguments: { draft: 3 } });
    check("what cannot be read is an error of the tool", wrong.isError === true, wrong);
    let refused = false;
    await client.callTool({ name: "write", arguments: {} }).catch(() => { refused = true; });
    check("a tool that is not there is refused", refused, refused);
} finally {
    await client.close();
}
