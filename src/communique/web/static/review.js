"use strict";
// The review queue: keys, decisions that are not lost when the program is away, marking words, similar codings.
(() => {
  const lamp = document.getElementById("lamp");
  const notice = document.getElementById("notice");
  const alike = document.getElementById("alike");
  const token = document.querySelector('meta[name="token"]').content;
  const bench = document.querySelector(".bench");
  if (!bench) return;
  const pile = document.getElementById("pile");
  const links = () => [...pile.querySelectorAll("a[data-id]")];
  const here = () => pile.querySelector('a[aria-current="true"]');
  const coding = () => lamp.querySelector(".coding");
  const by = bench.dataset.by;
  const WORDS = { accept: "accepted", correct: "corrected", reject: "rejected", reset: "open", undo: "open" };

  const tell = (words, kind) => {
    notice.textContent = words;
    notice.className = "notice" + (kind ? " " + kind : "");
    notice.hidden = !words;
  };

  // the coding under the lamp --------------------------------------------------
  let asked = 0;
  let loading = false; // nobody decides on a coding that is not on the screen yet
  const show = async (id, mine) => {
    const number = ++asked;
    loading = true;
    const link = links().find((one) => one.dataset.id === id);
    links().forEach((one) => one.removeAttribute("aria-current"));
    if (link) { link.setAttribute("aria-current", "true"); link.scrollIntoView({ block: "nearest" }); }
    const address = new URL(location.href);
    address.searchParams.set("at", id);
    history.replaceState(null, "", address);
    let answer;
    try {
      answer = await fetch("/review/item/" + encodeURIComponent(id) + "?by=" + by + (mine ? "&mine=" + mine : ""), { credentials: "same-origin" });
    } catch {
      if (!outbox().length) tell("The program does not answer; this page waits for it.", "warn");
      lamp.replaceChildren();
      lamp.setAttribute("aria-busy", "true");
      setTimeout(() => { if (number === asked) show(id, mine); }, 1500);
      return;
    }
    const html = await answer.text();
    if (number !== asked) return;
    loading = false;
    if (lamp.getAttribute("aria-busy")) { lamp.removeAttribute("aria-busy"); if (!outbox().length) tell(""); }
    if (!answer.ok) { tell("This coding cannot be shown; it may have been coded anew. Load the page again.", "warn"); return; }
    const page = new DOMParser().parseFromString(html, "text/html");
    lamp.replaceChildren(...page.body.childNodes);
    ready();
  };
  const step = (n) => {
    const all = links();
    const at = all.indexOf(here());
    const next = all[Math.min(all.length - 1, Math.max(0, at + n))];
    if (next && next !== here()) return show(next.dataset.id);
    if (n > 0) tell("That was the last one on this page. Load the page again for more.");
    return Promise.resolve();
  };
  pile.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); show(link.dataset.id); }
  });
  const stamp = (id, verdict) => {
    const link = links().find((one) => one.dataset.id === id);
    if (!link) return;
    link.classList.toggle("done", verdict !== "reset" && verdict !== "undo");
    link.querySelector("[data-verdict]").textContent = WORDS[verdict] || "";
  };

  // decisions: kept in this browser until the program has answered ---------------
  const OUTBOX = "review outbox";
  const outbox = () => { try { return JSON.parse(localStorage.getItem(OUTBOX)) || []; } catch { return []; } };
  const keep = (entries) => localStorage.setItem(OUTBOX, JSON.stringify(entries));
  let sending = false;
  let pending = null; // what a conflict kept out, so that it can be entered over the other
  const post = (path, body) => fetch(path, {
    method: "POST", credentials: "same-origin",
    headers: { "content-type": "application/json", "x-token": token }, body: JSON.stringify(body),
  });
  const history_ = () => { try { return JSON.parse(sessionStorage.getItem("review done")) || []; } catch { return []; } };

  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      for (let entries = outbox(); entries.length; entries = outbox()) {
        const entry = entries[0];
        let answer;
        try { answer = await post("/api/review/decide", entry); }
        catch {
          tell("Not entered yet: the program does not answer. " + entries.length + (entries.length > 1 ? " decisions are" : " decision is") + " kept here and sent when it is back.", "warn");
          setTimeout(send, 1500);
          return;
        }
        const told = await answer.json().catch(() => ({}));
        keep(outbox().slice(1));
        if (answer.ok) {
          stamp(entry.coding, told.verdict);
          sessionStorage.setItem("review done", JSON.stringify([...history_(), entry.coding].slice(-200)));
          tell("");
          settled(entry, told);
        } else if (answer.status === 409) {
          pending = entry;
          stamp(entry.coding, "reset");
          tell(told.error.by + " was faster on this one; yours was not entered.", "warn");
          await show(entry.coding, entry.verdict);
        } else {
          tell((told.error && told.error.message) || "It did not work; nothing was entered.", "bad");
          stamp(entry.coding, "reset");
          if (!open()) await show(entry.coding); // what was typed stays to be mended
        }
      }
    } finally { sending = false; }
  };
  const settled = (entry, told) => {
    const now = coding();
    if (!loading && now && now.dataset.id === entry.coding) show(entry.coding);
    if (told.verdict === "correct" || told.verdict === "reject") offer(entry.coding);
  };
  const decide = (verdict, more) => {
    const now = coding();
    if (!now || loading) return;
    const note = lamp.querySelector("#note");
    const entry = { coding: now.dataset.id, verdict, base: Number(now.dataset.version), note: note ? note.value : null, how: now.dataset.how, ...more };
    keep([...outbox(), entry]);
    stamp(entry.coding, verdict);
    if (verdict !== "correct" && !(more && more.take)) step(1);
    send();
  };
  const undo = async () => {
    let now = coding();
    if (!now || loading) return;
    const done = history_();
    if (!(now.dataset.lastBy && now.dataset.state !== "open") && done.length) {
      await show(done.pop());
      sessionStorage.setItem("review done", JSON.stringify(done));
      now = coding();
    }
    let answer;
    try { answer = await post("/api/review/undo", { coding: now.dataset.id, base: Number(now.dataset.version) }); }
    catch { tell("Not undone: the program does not answer.", "warn"); return; }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) { stamp(now.dataset.id, told.verdict); tell("Undone."); }
    else tell(told.error ? told.error.message : "It did not work.", "warn");
    await show(now.dataset.id);
  };

  // similar codings ------------------------------------------------------------
  const offer = async (id) => {
    try {
      const answer = await fetch("/review/alike/" + encodeURIComponent(id), { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      alike.replaceChildren(...page.body.childNodes);
    } catch { /* an offer that does not come is no loss */ }
  };
  alike.addEventListener("click", async (event) => {
    const act = event.target.closest("[data-act]");
    if (!act) return;
    const boxes = [...alike.querySelectorAll("input[type=checkbox]")];
    if (act.dataset.act === "dismiss") alike.replaceChildren();
    if (act.dataset.act === "tick") boxes.forEach((box) => { box.checked = true; });
    if (act.dataset.act === "same") {
      const others = boxes.filter((box) => box.checked).map((box) => box.value);
      if (!others.length) { tell("Tick those that the correction fits."); return; }
      const id = alike.querySelector(".alike").dataset.id;
      const answer = await post("/api/review/same", { coding: id, others }).catch(() => null);
      const told = answer ? await answer.json().catch(() => ({})) : {};
      if (!answer || !answer.ok) { tell(told.error ? told.error.message : "It did not work.", "warn"); return; }
      told.done.forEach((one) => stamp(one, "correct"));
      tell(told.done.length + " corrected alike" + (told.conflicts.length ? ", " + told.conflicts.length + " decided by others meanwhile" : "") + ".");
      alike.replaceChildren();
      if (coding()) show(coding().dataset.id);
    }
  });

  // marking words ----------------------------------------------------------------
  const points = (text) => [...text].length;
  const windowOf = () => lamp.querySelector("#window");
  const startOf = () => Number(windowOf().dataset.start);
  const offsetOf = (node, at) => {
    const range = document.createRange();
    range.setStart(windowOf(), 0);
    range.setEnd(node, at);
    return points(range.toString());
  };
  const chosen = () => {
    const selection = getSelection();
    const text = windowOf();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    let start = offsetOf(range.startContainer, range.startOffset);
    let end = offsetOf(range.endContainer, range.endOffset);
    const all = [...text.textContent];
    while (start < end && /\s/.test(all[start])) start++;
    while (end > start && /\s/.test(all[end - 1])) end--;
    return start < end ? { start: start + startOf(), end: end + startOf(), text: all.slice(start, end).join("") } : null;
  };
  const pointAt = (offset) => { // code points → node and UTF-16 offset
    const walker = document.createTreeWalker(windowOf(), NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const n = points(node.data);
      if (left <= n) return [node, [...node.data].slice(0, left).join("").length];
      left -= n;
    }
    return [windowOf(), windowOf().childNodes.length];
  };
  let first = 0, last = 0; // words chosen by keyboard
  const wordsOf = () => [...windowOf().textContent.matchAll(/[\p{L}\p{N}]+(?:[’'.\-][\p{L}\p{N}]+)*/gu)].map((one) => {
    const start = points(windowOf().textContent.slice(0, one.index));
    return [start, start + points(one[0])];
  });
  const choose = (words) => {
    const [a, b] = [Math.min(first, last), Math.max(first, last)];
    getSelection().setBaseAndExtent(...pointAt(words[a][0]), ...pointAt(words[b][1]));
  };
  const inText = (event) => {
    const words = wordsOf();
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 }[event.key];
    if (!way || !words.length) return false;
    event.preventDefault();
    last = Math.min(words.length - 1, Math.max(0, last + way));
    if (!event.shiftKey) first = last;
    choose(words);
    return true;
  };
  const toTrigger = () => { // the keyboard's choice begins at the act
    const now = lamp.querySelector("output.span");
    if (!now) return;
    const at = Number(now.dataset.start) - startOf();
    first = last = Math.max(0, wordsOf().findIndex(([start, end]) => end > at));
  };

  // the form -----------------------------------------------------------------------
  const form = () => lamp.querySelector("#edit");
  const open = () => form() && !form().hidden;
  const edit = (on) => {
    if (!form()) return;
    form().hidden = !on;
    lamp.querySelector('[data-act="edit"]').setAttribute("aria-expanded", String(on));
    const text = windowOf();
    if (on) { text.tabIndex = 0; toTrigger(); form().elements.event_type.focus(); } else { text.removeAttribute("tabindex"); lamp.focus(); }
  };
  const fitModes = () => {
    const type = form().elements.event_type.value;
    const mode = form().elements.mode;
    for (const option of mode.options) {
      const fits = !option.dataset.type || option.dataset.type === type;
      option.hidden = option.disabled = !fits;
      if (!fits && option.selected) mode.value = "";
    }
  };
  const row = (data, text) => {
    const item = document.createElement("li");
    Object.assign(item.dataset, data);
    const quoted = document.createElement("q");
    quoted.dir = "auto";
    quoted.textContent = text;
    item.append(quoted);
    dress(item);
    return item;
  };
  let serial = 0;
  const dress = (item) => { // a field that searches, and a button that takes the row away
    const side = item.closest("[data-side]");
    const id = "known-" + ++serial;
    const label = document.createElement("label");
    label.className = "field grow";
    const input = document.createElement("input");
    input.value = item.dataset.code || "";
    input.placeholder = "code or name";
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-label", "Who is “" + item.querySelector("q").textContent + "”: code or name");
    const list = document.createElement("ul");
    list.className = "known";
    list.id = id;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    label.append(input);
    const away = document.createElement("button");
    away.type = "button";
    away.className = "plain";
    away.textContent = "×";
    away.setAttribute("aria-label", "Take away");
    away.addEventListener("click", () => { const rest = item.closest("fieldset"); item.remove(); (rest.querySelector("input") || form().elements.status).focus(); });
    item.append(label, list, away);
    const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
    const take = (one) => {
      for (const name of ["code", "kind", "country", "cow", "sector", "name", "person", "office"]) item.dataset[name] = one[name] ?? "";
      input.value = one.code || "";
      close();
    };
    let wait = 0;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      const words = input.value.trim();
      for (const name of ["country", "cow", "sector", "name", "person", "office"]) item.dataset[name] = "";
      item.dataset.kind = "agent";
      item.dataset.code = words;
      if (words.length < 2) { close(); return; }
      wait = setTimeout(async () => {
        const answer = await fetch("/api/review/known?q=" + encodeURIComponent(words), { credentials: "same-origin" }).catch(() => null);
        if (!answer || !answer.ok || input.value.trim() !== words) return;
        const found = await answer.json();
        list.replaceChildren(...found.map((one) => {
          const option = document.createElement("li");
          option.setAttribute("role", "option");
          option.id = id + "-" + one.kind + "-" + one.id;
          option.textContent = one.label + " ";
          const code = document.createElement("code");
          code.textContent = one.code || "?";
          option.append(code);
          option.addEventListener("mousedown", (event) => { event.preventDefault(); take(one); });
          option.known = one;
          return option;
        }));
        list.hidden = !found.length;
        input.setAttribute("aria-expanded", String(!!found.length));
      }, 200);
    });
    input.addEventListener("keydown", (event) => {
      const options = [...list.children];
      const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        event.preventDefault();
        const next = options[(at + (event.key === "ArrowDown" ? 1 : options.length - 1 + (at < 0))) % options.length];
        options.forEach((one) => one.removeAttribute("aria-selected"));
        next.setAttribute("aria-selected", "true");
        next.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", next.id);
      }
      if (event.key === "Enter" && !event.ctrlKey) {
        event.preventDefault();
        if (!list.hidden && options.length) take(options[Math.max(0, at)].known);
      }
      if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
    });
    input.addEventListener("blur", () => setTimeout(close, 150));
    return side;
  };
  const put = (where) => {
    const span = chosen();
    if (!span) { tell("Mark words in the text first: with the mouse, or with the arrow keys when the text has the focus."); return; }
    tell("");
    if (where === "trigger") {
      const output = lamp.querySelector("output.span");
      output.dataset.start = span.start;
      output.dataset.end = span.end;
      output.textContent = span.text;
      return;
    }
    const list = lamp.querySelector('[data-side="' + where + '"] ul');
    const item = row({ start: span.start, end: span.end, kind: "agent" }, span.text.replace(/\s+/g, " "));
    list.append(item);
    const input = item.querySelector("input");
    input.focus();
    if (span.text.length < 60) { input.value = span.text; input.dispatchEvent(new Event("input")); input.select(); }
  };
  const party = (item) => {
    const d = item.dataset;
    const text = (name) => d[name] || null;
    return { start: Number(d.start), end: Number(d.end), code: text("code"), kind: d.kind || "agent", country: text("country"), cow: d.cow ? Number(d.cow) : null, sector: text("sector"), name: text("name"), person: text("person"), office: text("office") };
  };
  const save = () => {
    const f = form().elements;
    const trigger = lamp.querySelector("output.span").dataset;
    const side = (name) => [...lamp.querySelectorAll('[data-side="' + name + '"] li[data-start]')].map(party);
    decide("correct", { edit: {
      event_type: f.event_type.value, mode: f.mode.value || null, status: f.status.value, background: f.background.checked,
      date: [f.first.value || null, f.last.value || f.first.value || null], trigger: [Number(trigger.start), Number(trigger.end)],
      actors: side("actors"), recipients: side("recipients"),
    } });
  };

  // one listener for the lamp: its content is replaced -------------------------------
  const toggle = (id) => {
    const part = lamp.querySelector("#" + id);
    part.hidden = !part.hidden;
    const button = lamp.querySelector('[data-act="' + id + '"]');
    button.setAttribute("aria-expanded", String(!part.hidden));
    if (!part.hidden) part.scrollIntoView({ block: "nearest" });
  };
  const act = (name, button) => {
    if (name === "accept" || name === "reject") decide(name);
    if (name === "undo") undo();
    if (name === "edit") edit(!open());
    if (name === "leave") edit(false);
    if (name === "rule") toggle("rule");
    if (name === "keep") { pending = null; tell(""); const now = coding(); show(now.dataset.id); }
    if (name === "again" && pending) {
      const entry = { ...pending, base: Number(coding().dataset.version) };
      pending = null;
      keep([...outbox(), entry]);
      send();
    }
    if (name === "remember") {
      post("/api/review/remember", { coding: coding().dataset.id, side: button.dataset.side, number: Number(button.dataset.number) })
        .then(async (answer) => {
          const told = await answer.json().catch(() => ({}));
          if (!answer.ok) { tell(told.error ? told.error.message : "It did not work.", "warn"); return; }
          button.remove();
          tell("“" + told.words + "” stands for " + told.stands_for + " from the next run on. What that changes: " + told.command);
        })
        .catch(() => tell("The program does not answer; nothing was written.", "warn"));
    }
    if (name === "frame" || name === "write-frame") {
      const write = name === "write-frame";
      post("/api/review/frame", { coding: write ? button.dataset.id : coding().dataset.id, write })
        .then(async (answer) => {
          const told = await answer.json().catch(() => ({}));
          if (!answer.ok) { tell(told.error ? told.error.message : "It did not work.", "warn"); return; }
          if (write) { tell("From the next run on " + told.told + ". What that changes: " + told.command); return; }
          tell("In this project, " + told.told + ", wherever it stands. ");
          const yes = document.createElement("button");
          yes.type = "button";
          yes.className = "small-act";
          yes.dataset.id = button.closest("[data-id]").dataset.id;
          yes.textContent = "Remember it";
          yes.addEventListener("click", () => act("write-frame", yes));
          document.getElementById("notice").append(yes);
          yes.focus();
        })
        .catch(() => tell("The program does not answer; nothing was written.", "warn"));
    }
    if (name === "take") {
      const verdict = button.dataset.verdict || null;
      const by_ = button.dataset.by;
      decide(verdict || "correct", { take: by_, how: "adjudication" });
    }
  };
  lamp.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) { event.preventDefault(); act(button.dataset.act, button); }
    const span = event.target.closest("[data-span]");
    if (span) put(span.dataset.span);
  });
  lamp.addEventListener("mousedown", (event) => { if (event.target.closest("[data-span]")) event.preventDefault(); });
  lamp.addEventListener("submit", (event) => { event.preventDefault(); if (event.target.id === "edit") save(); });
  lamp.addEventListener("change", (event) => { if (event.target.name === "event_type") fitModes(); });
  lamp.addEventListener("keydown", (event) => {
    if (open() && event.target === windowOf()) {
      if (inText(event)) return;
      const where = { 1: "trigger", 2: "actors", 3: "recipients" }[event.key];
      if (where) { event.preventDefault(); put(where); }
    }
    if (open() && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
  });

  const keysOn = () => localStorage.getItem("keys") !== "off";
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "Escape" && open() && !document.querySelector("dialog[open]")) { event.preventDefault(); edit(false); return; }
    if (typing || document.querySelector("dialog[open]")) return;
    if (open() && lamp.contains(event.target) && event.target !== lamp) return;
    const keys = { j: () => step(1), k: () => step(-1), a: () => act("accept"), e: () => act("edit"), x: () => act("reject"), u: () => undo(), r: () => toggle("rule"),
      n: () => { const note = lamp.querySelector("#note"); if (note) note.focus(); }, o: () => { location.href = coding().dataset.article; } };
    if (keys[event.key] && coding()) {
      if (!form() && ["a", "e", "x", "u"].includes(event.key)) return; // a reader
      event.preventDefault();
      keys[event.key]();
      return;
    }
    const takes = lamp.querySelectorAll('[data-act="take"]');
    if (/^[1-9]$/.test(event.key) && takes[event.key - 1]) { event.preventDefault(); act("take", takes[event.key - 1]); }
  });

  const ready = () => {
    if (!form()) return;
    fitModes();
    lamp.querySelectorAll(".sides li").forEach((item) => dress(item));
  };
  ready();
  if (outbox().length) send(); // left over from a page that was closed
})();
