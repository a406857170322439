// Files may be dropped instead of chosen, and what is too large is said before it is sent.
"use strict";

(() => {
  const form = document.getElementById("files-form");
  if (!form) return;
  const input = document.getElementById("files"), told = document.getElementById("files-told"), drop = form.querySelector(".drop");
  const most = Number(form.dataset.most), limits = told.textContent;

  function check() {
    const files = Array.from(input.files), size = files.reduce((sum, file) => sum + file.size, 0);
    const over = size > most * 0.99; // the form around the files counts as well
    input.setCustomValidity(over ? `These are ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(most / 1e6)} MB can be added at once. Leave some out.` : "");
    told.textContent = over ? input.validationMessage : files.length ? `${files.length === 1 ? "1 file" : `${files.length} files`}: ${files.slice(0, 5).map((file) => file.name).join(", ")}${files.length > 5 ? " …" : ""}` : limits;
    told.classList.toggle("bad", over);
  }
  input.addEventListener("change", check);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragenter" || name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    check();
    form.querySelector("button.main").focus();
  });
})();
