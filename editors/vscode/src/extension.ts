// The extension: starts `copydesk lsp` for prose, shows how it fares in the status bar and the evidence in a view, and offers the
// server's commands. Everything else (findings, hovers, fixes, colours) comes over the protocol and is drawn by VS Code itself.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State, type StaticFeature, Trace } from "vscode-languageclient/node";
import { ask, decide, type Known, menu, saveAsSource, showIgnored, withNote } from "./commands";
import { EvidenceView } from "./evidence";
import { findServer, NoServer } from "./server";
import { insert, STORIES, story } from "./story";
import { type ServerStatus, StatusBar } from "./status";

const LANGUAGES = ["markdown", "plaintext"];

/** Tells the server that `copydesk/status` is welcome. */
const TAKES_STATUS: StaticFeature = {
    fillClientCapabilities: (capabilities) => {
        capabilities.experimental = { ...(capabilities.experimental as object | undefined), copydeskStatus: true, copydeskFindingsInHover: true };
    },
    initialize: () => {},
    getState: () => ({ kind: "static" }),
    clear: () => {},
};

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
/** The server's program, once it was found; it writes timelines and the like too. */
let program = "";
let status: StatusBar;
let evidence: EvidenceView;
/** Starts and stops run one after the other, however fast they are asked for. */
let queue: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    log = vscode.window.createOutputChannel("copydesk", { log: true });
    status = new StatusBar(LANGUAGES);
    evidence = new EvidenceView(() => client, LANGUAGES);
    context.subscriptions.push(
        log,
        status,
        evidence,
        vscode.commands.registerCommand("copydesk.showLog", () => log.show(true)),
        vscode.commands.registerCommand("copydesk.reindex", () => ask(client, "copydesk/reindex")),
        vscode.commands.registerCommand("copydesk.saveAsSource", (known?: Known) => saveAsSource(client, known)),
        vscode.commands.registerCommand("copydesk.pause", () => ask(client, "copydesk/pause")),
        vscode.commands.registerCommand("copydesk.showIgnored", () => showIgnored(client)),
        vscode.commands.registerCommand("copydesk.ignore", decide),
        ...STORIES.map((name) => vscode.commands.registerCommand(`copydesk.${name}`, () => story(program, name))),
        vscode.commands.registerCommand("copydesk.insertTimeline", () => insert(client, "copydesk/insertTimeline")),
        vscode.commands.registerCommand("copydesk.insertHighlights", () => insert(client, "copydesk/insertHighlights")),
        vscode.commands.registerCommand("copydesk.menu", () => menu(status.paused)),
        vscode.commands.registerCommand("copydesk.restart", () => restart(context)),
        vscode.workspace.onDidChangeConfiguration(async (event) => {
            if (event.affectsConfiguration("copydesk.server")) {
                await restart(context);
            } else if (event.affectsConfiguration("copydesk.trace.server")) {
                await client?.setTrace(trace());
            }
        }),
    );
    await restart(context);
}

export async function deactivate(): Promise<void> {
    await enqueue(stop);
}

function restart(context: vscode.ExtensionContext): Promise<void> {
    return enqueue(async () => {
        await stop();
        await start(context);
    });
}

function enqueue(task: () => Promise<void>): Promise<void> {
    queue = queue.then(task, task);
    return queue;
}

async function stop(): Promise<void> {
    const running = client;
    client = undefined;
    // A server that has crashed or never came up refuses to stop: there is nothing left to do then.
    await running?.dispose().catch((error: unknown) => log.debug(`stopping: ${error}`));
}

async function start(context: vscode.ExtensionContext): Promise<void> {
    const settings = vscode.workspace.getConfiguration("copydesk.server");
    let command: string;
    try {
        command = await findServer(settings.get("path", ""), context.extensionPath);
    } catch (error) {
        if (!(error instanceof NoServer)) {
            throw error;
        }
        log.error(error.message);
        status.stopped(error.message);
        void explain(error);
        return;
    }
    program = command;
    log.info(`starting ${command} lsp`);
    const server: ServerOptions = {
        command,
        args: ["lsp"],
        options: { env: { ...process.env, COPYDESK_LOG: settings.get("logLevel", "warn") } },
    };
    const options: LanguageClientOptions = {
        documentSelector: LANGUAGES.flatMap((language) => [
            { scheme: "file", language },
            { scheme: "untitled", language },
        ]),
        outputChannel: log,
        synchronize: { configurationSection: "copydesk" },
        middleware: { executeCommand: withNote },
    };
    const started = new LanguageClient("copydesk", "copydesk", server, options);
    started.registerFeature(TAKES_STATUS);
    started.onNotification("copydesk/status", (now: ServerStatus) => {
        status.changed(now);
        evidence.refresh(now);
    });
    client = started;
    started.onDidChangeState(({ newState }) => {
        if (client !== started) {
            return;
        }
        if (newState === State.Running) {
            status.running(command);
        } else if (newState === State.Starting) {
            status.starting();
        } else {
            status.stopped("The server has stopped. The log says why.");
        }
    });
    try {
        await started.start();
        await started.setTrace(trace());
    } catch (error) {
        const message = `copydesk could not start ${command}: ${error instanceof Error ? error.message : error}`;
        log.error(message);
        status.stopped(message);
        if ((await vscode.window.showErrorMessage(message, "Show log")) === "Show log") {
            log.show(true);
        }
    }
}

/** Says that there is no server and what to do about it. */
async function explain(error: NoServer): Promise<void> {
    const choice = await vscode.window.showErrorMessage(error.message, "Open setting", "Show log");
    if (choice === "Open setting") {
        await vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.server.path");
    } else if (choice === "Show log") {
        log.show(true);
    }
}

function trace(): Trace {
    return Trace.fromString(vscode.workspace.getConfiguration("copydesk").get("trace.server", "off"));
}
