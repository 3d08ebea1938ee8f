// Drives the packaged extension in a real VS Code in a real Chromium, the way a writer would: the squiggle is seen, the hover read, the
// quick fix chosen by keyboard, the file saved. Then the same and more through the extension host's own API (host/).
// Run by `cargo xtask e2e vscode`, which sets the variables below. Ends with exit code 1 at the first failure.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const given = (name) => {
    const value = process.env[`COPYDESK_${name}`];
    if (!value) {
        throw new Error(`COPYDESK_${name} is not set: run this by cargo xtask e2e`);
    }
    return value;
};
const PROGRAM = given("PROGRAM"); // the server
const VSIX = given("VSIX"); // the packaged extension
const NPM = given("NPM"); // folder with code-server and playwright-core
const CHROMIUM = given("CHROMIUM"); // the browser
const SCRATCH = given("SCRATCH"); // a folder for profiles, removed afterwards
const SHOTS = given("SHOTS"); // where screenshots go
const FOLDER = given("FOLDER"); // a copy of tests/e2e/workspace
const DEMO = given("DEMO"); // a copy of demo/
const RESULT = path.join(SCRATCH, "host-result.json"); // what the tests in the extension host found
const PICTURE = process.env.COPYDESK_PICTURE; // file for the picture in the README, or not set

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** Generous: the machine may have two cores and other work. Everything is polled, so it costs nothing where things are fast. */
const LIMIT = 1000 * Number(process.env.COPYDESK_LIMIT ?? 120);

const say = (message) => console.log(message);
const check = (what, holds, detail) => {
    if (!holds) {
        throw new Error(detail === undefined ? what : `${what}: ${JSON.stringify(detail)}`);
    }
    say(`ok: ${what}`);
};

/** Polls until `done` gives something true, and returns it. Errors count as not yet. */
async function until(what, done, limit = LIMIT) {
    const end = Date.now() + limit;
    let last;
    for (;;) {
        try {
            const result = await done();
            if (result) {
                say(`ok: ${what}`);
                return result;
            }
            last = result;
        } catch (error) {
            last = error;
        }
        if (Date.now() > end) {
            throw new Error(`waited ${limit / 1000} s: ${what} (last: ${last?.message ?? JSON.stringify(last)})`);
        }
        await pause(100);
    }
}

function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once("error", reject);
        probe.listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

/** VS Code's server with the extension installed from its package, and a way to end it with all its children. */
async function startEditor() {
    const main = path.join(NPM, "node_modules/code-server/lib/vscode/out/server-main.js");
    const data = path.join(SCRATCH, "server");
    const user = path.join(SCRATCH, "user");
    const extensions = path.join(SCRATCH, "extensions");
    const settings = {
        "copydesk.server.path": PROGRAM,
        // Restricted Mode, unasked: the extension says that it works there.
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.banner": "never",
        "files.autoSave": "off",
        "telemetry.telemetryLevel": "off",
        "update.mode": "none",
        "extensions.autoUpdate": false,
        "extensions.autoCheckUpdates": false,
        "extensions.ignoreRecommendations": true,
        "git.enabled": false,
        "workbench.startupEditor": "none",
        "workbench.tips.enabled": false,
        "workbench.colorTheme": "Default Light Modern",
        "editor.minimap.enabled": false,
        "editor.wordWrap": "on",
        "editor.hover.delay": 100,
        "editor.accessibilitySupport": "off",
        "editor.unicodeHighlight.nonBasicASCII": false,
        "chat.commandCenter.enabled": false,
    };
    // The client reads the user's settings, the server's own extension host those of its machine.
    for (const folder of ["User", "Machine"]) {
        mkdirSync(path.join(user, folder), { recursive: true });
        writeFileSync(path.join(user, folder, "settings.json"), JSON.stringify(settings, null, 4));
    }
    const places = ["--server-data-dir", data, "--user-data-dir", user, "--extensions-dir", extensions, "--accept-server-license-terms"];
    const installed = spawnSync(process.execPath, [main, "--install-extension", VSIX, ...places], { encoding: "utf8", timeout: LIMIT });
    check("the package is installed", /successfully installed/.test(installed.stdout), installed);

    const port = await freePort();
    const log = openSync(path.join(SHOTS, "server.log"), "a");
    const server = spawn(
        process.execPath,
        [main, ...places, "--host", "127.0.0.1", "--port", port, "--without-connection-token", "--telemetry-level", "off"],
        { detached: true, stdio: ["ignore", log, log], env: { ...process.env, COPYDESK_RESULT: RESULT } },
    );
    const stop = () => {
        try {
            process.kill(-server.pid, "SIGTERM");
        } catch {
            // It has ended by itself.
        }
    };
    process.once("exit", stop);
    const address = `http://127.0.0.1:${port}`;
    await until("VS Code's server answers", async () => (await fetch(address)).ok);
    return { port, address, stop };
}

/** Chromium is started a second time if the first try fails: on a machine under load it may miss its own deadline. */
async function startBrowser() {
    const { chromium } = createRequire(path.join(NPM, "package.json"))("playwright-core");
    const args = [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
    ];
    const launch = () => chromium.launch({ executablePath: CHROMIUM, args, timeout: LIMIT });
    return launch().catch((error) => {
        say(`the browser did not start (${error.message.split("\n")[0]}); once more`);
        return launch();
    });
}

const url = (editor, folder, payload) =>
    `${editor.address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
const remote = (editor, file) => `vscode-remote://127.0.0.1:${editor.port}${file}`;

/** A page with `folder` and its draft open. */
async function openDraft(browser, editor, folder, options) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT);
    const draft = path.join(folder, "draft.md");
    await until("the draft opens", async () => {
        // The first page of a fresh server may be reset while it loads: load it again rather than wait for nothing.
        await page.goto(url(editor, folder, [["openFile", remote(editor, draft)]]), { timeout: LIMIT });
        await page.locator(".view-line").first().waitFor({ timeout: LIMIT / 2 });
        return true;
    }, LIMIT * 2);
    return page;
}

async function goTo(page, line, column) {
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+g");
    const input = page.locator(".quick-input-widget input");
    await input.waitFor({ state: "visible" });
    await input.fill(`:${line}:${column}`);
    await page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
}

/** Where `words` stand in a text: one-based line and UTF-16 column, as the editor counts. */
function place(text, words) {
    const start = text.indexOf(words);
    if (start < 0) {
        throw new Error(`the draft has no "${words}"`);
    }
    const before = text.slice(0, start).split("\n");
    return { line: before.length, column: before.at(-1).length + 1 };
}

/** What the hover at the cursor says, with no-break spaces as spaces. */
async function hover(page, expected) {
    let said = "";
    await until(`the hover says ${expected.join(", ")}`, async () => {
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Control+i");
        const widget = page.locator(".monaco-hover:visible").first();
        await widget.waitFor({ timeout: 5_000 });
        for (let tries = 0; tries < 20; tries++) {
            said = (await widget.innerText()).replaceAll("\u00a0", " ");
            if (expected.every((words) => said.includes(words)) && !/Checking for|Loading/.test(said)) {
                return true;
            }
            await pause(100);
        }
        await page.keyboard.press("Escape");
        throw new Error(said);
    });
    return said;
}

/** Where in the page the first `words` of a line are drawn. */
function boxOf(line, words) {
    return line.evaluate((element, words) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const start = node.data.indexOf(words);
            if (start >= 0) {
                const range = document.createRange();
                range.setStart(node, start);
                range.setEnd(node, start + words.length);
                const { x, width } = range.getBoundingClientRect();
                return { x, width };
            }
        }
        return null;
    }, words);
}

/** Settings in a folder that name another server, as a folder from a stranger may have them; what that would leave behind if it ran. */
function plantProgram(folder) {
    const program = path.join(folder, "not-copydesk");
    const trap = path.join(folder, "it-ran");
    writeFileSync(program, `#!/bin/sh\ntouch '${trap}'\nexec '${PROGRAM}' "$@"\n`, { mode: 0o755 });
    mkdirSync(path.join(folder, ".vscode"));
    writeFileSync(path.join(folder, ".vscode", "settings.json"), JSON.stringify({ "copydesk.server.path": program }));
    return trap;
}

/** The writer's way: see, read, fix, save. */
async function writersWay(browser, editor) {
    const draft = path.join(FOLDER, "draft.md");
    const trap = plantProgram(FOLDER);
    const page = await openDraft(browser, editor, FOLDER);
    try {
        const squiggle = page.locator(".squiggly-error");
        await until("the wrong figure is underlined", async () => (await squiggle.count()) === 1);
        const spot = place(readFileSync(draft, "utf8"), "17");
        const line = page.locator(".view-line", { hasText: "divers" });
        await until("the underline is under the figure and nothing else", async () => {
            const [figure, mark] = [await boxOf(line, "17"), await squiggle.boundingBox()];
            if (figure && mark && Math.abs(figure.x - mark.x) < 2 && Math.abs(figure.width - mark.width) < 3) {
                return true;
            }
            throw new Error(JSON.stringify({ figure, mark }));
        });
        await until("the status bar counts the finding", async () =>
            /copydesk 1/.test(await page.locator(".statusbar-item[id*=copydesk]").first().innerText()));
        await page.screenshot({ path: path.join(SHOTS, "1-squiggle.png") });

        await goTo(page, spot.line, spot.column);
        await hover(page, ["Harbour Wire", "11 containers"]);
        await page.screenshot({ path: path.join(SHOTS, "2-hover.png") });
        await page.keyboard.press("Escape");

        const fixes = page.locator(".action-widget .monaco-list-row.action");
        await until("the fixes are offered", async () => {
            await page.keyboard.press("Control+.");
            await fixes.first().waitFor({ timeout: 5_000 });
            return true;
        });
        await page.screenshot({ path: path.join(SHOTS, "3-fixes.png") });
        const titles = (await fixes.allInnerTexts()).map((title) => title.replaceAll("\u00a0", " "));
        check("the first puts the figure of the source in", /^Replace\b.*\b11\b/.test(titles[0]), titles);
        await page.keyboard.press("Enter");
        await until("the text is changed", async () => (await line.innerText()).replaceAll("\u00a0", " ").includes("recovered 11 containers"));
        await until("the squiggle is gone", async () => (await squiggle.count()) === 0);
        await page.keyboard.press("Control+s");
        await until("the saved file has it", () => readFileSync(draft, "utf8").includes("recovered 11 containers on Sunday."));
        await page.screenshot({ path: path.join(SHOTS, "4-fixed.png") });
        check("the program that the folder's own settings name was not run", !existsSync(trap));

        const wire = path.join(FOLDER, "sources", "harbour-wire.md");
        const source = readFileSync(wire, "utf8");
        writeFileSync(wire, source.replace("recovered 11 containers", "recovered 15 containers"));
        await until("a source changed on disk underlines the figure", async () => (await squiggle.count()) === 1);
        const note = page.locator(".notification-list-item", { hasText: "Updated (1 article): newly contradicted" }).first();
        await note.waitFor();
        say("ok: a note says what the changed source does to the draft");
        writeFileSync(wire, source);
        await until("changed back, it takes the underline away", async () => (await squiggle.count()) === 0);

        await typeFor(page, 20_000, { line, squiggle });
        await seeEvidence(page);
    } catch (error) {
        await page.screenshot({ path: path.join(SHOTS, "failed.png") }).catch(() => {});
        throw error;
    } finally {
        await page.context().close();
    }
}

/** Types quickly in front of the wrong figure; the underline must stay under the figure, whatever is typed, and go when it is mended. */
async function typeFor(page, length, { line, squiggle }) {
    const select = async (words) => {
        const spot = place(await page.evaluate(() => [...document.querySelectorAll(".view-line")]
            .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top)).map((line) => line.innerText).join("\n")).then((text) => text.replaceAll("\u00a0", " ")), words);
        const top = Number(await page.locator(".line-numbers").first().innerText());
        await goTo(page, spot.line + top - 1, spot.column);
    };
    await select("11 containers on");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await page.keyboard.type("17");
    await until("the mistake is underlined again when it is typed", async () => (await squiggle.count()) === 1);
    await select("divers recovered 17");
    const stands = async () => {
        if ((await squiggle.count()) === 0) {
            return "nowhere";
        }
        const [figure, mark] = [await boxOf(line, "17"), await squiggle.first().boundingBox({ timeout: 1_000 }).catch(() => null)];
        const right = figure !== null && mark !== null && Math.abs(figure.x - mark.x) < 2 && Math.abs(figure.width - mark.width) < 3;
        return right ? "right" : "elsewhere";
    };
    const end = Date.now() + length;
    let typed = 0;
    let seen = 0;
    while (Date.now() < end) {
        await page.keyboard.type("tired ", { delay: 15 });
        for (let back = 0; back < 6; back++) {
            await page.keyboard.press("Backspace", { delay: 5 });
        }
        typed += 12;
        // It may take a moment to come back on a machine under load; where it stands, it must stand right.
        const still = Date.now();
        for (let now = await stands(); now !== "right"; now = await stands()) {
            if (Date.now() > still + (now === "nowhere" ? LIMIT : 2_000)) {
                throw new Error(`while typing, the underline stood ${now}`);
            }
            await pause(20);
        }
        seen++;
    }
    check(`after ${typed} keys in ${length / 1000} s, seen ${seen} times, the underline never stood elsewhere`, seen > 3, seen);
    await select("17 containers on");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await page.keyboard.type("11");
    await until("mended, nothing stale is left", async () => (await squiggle.count()) === 0);
    await page.keyboard.press("Control+s");
}

/** Opens the evidence view and gives its rows. */
async function evidenceRows(page) {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input");
    await input.waitFor({ state: "visible" });
    await input.fill(">Explorer: Focus on Evidence View");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Evidence" }).first().waitFor();
    await page.keyboard.press("Enter");
    return page.locator(".pane", { has: page.locator(".pane-header", { hasText: "Evidence" }) }).locator(".monaco-list-row");
}

/** The evidence view: a statement, its evidence, and the source that a click opens. */
async function seeEvidence(page) {
    const rows = await evidenceRows(page);
    const statement = rows.filter({ hasText: "divers recovered" }).first();
    await statement.waitFor();
    const piece = rows.filter({ hasText: /KESTREL BAY, Varnland/ }).first();
    // A click on the arrow opens it, one on the words goes to the draft; a click on a row that is just being drawn anew is lost.
    await until("the evidence stands under its statement", async () => {
        if ((await statement.getAttribute("aria-expanded")) !== "true") {
            await statement.locator(".monaco-tl-twistie").click();
        }
        for (let tries = 0; tries < 20; tries++) {
            if ((await piece.count()) === 1 && (await piece.isVisible())) {
                return true;
            }
            await pause(100);
        }
        return false;
    });
    await page.screenshot({ path: path.join(SHOTS, "5-evidence.png") });
    await piece.click();
    await until("a click goes to the source", async () => (await page.locator(".tab.active", { hasText: "harbour-wire.md" }).count()) === 1);
}

/** A folder without sources says so, and where they were looked for. */
async function emptyState(browser, editor) {
    const folder = path.join(SCRATCH, "empty");
    mkdirSync(folder);
    cpSync(path.join(DEMO, "draft.md"), path.join(folder, "draft.md"));
    const page = await openDraft(browser, editor, folder);
    try {
        const item = page.locator(".statusbar-item[id*=copydesk]").first();
        await until("the status bar says that there are no sources", async () => /no sources/.test(await item.innerText()));
        const toast = page.locator(".notification-list-item", { hasText: "found no sources" }).first();
        await toast.waitFor();
        check("a message says where they were looked for", (await toast.innerText()).includes(path.join(folder, "sources")));
        await page.screenshot({ path: path.join(SHOTS, "6-no-sources.png") });
    } finally {
        await page.context().close();
    }
}

/** Tests inside the extension host, on the demo and on a fresh workspace; see host/index.js. */
async function hostTests(browser, editor) {
    const folder = path.join(SCRATCH, "host-workspace");
    cpSync(DEMO, folder, { recursive: true });
    const tests = path.join(HERE, "host");
    const page = await (await browser.newContext()).newPage();
    try {
        await page.goto(url(editor, folder, [
            ["extensionDevelopmentPath", remote(editor, tests)],
            ["extensionTestsPath", remote(editor, path.join(tests, "index.js"))],
            ["skipWelcome", "true"],
        ]), { timeout: LIMIT });
        await until("the tests in the extension host have run", () => existsSync(RESULT), LIMIT * 3);
        const { passed, error } = JSON.parse(readFileSync(RESULT, "utf8"));
        for (const what of passed) {
            say(`ok: (host) ${what}`);
        }
        if (error) {
            throw new Error(`in the extension host: ${error}`);
        }
    } catch (error) {
        await page.screenshot({ path: path.join(SHOTS, "failed-host.png") }).catch(() => {});
        throw error;
    } finally {
        await page.context().close();
    }
}

/** The picture in the README: the demo's wrong figure with its hover, sharper than a screen needs, cut to the paragraph and the hover.
 *  A hover takes a quarter of the window, so the window is a tall one. */
async function takePicture(browser, editor) {
    const folder = path.join(SCRATCH, "demo");
    cpSync(DEMO, folder, { recursive: true });
    const settings = {
        "workbench.activityBar.location": "hidden",
        "breadcrumbs.enabled": false,
        "editor.fontSize": 15,
        "editor.lineHeight": 1.7,
        "editor.folding": false,
        "editor.glyphMargin": false,
        "editor.lineNumbers": "off",
        "editor.renderLineHighlight": "none",
        "editor.occurrencesHighlight": "off",
        "editor.overviewRulerBorder": false,
        "editor.hover.above": false,
        "editor.lightbulb.enabled": "off",
        "editor.scrollbar.vertical": "hidden",
    };
    mkdirSync(path.join(folder, ".vscode"));
    writeFileSync(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
    const page = await openDraft(browser, editor, folder, { viewport: { width: 860, height: 1800 }, deviceScaleFactor: 1.5 });
    try {
        await page.keyboard.press("Control+b");
        const squiggles = page.locator(".squiggly-error");
        await squiggles.first().waitFor();
        const spot = place(readFileSync(path.join(folder, "draft.md"), "utf8"), "17 containers");
        await goTo(page, spot.line, spot.column + 2);
        await hover(page, ["11"]);
        const boxes = await Promise.all([page.locator(".monaco-hover:visible").first(), page.locator(".cursor").first()].map((part) => part.boundingBox()));
        const top = Math.min(...boxes.map((box) => box.y)) - 36;
        const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + 36;
        await page.screenshot({ path: path.join(SHOTS, "picture-whole.png") });
        mkdirSync(path.dirname(PICTURE), { recursive: true });
        await page.screenshot({ path: PICTURE, clip: { x: 0, y: top, width: 860, height: bottom - top } });
        check("the picture is small enough for a README", statSync(PICTURE).size < 200_000, statSync(PICTURE).size);
    } finally {
        await page.context().close();
    }
}

/** The evidence view of the demo, for the documentation: the wrong figure's statement opened, with what the sources have. */
async function takeEvidencePicture(browser, editor) {
    const folder = path.join(SCRATCH, "demo-evidence");
    cpSync(DEMO, folder, { recursive: true });
    const page = await openDraft(browser, editor, folder, { viewport: { width: 1200, height: 720 } });
    try {
        await page.locator(".squiggly-error").first().waitFor();
        const rows = await evidenceRows(page);
        for (const name of ["demo-evidence", "Outline", "Timeline"]) {
            const header = page.locator(".pane-header.expanded", { hasText: new RegExp(name, "i") }).first();
            await header.click({ timeout: 2_000 }).catch(() => {});
        }
        const statement = rows.filter({ hasText: "17 containers" }).first();
        await statement.waitFor();
        await statement.click();
        await page.keyboard.press("ArrowRight");
        await until("the evidence is open", async () => (await rows.filter({ hasText: "11 containers" }).count()) > 0);
        await page.screenshot({ path: path.join(path.dirname(PICTURE), "vscode-evidence.png") });
    } finally {
        await page.context().close();
    }
}

async function main() {
    mkdirSync(SCRATCH, { recursive: true });
    const editor = await startEditor();
    try {
        const browser = await startBrowser();
        try {
            await writersWay(browser, editor);
            await emptyState(browser, editor);
            if (PICTURE) {
                await takePicture(browser, editor);
                await takeEvidencePicture(browser, editor);
            }
            await hostTests(browser, editor);
        } finally {
            await browser.close();
        }
    } finally {
        editor.stop();
    }
    say("passed");
}

main().then(() => process.exit(0), (error) => {
    console.error(`FAILED: ${error.stack}`);
    process.exit(1);
});
