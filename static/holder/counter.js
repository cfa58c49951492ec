// The counter: what is asked only after another choice stays hidden until then.

for (const part of document.querySelectorAll("[data-shown-by]")) {
  const inputs = document.querySelectorAll(`input[name="${part.dataset.shownBy}"]`);
  const settle = () => {
    part.hidden = ![...inputs].some((input) => input.checked && input.value === part.dataset.shownAt);
  };
  for (const input of inputs) input.addEventListener("change", settle);
  settle();
}
