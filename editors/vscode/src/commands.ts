// What the palette and the status bar offer: each a command of the server, with what it needs asked for first.

import * as vscode from "vscode";
import { type ExecuteCommandSignature, ExecuteCommandRequest, type LanguageClient, type Range } from "vscode-languageclient/node";

/** What the server says is ignored. */
interface Ignored {
    uri: string;
    range: Range;
    code: string;
    message: string;
    words: string | null;
    by: string;
    reason: string | null;
    entry: unknown;
    comment: Range | null;
}

/** Runs a command of the server; without a server that is said. */
export async function ask<T>(client: LanguageClient | undefined, command: string, argument?: unknown): Promise<T | undefined> {
    if (client?.isRunning() !== true) {
        void vscode.window.showWarningMessage("copydesk: the server is not running. The command \"copydesk: Restart server\" starts it.");
        return undefined;
    }
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    return (await client.sendRequest(ExecuteCommandRequest.type, params)) as T;
}

/** Asks for a note and a name before a statement is marked as verified otherwise; anything else goes on as it is. */
export async function withNote(command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> {
    if (command !== "copydesk/verify") {
        return next(command, args);
    }
    const argument = args[0] as { text?: string; note?: string; by?: string };
    if (argument.note && argument.by) {
        return next(command, args);
    }
    const note = await vscode.window.showInputBox({
        title: "How was this verified?",
        prompt: argument.text ?? "",
        placeHolder: "by phone, the harbour master's office",
        ignoreFocusOut: true,
    });
    if (!note?.trim()) {
        return undefined;
    }
    const known = vscode.workspace.getConfiguration("copydesk").get("name", "");
    const by = known || (await vscode.window.showInputBox({ title: "Who has verified it?", placeHolder: "your name", ignoreFocusOut: true }));
    if (!by?.trim()) {
        return undefined;
    }
    return next(command, [{ ...argument, note, by }]);
}

/** Lists what is ignored; the one that is picked is gone to, or brought back by the button beside it. */
export async function showIgnored(client: LanguageClient | undefined): Promise<void> {
    const ignored = await ask<Ignored[]>(client, "copydesk/ignored");
    if (ignored === undefined || client === undefined) {
        return;
    }
    if (ignored.length === 0) {
        void vscode.window.showInformationMessage("copydesk: nothing is ignored in the drafts that are open.");
        return;
    }
    const back: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("discard"), tooltip: "Bring back" };
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { of: Ignored }>();
    pick.title = "Ignored findings";
    pick.placeholder = "Enter goes there; the arrow beside a finding brings it back";
    pick.matchOnDescription = pick.matchOnDetail = true;
    pick.items = ignored.map((of) => ({
        label: of.code,
        description: of.message,
        detail: `${vscode.workspace.asRelativePath(vscode.Uri.parse(of.uri))}:${of.range.start.line + 1}, by ${of.by}${of.reason ? `: ${of.reason}` : ""}`,
        buttons: [back],
        of,
    }));
    const convert = client.protocol2CodeConverter;
    pick.onDidAccept(async () => {
        const chosen = pick.activeItems[0];
        pick.hide();
        if (chosen !== undefined) {
            await vscode.window.showTextDocument(vscode.Uri.parse(chosen.of.uri), { selection: convert.asRange(chosen.of.range) });
        }
    });
    pick.onDidTriggerItemButton(async ({ item: { of } }) => {
        pick.items = pick.items.filter((item) => item.of !== of);
        if (of.comment === null) {
            await ask(client, "copydesk/bringBack", { uri: of.uri, entry: of.entry });
        } else {
            const edit = new vscode.WorkspaceEdit();
            edit.delete(vscode.Uri.parse(of.uri), convert.asRange(of.comment));
            await vscode.workspace.applyEdit(edit);
        }
        if (pick.items.length === 0) {
            pick.hide();
        }
    });
    pick.onDidHide(() => pick.dispose());
    pick.show();
}

/** What is known of a text that becomes a source. */
export interface Known {
    outlet?: string;
    published?: string;
}

/** Puts the text in front among the sources and shows it there. What is not known already is asked for and may be left out. */
export async function saveAsSource(client: LanguageClient | undefined, known?: Known): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || document.getText().trim() === "") {
        void vscode.window.showInformationMessage("copydesk: paste an article into a new file first.");
        return;
    }
    const input = async (title: string, placeHolder: string, validateInput?: (value: string) => string | undefined) =>
        vscode.window.showInputBox({ title, placeHolder, prompt: "May be left empty.", ignoreFocusOut: true, validateInput });
    const outlet = known?.outlet ?? (await input("Who published it?", "Harbour Wire"));
    if (outlet === undefined) {
        return;
    }
    const date = (value: string) => (/^(\d{4}-\d{2}-\d{2})?$/.test(value.trim()) ? undefined : "Year, month and day: 2026-03-16");
    const published = known?.published ?? (await input("When was it published?", "2026-03-16", date));
    if (published === undefined) {
        return;
    }
    const argument = { uri: document.uri.toString(), outlet: outlet.trim() || undefined, published: published.trim() || undefined };
    try {
        const saved = await ask<{ uri: string; known: boolean }>(client, "copydesk/saveAsSource", argument);
        if (saved !== undefined) {
            await vscode.window.showTextDocument(vscode.Uri.parse(saved.uri));
            if (saved.known) {
                void vscode.window.showInformationMessage("copydesk: this article was among the sources already.");
            }
        }
    } catch (error) {
        void vscode.window.showErrorMessage(`copydesk: ${error instanceof Error ? error.message : String(error)}`);
    }
}

/** Offers what can be decided about the finding or statement at the cursor. */
export async function decide(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
        return;
    }
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        editor.document.uri,
        editor.selection,
        vscode.CodeActionKind.QuickFix.value,
    );
    const decisions = offered.filter(({ title }) => /^(Ignore|Switch|Bring back|Mark as verified|Take back) /.test(title));
    if (decisions.length === 0) {
        void vscode.window.showInformationMessage("copydesk: there is no finding at the cursor.");
        return;
    }
    const items = decisions.map((action) => ({ label: action.title, action }));
    const chosen = await vscode.window.showQuickPick(items, { title: "copydesk" });
    if (chosen?.action.edit !== undefined) {
        await vscode.workspace.applyEdit(chosen.action.edit);
    }
    if (chosen?.action.command !== undefined) {
        await vscode.commands.executeCommand(chosen.action.command.command, ...(chosen.action.command.arguments ?? []));
    }
}

/** What the click on the status bar offers. */
export async function menu(paused: boolean): Promise<void> {
    const entries: [string, string][] = [
        [paused ? "$(debug-start) Go on checking" : "$(debug-pause) Pause", "copydesk.pause"],
        ["$(list-tree) Show the evidence", "copydesk.evidence.focus"],
        ["$(warning) Show all findings", "workbench.actions.view.problems"],
        ["$(eye-closed) Show ignored findings", "copydesk.showIgnored"],
        ["$(refresh) Read the sources anew", "copydesk.reindex"],
        ["$(output) Show log", "copydesk.showLog"],
        ["$(debug-restart) Restart server", "copydesk.restart"],
    ];
    const chosen = await vscode.window.showQuickPick(entries.map(([label, command]) => ({ label, command })), { title: "copydesk" });
    if (chosen !== undefined) {
        await vscode.commands.executeCommand(chosen.command);
    }
}
