// Looks words up in the index beside this file. All words must be found; accents and case do not count.
"use strict";
(() => {
  const index = globalThis.tallystickIndex, form = document.getElementById("search");
  const field = document.getElementById("words"), told = document.getElementById("told"), results = document.getElementById("results");
  if (!form || !index) return;
  const MOST = 50;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const lines = index.words.split("\n");
  const claims = index.claims.map((one) => fold(`${one[1]} ${one[3]} ${one[2]} ${one[4]}`));

  function documentsWith(word) {
    let low = 0, high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle] < word) low = middle + 1; else high = middle;
    }
    const found = new Set();
    for (; low < lines.length && lines[low].startsWith(word); low++) {
      let at = 0;
      for (const step of lines[low].split(" ").slice(1)) found.add(at += parseInt(step, 36));
    }
    return found;
  }

  function entry(address, words, more) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = address;
    link.textContent = words;
    item.append(link);
    if (more) {
      const small = document.createElement("small");
      small.textContent = " " + more;
      item.append(small);
    }
    return item;
  }

  function section(title, found, make) {
    if (!found.length) return;
    const head = document.createElement("h2"), list = document.createElement("ul");
    head.textContent = `${title} (${found.length})`;
    list.className = "results";
    list.append(...found.slice(0, MOST).map(make));
    results.append(head, list);
    if (found.length > MOST) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Show all ${found.length}`;
      button.addEventListener("click", () => { list.append(...found.slice(MOST).map(make)); button.remove(); });
      results.append(button);
    }
  }

  function search() {
    const asked = field.value.trim(), words = fold(asked).split(/[^\p{L}\p{N}_,.]+/u).map((w) => w.replace(/^[,.]+|[,.]+$/g, "")).filter(Boolean);
    results.replaceChildren();
    told.textContent = "";
    try { history.replaceState(null, "", asked ? "#q=" + encodeURIComponent(asked) : location.pathname); } catch { /* not everywhere */ }
    if (!words.length) return;
    const has = (text) => words.every((word) => text.includes(word));
    const named = (lot) => lot.filter((one) => has(fold(one[0])));
    const parties = named(index.parties), claimants = named(index.claimants), places = named(index.places);
    const allegations = named(index.allegations), relations = named(index.relations);
    const said = [];
    claims.forEach((text, at) => { if (has(text)) said.push(index.claims[at]); });
    const sets = words.flatMap((word) => word.split(/[,.]/).filter((part) => part.length > 1)).map(documentsWith);
    const texts = index.documents.map((one, at) => [one, at]).filter(([one, at]) =>
      (sets.length && sets.every((set) => set.has(at))) || has(fold(one.join(" "))));
    const many = parties.length + claimants.length + places.length + allegations.length + relations.length + said.length + texts.length;
    told.textContent = many ? `${many} found` : "Nothing found. Fewer words, or only the beginning of one, find more.";
    section("Parties", parties, (one) => entry(one[1], one[0], `${one[2]} tallies`));
    section("Claimants", claimants, (one) => entry(one[1], one[0], `${one[2]} figures`));
    section("Places", places, (one) => entry(one[1], one[0], `${one[2]} records`));
    section("Allegations", allegations, (one) => entry(one[1], one[0], one[2] === 1 ? "1 passage" : `${one[2]} passages`));
    section("Relations", relations, (one) => entry(one[1], one[0], one[2] === 1 ? "1 passage" : `${one[2]} passages`));
    section("Claims and other records", said, (one) => entry(
      `documents/${index.documents[one[0]][0]}.html#${one[1]}`, one[2], `${one[3]}: ${one[4]} · ${index.documents[one[0]][1]}`));
    section("Documents", texts, ([one]) => entry(
      `documents/${one[0]}.html` + (words.length === 1 && !has(fold(one[1])) ? "#:~:text=" + encodeURIComponent(asked) : ""),
      one[1], [one[2], one[3]].filter(Boolean).join(", ")));
  }

  let wait = 0;
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 80); });
  const asked = location.hash.match(/^#q=(.*)$/);
  if (asked) { field.value = decodeURIComponent(asked[1]); search(); }
  field.focus();
})();
