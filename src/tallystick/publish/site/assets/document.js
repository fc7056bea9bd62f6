// Shows the card of the record that is hovered, focused or tapped beside the text, and lights up the words behind it.
"use strict";
(() => {
  const text = document.querySelector(".text"), panel = document.getElementById("panel");
  if (!text || !panel) return;
  const wide = matchMedia("(min-width: 68rem)");
  const all = [...text.querySelectorAll("a[data-r]:not([tabindex])")];
  const order = new Map(all.map((link, at) => [link.dataset.r, at]));
  let shown = null, pinned = null, lit = [], closing = false;

  function clear() {
    for (const one of lit) one.removeAttribute("data-lit");
    for (const one of text.querySelectorAll(".on")) one.classList.remove("on");
    lit = [];
  }

  function show(id) {
    const card = document.getElementById("about-" + id);
    if (!card || shown === id) return;
    clear();
    shown = id;
    for (const one of text.querySelectorAll(`[data-r="${id}"]`)) one.classList.add("on");
    for (const row of card.querySelectorAll("[data-s]"))
      for (const number of row.dataset.s.split(" "))
        for (const words of text.querySelectorAll(`[data-s~="${number}"]`)) {
          words.setAttribute("data-lit", words.hasAttribute("data-lit") ? words.dataset.lit + ", " + row.dataset.name : row.dataset.name);
          lit.push(words);
        }
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    const body = document.createElement("div");
    body.className = copy.className;
    body.append(...copy.childNodes);
    panel.replaceChildren(bar(id), body);
    panel.hidden = false;
  }

  function bar(id) {
    const at = order.get(id), row = document.createElement("div");
    row.className = "bar";
    const step = (words, label, to) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.setAttribute("aria-label", label);
      button.disabled = !to;
      button.addEventListener("click", () => {
        pin(to.dataset.r);
        to.focus({ preventScroll: true });
      });
      return button;
    };
    const where = document.createElement("span");
    where.textContent = `${at + 1} / ${all.length}`;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.className = "close";
    close.addEventListener("click", () => hide(true));
    row.append(step("‹", "Previous record", all[at - 1]), where, step("›", "Next record", all[at + 1]), close);
    return row;
  }

  function hide(refocus) {
    const was = shown && text.querySelector(`a[data-r="${shown}"]`);
    clear();
    shown = pinned = null;
    panel.hidden = true;
    closing = true;
    if (refocus && was) was.focus({ preventScroll: true });
    closing = false;
  }

  function pin(id) {
    pinned = id;
    show(id);
    const words = document.getElementById(id);
    if (!words) return;
    const box = words.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight * (wide.matches ? 0.95 : 0.5)) {
      words.scrollIntoView({ block: wide.matches ? "center" : "start" });
    }
    try { history.replaceState(null, "", "#" + id); } catch { /* not on every file system */ }
  }

  const record = (event) => event.target.closest && event.target.closest("a[data-r]");
  text.addEventListener("mouseover", (event) => {
    const link = record(event);
    if (link && wide.matches) show(link.dataset.r);
    else if (!link && wide.matches && pinned && shown !== pinned) show(pinned);
  });
  text.addEventListener("focusin", (event) => {
    const link = record(event);
    if (link && !closing && link.matches(":focus-visible")) { pinned = link.dataset.r; show(pinned); }
  });
  text.addEventListener("click", (event) => {
    const link = record(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pin(link.dataset.r);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) hide(true);
  });
  document.addEventListener("click", (event) => {
    const back = event.target.closest && event.target.closest(".card h3 a");
    if (!back || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pin(decodeURIComponent(back.hash.slice(1)));
    const words = document.getElementById(pinned);
    if (words) words.focus({ preventScroll: true });
  });
  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id && document.getElementById("about-" + id)) {
      const box = document.querySelector("#show-" + CSS.escape(document.getElementById("about-" + id).classList[1]));
      if (box) box.checked = true;
      pin(id);
      document.getElementById(id).scrollIntoView({ block: wide.matches ? "center" : "start" });
    }
  }
  addEventListener("hashchange", follow);
  follow();
})();
