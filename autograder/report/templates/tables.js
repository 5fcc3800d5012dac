// Tables of a page: sorted by a click or Enter on a heading, filtered by a text field. Without it they are just tables.
"use strict";
(() => {
  const value = cell => {
    const text = cell ? (cell.dataset.value || cell.innerText).trim() : "";
    const number = text.match(/^[−+-]?\d*\.?\d+/); // and no exponent: "12e3" is an id
    return [text, number ? parseFloat(number[0].replace("−", "-")) : null];
  };
  const compare = (one, other, sign) => {
    const [a, m] = value(one), [b, n] = value(other);
    const blank = text => text === "" || text === "–"; // they come last, whichever way the others are sorted
    if (blank(a) || blank(b)) return blank(a) - blank(b);
    const apart = m !== null && n !== null ? m - n : (m === null) - (n === null);
    return sign * (apart || a.localeCompare(b, undefined, {numeric: true}));
  };
  const sort = (table, head, index) => {
    const falls = head.getAttribute("aria-sort") === "ascending";
    for (const each of table.tHead.rows[0].cells) if (each.firstElementChild) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    const body = table.tBodies[0], rows = Array.from(body.rows);
    rows.sort((one, other) => compare(one.cells[index], other.cells[index], falls ? -1 : 1));
    body.append(...rows);
  };
  const filter = (table, wanted) => {
    const parts = wanted.toLowerCase().split(/\s+/);
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !parts.every(part => text.includes(part));
    }
  };
  for (const table of document.querySelectorAll("table.sorts")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(table, head, index));
    });
    if (table.tBodies[0].rows.length < 6) continue;
    const label = document.createElement("label"), field = document.createElement("input");
    field.type = "search";
    field.addEventListener("input", () => filter(table, field.value.trim()));
    label.className = "filter";
    label.append(table.dataset.filter + " ", field);
    table.parentElement.before(label);
  }
})();
