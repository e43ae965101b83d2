"use strict";
// Draws the charts of a page with Vega-Embed. Expressions are interpreted (ast), never compiled: the page's
// policy forbids evaluation.
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const look = () => {
    const ink = colour("--ink"), soft = colour("--soft"), line = colour("--line"), edge = colour("--edge");
    const text = { labelColor: soft, titleColor: soft, labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" };
    return {
      background: "transparent", font: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
      view: { stroke: null }, axis: { gridColor: line, domainColor: edge, tickColor: edge, ...text },
      legend: text, header: text, text: { color: ink }, rule: { color: edge },
    };
  };
  // colours in charts are names of the palette ("--q4"), so that they follow light and dark
  const coloured = (value) => {
    if (typeof value === "string") return value.startsWith("--") ? colour(value) : value;
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v)]));
    return value;
  };
  const draw = async (figure) => {
    const place = figure.querySelector(".canvas");
    try {
      if (!figure.spec) figure.spec = await (await fetch(figure.dataset.chart)).json();
      if (figure.drawn) figure.drawn.finalize();
      const { chart } = figure.spec;
      figure.drawn = await vegaEmbed(place, coloured(chart), {
        ast: true, actions: false, renderer: "canvas", defaultStyle: false, config: look(), tooltip: { disableDefaultStyle: true },
      });
      figure.drawn.view.addEventListener("click", (event, item) => {
        const to = item && item.datum && item.datum.href;
        if (typeof to !== "string" || !to.startsWith("/") || to.startsWith("//")) return;
        if (to.startsWith("/events") || to.startsWith("/articles")) document.dispatchEvent(new CustomEvent("look", { detail: to }));
        else location.href = to;
      });
      figure.dataset.ready = "yes";
    } catch (problem) {
      place.textContent = "The chart could not be drawn: " + problem.message;
      figure.dataset.ready = "no";
    }
  };
  const all = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("colours", all);
  all();
})();
