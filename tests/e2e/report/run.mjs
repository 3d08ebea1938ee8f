// Opens a report in a real Chromium from its file, without network, at three widths and in print: axe finds nothing, nothing runs over
// the edge, filters, keys, the search and the sign-off work and are kept; a large one does so without making the reader wait.
// Ends with exit code 1 at the first failure.
//   COPYDESK_NPM       folder whose node_modules hold playwright-core and axe-core
//   COPYDESK_CHROMIUM  the browser
//   COPYDESK_REPORT    the report
//   COPYDESK_SHOTS     where pictures go; their names begin with COPYDESK_NAME (report)

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

const given = (name) => process.env[`COPYDESK_${name}`] ?? (() => { throw new Error(`COPYDESK_${name} is not set`); })();
const require = createRequire(path.join(given("NPM"), "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const report = path.resolve(given("REPORT"));
const shots = given("SHOTS");
const name = process.env.COPYDESK_NAME ?? "report";
const large = statSync(report).size > 2_000_000;

const check = (what, holds, detail) => {
    if (!holds) { throw new Error(detail === undefined ? what : `${what}: ${JSON.stringify(detail, null, 1)}`); }
    console.log(`ok: ${what}`);
};

const browser = await chromium.launch({
    executablePath: given("CHROMIUM"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
});
try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    const asked = [];
    page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) { asked.push(request.url()); } });
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") { wrong.push(message.text()); } });
    const started = Date.now();
    await page.goto(pathToFileURL(report).href);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const opened = Date.now() - started;
    check(`opened and painted in ${opened} ms (${(statSync(report).size / 1e6).toFixed(1)} MB)`, opened < 30_000);
    for (const width of [1400, 900, 400]) {
        await page.setViewportSize({ width, height: 1000 });
        if (!large) {
            await page.screenshot({ path: path.join(shots, `${name}-${width}.png`) });
            // The page's own policy lets no script in but its own; axe is run by the browser's tools.
            await page.evaluate(axe);
            const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
            const violations = found.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary) }));
            check(`axe finds nothing at ${width} px`, violations.length === 0, violations);
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(`nothing runs over the edge at ${width} px`, over <= 0, over);
    }
    await page.setViewportSize({ width: 1400, height: 1000 });
    const cards = await page.locator("a.s").count();
    await page.waitForFunction(() => document.querySelectorAll(".card").length > 0);
    check("statements have cards", large || cards === await page.locator(".card").count(), cards);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    check("j goes to the next statement", await page.evaluate(() => document.activeElement.id) === "s2");
    await page.keyboard.press("k");
    check("k goes back", await page.evaluate(() => document.activeElement.id) === "s1");
    await page.locator("#who").fill("IF");
    await page.locator("#who").blur();
    await page.locator("a.s sup").first().click();
    await page.keyboard.press("x");
    check("x signs off", (await page.locator("#count").textContent()).startsWith(`1 of ${cards}`), await page.locator("#count").textContent());
    await page.reload();
    check("the sign-off is kept", (await page.locator("#count").textContent()).startsWith(`1 of ${cards}`));
    check("with initials", (await page.locator("#s1 .stamp").textContent()).startsWith("IF "));
    await page.locator("#open").click();
    check("what is signed off can be hidden", await page.locator("#s1").isHidden());
    await page.locator("#open").click();
    const button = page.locator("button.f").first();
    const verdict = await button.getAttribute("data-v");
    await button.click();
    check("a verdict can be hidden", await page.locator(`.card.v-${verdict}`).first().isHidden());
    await button.click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
    const exported = JSON.parse(readFileSync(await download.path(), "utf8"));
    check("the sign-off is exported", exported.statements.length === cards && exported.statements[0].by === "IF" && exported.statements[0].signedOff);
    const last = await page.evaluate(() => Array.from(document.querySelectorAll("a.s")).at(-1).childNodes[1].data.trim());
    // Generous: the machine may be busy. Without care for size each of these takes minutes.
    const timed = async (what, limit, act) => {
        const from = Date.now();
        const holds = await act();
        const took = Date.now() - from;
        check(`${what} (${took} ms)`, holds && took < limit, { took, limit });
    };
    const seen = () => page.evaluate(() => {
        const at = document.activeElement.id === "find" ? document.querySelector(".card.on") : document.activeElement;
        const box = at.getBoundingClientRect();
        return box.top < innerHeight && box.bottom > 0 ? at.id : "";
    });
    await timed("the search finds the last statement and shows it", 20_000, async () => {
        await page.locator("body").press("/");
        await page.keyboard.insertText(last);
        await page.keyboard.press("Shift+Enter");
        await page.waitForTimeout(600);
        return (await seen()) === `s${cards}`;
    });
    check("and says where it is", /^\d+ of \d+$/.test(await page.locator("#found").textContent()), await page.locator("#found").textContent());
    await page.keyboard.press("Escape");
    check("what was found has the keys", (await seen()) === `s${cards}`);
    await page.locator("#find").fill("no such words stand here");
    await page.keyboard.press("Enter");
    check("what is not there is not found", (await page.locator("#found").textContent()) === "not found");
    await timed("the browser's own search finds words out of sight", 30_000, () =>
        page.evaluate((words) => { getSelection().removeAllRanges(); return find(words); }, last.slice(0, 40)));
    await page.evaluate(() => document.activeElement.blur());
    for (const part of [0.25, 0.5, 0.75, 1, 0]) {
        await timed(`scrolled to ${part}, the cards are there`, 15_000, async () => {
            await page.evaluate((part) => scrollTo(0, part * document.querySelector("#draft").getBoundingClientRect().height), part);
            await page.waitForFunction(() => Array.from(document.querySelectorAll(".cards")).every((list) => {
                const box = list.getBoundingClientRect();
                return box.bottom < 0 || box.top > innerHeight || list.children.length > 0;
            }));
            return true;
        });
    }
    for (const which of await page.locator("button.f").all()) {
        const name = (await which.textContent()).trim();
        await timed(`${name}: hidden and shown`, 15_000, async () => {
            await which.click();
            await which.click();
            return (await page.locator(".card:visible").count()) > 0;
        });
    }
    if (!large) {
        await page.evaluate(() => document.querySelector("#timeline").scrollIntoView());
        await page.screenshot({ path: path.join(shots, `${name}-charts.png`) });
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 794, height: 1123 });
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: path.join(shots, `${name}-print.png`) });
        const pdf = await page.pdf({ format: "A4" });
        check("it prints", pdf.length > 10_000);
    }
    check("nothing was asked of a network", asked.length === 0, asked);
    check("no error on the page", wrong.length === 0, wrong);
} finally {
    await browser.close();
}
