// One map: pins over tiles, beside the list that says the same. The server counts and names; this only draws and listens.
//
// draw(box, L): `box` is the element with data-map. It reads
//   data-tiles, data-tiles-dark   tile address with {z} {x} {y}, perhaps {r} for screens with fine dots
//   data-attribution, data-zooms  "4,12": first and last zoom of the tiles
//   data-limits, data-bounds      "w,s,e,n": how far the map may be moved; what it shows first
//   data-source                   where clusters come from: bbox and cluster_zoom are added; data-page: the page of the same search
//   data-pin, data-pin-label      "lat,lon": one pin; or a JSON script [data-map-pins]: [{lat, lon, count, label, url}]
//   data-labels                   the words, in the page's language
//   data-after                    selector of what follows the map: where Esc and the skip link lead
// Rows of the list beside it carry data-offer-id and data-at="lat,lon": a row and the pin that holds it light up together.
// It sends "map:search" {bbox} (cancel it to search without leaving the page) and hears "map:refresh" when data-source has changed.

const MOST_PINS = 60;
const WAIT_MS = 150;
const PIN_SIZE = 48;
const FREE_EDGES = { paddingTopLeft: [24, 48], paddingBottomRight: [80, 40] }; // no pin under the buttons
const POINT = 1e-4; // degrees: a cluster this small cannot be taken apart

const numbers = (text) => text.split(",").map(Number);
const fill = (text, count) => text.replace("{count}", count);
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

export function draw(box, L) {
  const words = JSON.parse(box.dataset.labels);
  const frame = build(box, words);
  const map = makeMap(box, frame.ground, L, words);
  const pins = makePins(map, L, box);
  const say = teller(frame);
  if (box.dataset.source) follow({ box, map, pins, say, words, frame });
  else place(box, map, pins, L, words);
  controls(map, frame);
  leaving(box, frame);
  (frame.hadFocus ? frame.ground : null)?.focus();
  return map;
}

function build(box, words) {
  const hadFocus = box.contains(document.activeElement);
  const invite = box.querySelector("[data-map-invite]");
  const make = (name, props, ...children) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...children);
    return element;
  };
  const after = document.querySelector(box.dataset.after || "[data-after-map]") || box.nextElementSibling || document.querySelector("main");
  const skip = make("button", { type: "button", className: "skip-map", textContent: words.skip });
  const ground = make("div", { className: "map-ground" });
  const nearer = make("button", { type: "button", textContent: "+", title: words.zoomIn });
  const farther = make("button", { type: "button", textContent: "−", title: words.zoomOut });
  for (const button of [nearer, farther]) button.setAttribute("aria-label", button.title);
  const again = make("button", { type: "button", className: "button again", textContent: words.searchHere, hidden: true });
  const count = make("p", { className: "map-count", hidden: true });
  const status = make("p", { className: "map-status" });
  status.setAttribute("role", "status");
  ground.setAttribute("role", "group");
  ground.setAttribute("aria-label", words.ground);
  box.append(skip, ground, make("div", { className: "map-zoom" }, nearer, farther), again, count, status);
  invite?.remove();
  box.classList.add("open");
  return { after, skip, ground, nearer, farther, again, count, status, hadFocus };
}

function makeMap(box, ground, L, words) {
  const [first, last] = numbers(box.dataset.zooms || "4,12");
  const [west, south, east, north] = numbers(box.dataset.limits || "17,58.5,34,71");
  const calm = still.matches;
  const map = L.map(ground, {
    zoomControl: false,
    minZoom: first,
    maxZoom: last,
    maxBounds: [[south - 1, west - 3], [north + 1, east + 3]],
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    scrollWheelZoom: false,
    dragging: !(L.Browser.mobile && box.dataset.pin), // a page with one pin still scrolls under the thumb
  });
  map.attributionControl.setPrefix(false);
  const layer = L.tileLayer(tiles(box), { attribution: box.dataset.attribution, minZoom: first, maxZoom: last, className: "map-tile" });
  layer.addTo(map);
  dark.addEventListener("change", () => layer.setUrl(tiles(box)));
  ground.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  ground.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  map.getContainer().setAttribute("aria-label", words.ground);
  look(map, numbers(box.dataset.bounds || box.dataset.limits || "19.1,59.4,31.6,70.1"));
  return map;
}

function tiles(box) {
  const address = (dark.matches && box.dataset.tilesDark) || box.dataset.tiles;
  const line = navigator.connection;
  const isThin = line && (line.saveData || /2g|3g/.test(line.effectiveType || ""));
  return isThin ? address.replace("{r}", "") : address;
}

function look(map, [west, south, east, north]) {
  map.fitBounds([[south, west], [north, east]], { ...FREE_EDGES, maxZoom: 11, animate: false });
}

// At most 60 pins can be reached, in the order of the list beside the map; what is left is drawn as dots until one zooms in.
function makePins(map, L, box) {
  const group = L.layerGroup().addTo(map);
  let shown = []; // [{cluster, pin}]
  light(box, () => shown);
  const put = (cluster, html, className) => {
    const icon = L.divIcon({ html, className, iconSize: [0, 0] });
    L.marker([cluster.lat, cluster.lon], { icon, keyboard: false, interactive: false }).addTo(group);
  };
  return {
    replace(clusters, act) {
      const focused = document.activeElement?.dataset?.pinKey;
      const ordered = inOrder(clusters);
      group.clearLayers();
      for (const cluster of ordered.slice(MOST_PINS)) put(cluster, document.createElement("i"), "pin-dot");
      shown = ordered.slice(0, MOST_PINS).map((cluster) => ({ cluster, pin: pinElement(cluster, act) }));
      for (const { cluster, pin } of shown) {
        L.DomEvent.disableClickPropagation(pin);
        put(cluster, pin, "pin-place");
        if (pin.dataset.pinKey === focused) pin.focus({ preventScroll: true });
      }
    },
  };
}

function inOrder(clusters) {
  const listed = rows();
  const place = (cluster) => {
    const at = listed.findIndex((row) => isIn(row, cluster));
    return at < 0 ? listed.length : at;
  };
  return clusters.map((cluster) => [place(cluster), cluster]).sort(([a, one], [b, other]) => a - b || (other.count || 1) - (one.count || 1)).map(([, cluster]) => cluster);
}

const rows = () => [...document.querySelectorAll("[data-offer-id]")];

function isIn(row, { offer, bounds }) {
  if (offer) return row.dataset.offerId === String(offer.id);
  if (!row.dataset.at || !bounds) return false;
  const [lat, lon] = numbers(row.dataset.at);
  const [west, south, east, north] = bounds;
  return lat >= south - POINT && lat <= north + POINT && lon >= west - POINT && lon <= east + POINT;
}

function pinElement(cluster, act) {
  const address = cluster.offer ? cluster.offer.url : cluster.url;
  const pin = document.createElement(address ? "a" : act ? "button" : "span");
  if (address) pin.href = address;
  else if (act) {
    pin.type = "button";
    pin.addEventListener("click", () => act(cluster));
  } else pin.setAttribute("role", "img");
  pin.className = cluster.count > 1 ? "pin" : "pin one";
  if (cluster.count > 1) pin.textContent = cluster.count;
  else pin.dataset.count = cluster.count ?? ""; // drawn by the style: the name of a single thing does not begin with its number
  pin.setAttribute("aria-label", cluster.label);
  pin.title = cluster.label;
  pin.dataset.pinKey = cluster.offer ? cluster.offer.id : `${cluster.lat},${cluster.lon}`;
  if (cluster.offer) pin.dataset.pinOffer = cluster.offer.id;
  return pin;
}

// A row and the pin that stands for it, alone or in a heap, light up together, whichever of the two is pointed at or has the focus.
function light(box, shown) {
  const lit = (element, isLit) => {
    element.classList.toggle("lit", isLit);
    const spot = element.closest(".leaflet-marker-icon");
    if (!spot) return;
    spot.dataset.height ??= spot.style.zIndex;
    spot.style.zIndex = isLit ? 10000 : spot.dataset.height;
  };
  const follow = (target, isLit) => {
    const pair = shown().find(({ pin }) => pin.contains(target));
    const row = target.closest("[data-offer-id]");
    if (pair) for (const element of [pair.pin, ...rows().filter((one) => isIn(one, pair.cluster))]) lit(element, isLit);
    else if (row) for (const { pin } of shown().filter(({ cluster }) => isIn(row, cluster))) lit(pin, isLit);
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    for (const [kind, isLit] of [[begin, true], [end, false]]) {
      document.addEventListener(kind, ({ target }) => target instanceof Element && (box.contains(target) || target.closest("[data-offer-id]")) && follow(target, isLit));
    }
  }
}

function teller({ status }) {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = text), 500);
  };
}

// Clusters of the page's own search, for what the map shows now. Moving the map never searches anew: a button offers that.
function follow({ box, map, pins, say, words, frame }) {
  let request = null;
  let timer = 0;
  let isOurs = false; // a move that no reader made
  let shownBounds = box.dataset.bounds;
  let ownBox = "";

  async function fetchClusters() {
    request?.abort();
    request = new AbortController();
    if (!map.getSize().x || !map.getSize().y) return; // not to be seen: on paper, or folded away
    const view = seen(map, box);
    if (!view) return show([], 0);
    const address = new URL(box.dataset.source, location.href);
    address.searchParams.set("bbox", view.map((edge) => edge.toFixed(4)).join(","));
    address.searchParams.set("cluster_zoom", map.getZoom());
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const { clusters, total } = await answer.json();
      show(clusters, total);
    } catch (error) {
      if (error.name === "AbortError") return;
      frame.count.hidden = false;
      frame.count.textContent = words.failed;
      say(words.failed);
    }
  }

  function show(clusters, total) {
    const text = total === 0 ? words.none : fill(total === 1 ? words.one : words.many, total.toLocaleString(document.documentElement.lang));
    pins.replace(clusters, nearer);
    frame.count.hidden = false;
    frame.count.textContent = text;
    say(text);
  }

  function nearer(cluster) {
    const [west, south, east, north] = cluster.bounds;
    const isPoint = east - west < POINT && north - south < POINT;
    if (isPoint || map.getZoom() >= map.getMaxZoom()) return search([west - POINT, south - POINT, east + POINT, north + POINT]);
    const zoom = Math.max(map.getBoundsZoom([[south, west], [north, east]], false, [48, 48]), map.getZoom() + 1);
    map.setView([(south + north) / 2, (west + east) / 2], Math.min(zoom, map.getMaxZoom()), { animate: !still.matches });
    frame.ground.focus({ preventScroll: true });
  }

  function search(view) {
    const bbox = view.map((edge) => edge.toFixed(4)).join(",");
    ownBox = bbox;
    const event = new CustomEvent("map:search", { detail: { bbox }, bubbles: true, cancelable: true });
    if (!box.dispatchEvent(event) || !box.dataset.page) return;
    const page = new URL(box.dataset.page, location.href);
    page.searchParams.set("bbox", bbox);
    page.searchParams.delete("page");
    location.assign(page);
  }

  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(fetchClusters, WAIT_MS);
    if (!isOurs) frame.again.hidden = false;
  });
  frame.again.addEventListener("click", () => {
    frame.again.hidden = true;
    frame.ground.focus({ preventScroll: true });
    search(view(map));
  });
  // Another question shows another part of the country; an area that was searched from here stays as it is seen.
  box.addEventListener("map:refresh", () => {
    const bounds = box.dataset.bounds;
    const asked = new URL(box.dataset.source, location.href).searchParams.get("bbox") || "";
    isOurs = true;
    if (bounds && bounds !== shownBounds && (!asked || asked !== ownBox)) look(map, numbers(bounds));
    isOurs = false;
    shownBounds = bounds;
    frame.again.hidden = true;
    clearTimeout(timer);
    fetchClusters();
  });
  fetchClusters();
}

const view = (map) => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

// What the map shows of the area that was searched, so that pins and list never disagree; null if it shows none of it.
function seen(map, box) {
  const shown = view(map);
  const searched = new URL(box.dataset.source, location.href).searchParams.get("bbox");
  if (!searched) return shown;
  const area = numbers(searched);
  const common = [Math.max(shown[0], area[0]), Math.max(shown[1], area[1]), Math.min(shown[2], area[2]), Math.min(shown[3], area[3])];
  return common[0] < common[2] && common[1] < common[3] ? common : null;
}

// Pins that the page itself gives: one, or a list whose close neighbours stand as one pin until the reader zooms in.
function place(box, map, pins, L, words) {
  const list = box.querySelector("[data-map-pins]");
  if (box.dataset.pin) {
    const [lat, lon] = numbers(box.dataset.pin);
    pins.replace([{ lat, lon, count: null, label: box.dataset.pinLabel || "" }]);
    map.setView([lat, lon], Number(box.dataset.zoom || 11), { animate: false });
  } else if (list) {
    const given = JSON.parse(list.textContent);
    const nearer = ({ bounds }) => map.fitBounds(bounds, { ...FREE_EDGES, animate: !still.matches });
    const redraw = () => pins.replace(gathered(given, map, L, words), nearer);
    map.on("zoomend", redraw);
    redraw();
  }
}

function gathered(given, map, L, words) {
  const groups = [];
  for (const pin of given) {
    const at = map.project([pin.lat, pin.lon]);
    const group = groups.find((other) => other.at.distanceTo(at) < PIN_SIZE);
    if (group) group.pins.push(pin);
    else groups.push({ at, pins: [pin] });
  }
  return groups.map(({ pins }) => {
    if (pins.length === 1) return pins[0];
    const bounds = L.latLngBounds(pins.map((pin) => [pin.lat, pin.lon]));
    const count = pins.reduce((sum, pin) => sum + (pin.count || 1), 0);
    const names = pins.slice(0, 5).map((pin) => pin.label);
    return { lat: bounds.getCenter().lat, lon: bounds.getCenter().lng, count, bounds, label: `${count}: ${names.join(", ")}${pins.length > 5 ? " …" : ""}. ${words.zoomIn}` };
  });
}

function controls(map, { nearer, farther }) {
  const settle = () => {
    nearer.disabled = map.getZoom() >= map.getMaxZoom();
    farther.disabled = map.getZoom() <= map.getMinZoom();
  };
  nearer.addEventListener("click", () => map.zoomIn(1, { animate: !still.matches }));
  farther.addEventListener("click", () => map.zoomOut(1, { animate: !still.matches }));
  map.on("zoomend", settle);
  settle();
}

function leaving(box, { skip, after }) {
  const leave = () => {
    if (!after) return;
    if (!after.matches("a, button, input, select, textarea, [tabindex]")) after.tabIndex = -1;
    after.focus();
  };
  skip.addEventListener("click", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  });
}
