// What the program makes of the sources as a whole: run once, as in a terminal, and shown beside the draft.

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClient, TextEdit } from "vscode-languageclient/node";
import { ask } from "./commands";

/** Subcommands that write Markdown, and how their command is called in the palette. */
export const STORIES = ["timeline", "coverage", "highlights"] as const;

const LONGEST = 120_000;

/** Runs a subcommand for the draft in front and shows its Markdown beside it. */
export async function story(program: string, subcommand: (typeof STORIES)[number]): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (program === "" || document === undefined || document.uri.scheme !== "file") {
        void vscode.window.showInformationMessage("copydesk: open a draft that lies in a folder with its sources first.");
        return;
    }
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? path.dirname(document.uri.fsPath);
    const run = new Promise<string>((resolve, reject) => {
        execFile(program, [subcommand, document.uri.fsPath], { cwd: folder, timeout: LONGEST, maxBuffer: 64 << 20 }, (error, out, said) => {
            // What could not be done is said on standard error; a draft with findings is no failure here.
            if (error !== null && out === "") {
                reject(new Error(said.trim() || error.message));
            } else {
                resolve(out);
            }
        });
    });
    const location = { location: vscode.ProgressLocation.Window, title: `copydesk: ${subcommand}` };
    try {
        const content = await vscode.window.withProgress(location, () => run);
        const shown = await vscode.workspace.openTextDocument({ language: "markdown", content });
        await vscode.window.showTextDocument(shown, vscode.ViewColumn.Beside, true);
    } catch (error) {
        void vscode.window.showErrorMessage(`copydesk: ${error instanceof Error ? error.message : error}`);
    }
}

/** Puts what the server makes of the sources into the draft in front: the timeline at the cursor, key points at the head. */
export async function insert(client: LanguageClient | undefined, command: string): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
        return;
    }
    const { document } = editor;
    const { version } = document;
    const { line, character } = editor.selection.active;
    try {
        const answer = await ask<{ edits: TextEdit[] }>(client, command, { uri: document.uri.toString(), position: { line, character } });
        if (answer === undefined) {
            return;
        }
        if (document.version !== version) {
            void vscode.window.showWarningMessage("copydesk: the draft has changed meanwhile; nothing was put into it.");
        } else if (answer.edits.length === 0) {
            void vscode.window.showInformationMessage("copydesk: the sources say nothing that could be put here.");
        } else {
            const edit = new vscode.WorkspaceEdit();
            for (const { range: { start, end }, newText } of answer.edits) {
                edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
            }
            await vscode.workspace.applyEdit(edit);
        }
    } catch (error) {
        void vscode.window.showErrorMessage(`copydesk: ${error instanceof Error ? error.message : error}`);
    }
}
