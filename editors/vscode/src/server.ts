// Finds the server: in the setting, on PATH, in the package. Never in the workspace, which may be somebody else's.

import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";

const PROGRAM = process.platform === "win32" ? "copydesk.exe" : "copydesk";

/** There is no server to start; the message says where it was looked for and what to do. */
export class NoServer extends Error {}

/** The absolute path of the program to start. `setting` is `copydesk.server.path`; a wrong one is an error, not passed over. */
export async function findServer(setting: string, extension: string): Promise<string> {
    if (setting !== "") {
        const named = setting.replace(/^~(?=$|[\\/])/, homedir());
        if (path.isAbsolute(named) && (await isProgram(named))) {
            return named;
        }
        throw new NoServer(
            `The setting copydesk.server.path names "${setting}", which is not the full path of a program. ` +
                "Correct it, or empty it to have copydesk found on PATH.",
        );
    }
    const bundled = path.join(extension, "bin", PROGRAM);
    // An empty or relative entry of PATH would mean the folder that happens to be current.
    const onPath = (process.env["PATH"] ?? "").split(path.delimiter).filter(path.isAbsolute);
    for (const candidate of [...onPath.map((folder) => path.join(folder, PROGRAM)), bundled]) {
        if (await isProgram(candidate)) {
            return candidate;
        }
    }
    throw new NoServer(
        "copydesk was found neither on PATH nor in the extension. Install it (`cargo install --locked --path server/cli` in a checkout of copydesk), " +
            "or give the full path of the program in the setting copydesk.server.path; then run the command \"copydesk: Restart server\".",
    );
}

async function isProgram(file: string): Promise<boolean> {
    try {
        await access(file, constants.X_OK);
        return (await stat(file)).isFile();
    } catch {
        return false;
    }
}
