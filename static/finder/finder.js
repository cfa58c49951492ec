// The finder in place: a filter, a page or a new question renews the list, the counts and the map without leaving the page.
// Without this script every link and form does the same by loading the page.
// Parts of the page carry data-part; the server's own page is fetched and its parts are put in place of ours.

const root = document.querySelector("[data-finder]");
const status = () => root.querySelector("[role=status]");
const ASKED = ["[data-asked] > summary", "[data-asked] [name=q]"]; // folded into one line on phones
const QUESTION = ["[data-question][open] > summary"];
const LIST = ["[data-part=list] a"];
let running = null;

// focus: selectors; the first that names something to be seen gets the keyboard.
async function go(address, { push = true, focus = [] } = {}) {
  running?.abort();
  running = new AbortController();
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (push) history.pushState({}, "", address);
    land(focus);
  } catch (error) {
    if (error.name === "AbortError") return;
    status().textContent = root.dataset.failed;
  }
  root.removeAttribute("aria-busy");
}

function renew(page) {
  const isOpen = root.querySelector("[data-filters]")?.open;
  const question = root.querySelector(".big-question[open]")?.dataset.question;
  for (const part of root.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!fresh) continue;
    if (part.dataset.part === "status") renewStatus(part, fresh);
    else part.replaceChildren(...fresh.childNodes);
  }
  document.title = page.title;
  document.body.className = page.body.className;
  const sheet = root.querySelector("[data-filters]");
  if (sheet && isOpen) sheet.open = true;
  for (const one of root.querySelectorAll(".big-question")) one.open = one.dataset.question === question;
  renewMap(page.querySelector("[data-map]"));
  for (const link of document.querySelectorAll("[data-tongue] a")) {
    const fresh = page.querySelector(`[data-tongue] a[lang="${link.lang}"][hreflang="${link.hreflang}"]`);
    if (fresh) link.href = fresh.href;
  }
  unfold();
  offerNear();
  document.dispatchEvent(new CustomEvent("finder:renewed"));
}

// The button appears where the browser knows places; what asks for one is fetched on the tap.
function offerNear() {
  const line = root.querySelector("[data-near]");
  if (!line || !navigator.geolocation) return;
  line.hidden = false;
  line.querySelector("[data-near-button]").addEventListener("click", async () => {
    const { nearMe } = await import("./near.js");
    nearMe(line, go);
  });
}

// The live region stays in place, so that readers hear its new words.
function renewStatus(part, fresh) {
  const [live, next] = [part.querySelector("[role=status]"), fresh.querySelector("[role=status]")];
  live.innerHTML = next.innerHTML;
  for (const other of [...part.children]) if (other !== live) other.remove();
  part.append(...[...fresh.children].filter((child) => child !== next));
}

function renewMap(fresh) {
  const map = root.querySelector("[data-map]");
  if (!map || !fresh) return;
  for (const name of ["source", "page", "bounds"]) {
    if (fresh.dataset[name]) map.dataset[name] = fresh.dataset[name];
    else delete map.dataset[name];
  }
  map.dispatchEvent(new CustomEvent("map:refresh"));
}

function land(focus) {
  const target = focus.map((selector) => root.querySelector(selector)).find((element) => element?.checkVisibility());
  if (target) target.focus({ preventScroll: true });
  if (focus === LIST) root.querySelector("[data-part=status]").scrollIntoView();
}

function isOurs(link) {
  const address = new URL(link.href, location.href);
  return address.pathname === location.pathname && address.origin === location.origin && !address.hash;
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || !isOurs(link)) return;
  event.preventDefault();
  go(link.href, { focus: focusAfter(link) });
});

// Where the keyboard stands after a link was followed in place: on the same answer, at the top of a new page of the list, among the filters.
function focusAfter(link) {
  if (link.dataset.answer) return [`[data-answer="${CSS.escape(link.dataset.answer)}"]`, ...QUESTION];
  return link.closest(".pager") ? LIST : ["[data-part=narrowing] a", "[data-part=narrowing] summary"];
}

function addressOf(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  return query ? `${form.action}?${query}` : form.action;
}

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  event.preventDefault();
  const sheet = form.closest("[data-filters]");
  if (sheet) sheet.open = false;
  else form.closest("details")?.removeAttribute("open");
  go(addressOf(form), { focus: sheet ? ["[data-filters] summary"] : form.closest("[data-question]") ? QUESTION : ASKED });
});

// A choice in the open sheet renews the counts at once; the focus stays on it.
root.addEventListener("change", (event) => {
  const form = event.target.closest("[data-filter-form]");
  if (!form) return;
  const { name, value } = event.target;
  go(addressOf(form), { focus: [`[data-filter-form] [name="${name}"][value="${CSS.escape(value)}"]`, `[data-filter-form] [name="${name}"]`] });
});

root.addEventListener("finder:go", (event) => {
  event.preventDefault();
  event.target.closest("details")?.removeAttribute("open");
  go(event.detail.address, { focus: ASKED });
});

root.addEventListener("map:search", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("bbox", event.detail.bbox);
  address.searchParams.delete("page");
  go(address.href);
});

// Browsers that cannot show a closed question whole on a wide screen get it open.
const wide = window.matchMedia("(min-width: 60rem)");
function unfold() {
  if (wide.matches && !CSS.supports("selector(::details-content)")) root.querySelector("[data-asked]").open = true;
}
unfold();

window.addEventListener("popstate", () => go(location.href, { push: false }));
offerNear();
