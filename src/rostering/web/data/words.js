// Ids that can stand in a field become buttons that put them in and take them out; without this script they are a list.
for (const list of document.querySelectorAll("[data-words]")) {
  const field = document.getElementById(list.dataset.words);
  const words = () => field.value.split(/\s+/).filter(Boolean);
  const bare = (word) => word.split(/[:@]/)[0];
  const buttons = [...list.querySelectorAll("[data-word]")].map((item) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...item.childNodes);
    button.addEventListener("click", () => {
      const known = words();
      const left = known.filter((word) => bare(word) !== item.dataset.word);
      field.value = (left.length < known.length ? left : [...known, item.dataset.word]).join(" ");
      show();
    });
    item.append(button);
    return [item.dataset.word, button];
  });
  const show = () => {
    const there = new Set(words().map(bare));
    for (const [word, button] of buttons) button.setAttribute("aria-pressed", String(there.has(word)));
  };
  field.addEventListener("input", show);
  list.classList.add("pressed");
  show();
}
