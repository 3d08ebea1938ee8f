// The status bar item: how it stands with the sources (`copydesk/status`), and how many findings the draft in front has.

import * as vscode from "vscode";

/** What the server says of itself. */
export interface ServerStatus {
    state: "indexing" | "ready" | "paused" | "noSources";
    /** Sources that are read, of `total`, while indexing. */
    done?: number;
    total?: number;
    /** Sources in all. */
    sources?: number;
    /** Files that could not be read. */
    unread?: number;
    /** Where sources were looked for in vain. */
    lookedIn?: string[];
}

const LEVELS: [vscode.DiagnosticSeverity, string][] = [
    [vscode.DiagnosticSeverity.Error, "error"],
    [vscode.DiagnosticSeverity.Warning, "warning"],
    [vscode.DiagnosticSeverity.Information, "to look at"],
    [vscode.DiagnosticSeverity.Hint, "hint"],
];

export class StatusBar implements vscode.Disposable {
    private readonly item: vscode.StatusBarItem;
    private readonly listeners: vscode.Disposable;
    private up = false;
    private status: ServerStatus = { state: "ready" };
    private program = "";

    constructor(private readonly languages: string[]) {
        this.item = vscode.window.createStatusBarItem("copydesk", vscode.StatusBarAlignment.Left);
        this.item.name = "copydesk";
        this.item.command = "copydesk.menu";
        this.listeners = vscode.Disposable.from(
            vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
            vscode.languages.onDidChangeDiagnostics(() => this.draw()),
        );
        this.starting();
    }

    get paused(): boolean {
        return this.status.state === "paused";
    }

    starting(): void {
        this.up = false;
        this.show("$(sync~spin) copydesk", "copydesk is starting.");
    }

    running(program: string): void {
        this.up = true;
        this.program = program;
        this.draw();
    }

    changed(status: ServerStatus): void {
        this.status = status;
        void vscode.commands.executeCommand("setContext", "copydesk.state", status.state);
        this.draw();
    }

    stopped(why: string): void {
        this.up = false;
        this.show("$(error) copydesk", why);
        this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
        this.item.show();
    }

    dispose(): void {
        this.listeners.dispose();
        this.item.dispose();
    }

    private show(text: string, tooltip: string): void {
        this.item.text = text;
        this.item.tooltip = tooltip;
        this.item.accessibilityInformation = { label: tooltip };
        this.item.backgroundColor = undefined;
        this.item.show();
    }

    private draw(): void {
        if (!this.up) {
            return;
        }
        const document = vscode.window.activeTextEditor?.document;
        if (document === undefined || !this.languages.includes(document.languageId)) {
            this.item.hide();
            return;
        }
        const { state, done = 0, total = 0, sources = 0, unread = 0, lookedIn = [] } = this.status;
        const more = `Click for what can be done. (${this.program})`;
        if (state === "paused") {
            this.show("$(debug-pause) copydesk paused", `copydesk is paused: nothing is checked. ${more}`);
            return;
        }
        if (state === "noSources") {
            const places = lookedIn.map((place) => `\n  ${place}`).join("");
            this.show(
                "$(warning) copydesk: no sources",
                `copydesk found no sources, so nothing is checked against any. Put the articles you write from (.md, .txt) into a folder ` +
                    `"sources" beside the draft, or name them in copydesk.toml. Looked in:${places}`,
            );
            return;
        }
        const findings = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "copydesk");
        const count = findings.length === 0 ? "" : ` ${findings.length}`;
        const levels = LEVELS.map(([severity, name]) => [findings.filter((found) => found.severity === severity).length, name] as const)
            .filter(([number]) => number > 0)
            .map(([number, name]) => `${number} ${name}${number > 1 && name !== "to look at" ? "s" : ""}`);
        const counted = levels.length === 0 ? "no findings" : levels.join(", ");
        if (state === "indexing") {
            this.show(`$(sync~spin) copydesk ${done}/${total}${count}`, `copydesk is reading sources: ${done} of ${total}; ${counted} so far. ${more}`);
            return;
        }
        const missed = unread === 0 ? "" : `, ${unread} not read`;
        this.show(`$(checklist) copydesk${count}`, `copydesk: ${counted} in this draft, held against ${sources} sources${missed}. ${more}`);
    }
}
