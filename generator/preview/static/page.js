"use strict";
// Tabs, links from findings to fields, and changes that come from elsewhere; all else is htmx.

const tabs = () => [...document.querySelectorAll("[role=tab]")];

function choose(tab, focus) {
  for (const each of tabs()) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    const panel = document.getElementById(each.getAttribute("aria-controls"));
    panel.hidden = !chosen;
    panel.querySelectorAll(".sheet").forEach((sheet) => sheet.classList.toggle("shown", chosen));
  }
  if (focus) tab.focus();
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) choose(tab, false);
  const link = event.target.closest("a[data-tab]");
  if (!link) return;
  const id = decodeURIComponent(link.hash.slice(1));
  choose(document.getElementById(`tab-${link.dataset.tab}`), false);
  const field = document.getElementById(id) || document.getElementById(`field-${id}`);
  if (!field) return;
  event.preventDefault();
  const control = field.matches("input, select, textarea") ? field : field.querySelector("input:not([type=hidden]), select, textarea");
  (control || field).focus();
  (control || field).scrollIntoView({ block: "center" });
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[role=tab]")) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = tabs();
  choose(all[(all.indexOf(event.target) + step + all.length) % all.length], true);
});

document.addEventListener("change", (event) => {
  if (event.target.closest("form.choose")) event.target.form.requestSubmit();
});

document.addEventListener("htmx:oobAfterSwap", noteVersion);
document.addEventListener("htmx:afterSettle", noteVersion);

function noteVersion() {
  const said = document.getElementById("said");
  const sheet = said && said.dataset.file && document.getElementById(`sheet-${said.dataset.file}`);
  if (sheet) sheet.dataset.version = said.dataset.version;
  const tab = document.querySelector("[role=tab][aria-selected=true]");
  if (tab) document.querySelectorAll(`#panel-${tab.id.slice(4)} .sheet`).forEach((each) => each.classList.add("shown"));
}

window.addEventListener("load", () => {
  if (!tabs().length) return;
  choose(tabs()[0], false);
  new EventSource("/events").onmessage = (message) => {
    const now = JSON.parse(message.data);
    htmx.trigger("#view", "refresh");
    for (const name of ["event", "brand"]) {
      const sheet = document.getElementById(`sheet-${name}`);
      if (!sheet || sheet.dataset.version === now[name] || sheet.contains(document.activeElement)) continue;
      htmx.ajax("GET", `/form/${name}`, { target: sheet, swap: "outerHTML" });
    }
  };
});
