"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(data.codings.map((c) => [c.id, c]));
  const el = (tag, text, cls) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const kind = (c) => c.type + (c.mode ? " · " + c.mode : "");
  const side = (list) => list.map((a) => a.name + (a.code ? " (" + a.code + ")" : "")).join(", ") || "–";

  // the record card -------------------------------------------------------
  const card = document.getElementById("card");
  const line = (dl, name, value) => {
    if (value === null || value === undefined || value === "" || value === "–") return;
    dl.append(el("dt", name), el("dd", value));
  };
  const record = (c) => {
    const box = document.createDocumentFragment();
    box.append(el("h4", kind(c), "type q" + c.quad), el("small", data.quads[c.quad] + (c.cameo ? " · CAMEO " + c.cameo : "")));
    const dl = el("dl");
    line(dl, "who", side(c.actors));
    line(dl, "to whom", side(c.recipients));
    line(dl, "date", c.date + (c.date_words ? " (“" + c.date_words + "”)" : " (" + c.basis + ")"));
    line(dl, "status", c.status + (c.cue ? ", for “" + c.cue + "”" : "") + (c.background ? ", background" : ""));
    line(dl, "content", c.content);
    line(dl, "condition", c.condition);
    line(dl, "place", c.place);
    line(dl, "counts", c.counts.join(", "));
    line(dl, "said by", c.said.map((s) => s.name + ", " + s.mode).join(" ← "));
    line(dl, "restates", c.restates ? "a fuller coding of the same act" : null);
    line(dl, "confidence", Math.round(c.confidence * 100) + " %");
    box.append(dl);
    return box;
  };
  let lit = null;
  const show = (mark) => {
    if (lit) lit.classList.remove("on");
    lit = mark;
    mark.classList.add("on");
    card.replaceChildren();
    mark.dataset.ids.split(" ").forEach((id, place) => {
      if (place) card.append(el("hr"));
      card.append(record(byId.get(id)));
    });
  };
  document.querySelectorAll("mark").forEach((mark) => {
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("click", () => show(mark));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !lit) return;
    lit.classList.remove("on");
    lit = null;
    card.replaceChildren(el("p", "Point at a coloured word to see what was coded from it.", "note"));
  });

  // the table -------------------------------------------------------------
  const rows = document.getElementById("rows");
  const sorted = [...data.codings].sort((a, b) => (a.sort || "9").localeCompare(b.sort || "9"));
  const inputs = ["q", "ftype", "fstatus", "fnews"].map((id) => document.getElementById(id));
  const jump = (c) => {
    const link = el("a", c.sentence);
    link.href = "#a" + c.article;
    link.addEventListener("click", () => {
      const mark = [...document.querySelectorAll("#a" + c.article + " mark")].find((m) => m.dataset.ids.split(" ").includes(c.id));
      if (mark) setTimeout(() => { mark.scrollIntoView({ block: "center" }); mark.focus(); }, 30);
    });
    return link;
  };
  const cell = (content, cls) => {
    const td = el("td");
    td.append(content instanceof Node ? content : document.createTextNode(content || ""));
    if (cls) td.firstChild.className = cls;
    return td;
  };
  const fill = () => {
    const [q, type, status, news] = inputs;
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = sorted.filter((c) => {
      if (type.value && c.type !== type.value) return false;
      if (status.value && c.status !== status.value) return false;
      if (news.checked && (c.background || c.restates)) return false;
      const hay = (c.who + " " + c.whom + " " + c.type + " " + c.sentence + " " + c.date).toLowerCase();
      return words.every((word) => hay.includes(word));
    });
    rows.replaceChildren(...kept.map((c) => {
      const tr = el("tr");
      tr.append(cell(c.date), cell(c.who), cell(el("span", kind(c), "type q" + c.quad)), cell(c.whom),
        cell(c.status + (c.background ? " · background" : "")), cell(c.said.map((s) => s.name).join(" ← ")), cell(jump(c)));
      return tr;
    }));
    document.getElementById("count").textContent = kept.length + " of " + sorted.length;
  };
  inputs.forEach((input) => input.addEventListener("input", fill));
  fill();

  // the timeline ----------------------------------------------------------
  const pick = document.getElementById("pair");
  const list = document.getElementById("line");
  const draw = () => {
    const found = sorted.filter((c) => c.sort && !c.restates && c.pairs.includes(pick.value));
    list.replaceChildren(...found.map((c) => {
      const li = el("li");
      li.style.setProperty("--d", "var(--q" + c.quad + ")");
      li.append(el("time", c.date), el("b", c.who || "somebody"), document.createTextNode(" "), el("span", kind(c), "type q" + c.quad),
        document.createTextNode(c.whom ? " " + c.whom : ""), el("span", c.status, "chip"), document.createElement("br"), jump(c));
      return li;
    }));
  };
  if (pick) { pick.addEventListener("change", draw); draw(); }
})();
