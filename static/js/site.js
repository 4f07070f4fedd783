// Small comforts. Every page works without this file.
(() => {
  "use strict";

  // An error summary takes the focus, so that it is read out and seen first.
  const meetErrors = (root) => root.querySelector(".error-summary")?.focus();

  // Quick exit: blank at once, signed out, and no page to go back to. It goes on when the server
  // has signed out, so that whoever presses "back" finds nothing; a slow line is not waited for.
  const leave = (form) => {
    document.documentElement.hidden = true;
    document.title = "";
    const body = new FormData(form);
    const signedOut = fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
    const longEnough = new Promise((resolve) => { setTimeout(resolve, 1000); });
    Promise.race([signedOut, longEnough]).catch(() => {}).then(() => window.location.replace(form.action));
  };

  const exit = document.querySelector("form[data-quick-exit]");
  exit?.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(exit);
  });

  let lastEscape = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    if (exit && event.timeStamp - lastEscape < 800) leave(exit);
    lastEscape = event.timeStamp;
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest("[data-print]")) window.print();
  });

  // Among people to choose from, the arrow keys go from the search to those found, and back.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const people = step && event.target.closest("[data-people]");
    if (!people) return;
    const stops = [...people.querySelectorAll("[name=q], [data-found] .person-row__go, [data-found] [type=checkbox]")];
    const next = stops.includes(event.target) && stops[stops.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // A fragment that could not be fetched says so, instead of leaving a button that does nothing.
  const trouble = document.getElementById("trouble");
  const say = (shown) => { if (trouble) trouble.hidden = !shown; };
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => document.addEventListener(name, () => say(true)));
  // What a page asks by itself is gone: so is the page, and asking goes on no more.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 404 && event.target.hasAttribute("data-by-itself")) window.location.reload();
  });
  document.addEventListener("htmx:afterSwap", (event) => { say(false); meetErrors(event.target); });

  // A passkey that was not given: the browser has said why, the page says what else to try.
  const keyTrouble = document.getElementById("key-trouble");
  document.addEventListener("allauth.error", (event) => {
    if (!keyTrouble) return;
    event.preventDefault();
    keyTrouble.hidden = false;
  });

  meetErrors(document);
})();
