// The holder's pages: count down on a shared computer, and never show a page of before from the back button's store.

const bar = document.querySelector("[data-ends-in]");

function leaveBehind() {
  location.replace(bar.querySelector("[data-stay]")?.dataset.stay ?? "/");
}

function countDown() {
  const words = bar.querySelector("[data-left-words]");
  if (!words) return;
  const ends = Date.now() + Number(bar.dataset.endsIn) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    words.textContent = words.dataset.leftWords.replace("{left}", left);
    if (seconds === 0) leaveBehind();
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

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
if (bar) countDown();
keepScreenOn();
