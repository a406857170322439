// Everything the pages do beside htmx: prove that a change comes from our page, and keep the focus where the person works.
"use strict";

document.addEventListener("htmx:config:request", (event) => {
  const proof = document.querySelector('meta[name="csrf"]');
  if (proof && event.detail.ctx) event.detail.ctx.request.headers["X-CSRF"] = proof.content;
});
