// The status bar item: whether the server runs, and how many findings the draft in front has.

import * as vscode from "vscode";

export class StatusBar implements vscode.Disposable {
    private readonly item: vscode.StatusBarItem;
    private readonly listeners: vscode.Disposable;
    private up = false;

    constructor(private readonly languages: string[]) {
        this.item = vscode.window.createStatusBarItem("copydesk", vscode.StatusBarAlignment.Left);
        this.item.name = "copydesk";
        this.item.command = "copydesk.showLog";
        this.listeners = vscode.Disposable.from(
            vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
            vscode.languages.onDidChangeDiagnostics(() => this.draw()),
        );
        this.starting();
    }

    starting(): void {
        this.up = false;
        this.show("$(sync~spin) copydesk", "copydesk is starting.");
    }

    running(program: string): void {
        this.up = true;
        this.item.tooltip = `copydesk is running (${program}). Click for its log.`;
        this.item.backgroundColor = undefined;
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
        const findings = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "copydesk").length;
        this.item.text = findings === 0 ? "$(checklist) copydesk" : `$(checklist) copydesk ${findings}`;
        this.item.accessibilityInformation = {
            label: `copydesk, ${findings} ${findings === 1 ? "finding" : "findings"} in this document`,
        };
        this.item.show();
    }
}
