// The report reader: go from claim to claim by keyboard, light what an address points to, and turn selected words into offsets.
"use strict";

(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const points = (words) => Array.from(words).length; // code points: what the program counts in

  // Where a boundary of a selection stands in the report, in code points; null outside its words.
  function offset(node, at) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const next = node.childNodes[at];
      if (next) return first(next);
      return last(node);
    }
    const bit = node.parentElement.closest("[data-at]");
    if (!bit || !text.contains(bit)) return first(node);
    const start = Number(bit.dataset.at), long = Number(bit.dataset.long);
    const before = points(node.data.slice(0, at)), whole = points(bit.textContent);
    if (whole === long) return start + before; // each character is shown as itself
    return before * 2 < whole ? start : start + long;
  }

  // The offset of the first bit at or after a node, and of the end of the last bit inside or before it.
  function first(node) {
    for (const bit of text.querySelectorAll("[data-at]")) {
      if (node.contains(bit) || node.compareDocumentPosition(bit) & Node.DOCUMENT_POSITION_FOLLOWING) return Number(bit.dataset.at);
    }
    return last(text);
  }
  function last(node) {
    let found = null;
    for (const bit of text.querySelectorAll("[data-at]")) {
      if (node.contains(bit) || node.compareDocumentPosition(bit) & Node.DOCUMENT_POSITION_PRECEDING) found = bit;
    }
    return found ? Number(found.dataset.at) + Number(found.dataset.long) : null;
  }

  function chosen() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer) || !selection.toString().trim()) return null;
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    return start !== null && end !== null && start < end ? { start, end, box: range.getBoundingClientRect() } : null;
  }

  const report = text.dataset.report;
  let offer = null;
  function show() {
    const found = report && chosen();
    if (!found) {
      if (offer) offer.hidden = true;
      return;
    }
    if (!offer) {
      offer = document.createElement("a");
      offer.id = "choose";
      offer.className = "button";
      offer.textContent = "Add a claim from these words";
      text.after(offer);
    }
    offer.href = `/review/add?report=${encodeURIComponent(report)}&start=${found.start}&end=${found.end}`;
    offer.hidden = false;
    const room = document.documentElement.clientWidth - offer.offsetWidth - 8;
    const base = offer.offsetParent ? offer.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    const left = Math.max(8, Math.min(found.box.left, room));
    offer.style.left = `${left - base.left}px`; // set by script: the policy forbids style attributes, not this
    offer.style.top = `${found.box.bottom + 6 - base.top}px`;
  }
  document.addEventListener("selectionchange", show);

  // From claim to claim; the address follows, so that what is looked at can be passed on.
  const chips = Array.from(text.querySelectorAll(".chip"));
  let current = -1;
  function light(id) {
    for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!id) return;
    for (const mark of text.querySelectorAll("mark")) mark.classList.toggle("lit", mark.dataset.claims.split(" ").includes(id));
  }
  function step(by) {
    if (!chips.length) return;
    const here = chips.indexOf(document.activeElement);
    if (here >= 0) current = here;
    current = current < 0 ? (by > 0 ? 0 : chips.length - 1) : (current + by + chips.length) % chips.length;
    chips[current].focus();
    chips[current].scrollIntoView({ block: "center" });
    light(chips[current].dataset.claim);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });

  // An address that names a claim of another part: ask the server which one.
  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return light("");
    const place = document.getElementById(id);
    const query = new URLSearchParams(location.search);
    if (!place && /^c[0-9a-f]+$/.test(id) && query.get("claim") !== id) location.replace(`?claim=${id}#${id}`);
    light(id);
    const chip = chips.findIndex((one) => one.dataset.claim === id);
    if (chip >= 0) current = chip;
    if (place && text.contains(place)) place.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", target);
  target();
})();
