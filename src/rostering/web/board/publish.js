// All of a rule ticked at once, and the box that says so kept true.
for (const whole of document.querySelectorAll("[data-whole]")) {
  const each = [...whole.closest("fieldset").querySelectorAll("li input[type=checkbox]")];
  whole.addEventListener("change", () => each.forEach((one) => { one.checked = whole.checked; }));
  each.forEach((one) => one.addEventListener("change", () => { whole.checked = each.every((other) => other.checked); }));
}
