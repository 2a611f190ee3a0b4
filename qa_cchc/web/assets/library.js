/* The tab "Kho báo cáo": files on their way to the server, and what the server is doing with them. */
(() => {
  "use strict";

  const AT_ONCE = 2, LOOK_EVERY = 1000;
  const root = document.documentElement;
  const pane = () => document.getElementById("pane-kho");
  // Rows of files that are being sent, by where they are sent to; they outlive the pane's contents, which are fetched
  // anew meanwhile.
  const lists = new Map();
  const waiting = [];
  let sending = 0, looking = 0, wasActive = false, words = {};

  function start(files, place) {
    words = { ...place.dataset };
    const most = Number(words.count);
    files = [...files];
    if (files.length > most) return void row(words.tooMany).end(words.tooMany, true);
    for (const file of files) {
      const line = row(file.name);
      if (file.size > Number(words.size) * 1e6) line.end(words.tooLarge, true);
      else waiting.push({ file, line, address: words.drop });
    }
    next();
  }

  function row(name) {
    const line = document.createElement("li");
    const label = Object.assign(document.createElement("b"), { textContent: name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", name);
    const state = Object.assign(document.createElement("span"), { className: "state", textContent: words.sending });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.cancel });
    line.append(label, bar, state, button);
    if (!lists.has(words.drop)) lists.set(words.drop, Object.assign(document.createElement("ul"), { className: "sending" }));
    lists.get(words.drop).append(line);
    attach();
    return {
      line, bar, state, button,
      end(message, wrong) {
        if (!wrong) return line.remove();
        line.className = "failed";
        bar.remove();
        state.textContent = message;
        button.textContent = "×";
        button.setAttribute("aria-label", words.dismiss + ": " + name);
        button.onclick = () => line.remove();
      },
    };
  }

  function next() {
    while (sending < AT_ONCE && waiting.length) send(waiting.shift());
  }

  function send({ file, line, address }) {
    sending += 1;
    const asked = new XMLHttpRequest();
    const url = new URL(address, location.href);
    url.searchParams.set("ten", file.name);
    asked.open("POST", url);
    asked.setRequestHeader("Content-Type", "application/octet-stream");
    asked.setRequestHeader("X-QA-CCHC", root.dataset.ve ?? "");
    asked.upload.onprogress = (event) => {
      line.bar.value = event.lengthComputable ? event.loaded / event.total : 0;
      if (line.bar.value === 1) line.state.textContent = words.checking;
    };
    line.button.onclick = () => asked.abort();
    const over = (message, wrong) => {
      sending -= 1;
      line.end(message, wrong);
      look();
      next();
    };
    asked.onload = () => over(asked.responseText || words.lost, asked.status !== 201);
    asked.onerror = () => over(words.lost, true);
    asked.onabort = () => over(words.cancelled, true);
    asked.send(file);
  }

  /* Shows the rows of files under way where the pane has a place for them. */
  function attach() {
    const place = pane()?.querySelector(".sending");
    const rows = lists.get(place?.closest("[data-drop]").dataset.drop);
    if (rows && place !== rows) place.replaceWith(rows);
  }

  /* Asks how far the server is, again and again while it is at work; then shows the archive as it has become. */
  async function look() {
    clearTimeout(looking);
    const list = document.getElementById("kho-viec");
    if (!list) return;
    try {
      const reply = await fetch(list.dataset.poll + "?manh=1", { credentials: "same-origin" });
      if (reply.ok) {
        const html = await reply.text();
        if (html !== look.before && !list.contains(document.activeElement)) list.innerHTML = html;
        look.before = html;
      }
    } catch { /* asked again below; the page itself says when the server is gone */ }
    const active = Boolean(list.querySelector("[data-active]")) || sending > 0;
    if (active) looking = setTimeout(look, LOOK_EVERY);
    else if (wasActive) refresh();
    wasActive = active;
  }

  function refresh() {
    const shown = pane();
    const typing = shown?.querySelector("#metadata")?.contains(document.activeElement);
    if (shown?.dataset.now && !typing) window.qaCchc.turn(shown, shown.dataset.now, { keep: true });
  }

  document.addEventListener("shown", (event) => {
    if (event.target !== pane()) return;
    attach();
    const holding = document.querySelector(".masthead .holding");
    if (holding) holding.textContent = event.target.firstElementChild?.dataset.holding ?? holding.textContent;
    look.before = undefined;
    if (event.target.querySelector("[data-active]")) {
      wasActive = true;
      clearTimeout(looking);
      looking = setTimeout(look, LOOK_EVERY);
    }
  });

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches?.("input[data-upload]")) return;
    start(input.files, input.closest("[data-drop]"));
    input.value = "";
  });

  /* Dropping anywhere in the pane will do; beside it the browser would open the file in place of the page. */
  const dropPlace = (event) => event.target.closest?.(".pane")?.querySelector("[data-drop]");
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      const place = dropPlace(event);
      event.preventDefault();
      event.dataTransfer.dropEffect = place ? "copy" : "none";
      place?.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (name === "drop" || !event.relatedTarget) document.querySelector("[data-drop].over")?.classList.remove("over");
    });
  }
  document.addEventListener("drop", (event) => {
    const place = dropPlace(event);
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    if (place) start(event.dataTransfer.files, place);
  });
})();
