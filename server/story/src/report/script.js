
"use strict";
(() => {
    const all = (what, from = document) => Array.from(from.querySelectorAll(what));
    const by = (id) => document.getElementById(id);
    const say = (text) => { by("said").textContent = text; };
    const store = document.documentElement.dataset.store;
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(store) || "{}"); } catch { /* a browser that keeps nothing for files */ }
    const keep = () => { try { localStorage.setItem(store, JSON.stringify(kept)); } catch { /* as above */ } };
    const who = by("who");
    who.value = kept.who || "";
    who.addEventListener("change", () => { kept.who = who.value; keep(); });
    kept.signed ||= {};

    // A statement: its verdict, its key, its place in the draft, and its card once there is one. Of a long draft the cards are
    // data and are made where the reader is.
    const links = all("a.s");
    const main = document.querySelector("main");
    const verdicts = JSON.parse(main.dataset.verdicts);
    const data = by("data") && JSON.parse(by("data").textContent);
    const records = data
        ? data.cards.map(([verdict, key]) => ({ v: verdicts[verdict][0], k: key, card: null }))
        : all(".card").map((card) => ({ v: card.dataset.v, k: card.dataset.k, card }));
    const isDone = (record) => !!(kept.signed[record.k] && kept.signed[record.k].at);
    const claim = (index) => Array.from(links[index].childNodes).filter((node) => node.nodeType === 3).map((node) => node.data).join("").replace(/\s+/g, " ").trim();

    const show = (record) => {
        const { card } = record;
        if (!card) { return; }
        const signed = kept.signed[record.k];
        card.querySelector(".ok").checked = isDone(record);
        card.querySelector(".say").value = (signed && signed.note) || "";
        card.querySelector(".stamp").textContent = isDone(record) ? `${signed.who || ""} ${signed.at.slice(0, 10)}` : "";
        card.classList.toggle("done", isDone(record));
    };
    let done = 0;
    const total = () => { by("count").textContent = `${done} of ${records.length} signed off`; };
    for (const record of records) { done += isDone(record) ? 1 : 0; if (isDone(record) || (kept.signed[record.k] || {}).note) { show(record); } }
    total();

    // The same as the page's own cards.
    const html = (index) => {
        const [verdict, key, covered, findings, parts] = data.cards[index];
        const [name, sign, called] = verdicts[verdict];
        const text = (part) => data.texts[part];
        const [first, ...rest] = parts.slice(findings);
        const more = rest.length ? `<details><summary>${rest.length} sentence${rest.length > 1 ? "s" : ""} more</summary>${rest.map(text).join("")}</details>` : "";
        return `<li class="card v-${name}" id="s${index + 1}" data-v="${name}" data-k="${key}" tabindex="-1"><p class="verdict"><b>${index + 1}</b> `
            + `<span class="tag"><span aria-hidden="true">${sign}</span> ${called}</span>${covered ? ` <span class="by">${covered}</span>` : ""}</p>`
            + parts.slice(0, findings).map(text).join("") + (first === undefined ? "" : text(first)) + more
            + `<div class="sign"><label><input type="checkbox" class="ok"> signed off<span class="hidden"> statement ${index + 1}</span></label> <span class="stamp"></span>`
            + `<label class="note"><span class="hidden">Note on statement ${index + 1}</span><input type="text" class="say" placeholder="note" autocomplete="off"></label></div></li>`;
    };
    const fill = (list) => {
        const from = Number(list.dataset.from);
        const n = Number(list.dataset.n);
        if (list.firstChild || !data) { return; }
        list.innerHTML = Array.from({ length: n }, (_, i) => html(from + i)).join("");
        Array.from(list.children).forEach((card, i) => { records[from + i].card = card; show(records[from + i]); });
    };
    const cardOf = (index) => {
        if (!records[index].card) { fill(links[index].closest(".row").querySelector(".cards")); }
        return records[index].card;
    };
    if (data) {
        const seen = new IntersectionObserver((entries) => {
            for (const entry of entries) {
                if (entry.isIntersecting) { seen.unobserve(entry.target); fill(entry.target.querySelector(".cards")); }
            }
        }, { rootMargin: "1500px" });
        for (const row of all(".row:not(.bare)")) { seen.observe(row); }
        addEventListener("beforeprint", () => all(".cards").forEach(fill));
    }

    let at = -1;
    document.addEventListener("change", (event) => {
        const card = event.target.closest(".card");
        if (!card) { return; }
        const record = records[Number(card.id.slice(1)) - 1];
        const signed = kept.signed[record.k] || {};
        const was = isDone(record);
        if (event.target.classList.contains("ok")) {
            signed.at = event.target.checked ? new Date().toISOString() : "";
            signed.who = who.value;
        } else if (event.target.classList.contains("say")) {
            signed.note = event.target.value;
        }
        kept.signed[record.k] = signed;
        keep();
        done += Number(isDone(record)) - Number(was);
        show(record);
        total();
    });

    // What is hidden is said once, on the whole: how long it takes does not hang on how much there is.
    const open = by("open");
    const off = new Set();
    const only = () => open.getAttribute("aria-pressed") === "true";
    const hidden = (record) => off.has(record.v) || (only() && isDone(record));
    document.querySelector(".filters").addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) { return; }
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        if (button === open) {
            main.classList.toggle("no-done", on);
        } else {
            main.classList.toggle(`no-${button.dataset.v}`, !on);
            if (on) { off.delete(button.dataset.v); } else { off.add(button.dataset.v); }
        }
        say(`${records.filter((record) => !hidden(record)).length} statements shown`);
    });

    const go = (index, focus = true) => {
        if (index < 0 || index >= records.length) { return; }
        if (records[at]) { cardOf(at).classList.remove("on"); links[at].classList.remove("on"); }
        at = index;
        const card = cardOf(at);
        card.classList.add("on");
        links[at].classList.add("on");
        if (focus) { card.focus({ preventScroll: true }); }
        card.scrollIntoView({ block: "center" });
        settle(index, 30);
    };
    // What is laid out and made on the way there moves it: it is followed for some frames, until the reader scrolls.
    let following = 0;
    const settle = (index, frames) => {
        const turn = ++following;
        const follow = () => {
            if (turn !== following || !frames--) { return; }
            const box = cardOf(index).getBoundingClientRect();
            if (box.top < 0 || box.top > innerHeight * 0.8) { cardOf(index).scrollIntoView({ block: "center" }); }
            requestAnimationFrame(follow);
        };
        requestAnimationFrame(follow);
    };
    for (const moved of ["wheel", "touchmove", "pointerdown"]) { addEventListener(moved, () => { following++; }, { passive: true }); }
    const step = (way) => {
        let index = at + way;
        while (records[index] && hidden(records[index])) { index += way; }
        go(index);
    };

    // The words of a statement, and of what is said of it.
    const plain = (text) => text.replace(/<[^>]*>/g, "").replace(/&quot;/g, "\"").replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").toLowerCase();
    let words = null;
    const wordsOf = () => {
        if (!words) {
            const texts = data && data.texts.map(plain);
            words = records.map((record, index) => [claim(index).toLowerCase(),
                ...(data ? data.cards[index][4].map((part) => texts[part]) : [record.card.textContent.toLowerCase()])]);
        }
        return words;
    };
    const find = by("find");
    let matches = [];
    let asked = "";
    const look = (back) => {
        const wanted = find.value.trim().toLowerCase();
        if (!wanted) { return; }
        if (wanted !== asked) {
            asked = wanted;
            const parts = wordsOf();
            matches = records.map((_, index) => index).filter((index) => parts[index].some((text) => text.includes(wanted)));
        }
        const seen = matches.filter((index) => !hidden(records[index]));
        const next = back ? seen.findLast((index) => index < at) ?? seen.at(-1) : seen.find((index) => index > at) ?? seen[0];
        const said = next === undefined ? "not found" : `${seen.indexOf(next) + 1} of ${seen.length}`;
        by("found").textContent = said;
        say(said);
        if (next !== undefined) { go(next, false); }
    };
    find.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); look(event.shiftKey); }
        if (event.key === "Escape" && records[at]) { cardOf(at).focus(); }
    });
    find.addEventListener("input", () => { by("found").textContent = ""; });

    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches("input:not([type=checkbox]), textarea");
        if (typing || event.ctrlKey || event.metaKey || event.altKey || !by("keys").checked) { return; }
        if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
        else if (event.key === "/") { find.focus(); find.select(); }
        else if (event.key === "x" && records[at]) { cardOf(at).querySelector(".ok").click(); }
        else if (event.key === "e" && records[at]) { const more = cardOf(at).querySelector("details"); if (more) { more.open = !more.open; } }
        else { return; }
        event.preventDefault();
    });
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a.s");
        const card = event.target.closest(".card");
        if (link) { event.preventDefault(); go(Number(link.getAttribute("href").slice(2)) - 1); }
        else if (card && !event.target.closest("input, label, summary, a")) { at = Number(card.id.slice(1)) - 1; }
    });
    by("export").addEventListener("click", () => {
        const rows = records.map((record, index) => {
            const signed = kept.signed[record.k] || {};
            return { statement: index + 1, text: claim(index), verdict: record.v,
                signedOff: signed.at || null, by: signed.who || null, note: signed.note || null };
        });
        const text = JSON.stringify({ report: document.title, exported: new Date().toISOString(), statements: rows }, null, 2);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        link.download = "sign-off.json";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
        say("The sign-off was saved as sign-off.json");
    });
})();
