/* Behaviour of the page that Gradio does not have: source panel, copying, light and dark, waiting state. */
(() => {
  "use strict";

  const root = document.documentElement;
  // Gradio writes the locale it fell back to into `lang`; the page is Vietnamese all the same.
  const language = root.lang;
  new MutationObserver(() => { if (root.lang !== language) root.lang = language; })
    .observe(root, { attributes: true, attributeFilter: ["lang"] });

  const remembered = () => { try { return localStorage.getItem("nen"); } catch { return null; } };
  const wanted = () =>
    new URLSearchParams(location.search).get("__theme") || remembered() ||
    (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  function paint(theme) {
    root.dataset.theme = theme;
    document.body?.classList.toggle("dark", theme === "dark");
    const button = document.getElementById("theme-switch");
    if (button) {
      button.textContent = theme === "dark" ? button.dataset.light : button.dataset.dark;
      button.setAttribute("aria-pressed", String(theme === "dark"));
    }
  }
  paint(wanted());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(wanted()));
  addEventListener("DOMContentLoaded", () => paint(root.dataset.theme));

  let panel, opener;

  /* ---- copying ---- */
  async function copy(words) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(words);
    const area = Object.assign(document.createElement("textarea"), { value: words, readOnly: true });
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  }

  /* Says something to everybody, or (quiet) to screen readers only. */
  function say(words, quiet = false) {
    let line = document.getElementById("said");
    if (!line) {
      line = Object.assign(document.createElement("div"), { id: "said" });
      line.setAttribute("role", "status");
      (panel?.open ? panel : document.body).append(line);
    }
    line.textContent = words;
    if (quiet) return;
    line.classList.add("shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => line.classList.remove("shown"), 2600);
  }

  async function copyFrom(button) {
    const words = root.dataset;
    try {
      await copy(button.dataset.copy);
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 2600);
      say(words.copied);
    } catch {
      say(words.copyFailed);
    }
  }

  /* ---- source panel ---- */

  function makePanel() {
    panel = document.createElement("dialog");
    panel.id = "source-panel";
    panel.setAttribute("aria-label", root.dataset.source);
    const close = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: "×" });
    close.setAttribute("aria-label", root.dataset.close);
    close.title = root.dataset.close;
    close.addEventListener("click", () => panel.close());
    const content = Object.assign(document.createElement("div"), { className: "panel-content" });
    panel.append(close, content);
    panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
    panel.addEventListener("close", () => opener?.isConnected && opener.focus());
    panel.addEventListener("keydown", (event) => {
      if (event.target.closest?.(".sheet, .paper") && ["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const step = { ArrowLeft: "prev", ArrowRight: "next", PageUp: "prev", PageDown: "next" }[event.key];
      const link = step && panel.querySelector(`a[rel=${step}][href]`);
      if (link) { event.preventDefault(); show(link.href); }
    });
    document.body.append(panel);
  }

  async function show(address) {
    if (!panel) makePanel();
    const content = panel.querySelector(".panel-content");
    if (!panel.open) {
      content.replaceChildren(Object.assign(document.createElement("p"), { className: "panel-wait", textContent: root.dataset.loading }));
      panel.showModal();
    }
    panel.dataset.state = "waiting";
    const url = new URL(address, location.href);
    url.searchParams.set("manh", "1");
    try {
      const reply = await fetch(url, { credentials: "same-origin" });
      content.innerHTML = await reply.text();
    } catch {
      content.replaceChildren(Object.assign(document.createElement("p"), { className: "source-notice", textContent: root.dataset.connection }));
    }
    panel.dataset.state = "shown";
    settle(content);
  }

  /* Brings the marked spot into sight, in the panel and on a page of its own. */
  function settle(place) {
    const image = place.querySelector(".sheet img");
    if (image) {
      const sheet = image.closest(".sheet");
      const move = () => {
        sheet.scrollTop = Math.max(0, image.dataset.top * image.clientHeight - sheet.clientHeight / 3);
        sheet.scrollLeft = Math.max(0, image.dataset.left * image.clientWidth - sheet.clientWidth / 2);
      };
      image.complete ? move() : image.addEventListener("load", move, { once: true });
      image.addEventListener("error", () => sheet.classList.add("broken"), { once: true });
    }
    const cited = place.querySelector(".paper .cited");
    if (cited) {
      const paper = cited.closest(".paper");
      paper.scrollTop = Math.max(0, cited.offsetTop - paper.offsetTop - paper.clientHeight / 3);
    }
  }
  addEventListener("DOMContentLoaded", () => document.body.classList.contains("standalone") && settle(document));

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("a, button");
    if (!target) return;
    if (target.matches("button[data-copy]")) return void copyFrom(target);
    if (target.id === "theme-switch") {
      const theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("nen", theme); } catch { /* a private window keeps it for this page only */ }
      return void paint(theme);
    }
    if (target.matches("a.skip")) {
      event.preventDefault();
      return void box()?.focus();
    }
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (plain && target.matches("a.cite[href]")) {
      event.preventDefault();
      opener = target;
      show(target.href);
    } else if (plain && panel?.contains(target) && target.matches("a.step")) {
      event.preventDefault();
      if (target.href) show(target.href);
    } else if (plain && target.matches("a.pane-link[href]")) {
      event.preventDefault();
      turn(target.closest(".pane"), target.href);
    }
  });

  /* ---- charts: drawn by Plotly's script, which is fetched from this server when the first one is shown ---- */
  let plotly;
  function drawing(script) {
    plotly ??= new Promise((done, failed) => {
      const tag = Object.assign(document.createElement("script"), { src: script, onload: () => done(window.Plotly), onerror: failed });
      document.head.append(tag);
    });
    return plotly;
  }

  /* The colours of the lines are made for white paper; on a dark ground they need more light. */
  function lighten(trace) {
    const light = (colour) => !/^#[0-9a-f]{6}$/i.test(colour ?? "") ? colour
      : "#" + [1, 3, 5].map((at) => Math.round(parseInt(colour.slice(at, at + 2), 16) * 0.5 + 127).toString(16).padStart(2, "0")).join("");
    for (const part of [trace.line, trace.marker, trace.textfont]) if (part?.color) part.color = light(part.color);
  }

  async function draw(within) {
    for (const place of within.querySelectorAll(".chart-place[data-chart]")) {
      const { figure, sources } = JSON.parse(place.dataset.chart);
      let drawn;
      try {
        drawn = await drawing(place.dataset.script);
      } catch {
        place.closest("figure")?.remove();
        continue;
      }
      if (!place.isConnected) continue;
      const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
      const layout = { ...figure.layout, autosize: true };
      layout.font = { ...layout.font, color: colour("--ink"), family: colour("--sans") };
      for (const axis of ["xaxis", "yaxis"]) layout[axis] = { ...layout[axis], gridcolor: colour("--line") };
      if (root.dataset.theme === "dark") figure.data.forEach(lighten);
      await drawn.newPlot(place, figure.data, layout, { displayModeBar: false, responsive: true, locale: "vi" });
      delete place.dataset.chart;
      place.on("plotly_click", ({ points: [point] }) => {
        const category = point.data.orientation === "h" ? point.y : point.x;
        const address = sources[point.data.name + "\n" + category] ?? sources[category + "\n" + point.data.name];
        if (address) { opener = place; show(address); }
      });
    }
  }

  /* ---- panes: the tabs whose contents are fetched as a piece of HTML ---- */
  const ASK = "hoi-dap";

  /* Fetches what `address` shows into the pane. The page's own address follows (`keep`: it stays as it is). */
  async function turn(pane, address, { keep = false, post } = {}) {
    if (!pane) return;
    const url = new URL(address, location.href);
    url.searchParams.set("manh", "1");
    pane.setAttribute("aria-busy", "true");
    const turning = (pane.turning = (pane.turning ?? 0) + 1);
    let html;
    try {
      const reply = await fetch(url, { credentials: "same-origin", ...(post && { method: "POST", body: post, headers: { "X-QA-CCHC": root.dataset.ve ?? "" } }) });
      html = await reply.text();
    } catch {
      html = null;
    }
    // A later step may have been faster.
    if (turning !== pane.turning) return;
    pane.removeAttribute("aria-busy");
    if (html === null) return void say(root.dataset.connection);
    const focused = pane.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...pane.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
    pane.innerHTML = html;
    if (innerWidth < 820) pane.querySelector("details.facets")?.removeAttribute("open");
    for (const summary of pane.querySelectorAll("details > summary"))
      if (open.includes(summary.textContent)) summary.parentElement.open = true;
    pane.dataset.opened = "";
    draw(pane);
    url.searchParams.delete("manh");
    // What a form asks to be changed has an address of its own; the pane stays where it was.
    if (!post) pane.dataset.now = url.pathname + url.search;
    if (!keep) {
      const whole = new URLSearchParams([["the", pane.dataset.tab], ...url.searchParams]);
      history.pushState(null, "", "?" + whole);
    }
    const title = pane.querySelector(".pane-title");
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    else if (!keep) title?.focus({ preventScroll: true });
    if (!keep && pane.getBoundingClientRect().top < 0) pane.scrollIntoView({ block: "start" });
    if (title) say(title.textContent.trim(), true);
    pane.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const pane = form.closest?.(".pane");
    if (!pane) return;
    event.preventDefault();
    const given = new FormData(form);
    if (form.matches(".pane-post")) {
      const query = new URL(pane.dataset.now ?? pane.dataset.path, location.href).search;
      return void turn(pane, form.getAttribute("action") + query, { keep: true, post: given });
    }
    const filled = [...given].filter(([, value]) => value !== "");
    turn(pane, form.getAttribute("action") + "?" + new URLSearchParams(filled));
  });

  /* Shows the tab that the address names, with what the address asks of it. */
  function openPane(name, search, keep) {
    const pane = document.getElementById("pane-" + name);
    const query = new URLSearchParams(search);
    query.delete("the");
    if (pane) turn(pane, pane.dataset.path + "?" + query, { keep });
  }
  addEventListener("popstate", () => {
    const name = new URLSearchParams(location.search).get("the") ?? ASK;
    const shown = document.querySelector("#tabs [role=tab][aria-selected=true]")?.id.replace(/^tab-|-button$/g, "");
    if (name !== shown) location.reload();
    else openPane(name, location.search, true);
  });

  /* ---- asking ---- */
  const box = () => document.querySelector("#question input, #question textarea");

  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, [contenteditable]")) {
      event.preventDefault();
      box()?.focus();
      box()?.select();
    }
  });

  /* Gradio tells of a lost connection in English, in a corner; this says it in our words and ends the waiting. */
  function lost(is) {
    let line = document.getElementById("lost");
    if (is && !line) {
      line = Object.assign(document.createElement("p"), { id: "lost", textContent: root.dataset.connection });
      line.setAttribute("role", "alert");
      document.body.prepend(line);
    }
    if (!is) line?.remove();
  }
  const heard = new WeakSet();
  new MutationObserver(() => {
    for (const toast of document.querySelectorAll(".toast-wrap > *")) {
      if (heard.has(toast)) continue;
      heard.add(toast);
      lost(true);
      rest();
    }
  }).observe(root, { childList: true, subtree: true });

  function rest() {
    const result = document.getElementById("result");
    if (!result?.classList.contains("waiting")) return;
    result.classList.remove("waiting");
    result.removeAttribute("aria-busy");
  }

  /* Tabs that find no room in a narrow bar stand in a menu behind it, without their ids. */
  const tabButton = (name) => document.getElementById(`tab-${name}-button`) ??
    [...document.querySelectorAll("#tabs .overflow-dropdown button")]
      .find((one) => one.textContent.trim() === root.getAttribute("data-tab-" + name));

  let address, ready = false;
  window.qaCchc = {
    turn,
    asking(question, period, place, report) {
      const result = document.getElementById("result");
      result?.classList.add("waiting");
      result?.setAttribute("aria-busy", "true");
      say(root.dataset.waiting, true);
      const given = Object.entries({ hoi: question?.trim(), ky: period, noi: place, bc: report }).filter(([, value]) => value);
      address = given.length ? "?" + new URLSearchParams(given) : location.pathname;
    },
    answered() {
      lost(false);
      rest();
      if (address) history.replaceState(null, "", address);
      draw(document.getElementById("result"));
      const reply = document.getElementById("reply");
      if (!reply) return;
      document.body.dataset.answered = "";
      const { top, bottom } = reply.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight * 0.8) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        document.getElementById("result").scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
      }
      say(reply.textContent + ": " + (document.querySelector(".reply .badge")?.textContent ?? ""), true);
    },
    /* A tab was chosen by hand, or by the address when the page was opened. */
    tab(name) {
      // Gradio tells of the first tab while the page is still being put together.
      if (!ready) return;
      const pane = document.getElementById("pane-" + name);
      const named = new URLSearchParams(location.search).get("the") ?? ASK;
      if (named === name) return void (pane && !("opened" in pane.dataset) && openPane(name, location.search, true));
      if (!pane) return void history.pushState(null, "", address ?? location.pathname);
      const before = pane.dataset.now ? new URL(pane.dataset.now, location.href).searchParams : [];
      history.pushState(null, "", "?" + new URLSearchParams([["the", name], ...before]));
      if (!("opened" in pane.dataset)) openPane(name, location.search, true);
    },
    opened() {
      ready = true;
      const name = new URLSearchParams(location.search).get("the");
      draw(document.getElementById("result"));
      if (name && name !== ASK) tabButton(name)?.click();
      document.querySelector("#tabs .overflow-menu > button")?.setAttribute("aria-label", root.dataset.tabMore);
      paint(root.dataset.theme);
      if (document.activeElement === document.body && matchMedia("(pointer: fine)").matches) box()?.focus();
    },
  };
})();
