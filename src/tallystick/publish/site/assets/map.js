// The slider of days, the choice of names, and a closer look. Without it the map shows everything, and the last state.
"use strict";
(() => {
  const player = document.getElementById("player"), map = document.getElementById("map");
  function open() {
    const one = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = one && one.querySelector("details");
    if (details) { details.open = true; one.scrollIntoView({ block: "center" }); }
  }
  addEventListener("hashchange", open);
  open();
  if (!player || !map) return;
  player.hidden = false;
  const day = document.getElementById("day"), span = document.getElementById("window"), when = document.getElementById("when");
  const names = document.getElementById("names");
  const languages = navigator.languages && navigator.languages.length ? [...navigator.languages] : undefined;
  const shape = new Intl.DateTimeFormat(languages, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC", calendar: "gregory" });
  const EPOCH = 719163; // the ordinal of 1 January 1970, counted from 1 January of the year 1
  const marks = [...map.querySelectorAll("a[data-days]")].map((link) => ({
    link, circle: link.querySelector("circle"), undated: Number(link.dataset.undated),
    days: link.dataset.days.split(" ").filter(Boolean).map((days) => days.split("-").map(Number)),
    hold: link.parentNode.querySelector(".hold"),
  }));
  const radius = (many) => Math.min(15, 3 + 1.6 * Math.sqrt(many));

  function apply() {
    const now = Number(day.value), mode = span.value;
    const text = shape.format(new Date((now - EPOCH) * 864e5));
    when.textContent = mode === "all" ? "all days" : text;
    day.setAttribute("aria-valuetext", text);
    for (const { link, circle, days, undated, hold } of marks) {
      const from = mode === "until" || mode === "all" ? -Infinity : now - Number(mode) + 1;
      const many = mode === "all" ? days.length + undated : days.filter(([first, last]) => first <= now && last >= from).length;
      let shown = false;
      if (hold) {
        const step = hold.dataset.hold.split("|").map((s) => s.split(":")).filter((s) => mode === "all" || Number(s[0]) <= now).pop();
        const disc = hold.querySelector("circle");
        shown = Boolean(step);
        hold.toggleAttribute("hidden", !step);
        if (step) {
          const [kind, value] = step[1].split("=");
          disc.setAttribute("class", kind === "class" ? value : "hatched");
          if (kind === "pattern") disc.setAttribute("fill", `url(#${value})`); else disc.removeAttribute("fill");
          disc.setAttribute("r", radius(many) + 6);
        }
      }
      circle.setAttribute("r", many ? radius(many) : 2);
      link.toggleAttribute("hidden", !many && !shown);
    }
  }
  day.addEventListener("input", () => { if (span.value === "all") span.value = "until"; apply(); });
  span.addEventListener("change", apply);
  player.addEventListener("submit", (event) => event.preventDefault());
  if (names) names.addEventListener("change", () => {
    for (const text of map.querySelectorAll("[data-names]")) {
      const both = text.dataset.names.split("|");
      text.textContent = names.value === "both" ? both.join(" / ") : both[Number(names.value)] || both[0];
    }
  });
  const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
  let scale = 1, x = width / 2, y = height / 2;
  function look() {
    x = Math.min(Math.max(x, width / scale / 2), width - width / scale / 2);
    y = Math.min(Math.max(y, height / scale / 2), height - height / scale / 2);
    map.setAttribute("viewBox", `${x - width / scale / 2} ${y - height / scale / 2} ${width / scale} ${height / scale}`);
    for (const one of map.querySelectorAll(".in")) one.setAttribute("transform", `scale(${1 / scale})`);
    map.classList.toggle("close", scale > 1);
  }
  document.getElementById("closer").addEventListener("click", () => { scale = Math.min(8, scale * 1.6); look(); });
  document.getElementById("farther").addEventListener("click", () => { scale = Math.max(1, scale / 1.6); look(); });
  let held = null;
  map.addEventListener("pointerdown", (event) => { if (scale > 1 && !event.target.closest("a")) { held = [event.clientX, event.clientY]; map.setPointerCapture(event.pointerId); } });
  map.addEventListener("pointermove", (event) => {
    if (!held) return;
    const step = width / scale / map.clientWidth;
    x -= (event.clientX - held[0]) * step; y -= (event.clientY - held[1]) * step;
    held = [event.clientX, event.clientY];
    look();
  });
  map.addEventListener("pointerup", () => { held = null; });
  apply();
})();
