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

/** Decides about a finding as choosing an action from the menu does: its edit, then its command. */
async function decide(document, range, title) {
    const offered = await until(`${title} is offered`, async () => {
        const offered = await fixes(document, range);
        return offered.some((action) => title.test(action.title)) && offered;
    });
    const chosen = offered.find((action) => title.test(action.title));
    if (chosen.edit) {
        assert.ok(await vscode.workspace.applyEdit(chosen.edit));
    }
    if (chosen.command) {
        await vscode.commands.executeCommand(chosen.command.command, ...chosen.command.arguments);
    }
}

/** Applies the quick fix whose title matches, as choosing it does. */
async function fix(document, range, title) {
    const offered = await fixes(document, range);
    const chosen = offered.find((action) => title.test(action.title));
    assert.ok(chosen, `no fix ${title} among ${JSON.stringify(offered.map((action) => action.title))}`);
    assert.ok(await vscode.workspace.applyEdit(chosen.edit), `${chosen.title} was not applied`);
}

/** Links, folding, symbols of the workspace and growing selections: what a document is made of. `marker` stands in [5]. */
async function shapes(document, marker) {
    const original = document.getText();
    const draft = document.uri;
    const links = await vscode.commands.executeCommand("vscode.executeLinkProvider", draft, 100);
    const cited = links.find(({ range }) => range.contains(marker));
    assert.ok(cited?.target?.path.endsWith("/sources/northern-post.md"), `a citation is a link to its source: ${cited?.target}`);
    const folds = await vscode.commands.executeCommand("vscode.executeFoldingRangeProvider", draft);
    const heading = document.positionAt(original.indexOf("## The cargo")).line;
    assert.ok(folds.some(({ start }) => start === heading), `a section folds at its heading: ${JSON.stringify(folds)}`);
    const list = document.positionAt(original.indexOf("## Sources")).line;
    assert.ok(folds.some(({ start, end }) => start <= list && end > list && end < document.lineCount), "the source list folds");
    const found = await vscode.commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "Lindahl");
    assert.ok(found.some(({ name }) => /Lindahl/.test(name)), `an actor of the workspace: ${JSON.stringify(found)}`);
    const inside = document.positionAt(original.indexOf("Jonas Wexley") + 8);
    const [selection] = await vscode.commands.executeCommand("vscode.executeSelectionRangeProvider", draft, [inside]);
    const grown = [];
    for (let at = selection; at !== undefined; at = at.parent) {
        grown.push(document.getText(at.range));
    }
    const steps = [
        (text) => text === "Wexley",
        (text) => /^(Captain )?Jonas Wexley$/.test(text),
        (text) => text.startsWith("“The fog came in") && text.endsWith("[2]."),
        (text) => text.startsWith("The coastguard received"),
    ];
    let next = 0;
    for (const text of grown) {
        next += next < steps.length && steps[next](text) ? 1 : 0;
    }
    assert.equal(next, steps.length, `a selection grows by word, name, statement, paragraph: ${JSON.stringify(grown.map((text) => text.slice(0, 60)))}`);
    passed.push("links, folding, symbols of the workspace, growing selection");
}

/** The timeline and the key points put into the draft by the commands of the palette. */
async function putIn(document) {
    const original = document.getText();
    // With the cursor in the source list too: what is put in stands before it.
    const undone = async (what) => {
        await vscode.commands.executeCommand("undo");
        await until(`${what}, undone as one change`, () => document.getText() === original);
    };
    for (const words of ["The Aurelia was built in 1998", "2. Kestrel Courier"]) {
        const at = document.positionAt(document.getText().indexOf(words));
        await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
        await vscode.commands.executeCommand("copydesk.insertTimeline");
        const entry = document.getText().search(/^- \*\*.*2026\*\* – .*\[\d+\]/m);
        assert.ok(entry > 0, `no timeline, with the cursor at "${words}"`);
        assert.ok(entry < document.getText().indexOf("## Sources"), "it stands before the source list");
        await undone(`the timeline put in at "${words}"`);
    }
    await vscode.commands.executeCommand("copydesk.insertHighlights");
    const point = document.getText().search(/^- .*\[\d+\]/m);
    assert.ok(point > document.getText().indexOf("# The Kestrel Bay collision") && point < document.getText().indexOf("## The collision"), "key points stand at the head");
    await undone("the key points put in");
}

/** An article pasted into a document without a name becomes a source; everything is left as it was. */
async function pasted(document) {
    const article = "Pier closed\n\nThe north pier of Kestrel Bay was closed at noon on Monday, the harbour master said.\n";
    const untitled = await vscode.workspace.openTextDocument({ language: "plaintext", content: article });
    await vscode.window.showTextDocument(untitled);
    await until("a pasted article is saved as a source and opened", async () => {
        await vscode.window.showTextDocument(untitled);
        await vscode.commands.executeCommand("copydesk.saveAsSource", { outlet: "Kestrel Post", published: "2026-03-16" });
        return vscode.window.activeTextEditor?.document.uri.path.endsWith("/sources/2026-03-16-kestrel-post-pier-closed.txt");
    });
    const kestrel = vscode.window.activeTextEditor.document;
    assert.match(kestrel.getText(), /outlet: "Kestrel Post"[^]*The north pier/);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await fs.rm(kestrel.uri.fsPath);
    // An untitled document that is closed asks whether to save it, and nobody is there to answer.
    await vscode.window.showTextDocument(untitled);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.window.showTextDocument(document);
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
    for (const { command } of extension.packageJSON.contributes.commands) {
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
    const places = await vscode.commands.executeCommand("vscode.executeDefinitionProvider", draft, figure.range.start);
    assert.ok(places.some((place) => (place.uri ?? place.targetUri).path.includes("/sources/")), "a statement leads to its evidence");
    const name = document.positionAt(original.indexOf("Brannock") + 1);
    const references = await vscode.commands.executeCommand("vscode.executeReferenceProvider", draft, name);
    assert.ok(references.some(({ uri }) => uri.path.includes("/sources/")) && references.some(({ uri }) => uri.path.endsWith("/draft.md")));
    const marks = await vscode.commands.executeCommand("vscode.executeDocumentHighlights", draft, name);
    assert.ok(marks.length > 1, "a name is marked wherever it stands");
    const outline = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", draft);
    assert.ok(outline.some((symbol) => symbol.children.length > 0), "statements stand under their headings");
    passed.push("definition, references, highlights and outline");

    await shapes(document, marker);

    await decide(document, shown, /^Ignore number-mismatch for this fact/);
    await until("ignored for this fact, the finding is gone", () => finding(document, "number-mismatch") === undefined);
    const kept = await fs.readFile(path.join(folder.fsPath, ".copydesk", "marks.toml"), "utf8");
    assert.match(kept, /code = "number-mismatch"\nwords = "17"/);
    const ignored = await vscode.commands.executeCommand("copydesk/ignored");
    assert.equal(ignored[0].words, "17");
    await decide(document, shown, /^Bring back number-mismatch/);
    await until("brought back, it is there again", () => finding(document, "number-mismatch"));
    await decide(document, shown, /^Ignore number-mismatch in this file/);
    await until("ignored in this file, it is gone", () => finding(document, "number-mismatch") === undefined);
    await decide(document, shown, /^Bring back number-mismatch/);
    await until("and brought back", () => finding(document, "number-mismatch"));
    await decide(document, shown, /^Ignore number-mismatch here/);
    assert.ok(document.getText().includes("<!-- copydesk-ignore number-mismatch -->"), "a comment stands in the draft");
    await until("ignored by a comment, it is gone", () => finding(document, "number-mismatch") === undefined);
    await decide(document, shown, /^Bring back number-mismatch/);
    assert.equal(document.getText(), original);
    await until("the comment taken out, it is back", () => finding(document, "number-mismatch"));

    const missing = await until("a statement in no source is found", () => finding(document, "unsupported"));
    const verify = (await fixes(document, missing.range)).find(({ title }) => title.startsWith("Mark as verified otherwise"));
    const argument = { ...verify.command.arguments[0], note: "by phone, the harbour office", by: "M. Okafor" };
    await vscode.commands.executeCommand(verify.command.command, argument);
    const same = (found) => codeOf(found) === "unsupported" && found.range.isEqual(missing.range);
    await until("verified otherwise, it is no longer unsupported", () => !findings(document).some(same));
    await decide(document, missing.range, /^Take back that M\. Okafor/);
    await until("taken back, it is again", () => findings(document).some(same));

    await vscode.commands.executeCommand("copydesk.pause");
    await until("paused, nothing is shown", () => findings(document).length === 0);
    await vscode.commands.executeCommand("copydesk.pause");
    await until("after the pause everything is back", () => finding(document, "number-mismatch"));
    await vscode.commands.executeCommand("copydesk.reindex");
    await until("read anew, the findings are the same", () => finding(document, "number-mismatch"));

    const settings = vscode.workspace.getConfiguration("copydesk");
    const set = (name, value) => settings.update(name, value, vscode.ConfigurationTarget.Global);
    const whole = () => new vscode.Range(0, 0, document.lineCount, 0);
    const hints = async () =>
        (await vscode.commands.executeCommand("vscode.executeInlayHintProvider", document.uri, whole()))
            .map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    assert.deepEqual(await hints(), [], "a hint nobody asked for");
    await set("inlayHints.origins", true);
    await until("switched on, statements show how many origins they have", async () =>
        (await hints()).filter((label) => /^\d+ origins?$/.test(label)).length > 5);
    await set("inlayHints.origins", undefined);
    await until("switched off, no hint is left", async () => (await hints()).length === 0);
    const lenses = async () =>
        (await vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri, 5)).map(({ command }) => command?.title ?? "");
    await set("codeLens.counts", true);
    await until("switched on, the counts stand above the text", async () => (await lenses()).some((title) => /^\d+ statements .*contradicted/.test(title)));
    await set("codeLens.counts", undefined);
    await until("switched off, they are gone", async () => (await lenses()).every((title) => !title.includes("statements")));

    const evening = "met the families in Kestrel Bay on Saturday evening";
    const behind = document.positionAt(document.getText().indexOf(evening) + evening.length);
    const typed = new vscode.WorkspaceEdit();
    typed.insert(draft, behind, " [");
    assert.ok(await vscode.workspace.applyEdit(typed));
    await until("an open bracket offers sources", async () => {
        const offered = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, behind.translate(0, 2), "[");
        return offered.items.some((item) => /Varnland Tribune|Harbour Wire/.test(JSON.stringify([item.label, item.detail, item.documentation])));
    });
    const taken = new vscode.WorkspaceEdit();
    taken.delete(draft, new vscode.Range(behind, behind.translate(0, 2)));
    assert.ok(await vscode.workspace.applyEdit(taken));
    assert.equal(document.getText(), original);

    const named = document.positionAt(document.getText().indexOf("Jonas Wexley") + 8);
    const renamed = await until("a name can be spelled otherwise", () =>
        vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, named, "Jonas Wexby"));
    const [[where, edits]] = renamed.entries();
    assert.ok(where.fsPath === draft.fsPath && edits.length === 2, JSON.stringify(edits));
    assert.ok(edits.every(({ newText }) => newText.includes("Wexby")), JSON.stringify(edits));

    await vscode.commands.executeCommand("copydesk.timeline");
    const beside = (words) => vscode.workspace.textDocuments.some((shown) => shown.uri.scheme === "untitled" && words.test(shown.getText()));
    await until("the timeline of the sources opens beside the draft", () => beside(/containers/));
    await vscode.window.showTextDocument(document);

    await vscode.commands.executeCommand("copydesk.coverage");
    await until("who reports what opens beside the draft", () => beside(/Harbour Wire[^]*Kestrel Courier/));
    await vscode.commands.executeCommand("copydesk.highlights");
    await until("what most origins share opens beside the draft", () => beside(/312 passengers|46 people|collided/));

    await putIn(document);
    await pasted(document);
    await until("the draft is checked against what is there", () => finding(document, "number-mismatch"));

    const config = path.join(folder.fsPath, "copydesk.toml");
    await fs.writeFile(config, "[codes]\nnumber-mismach = \"off\"\n");
    const faults = () => vscode.languages.getDiagnostics(vscode.Uri.file(config));
    const fault = await until("a mistake in copydesk.toml is shown", () => faults()[0]);
    assert.ok(fault.range.start.line === 1 && fault.message.includes("number-mismatch"), fault.message);
    await fs.writeFile(config, "[codes]\nnumber-mismatch = \"off\"\n");
    await until("mended, it is gone and the setting holds", () => faults().length === 0 && finding(document, "number-mismatch") === undefined);
    await fs.rm(config);
    await until("without the file all is as before", () => finding(document, "number-mismatch"));

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
