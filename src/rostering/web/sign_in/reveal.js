// A password can be looked at while it is typed; without this script it stays hidden.
for (const field of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement("button");
  const words = [field.dataset.show, field.dataset.hide];
  button.type = "button";
  button.className = "reveal";
  button.textContent = words[0];
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = words[shown ? 0 : 1];
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
  field.after(button);
}
