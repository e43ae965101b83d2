"use strict";
// Ties words and records: pointing at one lights up the other, with actors, date words, content and speakers.
(() => {
  const text = document.getElementById("text");
  const hits = [...text.querySelectorAll(".hit")];
  const record = (id) => document.getElementById("c-" + id);
  const kinds = ["sentence", "who", "whom", "date", "content", "said"];
  const canPaint = "highlights" in CSS;

  // offsets are code points; the page counts UTF-16 units
  const pieces = [...text.querySelectorAll("[data-start]")].map((node) => {
    const at = Number(node.dataset.start);
    return { node: node.firstChild, at, end: at + [...node.textContent].length };
  });
  const unit = (node, points) => [...node.data].slice(0, points).join("").length;
  const ranges = (start, end) => pieces.filter((p) => p.at < end && start < p.end && p.node).map((p) => {
    const range = new Range();
    range.setStart(p.node, unit(p.node, Math.max(0, start - p.at)));
    range.setEnd(p.node, unit(p.node, Math.min(p.end, end) - p.at));
    return range;
  });
  const paint = (box) => {
    if (!canPaint) return;
    const found = Object.fromEntries(kinds.map((kind) => [kind, []]));
    if (box) for (const word of box.dataset.spans.split(" ")) {
      const [kind, start, end] = word.split(":");
      if (kind in found) found[kind].push(...ranges(Number(start), Number(end)));
    }
    for (const kind of kinds) CSS.highlights.set("h-" + kind, new Highlight(...found[kind]));
  };

  let pinned = null;
  const light = (ids, scroll) => {
    document.querySelectorAll(".lit").forEach((node) => node.classList.remove("lit"));
    for (const id of ids) {
      const box = record(id);
      if (box) box.classList.add("lit");
      hits.filter((hit) => hit.dataset.ids.split(" ").includes(id)).forEach((hit) => hit.classList.add("lit"));
    }
    paint(ids.length ? record(ids[0]) : null);
    if (scroll && ids.length && record(ids[0])) record(ids[0]).scrollIntoView({ block: "nearest" });
  };
  const pin = (id, focus) => {
    pinned = id;
    for (const box of document.querySelectorAll(".record[open]")) if (box.id !== "c-" + id) box.open = false;
    const box = record(id);
    if (!box) return;
    box.open = true;
    light([id], true);
    if (focus) box.querySelector("summary").focus({ preventScroll: true });
  };
  hits.forEach((hit) => {
    const ids = hit.dataset.ids.split(" ");
    hit.addEventListener("mouseenter", () => light(ids, true));
    hit.addEventListener("mouseleave", () => light(pinned ? [pinned] : [], false));
    hit.addEventListener("focus", () => light(ids, true));
    hit.addEventListener("click", (event) => {
      event.preventDefault();
      const next = ids[(ids.indexOf(pinned) + 1) % ids.length];
      pin(next);
      history.replaceState(null, "", "#c-" + next);
    });
  });
  const show = (id) => {
    const hit = hits.find((one) => one.dataset.ids.split(" ").includes(id));
    if (hit) hit.scrollIntoView({ block: "center" });
  };
  document.querySelectorAll(".record").forEach((box) => {
    const id = box.id.slice(2);
    const summary = box.querySelector("summary");
    summary.addEventListener("mouseenter", () => light([id], false));
    summary.addEventListener("mouseleave", () => light(pinned ? [pinned] : [], false));
    summary.addEventListener("focus", () => light([id], false));
    box.addEventListener("toggle", () => { if (box.open) { pinned = id; light([id], false); } });
    box.querySelector(".to-text").addEventListener("click", (event) => { event.preventDefault(); pin(id); show(id); });
  });
  const order = [...document.querySelectorAll(".record")].map((box) => box.id.slice(2));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea") || localStorage.getItem("keys") === "off") return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !order.length) return;
    const next = order[Math.min(order.length - 1, Math.max(0, (pinned ? order.indexOf(pinned) : step > 0 ? -1 : order.length) + step))];
    pin(next, true);
    show(next);
  });
  const asked = decodeURIComponent(location.hash.slice(3));
  if (location.hash.startsWith("#c-") && record(asked) && record(asked).classList.contains("record")) { pin(asked); show(asked); }
})();
