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
