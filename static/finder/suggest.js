// Completions under a search field: an ARIA 1.2 combobox with a list. Without this script the form is a plain form.
//
// A form with data-suggest (the address of completions; `q` is added) and data-suggest-words (JSON). Its field `q` is completed with
// everything, its field `place` with places. Choosing sends "finder:go" {address} from the form; unless it is cancelled, the page is left.

const WAIT_MS = 120;
const LEAST = 2; // letters
const FILTERS = { area: "area", venue: "venue", category: "category" };

let made = 0;

function bind(form) {
  const words = JSON.parse(form.dataset.suggestWords);
  for (const input of form.querySelectorAll("input[name=q], input[name=place]")) combobox(form, input, words);
}

function combobox(form, input, words) {
  const onlyPlaces = input.name === "place";
  const known = new Map();
  let timer = 0;
  let request = null;
  let options = [];
  let at = -1;

  const list = document.createElement("div");
  list.id = `suggestions-${++made}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.list);
  const status = document.createElement("p");
  status.className = "out";
  status.setAttribute("role", "status");
  input.parentElement.append(list, status);
  input.autocomplete = "off";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(next) {
    options[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = options[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    at = -1;
    input.removeAttribute("aria-activedescendant");
    const kinds = new Map();
    for (const one of found) kinds.set(one.kind, [...(kinds.get(one.kind) || []), one]);
    list.replaceChildren(...[...kinds].map(([kind, ones]) => group(kind, ones)));
    options = [...list.querySelectorAll("[role=option]")];
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const said = options.length === 1 ? words.one : options.length ? words.many : words.none;
    status.textContent = said.replace("{count}", options.length);
  }

  function group(kind, ones) {
    const head = Object.assign(document.createElement("span"), { className: "kind", id: `${list.id}-${kind}`, textContent: words[kind] });
    head.setAttribute("role", "presentation");
    const part = document.createElement("div");
    part.setAttribute("role", "group");
    part.setAttribute("aria-labelledby", head.id);
    part.append(head, ...ones.map((one, place) => line(one, `${list.id}-${kind}-${place}`)));
    return part;
  }

  function line(one, id) {
    const option = Object.assign(document.createElement("span"), { id, className: "option", textContent: one.label });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (one.detail) option.append(" ", Object.assign(document.createElement("span"), { className: "detail", textContent: one.detail }));
    option.addEventListener("click", () => choose(one));
    option.one = one;
    return option;
  }

  async function complete() {
    const typed = input.value.trim();
    if (typed.length < LEAST) return close();
    request?.abort();
    request = new AbortController();
    try {
      if (!known.has(typed)) known.set(typed, await ask(typed, request.signal));
      if (input.value.trim() === typed && document.activeElement === input) show(known.get(typed));
    } catch (error) {
      if (error.name !== "AbortError") close(); // completions are an extra: the field works without
    }
  }

  async function ask(typed, signal) {
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    if (onlyPlaces) address.searchParams.set("kinds", "place");
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  function choose(one) {
    close();
    if (one.url) return location.assign(one.url);
    const fields = new FormData(form);
    if (one.kind === "place") {
      form.elements.place.value = one.label;
      fields.set("place", one.label);
      if (!onlyPlaces) fields.delete("q");
    } else if (FILTERS[one.kind]) {
      fields.append(FILTERS[one.kind], one.value);
      fields.delete("q");
    } else fields.set("q", one.label);
    input.value = fields.get(input.name) || "";
    const query = new URLSearchParams([...fields].filter(([, value]) => value !== "")).toString();
    const event = new CustomEvent("finder:go", { detail: { address: `${form.action}?${query}` }, bubbles: true, cancelable: true });
    if (form.dispatchEvent(event)) location.assign(event.detail.address);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? complete() : mark(at + 1 < options.length ? at + 1 : -1)),
    ArrowUp: () => (list.hidden ? complete() : mark(at < 0 ? options.length - 1 : at - 1)),
    Enter: () => !list.hidden && options[at] && choose(options[at].one),
    Escape: () => !list.hidden && close(),
  };

  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    if ((event.key === "Enter" && !options[at]) || (event.key === "Escape" && list.hidden)) return event.key === "Enter" ? close() : undefined;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(complete, WAIT_MS);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
}

for (const form of document.querySelectorAll("form[data-suggest]")) bind(form);
document.addEventListener("finder:renewed", () => {
  for (const form of document.querySelectorAll("form[data-suggest]:not(:has([role=combobox]))")) bind(form);
});
