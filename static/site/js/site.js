// What every page may use: each behaviour is bound by a data- attribute, and each page works without it.

const language = document.documentElement.lang;

function closeLanguageMenu() {
  const menu = document.querySelector("[data-tongue]");
  if (!menu) return;
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

function steppers() {
  for (const stepper of document.querySelectorAll("[data-stepper]")) {
    const input = stepper.querySelector("input");
    const buttons = [...stepper.querySelectorAll("[data-step]")];
    const settle = () => {
      for (const button of buttons) {
        const next = Number(input.value) + Number(button.dataset.step);
        button.disabled = next < Number(input.min) || next > Number(input.max);
      }
    };
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (Number(button.dataset.step) > 0) input.stepUp();
        else input.stepDown();
        input.dispatchEvent(new Event("change", { bubbles: true }));
        settle();
      });
    }
    input.addEventListener("input", settle);
    stepper.classList.add("live");
    settle();
  }
}

function voiceFor(tongue) {
  return speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(tongue));
}

function listeners() {
  const buttons = [...document.querySelectorAll("[data-listen]")];
  if (!buttons.length || !("speechSynthesis" in window)) return;
  const show = () => {
    for (const button of buttons) button.hidden = !voiceFor(tongueOf(button));
  };
  const tongueOf = (button) => {
    const text = document.querySelector(button.dataset.listen);
    return (text?.closest("[lang]")?.lang || language).slice(0, 2);
  };
  for (const button of buttons) button.addEventListener("click", () => speak(button, tongueOf(button)));
  speechSynthesis.addEventListener?.("voiceschanged", show);
  show();
}

function speak(button, tongue) {
  const words = button.querySelector("span");
  const rest = () => {
    words.textContent = button.dataset.start;
  };
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  button.dataset.start = words.textContent;
  const speech = new SpeechSynthesisUtterance(document.querySelector(button.dataset.listen).innerText);
  speech.lang = tongue;
  speech.voice = voiceFor(tongue);
  speech.addEventListener("end", rest);
  speech.addEventListener("error", rest);
  words.textContent = button.dataset.stop;
  speechSynthesis.speak(speech);
}

function dialogs() {
  for (const opener of document.querySelectorAll("[data-opens]")) {
    const dialog = document.querySelector(opener.dataset.opens);
    if (!dialog?.showModal) continue;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    dialog.querySelector("[data-closes]")?.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
}

function focusOnTrouble() {
  document.querySelector("[data-focus]")?.focus();
}

function printers() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

closeLanguageMenu();
steppers();
listeners();
dialogs();
focusOnTrouble();
printers();
