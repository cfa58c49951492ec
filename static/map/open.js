// Opens maps: fetches Leaflet, the map's module and its styles only when a reader asks for a map. One that opens by itself
// (data-map="view") waits until the page is there and idle, and until it is in view; on a thin line it waits to be asked.
// Without this script the box keeps its still picture and its links.

const asked = new Map(); // address → promise, so that two maps fetch once

function once(address, make) {
  if (!asked.has(address)) {
    asked.set(
      address,
      new Promise((resolve, reject) => {
        const element = make();
        element.addEventListener("load", resolve, { once: true });
        element.addEventListener("error", () => (asked.delete(address), element.remove(), reject(new Error(address))), { once: true });
        document.head.append(element);
      }),
    );
  }
  return asked.get(address);
}

const sheet = (href) => once(href, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
const script = (src) => once(src, () => Object.assign(document.createElement("script"), { src }));

async function open(box) {
  if (box.dataset.mapState) return;
  box.dataset.mapState = "opening";
  const { leaflet, leafletStyle, style, module } = JSON.parse(box.dataset.files);
  try {
    await Promise.all([sheet(leafletStyle).then(() => sheet(style)), script(leaflet)]);
    const { draw } = await import(module);
    draw(box, window.L);
    box.dataset.mapState = "open";
  } catch {
    delete box.dataset.mapState;
    sayTrouble(box);
  }
}

function sayTrouble(box) {
  const words = JSON.parse(box.dataset.labels);
  let note = box.querySelector("[data-map-trouble]");
  if (!note) {
    note = Object.assign(document.createElement("p"), { className: "map-trouble" });
    note.dataset.mapTrouble = "";
    note.setAttribute("role", "status");
    (box.querySelector("[data-map-invite]") || box).append(note);
  }
  note.textContent = words.failed;
}

function bind(box) {
  for (const button of box.querySelectorAll("[data-map-open]")) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      open(box);
    });
  }
  if (box.dataset.map === "view" && !isThin()) whenIdle(() => openInView(box));
}

function isThin() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || "")));
}

function whenIdle(act) {
  const rest = () => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 2000 }) : setTimeout(act, 300));
  if (document.readyState === "complete") rest();
  else window.addEventListener("load", rest, { once: true });
}

function openInView(box) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    open(box);
  });
  watcher.observe(box);
}

for (const box of document.querySelectorAll("[data-map]")) bind(box);
document.addEventListener("map:added", (event) => bind(event.target)); // a page that puts a new map in place says so
