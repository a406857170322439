// Reviewing by keyboard. A key presses the visible button that carries it (data-key); nothing fires while somebody types.
"use strict";

(() => {
  const work = () => document.getElementById("work");
  const typing = (element) => element && (element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName) ||
    (element.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(element.type)));
  const seen = (element) => element.getClientRects().length > 0;

  // ---------------------------------------------------------------- keys
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") { leave(event); return; }
    if (typing(event.target)) return;
    if (words(event)) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("find-words")?.focus(); return; }
    const pressed = button(event.key);
    if (!pressed || (event.key === "Enter" && /^(A|BUTTON|SUMMARY|INPUT)$/.test(event.target.tagName))) return;
    event.preventDefault();
    pressed.click();
  });

  // Of two buttons with one key the one in the open panel is meant.
  function button(key) {
    const all = [...document.querySelectorAll("[data-key]")].filter((one) => one.dataset.key === key && seen(one) && !one.disabled);
    return all.find((one) => one.closest(".panel")) || all[0];
  }

  function leave(event) {
    const open = document.querySelector(".panel:not([hidden])");
    if (typing(event.target)) { event.target.blur(); (open || head())?.focus?.({preventScroll: true}); }
    else if (open) close(open);
    else head()?.focus({preventScroll: true});
  }

  const head = () => document.getElementById("claim");

  function close(panel) {
    panel.hidden = true;
    const opener = document.querySelector(`[data-panel="${panel.id.slice(6)}"]`);
    (opener || head())?.focus();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-panel],[data-close],[data-opens],[data-take],[data-focus]");
    if (!opener) return;
    const {panel, opens, take, focus} = opener.dataset;
    if (panel) { event.preventDefault(); open(panel); }
    else if (opens) document.getElementById(opens).showModal();
    else if (take) taken(document.getElementById(take));
    else if (focus) { event.preventDefault(); document.getElementById(focus).focus(); }
    else close(opener.closest(".panel"));
  });

  function open(name) {
    for (const other of document.querySelectorAll(".panel")) other.hidden = other.id !== "panel-" + name;
    const panel = document.getElementById("panel-" + name);
    if (!panel) return;
    panel.tabIndex = -1;
    panel.scrollIntoView({block: "nearest"});
    // A panel whose fields are filled by keys keeps the keys: its first field is one Tab away.
    (panel.matches(".edit,#panel-reject") ? panel : panel.querySelector("input:not([type=hidden]),textarea,select,button") || panel).focus({preventScroll: true});
  }

  // ---------------------------------------------------------------- words of the report
  function words(event) {
    const text = document.getElementById("text");
    if (!text || event.target !== text || !/^Arrow(Left|Right)$/.test(event.key)) return false;
    event.preventDefault();
    const selection = getSelection(), ahead = event.key === "ArrowRight" ? "forward" : "backward";
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      selection.setPosition(text.querySelector(".sentence") || text, 0);
    } else if (!event.shiftKey) {
      if (ahead === "forward") selection.collapseToEnd(); else selection.collapseToStart();
    }
    selection.modify("extend", ahead, "word");
    selection.focusNode.parentElement?.scrollIntoView({block: "nearest"});
    return true;
  }

  // Offsets are counted in code points, as the report's text is; a piece that is shown as something else counts as it is stored.
  function offset(node, within) {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece) return null;
    const at = Number(piece.dataset.at), long = Number(piece.dataset.long);
    const before = node.nodeType === 3 ? node.data.slice(0, within) : within > 0 ? piece.textContent : "";
    return at + Math.min([...before].length, long);
  }

  function selected() {
    const selection = getSelection(), text = document.querySelector("[data-report]");
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null) return null;
    const raw = selection.toString(), said = raw.trim();
    start += [...raw].length - [...raw.trimStart()].length;
    end -= [...raw].length - [...raw.trimEnd()].length;
    return said && start < end ? {said, start, end} : null;
  }

  function taken(field) {
    const found = selected();
    if (!found) { field.focus(); field.select?.(); return; }
    if (field.tagName === "TEXTAREA" && field.value.trim()) field.value += "\n" + found.said; else field.value = found.said;
    const span = document.getElementById(field.id + "-span");
    if (span) span.value = `${found.start}-${found.end}`;
    field.classList.add("taken");
    announce(`${field.labels[0]?.textContent}: ${found.said}`);
  }

  function announce(words) {
    const told = document.getElementById("told");
    if (told) told.textContent = words;
  }

  // A typed value no longer stands on the words that were selected for it.
  document.addEventListener("input", (event) => {
    const span = event.target.id && document.getElementById(event.target.id + "-span");
    if (span) span.value = "";
  });

  // ---------------------------------------------------------------- adding: the selection is the sentence or the number
  document.addEventListener("submit", (event) => {
    const wants = event.target.querySelector("[data-selection]");
    if (!wants || wants.value) return;
    const found = selected();
    if (found) wants.value = `${found.start}-${found.end}`;
  });

  // ---------------------------------------------------------------- where the work goes on
  function settle() {
    const text = document.getElementById("text"), sentence = text?.querySelector(".sentence");
    if (sentence) text.scrollTop = Math.max(0, sentence.offsetTop - text.offsetTop - text.clientHeight / 3);
    const wrong = document.querySelector(".panel:not([hidden]) [aria-invalid]") || document.querySelector(".panel:not([hidden])");
    if (wrong) { wrong.tabIndex = wrong.tabIndex < 0 ? -1 : wrong.tabIndex; wrong.focus(); }
    else if (work() && !typing(document.activeElement)) head()?.focus({preventScroll: true});
  }

  document.addEventListener("DOMContentLoaded", settle);
  if (document.readyState !== "loading") settle();
  document.addEventListener("htmx:after:swap", (event) => {
    const target = event.detail?.ctx?.target;
    if (!target || target.id === "work") settle();
  });
})();
