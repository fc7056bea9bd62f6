// Shows only the findings of the kinds, the party and the words asked for. Without it all are there.
"use strict";
(() => {
  const form = document.getElementById("filter"), shown = document.getElementById("shown");
  if (!form) return;
  form.hidden = false;
  const all = [...document.querySelectorAll("section[data-kind] .finding")];
  const words = new Map(all.map((one) => [one, one.textContent.toLowerCase()]));
  function apply() {
    const kinds = new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
    const party = form.elements.party.value, wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let many = 0;
    for (const one of all) {
      one.hidden = !kinds.has(one.dataset.kind) || (party !== "*" && one.dataset.party !== party) ||
        !wanted.every((word) => words.get(one).includes(word));
      many += !one.hidden;
    }
    for (const section of document.querySelectorAll("section[data-kind]"))
      section.hidden = !section.querySelector(".finding:not([hidden])");
    shown.textContent = many === all.length ? "" : `${many} of ${all.length} shown`;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    const one = document.getElementById(location.hash.slice(1));
    if (one && one.closest("[hidden]")) { form.reset(); apply(); one.scrollIntoView(); }
  });
})();
