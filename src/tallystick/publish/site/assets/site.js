// Puts numbers and dates into the reader's own way of writing. Quotes are never touched.
"use strict";
(() => {
  const languages = navigator.languages && navigator.languages.length ? [...navigator.languages] : undefined;
  const numbers = new Intl.NumberFormat(languages, { maximumFractionDigits: 6 });
  const shapes = [
    { year: "numeric" }, { year: "numeric", month: "short" }, { year: "numeric", month: "short", day: "numeric" },
  ].map((shape) => new Intl.DateTimeFormat(languages, { ...shape, timeZone: "UTC", calendar: "gregory" }));
  for (const one of document.querySelectorAll("data[value]")) one.textContent = numbers.format(one.value);
  for (const one of document.querySelectorAll("time[datetime]")) {
    const parts = one.dateTime.split("-").map(Number);
    const moment = new Date(0);
    moment.setUTCFullYear(parts[0], (parts[1] || 1) - 1, parts[2] || 1);
    if (parts.length < 4 && !parts.some(Number.isNaN)) one.textContent = shapes[parts.length - 1].format(moment);
  }
})();
