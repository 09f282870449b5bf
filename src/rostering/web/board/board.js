// The board by keyboard: one stop for Tab in each month, arrows to duties, dates and names. Without this each is a link by itself.
const links = (row) => [...row.querySelectorAll("a")];
const duties = (row) => (row.querySelector("td a") ? [...row.querySelectorAll("td a")] : links(row));

for (const table of document.querySelectorAll("table[data-keys]")) {
  const rows = [...table.querySelectorAll("tr")].filter((row) => links(row).length);
  let here = null;
  const settle = (link, focus) => {
    if (here) here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
    if (focus) {
      here.focus();
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  for (const row of rows) for (const link of links(row)) link.tabIndex = -1;
  if (rows.length) settle(table.querySelector("tbody td a") ?? links(rows[0])[0], false);
  table.addEventListener("focusin", ({ target }) => target.closest("a") && settle(target.closest("a"), false));

  const beside = (row, link) => {
    const at = link.getBoundingClientRect().left;
    const away = (one) => Math.abs(one.getBoundingClientRect().left - at);
    return links(row).reduce((best, one) => (away(one) < away(best) ? one : best));
  };
  const down = (link, by) => {
    const at = rows.indexOf(link.closest("tr"));
    const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    return row === rows[at] ? link : beside(row, link);
  };
  const along = (link, by) => {
    const row = links(link.closest("tr"));
    return row[row.indexOf(link) + by] ?? link;
  };
  const ways = {
    ArrowLeft: (link) => along(link, -1),
    ArrowRight: (link) => along(link, 1),
    ArrowUp: (link) => down(link, -1),
    ArrowDown: (link) => down(link, 1),
    PageUp: (link) => down(link, -10),
    PageDown: (link) => down(link, 10),
    Home: (link, all) => duties(all ? (rows.find((row) => row.closest("tbody")) ?? rows[0]) : link.closest("tr"))[0],
    End: (link, all) => duties(all ? rows.at(-1) : link.closest("tr")).at(-1),
  };
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("a");
    if (!link || !(event.key in ways) || event.altKey || event.metaKey) return;
    event.preventDefault();
    settle(ways[event.key](link, event.ctrlKey), true);
  });
}

// Giving a duty to somebody else: dragged to their line, or taken up with Space and carried there by the arrows. The form
// that is sent is the one that the page of the seat has, too.
const hand = document.getElementById("hand");
if (hand) {
  const holding = document.getElementById("holding");
  let held = null;
  let over = null;
  const seated = (link) => link?.matches(".d:not(.gone)") && new URL(link.href).pathname.startsWith("/board/seat/");
  const role = (link) => [...link.classList].find((name) => name.startsWith("role-"));
  const fits = (row) => row && held && row !== held.closest("tr") && row.dataset.roles.split(" ").includes(role(held));
  const lines = () => [...held.closest("table").querySelectorAll("tr[data-to]")].filter(fits);
  const say = (text, values = {}) => {
    holding.textContent = Object.entries(values).reduce((said, [name, value]) => said.replace(`$${name}`, value), text);
  };
  const aim = (row) => {
    over?.classList.remove("over");
    over = row;
    over?.classList.add("over");
  };
  const take = (link) => {
    held = link;
    link.closest("table").classList.add("giving");
    link.classList.add("held");
    for (const row of link.closest("table").querySelectorAll("tr[data-to]")) row.classList.toggle("fits", fits(row));
  };
  const leave = () => {
    aim(null);
    held?.closest("table").classList.remove("giving");
    held?.classList.remove("held");
    held = null;
    say("");
  };
  const give = (row) => {
    hand.action = `${new URL(held.href).pathname}/give`;
    hand.elements.to.value = row.dataset.to;
    hand.submit();
  };
  const name = (row) => row.querySelector("th bdi").textContent;
  const carry = {
    ArrowDown: () => aim(lines()[(lines().indexOf(over) + 1) % lines().length]),
    ArrowUp: () => aim(lines().at(over ? lines().indexOf(over) - 1 : -1)),
    Enter: () => over && give(over),
    Escape: leave,
  };

  for (const table of document.querySelectorAll("table[data-keys]")) {
    table.addEventListener("dragstart", (event) => {
      const link = event.target.closest?.("a");
      if (!seated(link)) return;
      event.dataTransfer.effectAllowed = "move";
      take(link);
    });
    table.addEventListener("dragover", (event) => {
      const row = event.target.closest("tr[data-to]");
      aim(fits(row) ? row : null);
      if (over) event.preventDefault();
    });
    table.addEventListener("drop", (event) => {
      event.preventDefault();
      if (over) give(over);
    });
    table.addEventListener("dragend", leave);
    table.addEventListener("focusout", leave);
    table.addEventListener("keydown", (event) => {
      const link = event.target.closest("a");
      if (!held && event.key === " " && seated(link)) {
        take(link);
        say(hand.dataset.held, { duty: link.getAttribute("aria-label") });
      } else if (held && event.key in carry) {
        carry[event.key]();
        if (over) say(hand.dataset.over, { name: name(over) });
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true });
  }
}
