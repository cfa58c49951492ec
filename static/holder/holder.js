// The holder's pages: count down on a shared computer, keep tickets on an own phone, and never show a page of before
// from the back button's store.

const bar = document.querySelector("[data-ends-in]");

function countDown() {
  const words = bar.querySelector("[data-left-words]");
  if (!words) return;
  const ends = Date.now() + Number(bar.dataset.endsIn) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    words.textContent = words.dataset.leftWords.replace("{left}", left);
    if (seconds === 0) location.replace(words.dataset.stay);
  };
  tick();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
}

function keepScreenOn() {
  if (!document.querySelector(".ticket .code") || !("wakeLock" in navigator)) return;
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}

function partsOfThisPage() {
  const parts = document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]");
  return [...parts].map((part) => part.href || part.src);
}

async function keepTickets() {
  const scope = bar.dataset.own;
  if (!scope || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(`${scope}worker.js`, { scope });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: [location.pathname, ...partsOfThisPage()] });
}

function forgetTickets() {
  document.querySelector(".holder-bar form")?.addEventListener("submit", () => {
    if ("caches" in window) caches.delete("holder");
  });
}

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
if (bar) {
  countDown();
  keepTickets().catch(() => {});
  forgetTickets();
}
keepScreenOn();
