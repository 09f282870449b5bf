// The numbers beside a text follow it while it is typed; without this script they are those that it was opened with.
const text = document.getElementById("f-text");
const numbers = document.querySelector(".numbers");
if (text && numbers) {
  text.addEventListener("input", () => {
    const lines = text.value.split("\n").length;
    while (numbers.children.length > lines) numbers.lastChild.remove();
    while (numbers.children.length < lines) {
      const item = document.createElement("li");
      item.textContent = String(numbers.children.length + 1);
      numbers.append(item);
    }
    text.rows = lines + 1;
  });
}
