/*
 * The script of a page that shows what was read beside what is printed. No library, no build chain.
 *
 *   1  Shared: words, elements, places (links), page images, crops, views, tables, portions, tabs, files
 *   2  Review: counts, records and their printed cells, findings and decisions, proof
 *   3  Start
 *
 * Whatever comes from a document reaches the page as text, never as markup.
 * All there is to know stands in one frozen object; where the reader is stands in the address.
 */
(() => {
  "use strict";

  /* ------------------------------------------------------------------ 1 Shared ------------- */

  const DATA = Object.freeze(JSON.parse(document.getElementById("data").textContent));

  // Pixels of a point where 100 % is the size on paper: a text of 9 points has 12 pixels.
  const ACTUAL_SIZE = 96 / 72;
  const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
  // Points of the page around a cell that is cut out, and the least that is shown.
  const CROP_MARGIN = { x: 30, y: 13 };
  const CROP_LEAST = { width: 210, height: 44 };
  const CROP_HIGHEST = 420;

  // ---- Words

  /** A word or sentence of the page in its language, with the names in braces filled in. */
  function say(name, values = {}) {
    const text = DATA.words[name];
    if (text === undefined) throw new Error(`The page has no word “${name}”.`);
    return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  }

  /** How many there are, in words: the name's word for one, or that for several. */
  function sayCount(name, count) {
    return say(count === 1 ? `${name}_one` : `${name}_many`, { count });
  }

  /** A text in the quotation marks of the language. */
  function quoted(text) {
    return say("quoted", { text });
  }

  // ---- Elements

  /**
   * A new element.
   * `text` is its text, `on` its listeners, `dataset` its data; all else are attributes, left out where null or false.
   */
  function el(tag, settings = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name === "text") element.textContent = value;
      else if (name === "on") for (const [type, act] of Object.entries(value)) element.addEventListener(type, act);
      else if (name === "dataset") Object.assign(element.dataset, value);
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /** An element with text of the document, in the direction in which that is written. */
  function documentText(tag, text, settings = {}) {
    return el(tag, { dir: "auto", text, ...settings });
  }

  /** What is printed in a cell; an empty cell in words. */
  function printedText(tag, text) {
    return text === "" ? el(tag, { class: "empty", text: say("empty_cell") }) : documentText(tag, text);
  }

  /** A button with a text. */
  function button(text, act, settings = {}) {
    return el("button", { type: "button", text, ...settings, on: { click: act } });
  }

  /** Text that only those hear who do not see the page. */
  function unseen(text) {
    return el("span", { class: "unseen", text });
  }

  /** The sign and word of a severity: told by shape and word, not by colour alone. */
  function severityMark(severity) {
    return el(
      "span",
      { class: `severity ${severity}` },
      el("span", { class: "shape", "aria-hidden": "true" }),
      DATA.severities[severity],
    );
  }

  /** Move the focus; the page stays where it is unless asked to scroll. */
  function focusOn(element, scroll = false) {
    if (!element) return;
    element.focus({ preventScroll: true });
    if (scroll) element.scrollIntoView({ block: "start" });
  }

  /** Tell those who do not see the page what has changed. */
  function announce(text) {
    document.getElementById("announce").textContent = text;
  }

  /** A function that works out its result once, when it is first asked for. */
  function once(work) {
    let result;
    let done = false;
    return () => {
      if (!done) [result, done] = [work(), true];
      return result;
    };
  }

  // ---- Places: the part of the address after #

  /** The address of a place: a kind, and the pieces of its name. */
  function hashOf(kind, ...pieces) {
    return `#${kind}${pieces.length ? "-" : ""}${pieces.map(encodeURIComponent).join("/")}`;
  }

  /** The pieces of an address of a kind; null where it is none, or is spelt wrongly. */
  function piecesOf(hash, kind) {
    if (!hash.startsWith(`#${kind}-`)) return null;
    try {
      return hash.slice(kind.length + 2).split("/").map(decodeURIComponent);
    } catch (error) {
      if (error instanceof URIError) return null;
      throw error;
    }
  }

  /** Go to a place; the page follows by the event of the changed address. */
  function goTo(hash) {
    if (location.hash === hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = hash;
  }

  /** A link to a place of this page. */
  function placeLink(hash, text, settings = {}) {
    return el("a", { href: hash, text, ...settings });
  }

  // ---- Page images. A page is {width, height, turn, image}, a box [x0, top, x1, bottom], both in points as displayed.

  const imageAddresses = new Map();

  /** The address of a page's image, made of the text it stands in here when it is first shown. */
  function imageAddress(id) {
    if (!imageAddresses.has(id)) {
      const letters = atob(document.getElementById(`image-${id}`).textContent);
      const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      imageAddresses.set(id, URL.createObjectURL(new Blob([bytes], { type: "image/png" })));
    }
    return imageAddresses.get(id);
  }

  /** Give an image its content. */
  function loadImage(image) {
    if (!image.src) image.src = imageAddress(image.dataset.image);
  }

  const imagesInSight = new IntersectionObserver(
    (entries, observer) => {
      for (const entry of entries.filter((one) => one.isIntersecting)) {
        loadImage(entry.target);
        observer.unobserve(entry.target);
      }
    },
    { rootMargin: "300px" },
  );

  /** Give the images that are on the page now their content, whether in sight or not: for print. */
  function loadShownImages() {
    for (const image of document.querySelectorAll("img[data-image]")) {
      if (image.closest("[hidden]") === null) loadImage(image);
    }
  }

  /** The size of a page once it is turned so that it can be read. */
  function uprightSize(page) {
    const across = page.turn === 90 || page.turn === 270;
    return across ? { width: page.height, height: page.width } : { width: page.width, height: page.height };
  }

  /** Where a box is once its page is turned so that it can be read. */
  function uprightBox(page, [x0, top, x1, bottom]) {
    if (page.turn === 90) return [page.height - bottom, x0, page.height - top, x1];
    if (page.turn === 180) return [page.width - x1, page.height - bottom, page.width - x0, page.height - top];
    if (page.turn === 270) return [top, page.width - x1, bottom, page.width - x0];
    return [x0, top, x1, bottom];
  }

  /** The smallest box around boxes. */
  function boxAround(boxes) {
    const edge = (pick, place) => pick(...boxes.map((box) => box[place]));
    return [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)];
  }

  /** Put an element at a box of its parent that has a size in the same points. */
  function placeIn(element, size, [x0, top, x1, bottom]) {
    element.style.left = `${(x0 / size.width) * 100}%`;
    element.style.top = `${(top / size.height) * 100}%`;
    element.style.width = `${((x1 - x0) / size.width) * 100}%`;
    element.style.height = `${((bottom - top) / size.height) * 100}%`;
  }

  /**
   * The sheet of a page with its image, turned upright inside a parent that shows a part of it.
   * `shown` is that part as a box of the upright page.
   */
  function makeSheet(id, page, alt, shown) {
    const sheet = el("div", { class: "sheet", dataset: { page: id, width: page.width, height: page.height } });
    if (page.image) {
      const image = el("img", { alt, draggable: "false", dataset: { image: id } });
      imagesInSight.observe(image);
      sheet.append(image);
    } else {
      sheet.append(el("p", { class: "no-image", text: say("no_image") }));
    }
    const upright = uprightSize(page);
    const size = { width: shown[2] - shown[0], height: shown[3] - shown[1] };
    const corner = {
      x: page.turn === 90 || page.turn === 180 ? upright.width : 0,
      y: page.turn === 270 || page.turn === 180 ? upright.height : 0,
    };
    const left = corner.x - shown[0];
    const top = corner.y - shown[1];
    placeIn(sheet, size, [left, top, left + page.width, top + page.height]);
    if (page.turn) sheet.style.transform = `rotate(${page.turn}deg)`;
    return sheet;
  }

  /** The frame of a box on a sheet; its edge is drawn outside of it, so that it is exactly the box. */
  function makeBox(page, box, className, dataset = {}) {
    const frame = el("div", { class: `box ${className}`.trim(), dataset: { ...dataset, box: box.join(" ") } });
    placeIn(frame, page, box);
    return frame;
  }

  /** The part of an upright page that is cut out around a box of it. */
  function partAround(page, box) {
    const size = uprightSize(page);
    const grow = (from, to, margin, least, end) => {
      const more = Math.max(margin, (least - (to - from)) / 2);
      const length = Math.min(to - from + 2 * more, end);
      const start = Math.min(Math.max(from - more, 0), end - length);
      return [start, start + length];
    };
    const [x0, x1] = grow(box[0], box[2], CROP_MARGIN.x, CROP_LEAST.width, size.width);
    const [top, bottom] = grow(box[1], box[3], CROP_MARGIN.y, CROP_LEAST.height, size.height);
    return [x0, top, x1, bottom];
  }

  /** A cell cut out of its page: {id, page, box, alt}, the box in points as displayed. */
  function makeCrop({ id, page, box, alt }) {
    const part = partAround(page, uprightBox(page, box));
    const [width, height] = [part[2] - part[0], part[3] - part[1]];
    const crop = el("div", { class: "crop" });
    crop.style.aspectRatio = `${width} / ${height}`;
    crop.style.width = `${Math.min(width, (CROP_HIGHEST / height) * width) * ACTUAL_SIZE}px`;
    const sheet = makeSheet(id, page, alt, part);
    sheet.append(makeBox(page, box, "chosen", { page: id }));
    crop.append(sheet);
    return crop;
  }

  /**
   * Views of pages beside each other, each scrolled to what is marked, with one zoom for all.
   * `act` is told the name of a box that was clicked. Returns the element, and `show` for views {id, page, title, alt,
   * boxes: [{box, name, label, look}]}: the look is "" for a cell of the row, "also" for one that belongs to the
   * question, "chosen" for the one to see. Views of the same pages stay, so that nothing flickers.
   */
  function makeViews(act = () => {}) {
    const frames = el("div", { class: "views" });
    const state = { zoom: 1, fit: false, views: [], width: 0 };
    const element = el("div", { class: "views-with-zoom" }, makeZoomBar(state, () => settleViews(state.views, state)), frames);
    const show = (views) => {
      const kept = views.length === state.views.length && views.every(({ id }, n) => id === state.views[n].id);
      state.views = views.map((view, n) => ({ ...view, parts: kept ? state.views[n].parts : makeFrame(view) }));
      if (!kept) frames.replaceChildren(...state.views.map(({ parts }) => parts.frame));
      for (const view of state.views) markView(view, act);
      settleViews(state.views, state);
    };
    new ResizeObserver(() => {
      if (Math.abs(frames.clientWidth - state.width) > 1) settleViews(state.views, state);
      state.width = frames.clientWidth;
    }).observe(frames);
    return { element, show };
  }

  /** The buttons that show pages smaller, larger, or as wide as there is room. */
  function makeZoomBar(state, redraw) {
    const level = el("output", { class: "level" });
    const step = (by) => () => change({ fit: false, zoom: ZOOMS[ZOOMS.indexOf(state.zoom) + (state.fit ? 0 : by)] });
    const smaller = button("−", step(-1), { "aria-label": say("zoom_out"), class: "zoom-out" });
    const larger = button("+", step(1), { "aria-label": say("zoom_in"), class: "zoom-in" });
    const fit = button(say("zoom_fit"), () => change({ fit: !state.fit }), { class: "zoom-fit" });
    const tell = () => {
      level.textContent = say("percent", { number: Math.round(state.zoom * 100) });
      level.hidden = state.fit;
      fit.setAttribute("aria-pressed", String(state.fit));
      smaller.disabled = !state.fit && state.zoom === ZOOMS[0];
      larger.disabled = !state.fit && state.zoom === ZOOMS[ZOOMS.length - 1];
    };
    const change = (settings) => {
      Object.assign(state, settings);
      tell();
      redraw();
    };
    tell();
    return el("div", { class: "zoom-bar", role: "group", "aria-label": say("zoom") }, smaller, level, larger, fit);
  }

  /** The frame of a view: its title, and its page in a part of the screen that scrolls by itself. */
  function makeFrame(view) {
    const size = uprightSize(view.page);
    const sheet = makeSheet(view.id, view.page, view.alt, [0, 0, size.width, size.height]);
    const holder = el("div", { class: "holder" }, sheet);
    const title = el("figcaption");
    const scroller = el("div", { class: "view", role: "region", tabindex: "0" }, holder);
    return { sheet, holder, title, scroller, frame: el("figure", { class: "view-frame" }, title, scroller) };
  }

  /** Title, text alternative, boxes and the stripe behind them, in place of those that a view has. */
  function markView({ id, page, title, alt, boxes, parts }, act) {
    const text = [say("page", { number: id }), ...(title ? [title] : [])].join(" · ");
    parts.title.textContent = text;
    parts.scroller.setAttribute("aria-label", text);
    parts.sheet.querySelector("img")?.setAttribute("alt", alt);
    for (const old of parts.sheet.querySelectorAll(".box, .band")) old.remove();
    if (boxes.length === 0) return;
    const band = el("div", { class: "band" });
    placeIn(band, page, boxAround(boxes.map(({ box }) => box)).map((edge, n) => edge + (n < 2 ? -3 : 3)));
    parts.sheet.append(band);
    for (const { box, name, label, look } of boxes) {
      const frame = makeBox(page, box, look, { field: name, page: id });
      frame.title = label;
      frame.addEventListener("click", () => act(name));
      parts.sheet.append(frame);
    }
  }

  /** Give views their sizes, and scroll each to what is marked: nothing else moves. */
  function settleViews(views, { zoom, fit }) {
    const scale = zoom * ACTUAL_SIZE;
    const settled = views.map((view) => {
      const size = uprightSize(view.page);
      const row = view.boxes.length ? boxAround(view.boxes.map(({ box }) => uprightBox(view.page, box))) : null;
      const wide = row ? Math.min(row[2] - row[0] + 2 * CROP_MARGIN.x, size.width) : size.width;
      view.parts.frame.style.flexBasis = fit ? "15rem" : `${Math.ceil(wide * scale)}px`;
      return { view, size, row };
    });
    for (const { view, size, row } of settled) {
      const { holder, scroller } = view.parts;
      const now = fit ? scroller.clientWidth / size.width : scale;
      holder.style.width = `${size.width * now}px`;
      holder.style.height = `${size.height * now}px`;
      const high = fit || !row ? size.height * now : Math.min(Math.max((row[3] - row[1]) * now + 80, 120), 340);
      scroller.style.height = `${Math.min(high, size.height * now, 640) + 2}px`;
      if (row) scrollToRow(view, row, now);
    }
  }

  /** Scroll a view to the middle of the row, or of its chosen cell where the row has no room. */
  function scrollToRow({ page, boxes, parts: { scroller } }, row, scale) {
    const chosen = boxes.find(({ look }) => look === "chosen") || boxes.find(({ look }) => look === "also");
    const cell = chosen ? uprightBox(page, chosen.box) : row;
    const middle = (side, room) => {
      const [from, to] = (row[side + 2] - row[side]) * scale < room ? [row[side], row[side + 2]] : [cell[side], cell[side + 2]];
      const spare = room - (to - from) * scale;
      return from * scale - (spare > 0 ? spare / 2 : 12);
    };
    scroller.scrollLeft = middle(0, scroller.clientWidth);
    scroller.scrollTop = middle(1, scroller.clientHeight);
  }

  // ---- Tables, portions, tabs, files

  /** A table of text and numbers under one heading row; its first column heads its rows. */
  function makeTable(caption, header, rows) {
    const cells = (row) =>
      row.map((value, place) =>
        place === 0
          ? documentText("th", String(value), { scope: "row" })
          : documentText("td", String(value), { class: typeof value === "number" ? "number" : null }),
      );
    const head = header.map((text, place) =>
      text === "" ? el("td") : el("th", { scope: "col", text, class: typeof rows[0]?.[place] === "number" ? "number" : null }),
    );
    return el(
      "table",
      { class: "plain" },
      el("caption", { text: caption }),
      el("thead", {}, el("tr", {}, ...head)),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row)))),
    );
  }

  /** A part of the page that scrolls sideways by itself, and can be reached by keyboard. */
  function makeScroller(label, ...children) {
    return el("div", { class: "scroller", role: "region", tabindex: "0", "aria-label": label }, ...children);
  }

  /**
   * A long list that is drawn in portions.
   * `draw` makes the element of an item. Returns the element, `show(items)`, and `reach(place)`, which draws the
   * portion of an item and returns its element.
   */
  function makePortions(draw, size, settings = {}) {
    const list = el("ul", { class: "portions", role: "list", ...settings.list });
    const earlier = button(say("earlier"), () => extend(Math.max(state.from - size, 0), state.to), { class: "earlier" });
    const more = button("", () => extend(state.from, state.to + size), { class: "more", ...settings.more });
    const state = { items: [], from: 0, to: 0 };
    const row = (item, place) => el("li", {}, draw(item, place));
    const tell = () => {
      earlier.hidden = state.from === 0;
      more.hidden = state.to >= state.items.length;
      more.textContent = say("more", { count: state.items.length - state.to });
    };
    const extend = (from, to) => {
      const { items } = state;
      const end = Math.min(to, items.length);
      const before = items.slice(from, state.from).map((item, n) => row(item, from + n));
      const after = items.slice(state.to, end).map((item, n) => row(item, state.to + n));
      list.prepend(...before);
      list.append(...after);
      [state.from, state.to] = [from, end];
      tell();
      const first = after[0] || before[0];
      if (document.activeElement === document.body || document.activeElement?.hidden) focusOn(first?.firstElementChild);
    };
    const show = (items, from = 0) => {
      list.replaceChildren();
      Object.assign(state, { items, from, to: from });
      extend(from, from + size);
    };
    const reach = (place) => {
      if (place < state.from || place >= state.to) show(state.items, Math.floor(place / size) * size);
      return list.children[place - state.from]?.firstElementChild || null;
    };
    return { element: el("div", { class: "in-portions" }, earlier, list, more), list, show, reach };
  }

  /**
   * Tabs as of the ARIA practices: arrow keys, Home and End move between them.
   * `tabs` are {name, label, panel}; `choose` is told the name of the one that is wanted.
   * Returns the element, and `select(name)`, which shows it.
   */
  function makeTabs(tabs, label, choose) {
    const buttons = tabs.map(({ name, label: text, panel }) => {
      panel.id = `panel-${name}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${name}`);
      return button(text, () => choose(name), { role: "tab", id: `tab-${name}`, "aria-controls": panel.id });
    });
    const element = el("div", { class: "tabs", role: "tablist", "aria-label": label }, ...buttons);
    element.addEventListener("keydown", (event) => {
      const now = buttons.indexOf(document.activeElement);
      const last = buttons.length - 1;
      const next = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last };
      if (now < 0 || !(event.key in next)) return;
      event.preventDefault();
      buttons[next[event.key]].focus();
      choose(tabs[next[event.key]].name);
    });
    const select = (name) => {
      tabs.forEach((tab, place) => {
        const chosen = tab.name === name;
        buttons[place].setAttribute("aria-selected", String(chosen));
        buttons[place].tabIndex = chosen ? 0 : -1;
        tab.panel.hidden = !chosen;
      });
    };
    return { element, select, buttons };
  }

  /** Hand a text over as a file. */
  function download(file, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    el("a", { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** Lines of CSV as of RFC 4180, but for their ends, which are those of all files of the project. */
  function csvText(rows) {
    const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
  }

  /** A text for a command line: in double quotes, which all shells know, where that will do. */
  function shellQuoted(text) {
    if (!/["$`\\!%]/.test(text)) return `"${text}"`;
    return /[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", `'"'"'`)}'` : text;
  }

  /* ------------------------------------------------------------------ 3 Start -------------- */
})();
