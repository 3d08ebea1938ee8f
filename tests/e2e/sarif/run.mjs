// Holds what `copydesk check --format sarif` prints against the schema of SARIF 2.1.0 as its makers publish it. Ends with exit code 1 at the
// first failure.
//   COPYDESK_NPM   folder whose node_modules hold @microsoft/jest-sarif, which carries the schema, and ajv
//   COPYDESK_LOGS  the files to look at, one a line

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const given = (name) => process.env[`COPYDESK_${name}`] ?? (() => { throw new Error(`COPYDESK_${name} is not set`); })();
const require = createRequire(path.join(given("NPM"), "node_modules/@microsoft/jest-sarif/x.js"));
const Ajv = require("ajv");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: ["uri", "uri-reference", "date-time"] });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(require("./lib/schemas/sarif-2.1.0-rtm.5.json"));
const check = (what, holds, detail) => {
    if (!holds) { throw new Error(`${what}: ${JSON.stringify(detail, null, 1)}`); }
    console.log(`ok: ${what}`);
};

check("a log that is none is found out", !valid({ version: "2.1.0", runs: [{ results: [{}] }] }), {});
for (const file of given("LOGS").split("\n")) {
    const log = JSON.parse(readFileSync(file, "utf8"));
    const results = log.runs[0].results.length;
    check(`${path.basename(file)} (${results} results) is what the schema asks`, valid(log), valid.errors?.slice(0, 5));
}
