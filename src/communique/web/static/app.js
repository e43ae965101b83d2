"use strict";
// What every page does: colours, keys, menu, charts on demand.
(() => {
  const $ = (id) => document.getElementById(id);

  // colours -----------------------------------------------------------------
  const root = document.documentElement;
  const names = { light: "Colours: light", dark: "Colours: dark", auto: "Colours: as the system has them" };
  const theme = $("theme");
  const told = () => theme.setAttribute("aria-label", names[root.dataset.theme || "auto"]);
  theme.addEventListener("click", () => {
    const order = ["auto", "light", "dark"];
    const next = order[(order.indexOf(root.dataset.theme || "auto") + 1) % 3];
    if (next === "auto") { delete root.dataset.theme; localStorage.removeItem("theme"); }
    else { root.dataset.theme = next; localStorage.setItem("theme", next); }
    told();
    document.dispatchEvent(new Event("colours"));
  });
  told();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("colours")));

  // menu on narrow screens ----------------------------------------------------
  const menu = $("menu");
  menu.addEventListener("click", () => {
    const open = menu.getAttribute("aria-expanded") !== "true";
    menu.setAttribute("aria-expanded", String(open));
    $("side").classList.toggle("open", open);
  });

  // keys ----------------------------------------------------------------------
  const dialog = $("keys");
  const on = $("keys-on");
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  $("help").addEventListener("click", () => dialog.showModal());
  let going = 0;
  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog.open || !on.checked) return;
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector('.side a[data-key="' + CSS.escape(event.key) + '"]');
      if (link) { event.preventDefault(); event.stopImmediatePropagation(); location.href = link.href; }
      return;
    }
    if (event.key === "g") { going = Date.now(); return; }
    if (event.key === "/") { event.preventDefault(); $("find").focus(); }
    if (event.key === "?") { event.preventDefault(); dialog.showModal(); }
  });

  // small things ----------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && button.dataset.do === "print") print();
  });
  // forms that ask leave out what was left empty, so that addresses stay short
  document.querySelectorAll("form.ask").forEach((form) => {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
      setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 50);
    });
    form.querySelectorAll("[data-now]").forEach((field) => field.addEventListener("change", () => form.requestSubmit()));
  });

  // parts that take a while come after the page -------------------------------------
  const part = async (url) => {
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { title: page.querySelector("h1"), part: page.getElementById("part") || page.querySelector(".lede") };
  };
  document.querySelectorAll("[data-load]").forEach(async (place) => {
    place.setAttribute("aria-busy", "true");
    const found = await part(place.dataset.load);
    if (found.part) { found.part.removeAttribute("id"); place.replaceChildren(found.part); }
    place.removeAttribute("aria-busy");
  });

  // what a point of a chart stands for is read beside the chart ----------------------
  document.addEventListener("look", async (event) => {
    const url = event.detail;
    let drawer = $("drawer");
    if (!drawer) {
      drawer = document.createElement("aside");
      drawer.id = "drawer";
      drawer.tabIndex = -1;
      drawer.setAttribute("aria-label", "Behind the point");
      document.body.append(drawer);
      document.addEventListener("keydown", (key) => { if (key.key === "Escape") drawer.hidden = true; });
    }
    const found = await part(url);
    if (!found.part) { location.href = url; return; }
    found.part.removeAttribute("id");
    const bar = document.createElement("p");
    bar.className = "bar";
    const whole = document.createElement("a");
    whole.href = url;
    whole.textContent = "Open as a page";
    const close = document.createElement("button");
    close.className = "plain";
    close.textContent = "Close";
    close.addEventListener("click", () => { drawer.hidden = true; });
    bar.append(whole, close);
    drawer.replaceChildren(bar, found.part);
    drawer.hidden = false;
    drawer.focus();
  });

  // charts: the library is fetched when the first of them comes near the screen -----
  const charts = [...document.querySelectorAll("[data-chart]")];
  if (charts.length) {
    const load = () => {
      const script = document.createElement("script");
      script.src = document.querySelector('meta[name="charts"]').content;
      script.onload = () => { const own = document.createElement("script"); own.src = document.querySelector('meta[name="charts-own"]').content; document.head.append(own); };
      document.head.append(script);
    };
    const watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); load(); }
    }, { rootMargin: "300px" });
    charts.forEach((chart) => watch.observe(chart));
  }
})();
