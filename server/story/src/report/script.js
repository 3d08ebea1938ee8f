
"use strict";
(() => {
    const all = (what, from = document) => Array.from(from.querySelectorAll(what));
    const cards = all(".card");
    const store = document.documentElement.dataset.store;
    const say = (text) => { document.getElementById("said").textContent = text; };
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(store) || "{}"); } catch { /* a browser that keeps nothing for files */ }
    const keep = () => { try { localStorage.setItem(store, JSON.stringify(kept)); } catch { /* as above */ } };
    const who = document.getElementById("who");
    who.value = kept.who || "";
    who.addEventListener("change", () => { kept.who = who.value; keep(); });
    kept.signed ||= {};
    // A statement is known by its words, so that a new report of the changed draft keeps what was signed.
    const show = (card) => {
        const signed = kept.signed[card.dataset.k];
        card.querySelector(".ok").checked = !!(signed && signed.at);
        card.querySelector(".say").value = (signed && signed.note) || "";
        card.querySelector(".stamp").textContent = signed && signed.at ? `${signed.who || ""} ${signed.at.slice(0, 10)}` : "";
        card.classList.toggle("done", !!(signed && signed.at));
    };
    const total = () => {
        const done = cards.filter((card) => card.classList.contains("done")).length;
        document.getElementById("count").textContent = `${done} of ${cards.length} signed off`;
    };
    cards.forEach(show);
    total();
    document.addEventListener("change", (event) => {
        const card = event.target.closest(".card");
        if (!card) { return; }
        const signed = kept.signed[card.dataset.k] || {};
        if (event.target.classList.contains("ok")) {
            signed.at = event.target.checked ? new Date().toISOString() : "";
            signed.who = who.value;
        } else if (event.target.classList.contains("say")) {
            signed.note = event.target.value;
        }
        kept.signed[card.dataset.k] = signed;
        keep();
        show(card);
        total();
        filter();
    });
    const open = document.getElementById("open");
    const filter = () => {
        const on = new Set(all("button.f[aria-pressed=true]").map((button) => button.dataset.v));
        const only = open.getAttribute("aria-pressed") === "true";
        let shown = 0;
        for (const card of cards) {
            card.hidden = !on.has(card.dataset.v) || (only && card.classList.contains("done"));
            shown += card.hidden ? 0 : 1;
            const link = links.get(card.id);
            if (link) { link.classList.toggle("off", card.hidden); }
        }
        return shown;
    };
    const links = new Map(all("a.s").map((link) => [link.getAttribute("href").slice(1), link]));
    document.querySelector(".filters").addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) { return; }
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
        say(`${filter()} statements shown`);
    });
    let at = -1;
    const go = (index) => {
        if (index < 0 || index >= cards.length) { return; }
        if (cards[at]) { cards[at].classList.remove("on"); links.get(cards[at].id)?.classList.remove("on"); }
        at = index;
        cards[at].classList.add("on");
        links.get(cards[at].id)?.classList.add("on");
        cards[at].focus({ preventScroll: true });
        cards[at].scrollIntoView({ block: "center" });
    };
    const step = (by) => {
        let index = at + by;
        while (cards[index] && cards[index].hidden) { index += by; }
        go(index);
    };
    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches("input:not([type=checkbox]), textarea");
        if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) { return; }
        if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
        else if (event.key === "x" && cards[at]) { cards[at].querySelector(".ok").click(); }
        else if (event.key === "e" && cards[at]) { const more = cards[at].querySelector("details"); if (more) { more.open = !more.open; } }
        else { return; }
        event.preventDefault();
    });
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a.s");
        const card = link ? document.getElementById(link.getAttribute("href").slice(1)) : event.target.closest(".card");
        if (!card) { return; }
        if (link) { event.preventDefault(); card.hidden = false; go(cards.indexOf(card)); }
        else if (!event.target.closest("input, label, summary, a")) { at = cards.indexOf(card); }
    });
    document.getElementById("export").addEventListener("click", () => {
        const rows = cards.map((card) => {
            const signed = kept.signed[card.dataset.k] || {};
            return { statement: Number(card.id.slice(1)), text: card.querySelector(".claim").textContent, verdict: card.dataset.v,
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
