"use strict";
(function () {
  // White space as Python's str.split() sees it, so that word numbers agree with the alignment.
  const gap = /([\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+)/;

  function wrap(element) {
    const words = [];
    const pieces = element.textContent.split(gap);
    element.textContent = "";
    pieces.forEach(function (piece, index) {
      if (index % 2 || !piece) { element.append(piece); return; }
      const word = document.createElement("span");
      word.className = "w";
      word.textContent = piece;
      element.append(word);
      words.push(word);
    });
    return words;
  }

  // Each aligned pair of texts: every word learns its partners; arrows move, one Tab stop a group.
  function align(pair, group) {
    const source = wrap(pair.querySelector("[data-source]"));
    const target = wrap(pair.querySelector("[data-target]"));
    const partners = new Map();
    pair.dataset.alignment.split(" ").forEach(function (link) {
      const ends = link.split("-");
      const from = source[Number(ends[0])], to = target[Number(ends[1])];
      if (!from || !to) { return; }
      partners.set(from, (partners.get(from) || []).concat(to));
      partners.set(to, (partners.get(to) || []).concat(from));
    });
    source.concat(target).forEach(function (word) {
      if (!partners.has(word)) { return; }
      word.tabIndex = group.words.length ? -1 : 0;
      group.words.push(word);
      group.partners.set(word, partners.get(word));
    });
  }

  function show(group, word) {
    group.lit.forEach(function (one) { delete one.dataset.on; });
    group.lit = word ? [word].concat(group.partners.get(word) || []) : [];
    group.lit.forEach(function (one) { one.dataset.on = ""; });
  }

  function move(group, word, step) {
    const next = group.words[group.words.indexOf(word) + step];
    if (!next) { return; }
    word.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  document.querySelectorAll("[data-words]").forEach(function (root) {
    const group = { words: [], partners: new Map(), lit: [] };
    root.querySelectorAll("[data-alignment]").forEach(function (pair) { align(pair, group); });
    root.addEventListener("mouseover", function (event) {
      show(group, group.partners.has(event.target) ? event.target : null);
    });
    root.addEventListener("mouseleave", function () { show(group, null); });
    root.addEventListener("focusin", function (event) {
      show(group, group.partners.has(event.target) ? event.target : null);
    });
    root.addEventListener("focusout", function () { show(group, null); });
    root.addEventListener("keydown", function (event) {
      if (!group.partners.has(event.target)) { return; }
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { event.preventDefault(); move(group, event.target, step); }
    });
  });

  document.querySelectorAll("[data-script]").forEach(function (hint) {
    hint.hidden = !document.querySelector(".w[tabindex]");
  });

  const all = Array.from(document.querySelectorAll("details"));
  const evidence = all.filter(function (one) { return one.classList.contains("sentence"); });
  const button = document.getElementById("open-all");
  if (button && evidence.length) {
    button.hidden = false;
    button.setAttribute("aria-keyshortcuts", "e");
    button.title = "Key: e; keys 1 to 9: the evidence of one sentence";
    button.addEventListener("click", function () {
      const open = button.getAttribute("aria-expanded") !== "true";
      evidence.forEach(function (one) { one.open = open; });
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? "Hide all evidence" : "Show all evidence";
    });
    addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) { return; }
      const one = evidence[Number(event.key) - 1];
      if (event.key === "e") { button.click(); } else if (one) { one.open = !one.open; }
    });
  }

  // A link may lead into something folded; paper cannot unfold.
  function reveal() {
    let element = document.getElementById(location.hash.slice(1));
    const target = element;
    for (; element; element = element.parentElement) {
      if (element.tagName === "DETAILS") { element.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }
  addEventListener("hashchange", reveal);
  reveal();
  let folded = [];
  addEventListener("beforeprint", function () {
    folded = all.filter(function (one) { return !one.open; });
    folded.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
})();
