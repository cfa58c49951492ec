// Served as a service worker under the holder's pages. On a holder's own phone alone it keeps the tickets and the card,
// so that they open without network; signing out deletes all of it (decision 0030).

const STORE = "holder";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(part(request));
});

async function page(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request);
    if (answer.type === "opaqueredirect") await caches.delete(STORE); // signed out meanwhile
    else if (isKept(answer)) await store.put(request.url.split("?")[0], answer.clone());
    return answer;
  } catch {
    return (await store.match(request, { ignoreSearch: true })) ?? (await store.match(self.registration.scope)) ?? Response.error();
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

async function keep(addresses) {
  const store = await caches.open(STORE);
  for (const address of addresses) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok && !answer.redirected && (address.includes("/static/") || isKept(answer))) await store.put(address.split("?")[0], answer);
  }
}

function isKept(answer) {
  return answer.ok && answer.headers.get("X-Keep-Offline") === "own";
}
