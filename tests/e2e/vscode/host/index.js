// Tests inside VS Code's extension host: what the editor itself knows of the demo's draft, through its own API.
// Loaded by VS Code with the folder `demo/` open; the outcome is written to the file COPYDESK_RESULT, which run.mjs waits for.

const assert = require("node:assert/strict");
const fs = require("node:fs/promises");
const path = require("node:path");
const vscode = require("vscode");

const LIMIT = 1000 * Number(process.env.COPYDESK_LIMIT ?? 120);
const passed = [];

async function until(what, done) {
    const end = Date.now() + LIMIT;
    let last;
    for (;;) {
        try {
            const result = await done();
            if (result) {
                passed.push(what);
                return result;
            }
            last = result;
        } catch (error) {
            last = error;
        }
        if (Date.now() > end) {
            throw new Error(`waited ${LIMIT / 1000} s: ${what} (last: ${last?.message ?? JSON.stringify(last)})`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

const codeOf = (found) => (typeof found.code === "object" ? found.code.value : found.code);
const findings = (document) => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "copydesk");
const finding = (document, code) => findings(document).find((found) => codeOf(found) === code);

/** The text of all hovers at a position, without no-break spaces. */
async function hover(document, position) {
    const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
    return hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n").replaceAll("\u00a0", " ");
}

const fixes = (document, range) =>
    vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, vscode.CodeActionKind.QuickFix.value, 50);

/** Applies the quick fix whose title matches, as choosing it does. */
async function fix(document, range, title) {
    const offered = await fixes(document, range);
    const chosen = offered.find((action) => title.test(action.title));
    assert.ok(chosen, `no fix ${title} among ${JSON.stringify(offered.map((action) => action.title))}`);
    assert.ok(await vscode.workspace.applyEdit(chosen.edit), `${chosen.title} was not applied`);
}

async function tests() {
    const folder = vscode.workspace.workspaceFolders[0].uri;
    const draft = vscode.Uri.joinPath(folder, "draft.md");
    const document = await vscode.workspace.openTextDocument(draft);
    await vscode.window.showTextDocument(document);
    const original = document.getText();

    const extension = vscode.extensions.getExtension("copydesk.copydesk");
    assert.ok(extension, "the extension is not installed");
    await until("the installed extension becomes active", () => extension.isActive);
    const commands = await vscode.commands.getCommands(true);
    for (const command of ["copydesk.showLog", "copydesk.restart"]) {
        assert.ok(commands.includes(command), `${command} is missing`);
    }

    const figure = await until("the wrong figure is found", () => finding(document, "number-mismatch"));
    assert.equal(document.getText(figure.range), "17");
    assert.equal(figure.severity, vscode.DiagnosticSeverity.Error);
    assert.match(figure.message, /\b11\b/);
    assert.match(String(figure.code.target), /number-mismatch/, "the code links to its page");
    const related = figure.relatedInformation ?? [];
    const source = related.find(({ location }) => location.uri.path.endsWith("/sources/harbour-wire.md"));
    assert.ok(source, "the finding names the place in the source");
    const wire = await vscode.workspace.openTextDocument(source.location.uri);
    assert.match(wire.getText(source.location.range), /recovered 11 containers|\b11\b/);
    passed.push("it stands on the figure, links to its page and to the sentence of the source");

    await until("the hover shows outlet and sentence", async () => {
        const said = await hover(document, figure.range.start);
        return said.includes("Harbour Wire") && said.includes("Divers recovered 11 containers on Sunday");
    });

    const marker = document.positionAt(original.indexOf("[5]") + 1);
    await until("the hover on a citation shows its source", async () => (await hover(document, marker)).includes("Northern Post"));

    await until("names, figures and dates are coloured", async () => {
        const legend = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokensLegend", draft);
        const { data } = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokens", draft);
        const seen = new Map();
        for (let at = 0, line = 0, column = 0; at < data.length; at += 5) {
            column = data[at] === 0 ? column + data[at + 1] : data[at + 1];
            line += data[at];
            const range = new vscode.Range(line, column, line, column + data[at + 2]);
            const kind = legend.tokenTypes[data[at + 3]];
            seen.set(kind, [...(seen.get(kind) ?? []), document.getText(range)]);
        }
        const has = (kind, words) => seen.get(kind)?.some((text) => text.includes(words));
        if (has("person", "Lindahl") && has("number", "640") && has("date", "March 10")) {
            return true;
        }
        throw new Error(JSON.stringify([...seen]));
    });

    const shown = new vscode.Range(figure.range.start, figure.range.end);
    await fix(document, shown, /^Replace\b.*\b11\b/);
    assert.ok(document.getText().includes("Divers recovered 11 containers on Sunday"), "the figure is replaced");
    await until("the quick fix takes the finding away", () => finding(document, "number-mismatch") === undefined);

    const miscited = await until("a wrong citation is found", () => finding(document, "miscited"));
    assert.equal(document.getText(miscited.range), "[4]");
    await fix(document, miscited.range, /^Change \[4\] to \[1\]/);
    assert.ok(document.getText().includes("The Aurelia was built in 1998 [1]."), "the marker is changed");
    await until("the quick fix mends the citation", () => finding(document, "miscited") === undefined);

    const uncited = await until("a sentence without a citation is found", () => finding(document, "uncited"));
    await fix(document, uncited.range, /^Cite /);
    assert.match(document.getText(), /met the families in Kestrel Bay on Saturday evening \[1\]\./);
    await until("the quick fix cites the source", () => finding(document, "uncited") === undefined);
    assert.ok(await document.save());
    assert.equal(await fs.readFile(draft.fsPath, "utf8"), document.getText());
    passed.push("the saved file is what the editor shows");

    const file = path.join(folder.fsPath, "sources", "harbour-wire.md");
    const courier = path.join(folder.fsPath, "sources", "kestrel-courier.md");
    for (const changed of [file, courier]) {
        await fs.writeFile(changed, (await fs.readFile(changed, "utf8")).replace("recovered 11 containers", "recovered 15 containers"));
    }
    const now = await until("sources changed on disk bring a finding", () => finding(document, "number-mismatch"));
    assert.match(now.message, /\b15\b/);
    for (const changed of [file, courier]) {
        await fs.writeFile(changed, (await fs.readFile(changed, "utf8")).replace("recovered 15 containers", "recovered 11 containers"));
    }
    await until("and take it away again", () => finding(document, "number-mismatch") === undefined);

    await vscode.commands.executeCommand("copydesk.restart");
    await until("after a restart the findings come back", () => finding(document, "actor-mismatch"));
}

exports.run = async () => {
    let error;
    try {
        await tests();
    } catch (caught) {
        error = caught.stack;
    }
    const file = process.env.COPYDESK_RESULT;
    await fs.writeFile(`${file}.part`, JSON.stringify({ passed, error }));
    await fs.rename(`${file}.part`, file);
};
