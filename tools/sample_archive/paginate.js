// Lays the flows of #source out on pages of fixed size: footnotes stand at the foot of the page that calls them,
// paragraphs and tables break over pages, a heading never ends a page. Chromium prints what results.
"use strict";

const settings = document.body.dataset;
const notes = new Map([...document.querySelectorAll("#notes > p")].map((note) => [note.dataset.note, note]));
let page = null;
let count = 0;

function newPage(wide) {
  count += 1;
  const made = document.createElement("section");
  made.className = wide ? "page wide" : "page";
  made.dataset.numberAt = settings.numberAt;
  made.innerHTML = `<div class="number">${count > 1 ? count : ""}</div><div class="room"><div class="text"></div>` +
    `<div class="notes"></div></div><div class="footer"></div>`;
  made.querySelector(".footer").textContent = settings.footer;
  document.body.append(made);
  page = { wide, room: made.querySelector(".room"), text: made.querySelector(".text"), notes: made.querySelector(".notes") };
}

function placeNotes() {
  page.notes.replaceChildren(...[...page.text.querySelectorAll("sup[data-note]")].map((mark) =>
    notes.get(mark.dataset.note).cloneNode(true)));
}

function fits() {
  placeNotes();
  return page.text.offsetHeight + page.notes.offsetHeight <= page.room.clientHeight;
}

function breaks(paragraph) {
  const places = [];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(/ /g)) places.push([walker.currentNode, match.index]);
  }
  return places;
}

function part(paragraph, from, to) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  if (from) range.setStart(from[0], from[1] + 1);
  if (to) range.setEnd(to[0], to[1]);
  const made = paragraph.cloneNode(false);
  made.append(range.cloneContents());
  made.classList.toggle("cut", Boolean(to));
  if (from) made.classList.add("continued");
  return made;
}

function placeParagraph(paragraph) {
  page.text.append(paragraph);
  if (fits()) return;
  paragraph.remove();
  const places = breaks(paragraph);
  let low = -1;
  let high = places.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const head = part(paragraph, null, places[middle]);
    page.text.append(head);
    if (fits()) low = middle; else high = middle - 1;
    head.remove();
  }
  if (low < 20 || places.length - low < 12) {
    turn();
    page.text.append(paragraph);
    return;
  }
  page.text.append(part(paragraph, null, places[low]));
  placeNotes();
  turn();
  placeParagraph(part(paragraph, places[low], null));
}

function turn() {
  const carried = [];
  while (page.text.lastElementChild?.matches(".keep")) {
    carried.unshift(page.text.lastElementChild);
    page.text.lastElementChild.remove();
  }
  placeNotes();
  newPage(page.wide);
  page.text.append(...carried);
}

function placeTable(table) {
  const rows = [...table.tBodies[0].rows];
  const begin = () => {
    const copy = table.cloneNode(true);
    copy.tBodies[0].replaceChildren();
    page.text.append(copy);
    return copy;
  };
  let current = begin();
  for (const row of rows) {
    current.tBodies[0].append(row);
    if (fits()) continue;
    row.remove();
    if (current.tBodies[0].rows.length === 0) current.remove();
    turn();
    current = begin();
    current.tBodies[0].append(row);
  }
}

for (const flow of document.querySelectorAll("#source > div")) {
  newPage(flow.dataset.wide === "yes");
  for (const block of [...flow.children]) {
    if (block.matches("table.data")) placeTable(block);
    else if (block.matches("p.split")) placeParagraph(block);
    else {
      page.text.append(block);
      if (!fits()) {
        block.remove();
        turn();
        page.text.append(block);
      }
    }
  }
  placeNotes();
}
document.querySelector("#source").remove();
