"use strict";
// Two clocks: sliders over days, the list follows.
(() => {
  const form = document.getElementById("clocks");
  const DAY = 86400000;
  const number = (text) => Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  const text = (days) => new Date(days * DAY).toISOString().slice(0, 10);
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const url = form.action + "?" + query;
    const answer = await fetch(url);
    if (mine !== asked || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of ["#part", "h1", ".lede"]) document.querySelector(place).replaceWith(page.querySelector(place));
    document.title = page.title;
    history.replaceState(null, "", url);
  };
  let wait = 0;
  const soon = () => { clearTimeout(wait); wait = setTimeout(ask, 120); };
  form.querySelectorAll("input[type=range]").forEach((slide) => {
    const field = document.getElementById(slide.dataset.for);
    slide.min = number(slide.dataset.first);
    slide.max = Math.max(number(slide.dataset.last), number(field.value));
    slide.value = number(field.value);
    const tell = () => slide.setAttribute("aria-valuetext", field.value);
    tell();
    slide.addEventListener("input", () => { field.value = text(Number(slide.value)); tell(); soon(); });
    field.addEventListener("change", () => { if (field.value) { slide.value = number(field.value); tell(); soon(); } });
  });
})();
