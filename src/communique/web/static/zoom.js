"use strict";
// Nearer and farther on a drawing: buttons, wheel with Ctrl, dragging.
document.querySelectorAll("[data-zoom]").forEach((box) => {
  const svg = box.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const [w, h] = [whole.width, whole.height];
  let [x, y, scale] = [0, 0, 1];
  const set = () => {
    x = Math.min(Math.max(0, x), w - w / scale);
    y = Math.min(Math.max(0, y), h - h / scale);
    svg.setAttribute("viewBox", [x, y, w / scale, h / scale].join(" "));
  };
  const by = (factor, cx, cy) => {
    const next = factor ? Math.min(24, Math.max(1, scale * factor)) : 1;
    x = cx - (cx - x) * scale / next;
    y = cy - (cy - y) * scale / next;
    scale = next;
    set();
  };
  box.querySelectorAll("[data-by]").forEach((button) => button.addEventListener("click", () => by(Number(button.dataset.by), x + w / scale / 2, y + h / scale / 2)));
  const at = (event) => {
    const place = svg.getBoundingClientRect();
    return [x + (event.clientX - place.left) / place.width * w / scale, y + (event.clientY - place.top) / place.height * h / scale];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    by(event.deltaY < 0 ? 1.25 : 0.8, ...at(event));
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { if (scale > 1 && !event.target.closest("a")) { held = [event.clientX, event.clientY]; svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const place = svg.getBoundingClientRect();
    x -= (event.clientX - held[0]) / place.width * w / scale;
    y -= (event.clientY - held[1]) / place.height * h / scale;
    held = [event.clientX, event.clientY];
    set();
  });
  svg.addEventListener("pointerup", () => { held = null; });
});
