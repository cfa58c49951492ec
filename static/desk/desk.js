// The desk: the field keeps the focus, answers are heard and felt, the undo counts down, the camera reads.

const field = document.querySelector("[data-desk-scan] input[name=code]");
const answer = document.querySelector("[data-answer]");
const TONES = { ok: [[880, 0.12]], confirm: [[660, 0.12], [660, 0.12]], no: [[330, 0.25]], foreign: [[220, 0.2], [180, 0.3]] };
const BUZZ = { ok: 80, confirm: [60, 60, 60], no: 250, foreign: [200, 80, 200] };

function keepFocus() {
  if (!field) return;
  // A wedge scanner types wherever the focus is: bring it back unless the worker is on something else.
  document.addEventListener("keydown", (event) => {
    const onBody = document.activeElement === document.body || document.activeElement?.id === "main";
    if (onBody && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
  });
  field.form.addEventListener("submit", () => {
    for (const button of field.form.querySelectorAll("button[type=submit]")) button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const button of field.form.querySelectorAll("button[type=submit]")) button.disabled = false;
  });
}

function sound(kind) {
  navigator.vibrate?.(BUZZ[kind] ?? 0);
  if (!("AudioContext" in window)) return;
  const context = new AudioContext();
  let at = context.currentTime;
  for (const [pitch, seconds] of TONES[kind] ?? []) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.15;
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.05;
  }
}

function countDown() {
  const button = document.querySelector("[data-undo-seconds]");
  if (!button) return;
  const ends = performance.now() + Number(button.dataset.undoSeconds) * 1000;
  const show = () => {
    const left = Math.ceil((ends - performance.now()) / 1000);
    if (left <= 0) {
      clearInterval(timer);
      location.reload(); // from now on a reason is asked for
      return;
    }
    button.textContent = button.dataset.undoLabel.replace("{s}", left);
  };
  const timer = setInterval(show, 250);
  show();
}

function nextByEnter() {
  // After an answer, Enter or a scan means the next visitor.
  const next = document.querySelector("[data-desk-next]");
  if (answer && next && !document.querySelector("[data-focus]")) next.focus();
}

function camera() {
  const open = document.querySelector("[data-camera-open]");
  if (!open || !navigator.mediaDevices?.getUserMedia) return;
  open.hidden = false;
  open.addEventListener("click", async () => {
    const box = document.querySelector("[data-camera]");
    const trouble = document.querySelector("[data-camera-trouble]");
    open.disabled = true;
    trouble.hidden = true;
    try {
      const { read } = await import(open.dataset.reader);
      box.hidden = false;
      field.value = await read(box.querySelector("video"));
      field.form.requestSubmit();
    } catch {
      box.hidden = true;
      trouble.hidden = false;
      trouble.textContent = open.dataset.trouble;
      open.disabled = false;
      field.focus();
    }
  });
}

keepFocus();
if (answer) sound(answer.dataset.answer);
countDown();
nextByEnter();
camera();
