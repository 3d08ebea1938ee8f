// The evidence view: the statements of the draft in front, the evidence of each, and the source it stands in. A click goes there.

import * as vscode from "vscode";
import type { LanguageClient, Location, Range } from "vscode-languageclient/node";
import type { ServerStatus } from "./status";

interface Piece {
    source: string;
    path: string;
    published: string | null;
    text: string;
    stance: "supports" | "contradicts" | "related";
    location: Location | null;
}

interface Statement {
    range: Range;
    text: string;
    verdict: string;
    findings: { code: string; severity: string; message: string; range: Range }[];
    evidence: Piece[];
    verified: { note: string; by: string; on: string | null } | null;
}

/** A line of the tree. */
interface Line {
    item: vscode.TreeItem;
    children: Line[];
}

const VERDICTS: Record<string, [string, string, string]> = {
    supported: ["pass", "testing.iconPassed", "supported"],
    "partly-supported": ["circle-large-outline", "list.warningForeground", "partly supported"],
    contradicted: ["error", "list.errorForeground", "contradicted"],
    disputed: ["git-compare", "list.warningForeground", "sources disagree"],
    unsupported: ["question", "list.warningForeground", "in no source"],
    verified: ["verified", "testing.iconPassed", "verified otherwise"],
    "not-checkable": ["dash", "descriptionForeground", "not checked"],
};

const STANCES: Record<Piece["stance"], string> = { supports: "pass", contradicts: "error", related: "info" };

const WAIT = 250;

export class EvidenceView implements vscode.TreeDataProvider<Line>, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly view: vscode.TreeView<Line>;
    private readonly listeners: vscode.Disposable;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private status: ServerStatus | undefined;

    constructor(private readonly client: () => LanguageClient | undefined, private readonly languages: string[]) {
        this.view = vscode.window.createTreeView("copydesk.evidence", { treeDataProvider: this, showCollapseAll: true });
        this.listeners = vscode.Disposable.from(
            this.view,
            this.changed,
            vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
            vscode.languages.onDidChangeDiagnostics(() => this.refresh()),
            this.view.onDidChangeVisibility(() => this.refresh()),
        );
    }

    /** Draws anew, once for many changes. */
    refresh(status?: ServerStatus): void {
        this.status = status ?? this.status;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.changed.fire(), WAIT);
    }

    dispose(): void {
        clearTimeout(this.timer);
        this.listeners.dispose();
    }

    getTreeItem(line: Line): vscode.TreeItem {
        return line.item;
    }

    async getChildren(line?: Line): Promise<Line[]> {
        if (line !== undefined) {
            return line.children;
        }
        const document = vscode.window.activeTextEditor?.document;
        const client = this.client();
        this.view.message = undefined;
        if (client?.isRunning() !== true || document === undefined || !this.languages.includes(document.languageId)) {
            return [];
        }
        if (this.status?.state === "noSources") {
            this.view.message = `No sources found. Looked in:\n${(this.status.lookedIn ?? []).join("\n")}`;
            return [];
        }
        const answer = await client
            .sendRequest<{ statements: Statement[] } | null>("copydesk/evidence", { textDocument: { uri: document.uri.toString() } })
            .catch(() => null);
        return (answer?.statements ?? [])
            .filter(({ verdict }) => verdict !== "not-checkable")
            .map((statement) => statementLine(client, document.uri, statement));
    }
}

function go(label: string, uri: vscode.Uri, range: vscode.Range): vscode.Command {
    return { command: "vscode.open", title: label, arguments: [uri, { selection: range } satisfies vscode.TextDocumentShowOptions] };
}

function statementLine(client: LanguageClient, uri: vscode.Uri, statement: Statement): Line {
    const convert = client.protocol2CodeConverter;
    const [icon, colour, name] = VERDICTS[statement.verdict] ?? ["circle-outline", "foreground", statement.verdict];
    const findings = statement.findings.map((finding): Line => {
        const item = new vscode.TreeItem(finding.message);
        item.iconPath = new vscode.ThemeIcon(finding.severity === "error" ? "error" : finding.severity === "warning" ? "warning" : "info");
        item.description = finding.code;
        item.command = go("Go to the finding", uri, convert.asRange(finding.range));
        return { item, children: [] };
    });
    const { verified } = statement;
    const marks: Line[] = [];
    if (verified !== null) {
        const item = new vscode.TreeItem(`${verified.by}: ${verified.note}`);
        item.iconPath = new vscode.ThemeIcon("verified");
        item.description = verified.on ?? "";
        marks.push({ item, children: [] });
    }
    const children = [...findings, ...marks, ...statement.evidence.map((piece) => pieceLine(client, piece))];
    const item = new vscode.TreeItem(
        statement.text,
        children.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
    item.description = name;
    item.tooltip = `${name}: ${statement.text}`;
    item.command = go("Go to the statement", uri, convert.asRange(statement.range));
    return { item, children };
}

function pieceLine(client: LanguageClient, piece: Piece): Line {
    const item = new vscode.TreeItem(piece.text, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon(STANCES[piece.stance]);
    item.description = piece.source;
    item.tooltip = `${piece.source}${piece.published === null ? "" : `, ${piece.published}`}: ${piece.text}`;
    const source = new vscode.TreeItem(piece.source);
    source.iconPath = new vscode.ThemeIcon("file-text");
    source.description = piece.path;
    if (piece.location !== null) {
        const { uri, range } = client.protocol2CodeConverter.asLocation(piece.location);
        item.command = go("Go to the evidence", uri, range);
        source.description = `${piece.path}:${range.start.line + 1}`;
        source.command = go("Go to the source", uri, range);
    }
    return { item, children: [{ item: source, children: [] }] };
}
