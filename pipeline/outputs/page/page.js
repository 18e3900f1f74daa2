/*
 * The script of a page that shows what was read beside what is printed. No library, no build chain.
 *
 *   1  Shared: words, elements, places (links), page images, crops, views, tables, portions, tabs, files
 *   2  Review: counts, records and their printed cells, findings and decisions, proof
 *   3  Comparison: what changed, old beside new
 *   4  Start
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
  const CROP_LEAST = { width: 305, height: 84 };
  // Pixels.
  const CROP_HIGHEST = 420;
  // Points of the text of a sheet, in which the widths of its columns are told; rows of it that are drawn around a row at
  // first, more of them with each look further up or down, at most, and on paper.
  const SHEET_TEXT = 9;
  const SHEET_ROWS = { around: 30, more: 40, most: 180, printed: 4 };
  // Rows and columns of a sheet that are cut out around a cell, no columns on a narrow screen, and how many at most of a cell
  // that is larger.
  const SHEET_CROP = { around: 1, rows: 6, columns: 4, narrow: "(max-width: 37.5em)" };
  // Pixels from its end at which a sheet is drawn further.
  const SHEET_END = 240;
  // Points beside a row, pixels above and below it together, and how high a view of it is.
  const ROW_MARGIN = 14;
  const ROW_CONTEXT = { below: 46, beside: 110 };
  const VIEW_HEIGHT = { least: 96, most: 340, whole: 640 };
  // From here on there is room for the pages of a record side by side.
  const SIDE_BY_SIDE = "(min-width: 68.75em)";
  const LAYOUT = "liitetaulukko layout";

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
    return text === "" ? el(tag === "q" ? "span" : tag, { class: "empty", text: say("empty_cell") }) : documentText(tag, text);
  }

  /** A button with a text. */
  function button(text, act, settings = {}) {
    return el("button", { type: "button", text, ...settings, on: { click: act } });
  }

  /** A button with a sign, and a name for those who do not see it. */
  function signButton(sign, name, act, settings = {}) {
    const shown = el("span", { "aria-hidden": "true", text: sign });
    return el("button", { type: "button", title: name, ...settings, on: { click: act } }, shown, unseen(name));
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

  /** What the browser keeps under a name, as text; null where it keeps nothing, or will not. */
  function keptText(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  /** Keep a text in the browser under a name. Returns whether it does. */
  function keepText(name, text) {
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  }

  // ---- Places: the part of the address after #

  /** The address of a place: a kind, and the pieces of its name; half of a sign, which no address can hold, is left out. */
  function hashOf(kind, ...pieces) {
    return `#${kind}-${pieces.map((piece) => encodeURIComponent(piece.replace(/[\ud800-\udfff]/gu, ""))).join("/")}`;
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

  /** The image of a page as the text in which it stands at the end of this file. */
  function imageText(id) {
    return document.getElementById(`image-${id}`).textContent.trim();
  }

  /** The address of a page's image, made of its text when it is first shown. */
  function imageAddress(id) {
    if (!imageAddresses.has(id)) {
      const letters = atob(imageText(id));
      const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      imageAddresses.set(id, URL.createObjectURL(new Blob([bytes], { type: "image/png" })));
    }
    return imageAddresses.get(id);
  }

  /** Give an image its content; the images stand last in a file that may still be on its way. */
  function loadImage(image) {
    if (document.getElementById(`image-${image.dataset.image}`)) image.src ||= imageAddress(image.dataset.image);
    else document.addEventListener("DOMContentLoaded", () => loadImage(image), { once: true });
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

  /**
   * Give the images that are on the page now their content, whether in sight or not, because it goes to paper at once:
   * by an address that holds the image itself, for which a browser does not wait.
   */
  function loadShownImages() {
    for (const image of document.querySelectorAll("img[data-image]")) {
      if (image.closest("[hidden]") === null && !(image.src && image.complete)) image.src = `data:image/png;base64,${imageText(image.dataset.image)}`;
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
    // On a narrow screen less of the page, so that its text keeps its size.
    const room = (document.documentElement.clientWidth - 72) / ACTUAL_SIZE;
    const [x0, x1] = grow(box[0], box[2], CROP_MARGIN.x, Math.min(CROP_LEAST.width, room), size.width);
    const [top, bottom] = grow(box[1], box[3], CROP_MARGIN.y, CROP_LEAST.height, size.height);
    return [x0, top, x1, bottom];
  }

  /** A cell cut out of its page: {id, page, box, alt}, the box in points as displayed. */
  function makeCrop({ id, page, box, alt }) {
    if (page.sheet) return makeSheetCrop(id, box);
    const part = partAround(page, uprightBox(page, box));
    const [width, height] = [part[2] - part[0], part[3] - part[1]];
    const crop = el("div", { class: "crop" });
    crop.style.aspectRatio = `${width} / ${height}`;
    crop.style.width = `${Math.min(width, (CROP_HIGHEST / height) * width) * ACTUAL_SIZE}px`;
    const sheet = makeSheet(id, page, alt, part);
    sheet.append(makeBox(page, box, "chosen", { page: id }));
    crop.append(sheet);
    if (!page.image) crop.append(el("p", { class: "no-image", text: say("no_image") }));
    return crop;
  }

  /**
   * Views of pages, each scrolled to what is marked, with one zoom for all; side by side where there is room, or below
   * each other. `act` is told the name of a box that was clicked. Returns the element, and `show` for views {id, page,
   * title, alt, boxes: [{box, name, label, empty, look}]}: the look is "" for a cell of the row, "also" for one that
   * belongs to the question, "chosen" for the one to see. Views of the same pages stay, so that nothing flickers.
   * `reveal` brings the view of the chosen cell into sight.
   */
  function makeViews(act = () => {}) {
    const frames = el("div", { class: "views" });
    const state = { zoom: 1, fit: false, beside: keptText(LAYOUT) !== "below", views: [], width: 0 };
    const settle = () => settleViews(frames, state);
    const bar = el("div", { class: "view-bar" }, makeZoomBar(state, settle), makeLayoutBar(state, settle));
    const element = el("div", { class: "views-with-bar" }, bar, frames);
    const show = (views) => {
      const kept = views.length === state.views.length && views.every(({ id }, n) => id === state.views[n].id);
      state.views = views.map((view, n) => ({ ...view, parts: kept ? state.views[n].parts : makeFrame(view, act) }));
      if (!kept) frames.replaceChildren(...state.views.map(({ parts }) => parts.frame));
      element.classList.toggle("several", views.length > 1);
      for (const view of state.views) markView(view, act);
      settle();
    };
    const reveal = () => frames.querySelector(".view-frame.with-chosen")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    new ResizeObserver(() => {
      if (Math.abs(bar.clientWidth - state.width) > 1) settle();
      state.width = bar.clientWidth;
    }).observe(bar);
    return { element, show, reveal };
  }

  /** The buttons that show pages smaller, larger, or as wide as there is room. */
  function makeZoomBar(state, settle) {
    const level = el("output", { class: "level" });
    const step = (by) => () => change({ fit: false, zoom: ZOOMS[ZOOMS.indexOf(state.zoom) + (state.fit ? 0 : by)] });
    const smaller = signButton("−", say("zoom_out"), step(-1), { class: "zoom-out" });
    const larger = signButton("+", say("zoom_in"), step(1), { class: "zoom-in" });
    const fit = button(say("zoom_fit"), () => change({ fit: !state.fit }), { class: "zoom-fit" });
    const tell = () => {
      level.textContent = say("percent", { number: Math.round(state.zoom * 100) });
      fit.setAttribute("aria-pressed", String(state.fit));
      smaller.disabled = !state.fit && state.zoom === ZOOMS[0];
      larger.disabled = !state.fit && state.zoom === ZOOMS[ZOOMS.length - 1];
    };
    const change = (settings) => {
      Object.assign(state, settings);
      tell();
      settle();
    };
    tell();
    return el("div", { class: "zoom-bar", role: "group", "aria-label": say("zoom") }, smaller, level, larger, fit);
  }

  /** The buttons that lay pages side by side or below each other; the browser keeps which. */
  function makeLayoutBar(state, settle) {
    const tell = () => {
      beside.setAttribute("aria-pressed", String(state.beside));
      below.setAttribute("aria-pressed", String(!state.beside));
    };
    const lay = (wanted) => () => {
      state.beside = wanted;
      keepText(LAYOUT, wanted ? "beside" : "below");
      tell();
      settle();
    };
    const beside = button(say("layout_beside"), lay(true), { class: "lay-beside" });
    const below = button(say("layout_below"), lay(false), { class: "lay-below" });
    tell();
    return el("div", { class: "layout-bar", role: "group", "aria-label": say("layout") }, beside, below);
  }

  /** The frame of a view: its title, and its page in a part of the screen that scrolls by itself. */
  function makeFrame(view, act) {
    if (view.page.sheet) return makeSheetFrame(view, act);
    const size = uprightSize(view.page);
    const sheet = makeSheet(view.id, view.page, view.alt, [0, 0, size.width, size.height]);
    const holder = el("div", { class: "holder" }, sheet);
    const title = el("figcaption");
    const scroller = el("div", { class: "view", role: "region", tabindex: "0" }, holder);
    return { sheet, holder, title, scroller, frame: el("figure", { class: "view-frame" }, title, scroller) };
  }

  /** The frame of a view of a sheet. */
  function makeSheetFrame({ id }, act) {
    const title = el("figcaption");
    const scroller = el("div", { class: "view of-sheet", role: "region", tabindex: "0", dataset: { page: id } });
    return { title, scroller, grid: makeSheetView(id, scroller, act), frame: el("figure", { class: "view-frame" }, title, scroller) };
  }

  /** Title, text alternative, boxes and the stripe behind them, in place of those that a view has. */
  function markView({ id, page, title, alt, boxes, parts }, act) {
    const text = [placeOfView(id, page, boxes), title, page.image || page.sheet ? "" : say("no_image")].filter((part) => part).join(" · ");
    parts.title.textContent = text;
    parts.scroller.setAttribute("aria-label", text);
    parts.frame.classList.toggle("with-chosen", boxes.some(({ look }) => look === "chosen"));
    if (parts.grid) {
      parts.grid.show(boxes, text);
      return;
    }
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

  /** What a view shows: a page, or on a sheet the chosen cell, else all that is marked. */
  function placeOfView(id, { sheet }, boxes) {
    if (!sheet || boxes.length === 0) return sayPage(id);
    const chosen = boxes.filter(({ look }) => look === "chosen");
    return placeOnSheet(sheet, boxAround((chosen.length ? chosen : boxes).map(({ box }) => box)));
  }

  /** Give views their sizes, and scroll each to what is marked: nothing else moves. */
  function settleViews(frames, { views, zoom, fit, beside: wanted }) {
    const scale = zoom * ACTUAL_SIZE;
    const beside = wanted && views.length > 1 && matchMedia(SIDE_BY_SIDE).matches;
    frames.classList.toggle("beside", beside);
    frames.parentElement.classList.toggle("in-a-row", beside);
    const settled = views.map((view) => {
      const { size, row } = sizeOfView(view);
      const wide = Math.ceil((row ? Math.min(row[2] - row[0] + 2 * ROW_MARGIN, size.width) : size.width) * scale);
      Object.assign(view.parts.frame.style, {
        flexBasis: beside ? "0" : fit ? "15rem" : `${wide}px`,
        flexGrow: beside && !fit ? wide : 1,
        minWidth: beside && !fit ? roomForChosen(view, scale) : "",
      });
      return { view, size, row };
    });
    const context = beside ? ROW_CONTEXT.beside : ROW_CONTEXT.below;
    const sized = settled.map(({ view, size, row }) => {
      const now = fit ? view.parts.scroller.clientWidth / size.width : scale;
      if (view.parts.grid) return { view, high: view.parts.grid.settle(now, ROW_CONTEXT.beside, fit ? VIEW_HEIGHT.whole : VIEW_HEIGHT.most) };
      const high = fit || !row ? size.height * now : Math.min(Math.max((row[3] - row[1]) * now + context, VIEW_HEIGHT.least), VIEW_HEIGHT.most);
      return { view, size, row, now, high: Math.min(high, size.height * now, VIEW_HEIGHT.whole) };
    });
    const tallest = Math.max(...sized.map(({ high }) => high));
    for (const { view, size, row, now, high } of sized.filter(({ view }) => !view.parts.grid)) {
      const { holder, scroller } = view.parts;
      holder.style.width = `${size.width * now}px`;
      holder.style.height = `${size.height * now}px`;
      scroller.style.height = `${(beside ? tallest : high) + 2}px`;
      if (row) scrollToRow(view, row, now);
      cutForPrint(scroller, size, row);
    }
  }

  /** The size of what a view shows in points, and the box of what is marked there; null where nothing is. */
  function sizeOfView({ page, boxes, parts }) {
    if (parts.grid) return { size: { width: parts.grid.width(), height: 0 }, row: null };
    const row = boxes.length ? boxAround(boxes.map(({ box }) => uprightBox(page, box))) : null;
    return { size: uprightSize(page), row };
  }

  /** What the style sheet needs to print a view: the part of the page around the row, in its size on paper. */
  function cutForPrint({ style }, size, row) {
    const [x0, top, x1, bottom] = row || [0, 0, size.width, size.height];
    const [left, right] = [Math.max(x0 - ROW_MARGIN, 0), Math.min(x1 + ROW_MARGIN, size.width)];
    const [upper, lower] = [Math.max(top - ROW_MARGIN, 0), Math.min(bottom + ROW_MARGIN, size.height)];
    style.setProperty("--part-width", `${right - left}pt`);
    style.setProperty("--part-ratio", `${right - left} / ${lower - upper}`);
    style.setProperty("--page-width", `${(size.width / (right - left)) * 100}%`);
    style.setProperty("--page-height", `${(size.height / (lower - upper)) * 100}%`);
    style.setProperty("--page-left", `${(-left / (right - left)) * 100}%`);
    style.setProperty("--page-top", `${(-upper / (lower - upper)) * 100}%`);
  }

  /** The least width of the view of the chosen cell: room for that cell, but not all there is. */
  function roomForChosen({ page, boxes, parts }, scale) {
    if (parts.grid) return `min(${Math.ceil(parts.grid.columns() * scale) + 4 * ROW_MARGIN}px, 70%)`;
    const chosen = boxes.find(({ look }) => look === "chosen");
    if (!chosen) return "";
    const [x0, , x1] = uprightBox(page, chosen.box);
    return `min(${Math.ceil((x1 - x0) * scale) + 2 * ROW_MARGIN}px, 70%)`;
  }

  /** Scroll a view to the middle of the row; where that has no room, to the cell to see, or the first with text. */
  function scrollToRow({ page, boxes, parts: { scroller } }, row, scale) {
    const cell = ["chosen", "also"].map((wanted) => boxes.find(({ look }) => look === wanted)).find((one) => one) || boxes.find(({ empty }) => !empty);
    const aim = cell ? uprightBox(page, cell.box) : row;
    const middle = (side, room) => {
      const whole = (row[side + 2] - row[side]) * scale < room;
      const [from, to] = whole ? [row[side], row[side + 2]] : [aim[side], aim[side + 2]];
      const spare = room - (to - from) * scale;
      const start = from * scale - (spare > 0 ? spare / 2 : 12);
      // No white beside the row in place of its other cells.
      return whole ? start : Math.max(Math.min(start, row[side + 2] * scale + 12 - room), row[side] * scale - 12);
    };
    scroller.scrollLeft = middle(0, scroller.clientWidth);
    scroller.scrollTop = middle(1, scroller.clientHeight);
  }

  // ---- Sheets of a spreadsheet: {name, prefix, rows, columns, widths, texts, fills, cells}, drawn as a table in part.
  //      A box on a sheet is [column, row, last column, last row], as the file numbers them.

  /** The letters of a column: A to Z, then AA and so on. */
  function lettersOf(column) {
    const rest = (column - 1) % 26;
    return (column > 26 ? lettersOf((column - 1 - rest) / 26) : "") + String.fromCharCode(65 + rest);
  }

  /** What the file calls a box on a sheet: `Palvelut!C12`, or `Palvelut!C12:D13`. */
  function placeOnSheet({ prefix }, [x0, top, x1, bottom]) {
    const [first, last] = [`${lettersOf(x0)}${top}`, `${lettersOf(x1)}${bottom}`];
    return prefix + (first === last ? first : `${first}:${last}`);
  }

  /** The number of a page, or the name of a sheet, in words. */
  function sayPage(id) {
    const sheet = DATA.pages[id]?.sheet;
    if (sheet) return sheet.name ? say("sheet", { name: sheet.name }) : say("only_sheet");
    return say("page", { number: id });
  }

  /** Numbers from one to another. */
  function numbersFrom(first, last) {
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  }

  const sheetGrids = new Map();

  /**
   * A sheet made ready to be drawn: the numbers of its rows and columns, at which place each stands among them, and its
   * cells by row, with their places in place of numbers.
   */
  function gridOfSheet(id) {
    if (sheetGrids.has(id)) return sheetGrids.get(id);
    const { rows: rowRanges, columns: columnRanges, widths, texts, fills, cells } = DATA.pages[id].sheet;
    const [rows, columns] = [rowRanges, columnRanges].map((ranges) => ranges.flatMap(([first, last]) => numbersFrom(first, last)));
    const [rowAt, columnAt] = [rows, columns].map((numbers) => new Map(numbers.map((number, n) => [number, n])));
    const byRow = rows.map(() => []);
    const tall = [];
    for (const [row, column, text, bold = 0, fill = -1, down = 1, across = 1, struck = []] of cells) {
      const [top, left] = [rowAt.get(row), columnAt.get(column)];
      const own = { top, left, bottom: top + down, right: left + across, text: texts[text], bold, fill: fills[fill], struck };
      byRow[top].push(own);
      if (down > 1) tall.push(own);
    }
    const grid = { id, rows, columns, widths, rowAt, columnAt, byRow, tall };
    sheetGrids.set(id, grid);
    return grid;
  }

  /** A box on a sheet as places among the rows and columns that are there: {top, left, bottom, right}, the ends past it. */
  function placesOfBox({ rowAt, columnAt }, [x0, top, x1, bottom]) {
    const [first, left] = [rowAt.get(top), columnAt.get(x0)];
    return { top: first, left, bottom: (rowAt.get(bottom) ?? first) + 1, right: (columnAt.get(x1) ?? left) + 1 };
  }

  /** The cells of a part of a sheet, each cut to it, by their first place in it; null where another one covers a place. */
  function cellsInPart(grid, part) {
    const found = new Map();
    const put = (cell) => {
      const [top, left] = [Math.max(cell.top, part.top), Math.max(cell.left, part.left)];
      const [bottom, right] = [Math.min(cell.bottom, part.bottom), Math.min(cell.right, part.right)];
      if (top >= bottom || left >= right) return;
      for (let row = top; row < bottom; row += 1) for (let column = left; column < right; column += 1) found.set(`${row} ${column}`, null);
      found.set(`${top} ${left}`, { ...cell, down: bottom - top, across: right - left });
    };
    for (const cell of grid.tall) if (cell.top < part.top) put(cell);
    for (let row = part.top; row < part.bottom; row += 1) grid.byRow[row].forEach(put);
    return found;
  }

  /** Whether light text is read better on a colour `#rrggbb` than dark text (WCAG 2.2, relative luminance). */
  function isDark(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
  }

  /** The text of a cell, with what is struck out. */
  function sheetText(text, struck) {
    const cuts = struck.flatMap(([start, end], n) => [text.slice(n ? struck[n - 1][1] : 0, start), el("s", { text: text.slice(start, end) })]);
    return [...cuts, text.slice(struck.length ? struck[struck.length - 1][1] : 0)].filter((piece) => piece !== "");
  }

  /** A cell of a sheet; one without text or fill where there is none. */
  function makeSheetCell(cell) {
    if (!cell) return el("td");
    const { text, bold, fill, down, across, struck } = cell;
    const spans = { rowspan: down > 1 ? down : null, colspan: across > 1 ? across : null };
    const element = el("td", { dir: "auto", class: bold ? "bold" : null, ...spans }, ...sheetText(text, struck));
    if (fill) {
      element.style.backgroundColor = fill;
      element.classList.toggle("on-dark", isDark(fill));
    }
    return element;
  }

  /** The number or letters that head a row or column, and what is left out before it. */
  function makeSheetHead(scope, name, said, numbers, place) {
    const [before, number] = [place ? numbers[place - 1] : 0, numbers[place]];
    const gap = number - before > 1;
    const [one, many] = scope === "row" ? ["row_left_out", "rows_left_out"] : ["column_left_out", "columns_left_out"];
    const word = number - before === 2 ? one : many;
    const left = gap ? say(word, { first: said(before + 1), last: said(number - 1) }) : "";
    return el("th", { scope, class: gap ? "after-gap" : null, title: left || null }, name, gap ? unseen(` ${left}`) : null);
  }

  /**
   * A table of a part of a sheet {top, left, bottom, right}, with letters and numbers as a spreadsheet has them.
   * Returns it, and `at(row, column)`, which is the cell that covers a place.
   */
  function makeSheetTable(grid, part, caption) {
    const cells = cellsInPart(grid, part);
    const elements = new Map();
    const widths = grid.widths.slice(part.left, part.right);
    const head = numberWidth(grid, part);
    const whole = widths.reduce((sum, width) => sum + width, head);
    const columns = [head, ...widths].map((width) => {
      const column = el("col");
      column.style.width = `${(width / whole) * 100}%`;
      return column;
    });
    const letters = numbersFrom(part.left, part.right - 1).map((place) => makeSheetHead("col", lettersOf(grid.columns[place]), lettersOf, grid.columns, place));
    const row = (at) => {
      const own = numbersFrom(part.left, part.right - 1).filter((column) => cells.get(`${at} ${column}`) !== null);
      const drawn = own.map((column) => {
        const cell = cells.get(`${at} ${column}`);
        const element = makeSheetCell(cell);
        for (let r = at; r < at + (cell?.down ?? 1); r += 1) for (let c = column; c < column + (cell?.across ?? 1); c += 1) elements.set(`${r} ${c}`, element);
        return element;
      });
      return el("tr", { "aria-rowindex": at + 2 }, makeSheetHead("row", String(grid.rows[at]), String, grid.rows, at), ...drawn);
    };
    const table = el(
      "table",
      { class: "sheet-grid", "aria-rowcount": grid.rows.length + 1 },
      el("caption", { class: "unseen", text: caption }),
      el("colgroup", {}, ...columns),
      el("thead", {}, el("tr", { "aria-rowindex": 1 }, el("td"), ...letters)),
      el("tbody", {}, ...numbersFrom(part.top, part.bottom - 1).map(row)),
    );
    table.style.width = `${whole / SHEET_TEXT}em`;
    return { table, at: (r, c) => elements.get(`${r} ${c}`) };
  }

  /** How wide the numbers of the rows of a part of a sheet are, in points. */
  function numberWidth(grid, part) {
    return 14 + 5.5 * String(grid.rows[part.bottom - 1] ?? 1).length;
  }

  /** Mark cells of a sheet: {box, name, label, look} each, and the stripe behind them all. */
  function markSheetCells(grid, part, at, boxes) {
    const within = ({ top, left, bottom, right }) => ({
      ...{ top: Math.max(top, part.top), left: Math.max(left, part.left) },
      ...{ bottom: Math.min(bottom, part.bottom), right: Math.min(right, part.right) },
    });
    if (boxes.length === 0) return;
    const band = within(placesOfBox(grid, boxAround(boxes.map(({ box }) => box))));
    for (let row = band.top; row < band.bottom; row += 1) for (let column = band.left; column < band.right; column += 1) at(row, column)?.classList.add("in-band");
    for (const { box, name, label, look } of boxes) {
      const { top, left } = within(placesOfBox(grid, box));
      const cell = at(top, left);
      if (!cell) continue;
      if (look) cell.classList.add(look);
      if (name) Object.assign(cell.dataset, { field: name, place: placeOnSheet(DATA.pages[grid.id].sheet, box) });
      if (look === "chosen") cell.setAttribute("aria-current", "true");
      cell.title = label;
    }
  }

  /**
   * A sheet in a part of the screen that scrolls by itself: the rows around those that are marked, and further ones as
   * it is scrolled. Returns its `width` in points, `show(boxes)`, and `settle(scale, context)`, which gives it its size.
   */
  function makeSheetView(id, scroller, act) {
    const grid = gridOfSheet(id);
    const whole = { left: 0, right: grid.columns.length };
    const state = { part: null, at: null, boxes: [], caption: "", size: "" };
    const draw = (top, bottom) => {
      state.part = { ...whole, top: Math.max(top, 0), bottom: Math.min(bottom, grid.rows.length) };
      const { table, at } = makeSheetTable(grid, state.part, state.caption);
      state.at = at;
      table.style.fontSize = state.size;
      markFarRows(table, state.part, around());
      scroller.replaceChildren(table);
      markSheetCells(grid, state.part, at, state.boxes);
    };
    const around = () => (state.boxes.length ? placesOfBox(grid, boxAround(state.boxes.map(({ box }) => box))) : { top: 0, bottom: 1, left: 0, right: 1 });
    const show = (boxes, caption) => {
      Object.assign(state, { boxes, caption });
      const { top, bottom } = around();
      draw(top - SHEET_ROWS.around, Math.min(bottom, top + SHEET_ROWS.most) + SHEET_ROWS.around);
    };
    scroller.addEventListener("scroll", () => drawFurther(scroller, grid, state.part, draw), { passive: true });
    scroller.addEventListener("click", (event) => {
      const cell = event.target.closest("td[data-field]");
      if (cell && !String(getSelection())) act(cell.dataset.field);
    });
    const settle = (scale, context, limit) => {
      state.size = `${SHEET_TEXT * scale}px`;
      scroller.firstElementChild.style.fontSize = state.size;
      return settleSheet(scroller, { context, limit }, around(), state);
    };
    const columns = () => widthsOfChosen(grid, state.boxes);
    const width = () => grid.widths.reduce((sum, one) => sum + one, numberWidth(grid, state.part));
    return { show, settle, width, columns };
  }

  /** Draw further rows of a sheet that is scrolled near the end of what is drawn; what is seen stays where it is. */
  function drawFurther(scroller, grid, part, draw) {
    const up = part.top > 0 && scroller.scrollTop < SHEET_END;
    const down = part.bottom < grid.rows.length && scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < SHEET_END;
    const { more, most } = SHEET_ROWS;
    // Where all that may be drawn is lower than the view, both ends are near for ever.
    if (up === down && (!up || part.bottom - part.top >= most)) return;
    const rows = () => [...scroller.querySelectorAll("tbody tr")];
    const seen = rows().find((row) => row.offsetTop + row.offsetHeight > scroller.scrollTop + scroller.clientHeight / 2) ?? rows().at(-1);
    const [number, height] = [seen.getAttribute("aria-rowindex"), seen.offsetTop - scroller.scrollTop];
    const [top, bottom] = up ? [part.top - more, part.bottom] : [part.top, part.bottom + more];
    draw(up ? top : Math.max(top, bottom - most), up ? Math.min(bottom, top + most) : bottom);
    const again = rows().find((row) => row.getAttribute("aria-rowindex") === number);
    if (again) scroller.scrollTop = again.offsetTop - height;
  }

  /** Mark the rows that are not printed: those far from what is marked. */
  function markFarRows(table, part, { top, bottom }) {
    for (const row of table.tBodies[0].rows) {
      const place = part.top + row.sectionRowIndex;
      row.classList.toggle("far", place < top - SHEET_ROWS.printed || place >= bottom + SHEET_ROWS.printed);
    }
  }

  /** Scroll a sheet to what is marked. Returns how high its view is to be, in pixels. */
  function settleSheet(scroller, { context, limit }, around, { part, at, boxes }) {
    const table = scroller.firstElementChild;
    const rows = table.tBodies[0].rows;
    const [first, last] = [rows[around.top - part.top], rows[Math.min(around.bottom, part.bottom) - 1 - part.top]];
    const head = table.tHead.offsetHeight;
    const band = boxes.length ? last.offsetTop + last.offsetHeight - first.offsetTop : table.offsetHeight;
    const high = Math.min(Math.max(band + head + context, VIEW_HEIGHT.least), limit, table.offsetHeight + 16);
    scroller.style.height = `${high + 2}px`;
    const spare = scroller.clientHeight - head - band;
    scroller.scrollTop = boxes.length ? first.offsetTop - head - Math.max(spare / 2, 0) : 0;
    const named = ["chosen", "also"].map((look) => boxes.find((one) => one.look === look)).find((one) => one);
    const aim = named ? placesOfBox(gridOfSheet(scroller.dataset.page), named.box) : around;
    const cell = at(Math.max(aim.top, part.top), aim.left);
    const numbers = rows[0].cells[0].offsetWidth;
    const room = scroller.clientWidth - numbers;
    const left = cell ? cell.offsetLeft - numbers - Math.max((room - cell.offsetWidth) / 2, 0) : 0;
    scroller.scrollLeft = startOfColumn(table, numbers, left, cell);
    return high;
  }

  /** How far a sheet is scrolled sideways for a column to begin where it can be seen: no less than wanted, where the cell has room. */
  function startOfColumn(table, numbers, wanted, cell) {
    const starts = [...table.tHead.rows[0].cells].slice(1).map((head) => head.offsetLeft - numbers);
    return starts.find((start) => start >= Math.max(wanted, 0) && (!cell || start <= cell.offsetLeft - numbers)) ?? wanted;
  }

  /** How wide the columns of the chosen cell of a sheet are, in points; 0 without one. */
  function widthsOfChosen(grid, boxes) {
    const chosen = boxes.find(({ look }) => look === "chosen");
    if (!chosen) return 0;
    const { left, right } = placesOfBox(grid, chosen.box);
    return grid.widths.slice(left, right).reduce((sum, one) => sum + one, 0);
  }

  /** A cell cut out of its sheet, with what stands around it. */
  function makeSheetCrop(id, box) {
    const grid = gridOfSheet(id);
    const { top, left, bottom, right } = placesOfBox(grid, box);
    const { around, rows, columns, narrow } = SHEET_CROP;
    const beside = matchMedia(narrow).matches ? 0 : around;
    const part = {
      ...{ top: Math.max(top - around, 0), left: Math.max(left - beside, 0) },
      ...{ bottom: Math.min(bottom + around, top + rows, grid.rows.length), right: Math.min(right + beside, left + columns, grid.columns.length) },
    };
    const place = placeOnSheet(DATA.pages[id].sheet, box);
    const { table, at } = makeSheetTable(grid, part, place);
    markSheetCells(grid, part, at, [{ box, name: "", label: place, look: "chosen" }]);
    const crop = el("div", { class: "sheet-crop" }, table);
    crop.style.width = table.style.width;
    return crop;
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
    const earlier = button(say("earlier"), () => goOn(Math.max(state.from - size, 0), state.to), { class: "earlier" });
    const more = button("", () => goOn(state.from, state.to + size), { class: "more", ...settings.more });
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
      list.hidden = items.length === 0;
      [state.from, state.to] = [from, end];
      tell();
      return (after[0] || before[0])?.firstElementChild;
    };
    const goOn = (from, to) => focusOn(extend(from, to));
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
    const scrolled = new Map();
    const select = (name) => {
      for (const { panel } of tabs) if (!panel.hidden) scrolled.set(panel, scrolledParts(panel));
      tabs.forEach((tab, place) => {
        const chosen = tab.name === name;
        buttons[place].setAttribute("aria-selected", String(chosen));
        buttons[place].tabIndex = chosen ? 0 : -1;
        if (tab.panel.hidden === chosen) {
          tab.panel.hidden = !chosen;
          for (const [part, top, left] of (chosen && scrolled.get(tab.panel)) || []) part.scrollTo(left, top);
        }
      });
    };
    return { element, select, buttons };
  }

  /** The parts of a panel that are scrolled, and how far; a browser forgets that of a panel that it does not show. */
  function scrolledParts(panel) {
    return [panel, ...panel.querySelectorAll("*")].map((part) => [part, part.scrollTop, part.scrollLeft]).filter(([, top, left]) => top || left);
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

  /* ------------------------------------------------------------------ 2 Review ------------- */

  // From here on the page has two panes side by side, each of which scrolls by itself.
  const TWO_PANES = "(min-width: 64em) and (min-height: 32em)";
  const RECORDS_AT_ONCE = 100;
  const FINDINGS_AT_ONCE = 20;
  const LINES_AT_ONCE = 50;
  const WORDINGS_AT_MOST = 100;
  // Numbers that a table of counts draws at once, so that one with thousands of rows opens at once too.
  const NUMBERS_AT_ONCE = 3000;
  const SHADES = 8;
  const KINDS = ["stated", "possible", "all"];
  // The parts of a decision, each a text.
  const DECISION = ["finding", "action", "key", "field", "expected", "value", "reason", "decided_on", "source"];
  const TOTAL = "total";
  const NOWHERE = Object.freeze({
    ...{ tab: "services", count: null, record: null, field: null, finding: null, aside: null, unknown: false },
  });

  const recordAt = once(() => new Map(DATA.records.keys.map((key, n) => [key, n])));
  const findingAt = once(() => new Map(DATA.findings.map(({ id }, n) => [id, n])));
  const asideLines = once(() => [...DATA.proof.unused, ...DATA.proof.aside]);

  const findingsOfRecord = once(() => {
    const found = new Map();
    for (const finding of DATA.findings) {
      if (finding.record >= 0) found.set(finding.record, [...(found.get(finding.record) || []), finding]);
    }
    return found;
  });

  const correctionsOfRecord = once(() => {
    const made = new Map();
    for (const [record, field, printed, value, reason] of DATA.records.corrections) {
      made.set(record, (made.get(record) || new Map()).set(field, { printed, value, reason }));
    }
    return made;
  });

  /** Whether there is room for two panes side by side. */
  function hasTwoPanes() {
    return matchMedia(TWO_PANES).matches;
  }

  /** A text of a record's field: in words, or as printed; null where its table has no such column. */
  function textOf(columns, field, record) {
    const column = columns[field];
    return column === null || column.at[record] < 0 ? null : column.texts[column.at[record]];
  }

  /** Where a record stands: its table, section and pages, or on which cells of its sheets. */
  function whereabouts(record) {
    const { table, section, pages } = DATA.records;
    const of = section[record] < 0 ? [] : [DATA.sections[section[record]]];
    return [DATA.tables[table[record]], ...of, DATA.document.spreadsheet ? sayCells(record) : sayPages(pages[record])].join(" · ");
  }

  /** The cells of a record on its sheets. */
  function sayCells(record) {
    const sheets = new Map();
    for (const [, id, ...box] of DATA.boxes[record]) sheets.set(id, [...(sheets.get(id) || []), box.slice(0, 4)]);
    const placed = [...sheets].filter(([id]) => DATA.pages[id]?.sheet);
    return placed.map(([id, boxes]) => placeOnSheet(DATA.pages[id].sheet, boxAround(boxes))).join(", ");
  }

  /** The numbers of pages, in words. */
  function sayPages(numbers) {
    return say(numbers.length === 1 ? "page" : "pages", { number: numbers.join(", ") });
  }

  // ---- Places of the review

  /** What an address leads to: a tab, and what is to be seen there. */
  function placeOf(hash) {
    if (hash === "" || hash === "#") return NOWHERE;
    if (hash === "#findings" || hash === "#proof") return { ...NOWHERE, tab: hash.slice(1) };
    const found = recordPlace(hash) || countPlace(hash) || findingPlace(hash) || asidePlace(hash);
    const tab = hash.startsWith("#finding-") ? "findings" : hash.startsWith("#aside-") ? "proof" : "services";
    return Object.freeze({ ...NOWHERE, ...(found || { tab, unknown: true }) });
  }

  /** The record, and the field, that an address leads to. */
  function recordPlace(hash) {
    const [key, name] = piecesOf(hash, "service") || [];
    const record = recordAt().get(key);
    if (record === undefined) return null;
    const field = DATA.fields.findIndex((one) => one.name === name);
    return { record, field: field < 0 ? null : field, unknown: name !== undefined && field < 0 };
  }

  /** The number of a cross-tabulation that an address leads to. */
  function countPlace(hash) {
    const [name, rowCode, columnCode, kind] = piecesOf(hash, "count") || [];
    const cross = DATA.crosses.findIndex((one) => one.name === name);
    if (cross < 0 || !KINDS.includes(kind)) return null;
    const placeIn = (codes, code) => (code === TOTAL ? codes.length : codes.findIndex((one) => one.code === code));
    const row = placeIn(DATA.crosses[cross].rows, rowCode);
    const column = placeIn(DATA.crosses[cross].columns, columnCode);
    return row < 0 || column < 0 ? null : { count: Object.freeze({ cross, row, column, kind }) };
  }

  /** The finding that an address leads to. */
  function findingPlace(hash) {
    const finding = findingAt().get((piecesOf(hash, "finding") || [])[0]);
    return finding === undefined ? null : { tab: "findings", finding };
  }

  /** The line of text set aside that an address leads to. */
  function asidePlace(hash) {
    const pieces = piecesOf(hash, "aside");
    const aside = pieces ? asideLines().findIndex(({ ref }) => ref === pieces.join("/")) : -1;
    return aside < 0 ? null : { tab: "proof", aside };
  }

  /** The address of a number. */
  function countHash({ cross, row, column, kind }) {
    const { name, rows, columns } = DATA.crosses[cross];
    return hashOf("count", name, rows[row]?.code ?? TOTAL, columns[column]?.code ?? TOTAL, kind);
  }

  /** The address of a record, and of a field of it. */
  function recordHash(record, field = null) {
    return hashOf("service", DATA.records.keys[record], ...(field === null ? [] : [DATA.fields[field].name]));
  }

  // ---- Counts

  /** The members of a cross-tabulation by record, so that each is counted once in a number. */
  const membersByRecord = (() => {
    const sorted = new Map();
    return (cross) => {
      if (!sorted.has(cross)) sorted.set(cross, [...cross.members].sort((one, other) => one[2] - other[2]));
      return sorted.get(cross);
    };
  })();

  /** The place of a number in a list of all numbers of a cross-tabulation. */
  function numberAt(cross, row, column, kind) {
    return (row * (cross.columns.length + 1) + column) * KINDS.length + KINDS.indexOf(kind);
  }

  /**
   * The numbers of a cross-tabulation for the records that are kept: of distinct records, or what they add up to.
   * The last row and the last column are the totals.
   */
  function tally(cross, kept) {
    const [rows, columns] = [cross.rows.length, cross.columns.length];
    const size = (rows + 1) * (columns + 1) * KINDS.length;
    const counted = new Int32Array(size).fill(-1);
    const worth = cross.adds ? cross.adds.of.map(BigInt) : null;
    const numbers = worth ? new Array(size).fill(0n) : new Int32Array(size);
    const add = (place, record) => {
      if (counted[place] === record) return;
      counted[place] = record;
      numbers[place] += worth ? worth[record] : 1;
    };
    for (const [row, column, record, possible] of membersByRecord(cross)) {
      if (!kept[record]) continue;
      for (const r of [row, rows]) {
        for (const c of column < 0 ? [columns] : [column, columns]) {
          const place = (r * (columns + 1) + c) * KINDS.length;
          add(place + (possible ? 1 : 0), record);
          add(place + 2, record);
        }
      }
    }
    return numbers;
  }

  /** The records behind a number, in the order of the document. */
  function recordsBehind({ cross: place, row, column, kind }, kept) {
    const cross = DATA.crosses[place];
    const [anyRow, anyColumn] = [row === cross.rows.length, column === cross.columns.length];
    const found = new Set();
    for (const [r, c, record, possible] of membersByRecord(cross)) {
      const certain = kind === "all" || (kind === "possible") === Boolean(possible);
      if (kept[record] && certain && (anyRow || r === row) && (anyColumn || c === column)) found.add(record);
    }
    return [...found];
  }

  /** A number as it is read: what is added up with its decimals, what is possible with a plus sign. */
  function sayNumber(cross, number, kind) {
    const sign = cross.apart && kind === "possible" ? "+" : "";
    if (!cross.adds) return `${sign}${number}`;
    const { decimals } = cross.adds;
    const digits = String(number < 0n ? -number : number).padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, say("group_sign"));
    const part = decimals ? say("decimal_sign") + digits.slice(-decimals) : "";
    return `${number < 0n ? "−" : ""}${sign}${whole}${part}`;
  }

  /** What a number counts, in words. */
  function sayCounted({ cross: place, row, column, kind }) {
    const cross = DATA.crosses[place];
    const all = say("all_records");
    const names = [cross.rows[row]?.label ?? all, ...(cross.columns.length ? [cross.columns[column]?.label ?? say("total")] : [])];
    return [...names, ...(cross.apart && kind !== "all" ? [say(kind)] : [])].join(" · ");
  }

  /** The columns of numbers: what is possible stands beside what is stated. */
  function slotsOf(cross) {
    const total = cross.columns.length;
    const both = new Set(cross.members.filter(([, , , possible]) => possible).map(([, column]) => column));
    const kinds = (column) => {
      if (!cross.apart) return ["all"];
      if (column === total) return KINDS;
      return both.has(column) ? ["stated", "possible"] : ["stated"];
    };
    return [...cross.columns, { label: say("total") }].map(({ label }, column) => ({ label, column, kinds: kinds(column) }));
  }

  /** The heading rows of a table of counts; on a second one the kinds where there are several. */
  function headOfCounts(cross, slots) {
    const apart = slots.some(({ kinds }) => kinds.length > 1);
    const alone = slots.length === 1 && !apart;
    const first = slots.map(({ label, kinds }) => {
      const several = kinds.length > 1;
      const settings = { scope: several ? "colgroup" : "col", colspan: several ? kinds.length : null };
      return el("th", { ...settings, rowspan: apart && !several ? 2 : null }, documentText("span", label, alone ? {} : { class: "turned", title: label }));
    });
    const corner = el("th", { scope: "col", rowspan: apart ? 2 : null, class: "corner" }, documentText("span", cross.row_label));
    if (cross.column_label) corner.append(el("span", { class: "across", "aria-hidden": "true", text: `${cross.column_label} →` }));
    const signs = { stated: "", possible: "+", all: "Σ" };
    const second = slots.filter(({ kinds }) => kinds.length > 1).flatMap(({ kinds }) =>
      kinds.map((kind) =>
        el("th", { scope: "col", class: `sign ${kind}` }, el("span", { "aria-hidden": "true", text: signs[kind] }), unseen(say(kind))),
      ),
    );
    return el("thead", {}, el("tr", {}, corner, ...first), apart ? el("tr", {}, ...second) : null);
  }

  /** A table of counts. Returns it, and `fill` with the numbers that are to stand in it and the one that is chosen. */
  function makeCountTable(place) {
    const cross = DATA.crosses[place];
    const slots = slotsOf(cross);
    const cells = [];
    const rowOf = (row, label) => {
      const numbers = slots.flatMap(({ column, kinds }) =>
        kinds.map((kind, n) => {
          const total = row === cross.rows.length || column === cross.columns.length;
          const cell = el("td", { class: [kind, total ? "total" : "", n === 0 ? "first" : ""].join(" ").trim() });
          cells.push({ cell, total, at: numberAt(cross, row, column, kind), count: { cross: place, row, column, kind } });
          return cell;
        }),
      );
      return el("tr", {}, el("th", { scope: "row" }, documentText("span", label, { class: "cut" })), ...numbers);
    };
    const table = el("table", { class: cross.adds ? "counts sums" : "counts" }, el("caption", { text: cross.label }), headOfCounts(cross, slots));
    const body = el("tbody");
    table.append(body, el("tfoot", {}, rowOf(cross.rows.length, say("all_records"))));
    const width = slots.reduce((sum, { kinds }) => sum + kinds.length, 0);
    const size = Math.max(Math.floor(NUMBERS_AT_ONCE / width), 10);
    const draw = (wanted) => {
      do {
        const from = body.rows.length;
        body.append(...cross.rows.slice(from, from + size).map(({ label }, n) => rowOf(from + n, label)));
      } while (body.rows.length <= wanted && body.rows.length < cross.rows.length);
      return body.rows.length < cross.rows.length;
    };
    table.addEventListener("keydown", (event) => moveInTable(table, event));
    const fill = (numbers, chosen) => fillCounts(cross, cells, numbers, chosen);
    return { table, draw, fill };
  }

  /** Put numbers into the cells of a table of counts: each a button, a zero a dash; darker where there are more. */
  function fillCounts(cross, cells, numbers, chosen) {
    const most = cells.reduce((max, { at, total }) => (total || numbers[at] <= max ? max : numbers[at]), 0);
    for (const { cell, total, at, count } of cells) {
      const number = numbers[at];
      const shade = total || number <= 0 ? 0 : Math.max(1, Math.round((Number(number) / Number(most)) * SHADES));
      cell.dataset.shade = shade;
      cell.classList.toggle("none", Number(number) === 0);
      if (Number(number) === 0) {
        cell.textContent = "–";
        continue;
      }
      const text = sayNumber(cross, number, count.kind);
      const known = cell.firstElementChild || cell.appendChild(makeCountButton(cross, cell, count));
      known.textContent = text;
      known.setAttribute("aria-label", `${text}: ${sayCounted(count)}`);
      known.setAttribute("aria-current", String(chosen !== null && sameCount(count, chosen)));
    }
  }

  /** The button of a number. */
  function makeCountButton(cross, cell, count) {
    cell.textContent = "";
    const dataset = { row: cross.rows[count.row]?.code ?? TOTAL, column: cross.columns[count.column]?.code ?? TOTAL, kind: count.kind };
    return el("button", { type: "button", class: "count", dataset, on: { click: () => goTo(countHash(count)) } });
  }

  /** Move the focus with the arrow keys from a number to the next one in that direction. */
  function moveInTable(table, event) {
    const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td");
    if (!by || !cell) return;
    event.preventDefault();
    const rows = [...table.tBodies[0].rows, ...table.tFoot.rows];
    let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
    let next = null;
    do {
      [row, column] = [row + by[0], column + by[1]];
      next = rows[row]?.cells[column];
    } while (next && !next.querySelector("button"));
    next?.querySelector("button").focus();
  }

  /** Whether two numbers are the same one. */
  function sameCount(one, other) {
    return ["cross", "row", "column", "kind"].every((name) => one[name] === other[name]);
  }

  /** The cross-tabulations, one at a time. Returns the element, and `show` for the records kept and the chosen number. */
  function makeCounts() {
    if (DATA.crosses.length === 0) return { element: el("div", { hidden: true }), show: () => {} };
    const options = DATA.crosses.map(({ label }, n) => el("option", { value: n, text: label }));
    const choice = el("select", { id: "cross", autocomplete: "off" }, ...options);
    const more = button(say("more_rows"), () => drawMore(), { class: "more" });
    const frame = el("div");
    const notes = el("details", { class: "notes" }, el("summary", { text: say("how_counted") }));
    const now = { place: -1, table: null, kept: null, chosen: null };
    const fill = () => now.table.fill(tally(DATA.crosses[now.place], now.kept), now.chosen);
    const drawMore = () => {
      const wanted = now.chosen && now.chosen.cross === now.place ? now.chosen.row : -1;
      more.hidden = !now.table.draw(wanted < DATA.crosses[now.place].rows.length ? wanted : -1);
      fill();
    };
    const draw = (place) => {
      const cross = DATA.crosses[place];
      Object.assign(now, { place, table: makeCountTable(place) });
      frame.replaceChildren(makeScroller(cross.label, now.table.table), cross.apart ? makeLegend() : "");
      notes.replaceChildren(notes.firstElementChild, ...cross.notes.map((text) => el("p", { text })));
      drawMore();
    };
    choice.addEventListener("change", () => draw(Number(choice.value)));
    const show = (kept, chosen) => {
      const place = chosen && !(now.chosen && sameCount(chosen, now.chosen)) ? chosen.cross : Math.max(now.place, 0);
      Object.assign(now, { kept, chosen });
      choice.value = place;
      if (place === now.place) fill();
      else draw(place);
    };
    const label = el("label", { class: "cross-choice" }, el("span", { text: say("cross") }), choice);
    const skip = button(say("skip_counts"), () => focusOn(document.getElementById("chosen"), true), { class: "skip" });
    return { element: el("div", { class: "cross" }, label, skip, frame, more, notes), show };
  }

  /** What the two kinds of number look like. */
  function makeLegend() {
    const part = (kind, sample) => el("span", {}, el("span", { class: `sample ${kind}`, "aria-hidden": "true", text: sample }), say(kind));
    return el("p", { class: "legend" }, part("stated", "2"), part("possible", "+2"));
  }

  // ---- Filters

  /** The texts of the records in lower case, by field: each different text once. */
  const searchedTexts = once(() => {
    const { keys, names, values, printed } = DATA.records;
    const own = [keys, names].map((texts) => ({ texts, at: null }));
    const columns = [...own, ...values, ...printed.filter((column) => column !== null)];
    return columns.map(({ texts, at }) => ({ texts: texts.map((text) => text.toLocaleLowerCase(DATA.language)), at }));
  });

  /** Keep the records that have each word of a search in one of their texts. */
  function keepFound(kept, words) {
    for (const word of words) {
      const columns = searchedTexts()
        .map(({ texts, at }) => ({ at, has: texts.map((text) => text.includes(word)) }))
        .filter(({ has }) => has.includes(true));
      for (let record = 0; record < kept.length; record += 1) {
        if (kept[record]) kept[record] = columns.some(({ at, has }) => (at ? has[at[record]] : has[record])) ? 1 : 0;
      }
    }
  }

  /** The records that filters and a search leave: 1 for each that stays. */
  function keptRecords(wanted, words) {
    const kept = new Uint8Array(DATA.records.keys.length).fill(1);
    wanted.forEach((option, n) => {
      if (option < 0) return;
      const { at } = DATA.filters[n];
      for (let record = 0; record < kept.length; record += 1) {
        if (kept[record] && !at[record].includes(option)) kept[record] = 0;
      }
    });
    keepFound(kept, words);
    return kept;
  }

  /** Filters and search. Returns their elements, `kept()`, `said()` (what they ask for, in words) and `clear()`. */
  function makeFilters(changed) {
    const selects = DATA.filters.map(({ name, options }) => {
      const choices = options.map((label, n) => el("option", { value: n, text: label }));
      return el("select", { dataset: { filter: name }, id: `filter-${name}`, autocomplete: "off" }, el("option", { value: "", text: say("any") }), ...choices);
    });
    const search = el("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false" });
    let kept = keptRecords([], []);
    const renew = () => {
      const words = search.value.toLocaleLowerCase(DATA.language).split(/\s+/).filter((word) => word);
      kept = keptRecords(selects.map(({ value }) => (value === "" ? -1 : Number(value))), words);
      for (const select of selects) select.classList.toggle("set", select.value !== "");
      changed();
    };
    for (const select of selects) select.addEventListener("change", renew);
    search.addEventListener("input", renew);
    const said = () => {
      const set = selects.flatMap((select, n) => (select.value === "" ? [] : [`${DATA.filters[n].label}: ${select.selectedOptions[0].text}`]));
      return search.value.trim() ? [...set, say("searched", { text: quoted(search.value.trim()) })] : set;
    };
    const clear = () => {
      for (const control of [...selects, search]) control.value = "";
      renew();
    };
    const labelled = selects.map((select, n) => el("label", {}, documentText("span", DATA.filters[n].label), select));
    const element = el("div", { class: "filters", role: "group", "aria-label": say("filters") }, ...labelled);
    const searchElement = el("label", { class: "search" }, unseen(say("search")), search);
    search.placeholder = say("search");
    return { element, searchElement, kept: () => kept, said, clear };
  }

  // ---- The list of records

  /** The list of records. Returns its parts, and `show(count, kept, said, chosen)`. */
  function makeList(clear) {
    const state = { count: null, listed: [] };
    const draw = (record) => makeRecordButton(record, state.count);
    const portions = makePortions(draw, RECORDS_AT_ONCE, { list: { id: "records" }, more: { id: "more-records" } });
    const heading = el("h2", { id: "chosen", tabindex: "-1" });
    const nothing = el("p", { class: "nothing", text: say("nothing_found") });
    const clearing = button(say("clear"), clear, { id: "clear" });
    portions.list.setAttribute("aria-labelledby", "chosen");
    const show = (count, kept, said, chosen) => {
      const listed = count ? recordsBehind(count, kept) : [...kept.keys()].filter((record) => kept[record]);
      const parts = [...(count ? [sayCounted(count)] : []), ...said];
      heading.replaceChildren(
        el("strong", { text: sayCount("records", listed.length) }),
        " ",
        documentText("span", parts.length ? parts.join(" · ") : say("all_records")),
      );
      const same = state.count === count && listed.length === state.listed.length && listed.every((one, n) => one === state.listed[n]);
      Object.assign(state, { count, listed });
      if (!same || portions.list.childElementCount === 0) portions.show(listed);
      clearing.hidden = parts.length === 0;
      nothing.hidden = listed.length > 0;
      mark(chosen);
    };
    const mark = (chosen) => {
      portions.list.querySelector("[aria-current=true]")?.removeAttribute("aria-current");
      const place = chosen === null ? -1 : state.listed.indexOf(chosen);
      const row = place < 0 ? null : portions.reach(place);
      row?.setAttribute("aria-current", "true");
      if (row && hasTwoPanes()) row.scrollIntoView({ block: "nearest" });
      return row;
    };
    return { heading, clearing, element: el("div", {}, nothing, portions.element), show, mark, listed: () => state.listed };
  }

  /** The row of a record in the list: its name, where it stands, and whether something was found. */
  function makeRecordButton(record, count) {
    const about = [whereabouts(record)];
    const cross = count && DATA.crosses[count.cross];
    if (cross?.adds) about.push(`${cross.adds.label}: ${sayNumber(cross, BigInt(cross.adds.of[record]), "all")}`);
    const open = (findingsOfRecord().get(record) || []).filter(({ status }) => status === "open");
    const marks = open.length ? el("span", { class: "marks" }, severityMark(open[0].severity)) : null;
    return el(
      "button",
      { type: "button", class: "record", dataset: { key: DATA.records.keys[record] }, on: { click: () => goTo(recordHash(record, fieldToSee(record, count)[0])) } },
      documentText("span", DATA.records.names[record], { class: "name" }),
      documentText("span", about.join(" · "), { class: "about" }),
      marks,
    );
  }

  /** The fields that a number is about, of which a record has a cell: that of its row, then that of its column. */
  function fieldToSee(record, count) {
    if (!count) return [null];
    const cross = DATA.crosses[count.cross];
    const own = membersByRecord(cross).find(([row, , one]) => one === record && (row === count.row || count.row === cross.rows.length));
    const wanted = [cross.rows[own ? own[0] : count.row]?.field ?? -1, cross.column_field ?? -1];
    const found = wanted.filter((field) => field >= 0 && DATA.boxes[record].some(([one]) => one === field));
    return found.length ? found : [null];
  }

  // ---- A record and its printed cells

  /** The views of the pages of a record: its cells, the chosen one, and what else the number is about. */
  function viewsOfRecord(record, chosen, also) {
    const boxes = DATA.boxes[record];
    const look = (field) => (field === chosen ? "chosen" : also.includes(field) ? "also" : "");
    const wanted = new Set([...DATA.records.pages[record], ...boxes.map(([, page]) => page)]);
    return [...wanted].filter((id) => DATA.pages[id]).map((id) => {
      const here = boxes.filter(([, page]) => page === id);
      const texts = here.map(([field]) => `${DATA.fields[field].label}: ${textOf(DATA.records.printed, field, record) || say("empty_cell")}`);
      const named = here.filter(([field]) => look(field)).map(([field]) => DATA.fields[field].label);
      return {
        ...{ id, page: DATA.pages[id], title: [...new Set(named)].join(", ") },
        alt: [...new Set(texts)].join("; ") || sayPage(id),
        boxes: here.map(([field, , ...box]) => {
          const { name, label } = DATA.fields[field];
          return { box: box.slice(0, 4), empty: Boolean(box[4]), name, label, look: look(field) };
        }),
      };
    });
  }

  /** A row of the table of fields: its name, its value in words, and what is printed. */
  function makeFieldRow(record, field) {
    const { name, label } = DATA.fields[field];
    const printed = textOf(DATA.records.printed, field, record);
    const value = textOf(DATA.records.values, field, record) ?? "";
    const hasCell = DATA.boxes[record].some(([one]) => one === field);
    const correction = correctionsOfRecord().get(record)?.get(field);
    const act = () => goTo(recordHash(record, field));
    const head = hasCell ? button(label, act, { class: "field", dataset: { field: name } }) : label;
    const inWords = el("td", { class: "value" }, documentText("span", value));
    if (correction) inWords.append(el("p", { class: "corrected", dir: "auto", text: say("corrected_because", { reason: correction.reason }) }));
    for (const finding of (findingsOfRecord().get(record) || []).filter((one) => one.field === field)) inWords.append(makeFindingLink(finding));
    const cells = [inWords];
    if (printed === value && printed !== "") inWords.setAttribute("colspan", "2");
    else cells.push(el("td", { class: "printed" }, printed === null ? unseen(say("no_column")) : printedText("span", correction?.printed ?? printed)));
    const row = el("tr", { class: hasCell ? "has-cell" : null }, el("th", { scope: "row" }, head), ...cells);
    if (hasCell) row.addEventListener("click", (event) => event.target.closest("a, button") || String(getSelection()) || act());
    return row;
  }

  /** A line that leads to a finding. */
  function makeFindingLink(finding) {
    const link = placeLink(hashOf("finding", finding.id), finding.message, { dir: "auto" });
    return el("p", { class: `finding-link ${finding.status}` }, severityMark(finding.severity), " ", link);
  }

  /** The fields of a record as a table. */
  function makeFieldTable(record) {
    const head = ["field", "in_words", "printed"].map((word) => el("th", { scope: "col", text: say(word) }));
    const told = (field) => DATA.fields[field].read || textOf(DATA.records.values, field, record);
    const rows = [...DATA.fields.keys()].filter(told).map((field) => makeFieldRow(record, field));
    return el(
      "table",
      { class: "fields" },
      el("caption", { class: "unseen", text: say("fields_of", { name: DATA.records.names[record] }) }),
      el("thead", {}, el("tr", {}, ...head)),
      el("tbody", {}, ...rows),
    );
  }

  /** The pane of a record. Returns the element, its heading, `show(place, listed)`, and `reveal`, which brings the cell into sight. */
  function makeRecordPane(back) {
    const heading = el("h2", { tabindex: "-1", dir: "auto" });
    const about = el("p", { class: "about", dir: "auto" });
    const below = el("div", { class: "below" });
    const state = { place: NOWHERE, listed: [] };
    const views = makeViews((name) => goTo(hashOf("service", DATA.records.keys[state.place.record], name)));
    const step = (by) => () => {
      const next = state.listed[state.listed.indexOf(state.place.record) + by];
      goTo(recordHash(next, state.place.count ? fieldToSee(next, state.place.count)[0] : state.place.field));
    };
    const earlier = signButton("‹", say("previous"), step(-1), { class: "before" });
    const after = signButton("›", say("next"), step(1), { class: "after" });
    const position = el("span", { class: "position" });
    const returning = button(say("back_to_list"), back, { class: "back" });
    const walk = el("nav", { class: "walk", "aria-label": say("walk") }, returning, earlier, position, after);
    const show = (place, listed) => {
      const before = state.place;
      Object.assign(state, { place, listed });
      const { record, field, count } = place;
      const at = listed.indexOf(record);
      [earlier.disabled, after.disabled] = [at <= 0, at < 0 || at === listed.length - 1];
      position.textContent = at < 0 ? "" : say("position", { number: at + 1, count: listed.length });
      if (record !== before.record) {
        heading.textContent = DATA.records.names[record];
        about.replaceChildren(whereabouts(record), " ", el("code", { text: DATA.records.keys[record] }));
        const general = (findingsOfRecord().get(record) || []).filter((one) => one.field < 0).map(makeFindingLink);
        below.replaceChildren(...general, makeFieldTable(record));
      }
      if (record === before.record && field === before.field && count === before.count) return;
      markField(below, field);
      views.show(viewsOfRecord(record, field, count ? fieldToSee(record, count) : []));
    };
    const element = el("section", { id: "record", "aria-label": say("record") }, walk, heading, about, views.element, below);
    new ResizeObserver(() => element.style.setProperty("--views-height", `${views.element.offsetHeight || 224}px`)).observe(views.element);
    return { element, heading, show, reveal: views.reveal };
  }

  /** Mark the row of the chosen field; the table stays, and with it the focus. */
  function markField(table, field) {
    const name = field === null ? null : DATA.fields[field].name;
    for (const known of table.querySelectorAll("button.field")) {
      known.setAttribute("aria-pressed", String(known.dataset.field === name));
      known.closest("tr").classList.toggle("chosen", known.dataset.field === name);
    }
  }

  /** What stands in place of a record while none is chosen: how to go on, and what the page is of. */
  function makeStart() {
    const steps = [...(DATA.crosses.length ? ["start_count"] : []), "start_record", "start_cell"];
    const open = DATA.findings.filter(({ status }) => status === "open");
    const counts = Object.keys(DATA.severities).map((severity) => {
      const number = open.filter((one) => one.severity === severity).length;
      return el("li", {}, severityMark(severity), " ", el("strong", { text: String(number) }));
    });
    return el(
      "section",
      { class: "start" },
      el("h2", { text: say(DATA.crosses.length ? "start_title" : "start_title_uncounted") }),
      el("ol", { class: "steps" }, ...steps.map((word) => el("li", { text: say(word) }))),
      el("h3", { text: say("open_findings") }),
      el("ul", { class: "severities", role: "list" }, ...counts),
      el("p", {}, placeLink("#findings", say("see_findings"))),
      el("h3", { text: say("about_document") }),
      makeFacts(),
      el("p", { class: "small" }, say("beside_this_page"), ...filesBeside()),
    );
  }

  /** Links to the other files of the build, which stand in the same folder. */
  function filesBeside() {
    const files = [DATA.document.workbook, DATA.document.report].filter((file) => file);
    return files.flatMap((file) => [" ", el("a", { href: encodeURIComponent(file), text: file })]);
  }

  /** What is known of the document. */
  function makeFacts() {
    return el("dl", { class: "facts" }, ...DATA.document.facts.flatMap(([label, text]) => [el("dt", { text: label }), documentText("dd", text)]));
  }

  /** The tab of the records: counts and filters, the list, the record. Returns the panel and `show`. */
  function makeServices() {
    const state = { place: NOWHERE };
    const filters = makeFilters(() => renew(true));
    const counts = makeCounts();
    const clear = () => {
      history.replaceState({ count: "" }, "");
      goTo(state.place.record === null ? "#" : recordHash(state.place.record, state.place.field));
      filters.clear();
    };
    const list = makeList(clear);
    const record = makeRecordPane(() => focusOn(list.mark(state.place.record) || list.heading, !hasTwoPanes()));
    const start = makeStart();
    let telling = 0;
    const renew = (tell) => {
      const { count, record: chosen } = state.place;
      counts.show(filters.kept(), count);
      list.show(count, filters.kept(), filters.said(), chosen);
      if (chosen !== null) record.show(state.place, list.listed());
      clearTimeout(telling);
      if (tell) telling = setTimeout(() => announce(list.heading.textContent), 500);
    };
    const toCounts = button(say("back_to_counts"), () => focusOn(panel.querySelector("button.count[aria-current=true]"), true), { class: "to-counts" });
    const chosenBar = el("div", { class: "chosen-bar" }, list.heading, toCounts, list.clearing, filters.searchElement);
    const hidden = DATA.crosses.length + DATA.filters.length === 0;
    const top = el("section", { class: "choices", "aria-label": say("choices"), hidden }, counts.element, filters.element);
    const bottom = el("section", { class: "listed", "aria-labelledby": "chosen" }, chosenBar, el("div", { class: "list" }, list.element));
    const right = el("div", { class: "right" }, start, record.element);
    const panel = el("div", { class: "services" }, el("div", { class: "left" }, top, bottom), right);
    const show = (place) => {
      state.place = place;
      start.hidden = place.record !== null;
      record.element.hidden = place.record === null;
      panel.classList.toggle("with-record", place.record !== null);
      toCounts.hidden = place.count === null;
      renew(false);
    };
    return { panel, show, focus: (place, before) => focusInServices(place, before, { list, record, panel, right }) };
  }

  /** Where the focus goes in the tab of the records: to the record, to the list, or back to where it came from. */
  function focusInServices(place, before, { list, record, panel, right }) {
    const scroll = !hasTwoPanes();
    if (place.record !== null) {
      if (place.record !== before.record) {
        right.scrollTop = 0;
        focusOn(record.heading, scroll);
      }
      record.reveal();
    } else if (place.count) {
      panel.querySelector("button.count[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
      const returned = before.record === null ? null : list.mark(before.record);
      returned?.removeAttribute("aria-current");
      focusOn(returned || list.heading, scroll);
    } else if (before.count || before.record !== null) {
      focusOn(panel.querySelector("button.count[aria-current=true]") || list.heading, scroll);
    }
  }

  // ---- Decisions, kept in the browser until they are handed over

  /** What a browser keeps for this document: {sha256, decisions}; null where it keeps nothing that can be read. */
  function readKept(name) {
    try {
      const kept = JSON.parse(keptText(name));
      if (!kept || typeof kept.sha256 !== "string" || !Array.isArray(kept.decisions)) return null;
      const whole = (one) => one && DECISION.every((part) => typeof one[part] === "string");
      return { sha256: kept.sha256, decisions: kept.decisions.filter(whole) };
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /**
   * The decisions that were made on this page. `changed` is called when there are others.
   * `older` says that the page is of another source than they are, or than the last page opened in this browser.
   */
  function makeStore(changed) {
    const name = `liitetaulukko ${DATA.document.name}`;
    const { sha256 } = DATA.document;
    const before = readKept(name);
    let decisions = before ? before.decisions.filter((one) => !isRecorded(one)) : [];
    const store = {
      recorded: before ? before.decisions.length - decisions.length : 0,
      older: before !== null && [before.sha256, ...decisions.map((one) => one.source)].some((source) => source !== sha256),
      all: () => decisions,
      fitting: () => decisions.filter((one) => whyUnfit(one) === ""),
      of: (finding) => decisions.find((one) => one.finding === finding) || null,
      add: (decision) => change([...decisions.filter((one) => one.finding !== decision.finding), { ...decision, source: sha256 }]),
      remove: (finding) => change(decisions.filter((one) => one.finding !== finding)),
    };
    const change = (next) => {
      decisions = next;
      store.kept = keepText(name, JSON.stringify({ sha256, decisions }));
      changed();
    };
    store.kept = keepText(name, JSON.stringify({ sha256, decisions }));
    // What is decided on the same page in another window of the browser.
    window.addEventListener("storage", (event) => {
      if (event.key !== name) return;
      decisions = (readKept(name) || { decisions: [] }).decisions;
      changed();
    });
    window.addEventListener("beforeunload", (event) => {
      if (!store.kept && decisions.length > 0) event.preventDefault();
    });
    return store;
  }

  /** Whether the build of this page follows a decision: then there is nothing left to hand over. */
  function isRecorded(decision) {
    const { action, finding, value, reason } = decision;
    if (action === "accept") {
      const known = DATA.findings[findingAt().get(finding)];
      return known !== undefined && known.status === "accepted" && known.reason === reason;
    }
    const made = correctionOfCell(decision);
    return made !== undefined && made.value === value && made.reason === reason;
  }

  /** What the build of this page corrects in the cell of a decision, if anything. */
  function correctionOfCell({ key, field }) {
    return correctionsOfRecord().get(recordAt().get(key))?.get(DATA.fields.findIndex(({ name }) => name === field));
  }

  /** Why a decision does not fit this page; empty where it does. */
  function whyUnfit(decision) {
    const finding = DATA.findings[findingAt().get(decision.finding)];
    if (finding === undefined) return say(correctionOfCell(decision) ? "unfit_decided" : "unfit_gone");
    if (decision.action === "accept") return finding.status === "open" && finding.acceptable ? "" : say("unfit_decided");
    if (!finding.correctable) return say("unfit_decided");
    return finding.expected === decision.expected ? "" : say("unfit_printed", { text: quoted(finding.expected) });
  }

  /** The day today where the reader is, as 2026-01-31. */
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** Decisions as the lines of a ledger. */
  function ledgerText(decisions) {
    const { header } = DATA.ledger;
    const rows = decisions.map((one) => {
      const said = { action: one.action, reason: one.reason, decided_on: one.decided_on, source_sha256: one.source };
      const cell = { [header[2]]: one.key, field: one.field, expected: one.expected, value: one.value };
      const what = one.action === "correct" ? cell : { finding_id: one.finding };
      return header.map((name) => ({ ...said, ...what })[name] ?? "");
    });
    return csvText([header, ...rows]);
  }

  /** The command that records a decision. */
  function decideLine({ action, finding, value, reason }) {
    const option = (name, text) => `--${name}${text.startsWith("-") ? "=" : " "}${shellQuoted(text)}`;
    const what = action === "accept" ? "--accept" : option("value", value);
    return [DATA.decide, finding, what, option("reason", reason)].join(" ");
  }

  /** A decision in words. */
  function sayDecision({ action, expected, value }) {
    if (action === "accept") return [el("strong", { text: say("accepted") })];
    return [el("strong", { text: say("corrected") }), " ", printedText("del", expected), " → ", printedText("ins", value)];
  }

  /** The decisions that were made: what they are, as a file, and as commands. Returns the element, and `show`. */
  function makeDecisions(store) {
    const heading = el("h2", { tabindex: "-1" });
    const list = el("ul", { role: "list" });
    const lines = el("pre", { id: "decide-lines", role: "region", tabindex: "0", "aria-label": say("commands") });
    const file = button("", () => download(DATA.ledger.file, ledgerText(store.fitting()), "text/csv;charset=utf-8"), { id: "download-decisions" });
    const copied = el("span", { role: "status", class: "copied" });
    const copy = button(say("copy"), () => copyText(lines, copied), { class: "copy" });
    const none = el("p", { text: say("no_decisions") });
    const recorded = store.recorded ? el("p", { class: "recorded", text: sayCount("recorded", store.recorded) }) : null;
    const unkept = el("p", { class: "remark", text: say("decisions_not_kept") });
    const hand = el("div", {}, el("p", { text: say("how_to_hand_over") }), file, el("h3", { text: say("commands") }), lines, copy, " ", copied);
    const show = () => {
      const fitting = store.fitting();
      heading.textContent = say("decisions", { count: store.all().length });
      list.replaceChildren(...store.all().map((one) => makeDecisionRow(one, store, heading)));
      file.textContent = say("download", { file: DATA.ledger.file });
      lines.textContent = fitting.map(decideLine).join("\n");
      copied.textContent = "";
      none.hidden = store.all().length > 0;
      list.hidden = store.all().length === 0;
      hand.hidden = fitting.length === 0;
      unkept.hidden = store.kept;
    };
    show();
    const element = el("section", { id: "decisions", "aria-label": say("tab_decisions") }, heading, recorded, none, unkept, list, hand);
    return { element, show };
  }

  /** The row of a decision, with a button that takes it back. */
  function makeDecisionRow(decision, store, heading) {
    const unfit = whyUnfit(decision);
    const act = () => {
      store.remove(decision.finding);
      focusOn(heading);
    };
    const record = DATA.records.names[recordAt().get(decision.key)] ?? decision.key;
    const where = [record, DATA.fields.find(({ name }) => name === decision.field)?.label].filter((text) => text).join(" · ");
    return el(
      "li",
      { class: unfit ? "unfit" : null, dataset: { finding: decision.finding } },
      unfit ? documentText("span", where || decision.finding) : placeLink(hashOf("finding", decision.finding), where || decision.finding, { dir: "auto" }),
      el("p", {}, ...sayDecision(decision)),
      documentText("p", decision.reason, { class: "reason" }),
      unfit ? el("p", { class: "remark", text: unfit }) : null,
      button(say("remove"), act, { class: "remove", "aria-label": say("remove_decision", { finding: decision.finding }) }),
    );
  }

  /** Put a text on the clipboard; where the browser will not, mark it, so that the reader can. */
  function copyText(element, told) {
    const mark = () => {
      getSelection().selectAllChildren(element);
      told.textContent = say("marked");
    };
    if (!navigator.clipboard) mark();
    else navigator.clipboard.writeText(element.textContent).then(() => (told.textContent = say("copied")), mark);
  }

  // ---- Findings

  /** A finding: what is wrong, its cell, what to do, and the buttons that decide on it. */
  function makeFinding(finding, store) {
    const { id, severity, status, check, message } = finding;
    const names = el("span", { class: "small" }, el("code", { text: check }), " ", el("code", { text: id }));
    const where = el("p", { class: "where" }, severityMark(severity), ...placeOfFinding(finding), names);
    return el(
      "article",
      { class: `finding ${severity}`, dataset: { finding: id }, tabindex: "-1", "aria-labelledby": `message-${id}` },
      el("header", {}, where, documentText("h3", message, { id: `message-${id}` })),
      el("div", { class: "seen" }, ...cropsOfFinding(finding), printedAndRead(finding)),
      el("div", { class: "said" }, ...adviceOn(finding), status === "open" ? makeDeciding(finding, store) : null),
    );
  }

  /** Where a finding is: record, field and page. */
  function placeOfFinding({ id, record, field, field_label: label, page, cell_ref: cell, place, count }) {
    // So that the browser's back leads to this finding, not to the first one.
    const stay = () => history.replaceState(history.state, "", hashOf("finding", id));
    const name = record < 0 ? documentText("code", cell) : placeLink(recordHash(record, field < 0 ? null : field), DATA.records.names[record], { dir: "auto", on: { click: stay } });
    const rest = [label, place || (page === null ? "" : sayPage(page)), count > 1 ? `×${count}` : ""].filter((text) => text);
    return [name, documentText("span", rest.join(" · "))];
  }

  /** What is printed, and how it was read. */
  function printedAndRead({ expected, value, read_as: reading }) {
    const said = el("p", { class: "printed" }, `${say("printed")}: `, printedText("q", expected ?? value));
    if (reading) said.append(" · ", `${say("read_as")}: `, documentText("span", reading));
    return said;
  }

  /** What to do about a finding, and why it was accepted. */
  function adviceOn(finding) {
    // A line to be copied, such as one for a vocabulary, is not ended by a stop.
    const stop = /[\p{L}\d)”"’]$/u.test(finding.advice) ? "." : "";
    const advice = el("p", { class: "advice" }, el("strong", { text: say("what_to_do") }), " ", documentText("span", finding.advice + stop));
    const notes = [finding.scope_note, finding.reason && `${DATA.statuses.accepted}: ${finding.reason}`].filter((text) => text);
    return [advice, ...notes.map((text) => documentText("p", text, { class: "small" }))];
  }

  /** The cells of a finding cut out of their pages; without one the page on demand, or why there is nothing to see. */
  function cropsOfFinding(finding) {
    const alt = finding.expected ?? finding.value;
    const crops = finding.boxes
      .filter(([page]) => DATA.pages[page])
      .map(([id, x0, top, x1, bottom]) => makeCrop({ id, page: DATA.pages[id], box: [x0, top, x1, bottom], alt: alt === "" ? say("empty_cell") : alt }));
    if (crops.length) return crops;
    const page = DATA.pages[finding.page];
    if (!page) return [el("p", { class: "no-crop", text: say(finding.page === null ? "no_place" : "no_page") })];
    const view = () => makeLoneView(finding.page, null, finding.message);
    return [el("p", { class: "no-crop", text: say("no_cell") }), makeReveal(say("show_page", { number: finding.page }), view)];
  }

  /** One page in a view of its own, with a box of it where there is one. */
  function makeLoneView(id, box, alt) {
    const views = makeViews();
    views.show([{ id, page: DATA.pages[id], title: "", alt, boxes: box ? [{ box, name: "", label: alt, empty: false, look: "chosen" }] : [] }]);
    return views.element;
  }

  /** A button that shows something below it, which is made when it is first wanted. */
  function makeReveal(label, make) {
    const shown = el("div", { hidden: true });
    const act = (open = shown.hidden) => {
      if (open && shown.childElementCount === 0) shown.append(make());
      shown.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    const toggle = button(label, () => act(), { class: "reveal", "aria-expanded": "false" });
    return Object.assign(el("div", { class: "revealing" }, toggle, shown), { open: () => act(true) });
  }

  /** The buttons and the form that decide on a finding; afterwards the decision. */
  function makeDeciding(finding, store) {
    const decision = store.of(finding.id);
    const element = el("div", { class: "deciding" });
    const accept = button(say("accept"), () => open("accept"), { class: "accept", "aria-expanded": "false" });
    const correct = button(say("correct"), () => open("correct"), { class: "correct", "aria-expanded": "false" });
    const open = (action) => {
      const folds = { accept, correct }[action].getAttribute("aria-expanded") === "true";
      for (const [name, one] of Object.entries({ accept, correct })) one.setAttribute("aria-expanded", String(name === action && !folds));
      element.querySelector("form")?.remove();
      if (folds) return;
      const form = makeForm(finding, action, store);
      element.append(form);
      form.querySelector("input").focus();
    };
    if (decision && whyUnfit(decision) === "") {
      const undo = () => store.remove(finding.id);
      element.append(el("p", { class: "decided" }, ...sayDecision(decision), " ", button(say("remove"), undo, { class: "remove" })));
      return element;
    }
    const buttons = [...(finding.acceptable ? [accept] : []), ...(finding.correctable ? [correct] : [])];
    element.append(el("div", { class: "buttons" }, ...buttons));
    if (!finding.acceptable) element.append(el("p", { class: "small", text: say(finding.correctable ? "not_acceptable" : "not_decidable") }));
    return element;
  }

  /** The form of a decision: a reason, and for a correction the text that should be printed. */
  function makeForm(finding, action, store) {
    const reason = el("input", { name: "reason", required: true, autocomplete: "off", id: `reason-${finding.id}` });
    const wrong = el("p", { class: "wrong", role: "alert" });
    const value = action === "correct" ? makeValueInput(finding) : null;
    const form = el(
      "form",
      { novalidate: true },
      value ? value.element : null,
      el("label", { for: reason.id, text: say("reason") }),
      reason,
      wrong,
      el("button", { type: "submit", class: "record-decision", text: say("record_decision") }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [input, problem] = problemOf(finding, value, reason, store);
      wrong.textContent = problem;
      for (const one of form.querySelectorAll("input")) one.removeAttribute("aria-invalid");
      if (problem === "") store.add(decisionOf(finding, action, value ? value.text() : "", reason.value.trim()));
      else {
        input.setAttribute("aria-invalid", "true");
        input.focus();
      }
    });
    return form;
  }

  /** What is wrong with a form, and in which input; nothing where it can be recorded. */
  function problemOf(finding, value, reason, store) {
    if (value) {
      const text = value.text();
      if (text === "" && !value.empty()) return [value.input, say("value_needed")];
      if (text === finding.expected) return [value.input, say("value_same")];
      const cell = [DATA.records.keys[finding.record], DATA.fields[finding.field].name];
      const twice = store.all().some((one) => one.action === "correct" && one.finding !== finding.id && one.key === cell[0] && one.field === cell[1]);
      if (twice) return [value.input, say("value_twice")];
    }
    return reason.value.trim() === "" ? [reason, say("reason_needed")] : [null, ""];
  }

  /** A decision on a finding. */
  function decisionOf(finding, action, value, reason) {
    const decision = { finding: finding.id, action, reason, decided_on: today(), key: "", field: "", expected: "", value: "" };
    if (finding.record >= 0) decision.key = DATA.records.keys[finding.record];
    if (finding.field >= 0) decision.field = DATA.fields[finding.field].name;
    return action === "accept" ? decision : { ...decision, expected: finding.expected, value };
  }

  /** The input of the text that should be printed: the nearest wordings, all wordings, or another. */
  function makeValueInput(finding) {
    const id = `value-${finding.id}`;
    const input = el("input", { name: "value", id, autocomplete: "off", dir: "auto", "aria-describedby": `${id}-hint` });
    const empty = el("input", { type: "checkbox", name: "empty" });
    const fill = (text) => () => {
      input.value = text;
      empty.checked = false;
      input.focus();
    };
    const near = finding.proposals.map((text) => button(text, fill(text), { class: "proposal", dir: "auto" }));
    const wordings = wordingGroups(finding);
    const all = el("select", { id: `${id}-all` }, el("option", { value: "", text: say("choose_wording") }), ...wordings);
    all.addEventListener("change", () => all.value && fill(all.value)());
    empty.addEventListener("change", () => (input.value = empty.checked ? "" : input.value));
    input.addEventListener("input", () => (empty.checked = false));
    const element = el(
      "div",
      { class: "value-input" },
      el("label", { for: id, text: say("right_text") }),
      input,
      near.length ? el("div", { class: "proposals", role: "group", "aria-label": say("proposals") }, el("span", { text: `${say("proposals")}:` }), ...near) : null,
      wordings.length ? el("label", { class: "wordings" }, el("span", { text: say("all_wordings") }), all) : null,
      finding.expected === "" ? null : el("label", { class: "check" }, empty, el("span", { text: say("should_be_empty") })),
      el("p", { class: "small", id: `${id}-hint`, text: say("value_hint") }),
    );
    const text = () => input.value.replace(/\s+/g, " ").trim();
    return { element, input, text, empty: () => empty.checked };
  }

  /** What to choose the right text of a cell from: what is printed elsewhere in its column, often first; the vocabulary. */
  function wordingGroups({ field, expected }) {
    const wordings = DATA.wordings[field];
    if (!wordings) return [];
    const { texts, at } = DATA.records.printed[field];
    const counts = new Array(texts.length).fill(0);
    for (const text of at) if (text >= 0) counts[text] += 1;
    const often = [...texts.keys()].sort((one, other) => counts[other] - counts[one]).map((text) => texts[text]);
    const elsewhere = often.filter((text) => text !== "" && text !== expected).slice(0, WORDINGS_AT_MOST);
    const group = (label, list) => el("optgroup", { label }, ...list.map((text) => el("option", { text })));
    return [
      ...(elsewhere.length ? [group(say("printed_elsewhere"), elsewhere)] : []),
      ...(wordings.length ? [group(say("vocabulary"), wordings)] : []),
    ];
  }

  /** Selects that show findings of one severity or one check alone. Returns the element, and `shows(finding)`. */
  function makeFindingFilters(changed) {
    const choice = (id, label, options) => {
      const select = el("select", { id }, el("option", { value: "", text: say("any") }), ...options.map(([value, text]) => el("option", { value, text })));
      select.addEventListener("change", changed);
      return { select, label: el("label", {}, el("span", { text: label }), select) };
    };
    const checks = [...new Set(DATA.findings.map(({ check }) => check))];
    const severity = choice("finding-severity", say("severity"), Object.entries(DATA.severities));
    const check = choice("finding-check", say("check"), checks.map((name) => [name, name]));
    const fits = (select, value) => select.value === "" || select.value === value;
    const shows = (finding) => fits(severity.select, finding.severity) && fits(check.select, finding.check);
    const clear = () => [severity, check].forEach(({ select }) => (select.value = ""));
    const settings = { class: "filters", role: "group", "aria-label": say("filters"), hidden: DATA.findings.length === 0 };
    return { element: el("div", settings, severity.label, check.label), shows, clear };
  }

  /** The tab of the findings. Returns the panel, `show(place)`, `focus(place)` and `renew()`. */
  function makeFindings(store) {
    const heading = el("h2", { tabindex: "-1" });
    const draw = (finding) => makeFinding(finding, store);
    const open = makePortions(draw, FINDINGS_AT_ONCE, { list: { class: "portions findings", "aria-label": DATA.statuses.open } });
    const closed = makePortions(draw, FINDINGS_AT_ONCE, { list: { class: "portions findings", "aria-label": DATA.statuses.accepted } });
    const summary = el("summary");
    const folded = el("details", { class: "accepted" }, summary, closed.element);
    const any = DATA.findings.some(({ status }) => status === "open");
    const nothing = el("p", { class: "nothing", text: say(any ? "no_findings" : "no_open_findings") });
    const shown = { open: [], accepted: [] };
    const filters = makeFindingFilters(() => list());
    const list = () => {
      for (const status of ["open", "accepted"]) shown[status] = DATA.findings.filter((one) => one.status === status && filters.shows(one));
      open.show(shown.open);
      closed.show(folded.open ? shown.accepted : []);
      heading.textContent = sayCount("open", shown.open.length);
      summary.textContent = sayCount("accepted", shown.accepted.length);
      folded.hidden = shown.accepted.length === 0;
      nothing.hidden = shown.open.length > 0;
      announce(heading.textContent);
    };
    const showClosed = () => closed.list.childElementCount === 0 && closed.show(shown.accepted);
    folded.addEventListener("toggle", () => folded.open && showClosed());
    const reach = (finding) => {
      if (!filters.shows(finding)) {
        filters.clear();
        list();
      }
      if (finding.status === "accepted") {
        folded.open = true;
        showClosed();
      }
      const portions = finding.status === "accepted" ? closed : open;
      return portions.reach(shown[finding.status].indexOf(finding));
    };
    const renew = (id) => {
      const old = panel.querySelector(`article[data-finding="${CSS.escape(id)}"]`);
      if (!old) return;
      const within = old.contains(document.activeElement);
      const fresh = makeFinding(DATA.findings[findingAt().get(id)], store);
      old.querySelector(".deciding")?.replaceWith(fresh.querySelector(".deciding"));
      if (within) focusOn(old);
    };
    const decisions = makeDecisions(store);
    const main = el("div", { class: "left" }, el("div", { class: "listing-bar" }, heading, filters.element), nothing, open.element, folded);
    const panel = el("div", { class: "findings-panel" }, main, decisions.element);
    const begin = once(list);
    const focus = (place) => {
      begin();
      const article = place.finding === null ? null : reach(DATA.findings[place.finding]);
      panel.querySelector("article.chosen")?.classList.remove("chosen");
      article?.classList.add("chosen");
      if (article) focusOn(article, true);
      else focusOn(heading);
    };
    return { panel, show: begin, focus, renew: (id) => [renew(id), decisions.show()] };
  }

  // ---- Proof

  /** A line of text that no record uses, with its place on the page on demand. */
  function makeAside({ ref, rule, page, place, text, box }) {
    const line = el("p", {}, documentText("q", text), " ", el("span", { class: "small", text: [rule, place || sayPage(page)].filter((part) => part).join(" · ") }));
    const view = () => makeLoneView(page, box, text);
    const seen = DATA.pages[page] ? makeReveal(say("show_on_page"), view) : null;
    const item = el("article", { class: "aside", dataset: { ref }, tabindex: "-1" }, line, seen);
    return Object.assign(item, { open: () => seen?.open() });
  }

  /** The tab of the proof. Returns the panel, `show()` and `focus(place)`. */
  function makeProof() {
    const { proof } = DATA;
    const heading = el("h2", { tabindex: "-1", text: say("proof_title") });
    const unused = makePortions(makeAside, LINES_AT_ONCE);
    const aside = makePortions(makeAside, LINES_AT_ONCE);
    const part = (title, count, portions) => [el("h3", { text: `${title} (${count})` }), count ? portions.element : el("p", { text: say("none") })];
    const begin = once(() => {
      unused.show(proof.unused);
      aside.show(proof.aside);
    });
    const tables = [
      makeTable(say("reconciliation"), proof.header, proof.balances),
      proof.ink ? makeTable(say("ink"), proof.ink_header, [proof.ink]) : null,
      makeTable(say("by_section"), proof.sections_header, proof.sections.map(([table, section, count]) => [table, section, count])),
    ];
    const panel = el(
      "div",
      { class: "proof" },
      heading,
      el("p", { text: proof.note }),
      makeScroller(say("reconciliation"), tables[0]),
      tables[1] ? makeScroller(say("ink"), tables[1]) : "",
      proof.pages_proven ? el("p", { text: proof.pages_proven }) : "",
      makeScroller(say("by_section"), tables[2]),
      ...(proof.unused.length ? part(say("unused_text"), proof.unused.length, unused) : []),
      ...part(say("aside_text"), proof.aside.length, aside),
      el("h3", { text: say("about_document") }),
      makeFacts(),
    );
    const focus = (place) => {
      if (place.aside === null) return focusOn(heading);
      const item = place.aside < proof.unused.length ? unused.reach(place.aside) : aside.reach(place.aside - proof.unused.length);
      item.open();
      return focusOn(item, true);
    };
    return { panel, show: begin, focus };
  }

  // ---- The page of a build

  /** Say that a page is of another source than the decisions, and which of them no longer fit. */
  function showOlder(element, store) {
    if (!store.older) return;
    const unfit = store.all().filter((one) => whyUnfit(one) !== "");
    const rows = unfit.map((one) => el("li", {}, el("code", { text: one.finding }), " ", whyUnfit(one)));
    element.replaceChildren(
      el("p", { text: say("older_build", { file: DATA.document.file }) }),
      ...(rows.length ? [el("p", { text: say("older_unfit") }), el("ul", {}, ...rows)] : []),
    );
  }

  /** The page of a build: its tabs, and what an address shows. */
  function startReview() {
    const store = makeStore(() => renew());
    let known = store.all();
    const parts = { services: makeServices(), findings: makeFindings(store), proof: makeProof() };
    const last = { services: "#", findings: "#findings", proof: "#proof" };
    const names = Object.keys(parts);
    const tabs = makeTabs(
      names.map((name) => ({ name, label: say(`tab_${name}`), panel: parts[name].panel })),
      say("tabs"),
      (name) => goTo(last[name]),
    );
    const older = el("div", { id: "older-build", role: "status", class: "notice" });
    const unknown = el("div", { id: "unknown-link", role: "status", class: "notice" });
    const unusable = DATA.document.usable
      ? null
      : el("p", { id: "unusable", class: "notice error" }, say("unusable"), " ", placeLink("#findings", say("see_findings")));
    const open = DATA.findings.filter(({ status }) => status === "open").length;
    const tell = () => {
      const count = store.all().length;
      tabs.buttons[1].textContent = [`${say("tab_findings")} (${open})`, ...(count ? [sayCount("decisions", count)] : [])].join(" · ");
    };
    const renew = () => {
      const changed = [...known, ...store.all()].filter((one) => !(known.includes(one) && store.all().includes(one)));
      known = store.all();
      for (const { finding } of changed) parts.findings.renew(finding);
      tell();
    };
    makePage(DATA.document.title || DATA.document.file, [tabs.element], [unusable, older, unknown, ...names.map((name) => parts[name].panel)]);
    showOlder(older, store);
    tell();
    let place = NOWHERE;
    const follow = (first) => {
      const before = place;
      place = withCount(placeOf(location.hash), before);
      unknown.textContent = place.unknown ? say("unknown_link", { link: quoted(location.hash) }) : "";
      if (!place.unknown) last[place.tab] = location.hash || "#";
      tabs.select(place.tab);
      parts[place.tab].show(place);
      const moved = document.activeElement?.getAttribute("role") !== "tab" || place.finding !== null || place.aside !== null;
      if (moved && (first !== true || (location.hash.length > 1 && !place.unknown))) parts[place.tab].focus(place, before);
    };
    window.addEventListener("hashchange", follow);
    follow(true);
  }

  /** A place with the number whose records are listed beside it: as it was when the reader was there, or as it is now. */
  function withCount(place, before) {
    if (place.tab !== "services" || place.count) return place;
    const kept = history.state;
    if (kept) return Object.freeze({ ...place, ...countPlace(kept.count) });
    const count = place.record === null ? null : before.count;
    history.replaceState({ count: count ? countHash(count) : "" }, "");
    return Object.freeze({ ...place, count });
  }

  /* ------------------------------------------------------------------ 3 Comparison --------- */

  // Changes of a kind, and documents, that are drawn at once.
  const CHANGES_AT_ONCE = 40;
  const DOCUMENTS_AT_ONCE = 10;
  // In an address, and in a choice, where nothing is left out.
  const ALL = "all";

  /** The page of a comparison: what is compared, a choice of changes, and the changes. */
  function startComparison() {
    const several = DATA.documents.length > 1;
    const list = makePortions((compared) => drawDocument(compared, several, place().kind), DOCUMENTS_AT_ONCE);
    const choice = makeChoice(several);
    const apply = () => {
      choice.show(place());
      list.show(chosenDocuments(place()));
    };
    const beside = several ? [] : [drawSides(DATA.documents[0])];
    makePage(DATA.title, beside, [choice.element, list.element], { class: "comparison" });
    window.addEventListener("hashchange", () => {
      apply();
      announce(document.getElementById("chosen").textContent);
    });
    apply();
  }

  /** Which kind of change of which document the address asks for. */
  function place() {
    const [kind = ALL, name = ALL] = piecesOf(location.hash, "changes") || [];
    const known = DATA.documents.some((compared) => compared.groups.some((group) => group.kind === kind && !group.folded));
    return {
      kind: known ? kind : ALL,
      name: DATA.documents.some((compared) => compared.name === name) ? name : ALL,
    };
  }

  /** The documents that are asked for; those without a change of the kind are left out. */
  function chosenDocuments({ kind, name }) {
    return DATA.documents.filter(
      (compared) => (name === ALL || compared.name === name) && (kind === ALL || compared.groups.some((group) => group.kind === kind)),
    );
  }

  /** The number of changes of a kind in a document, or in all. */
  function countChanges(kind, name) {
    const groups = DATA.documents.filter((compared) => name === ALL || compared.name === name).flatMap((compared) => compared.groups);
    return groups
      .filter((group) => !group.folded && (kind === ALL || group.kind === kind))
      .reduce((sum, group) => sum + group.count, 0);
  }

  /** The kinds of change there are, with their titles, in their order. */
  function kindsOfChange() {
    const groups = DATA.documents.flatMap((compared) => compared.groups).filter((group) => !group.folded);
    const order = DATA.kinds.filter((kind) => groups.some((group) => group.kind === kind));
    return order.map((kind) => [kind, groups.find((group) => group.kind === kind).title]);
  }

  /** What changes are shown, chosen by kind and document. Returns the element, and `show(place)`. */
  function makeChoice(several) {
    const kinds = el("select", { id: "kind" });
    const documents = el("select", { id: "document" });
    const chosen = el("p", { id: "chosen" });
    const go = () => goTo(hashOf("changes", kinds.value, several ? documents.value : ALL));
    const fill = (select, options, value) => {
      select.replaceChildren(...options.map(([name, text]) => el("option", { value: name, text })));
      select.value = value;
    };
    const show = ({ kind, name }) => {
      const count = (one) => countChanges(one, name);
      fill(
        kinds,
        [
          [ALL, say("compare_every_kind", { count: count(ALL) })],
          ...kindsOfChange().map(([one, title]) => [one, say("compare_one_kind", { kind: title, count: count(one) })]),
        ],
        kind,
      );
      fill(
        documents,
        [
          [ALL, say("compare_every_document", { count: DATA.documents.length })],
          ...DATA.documents.map((compared) => [compared.name, compared.name]),
        ],
        name,
      );
      chosen.textContent = sayCount("compare_shown", countChanges(kind, name));
    };
    for (const select of [kinds, documents]) select.addEventListener("change", go);
    const labelled = (label, select) => el("label", {}, el("span", { text: say(label) }), select);
    const element = el(
      "div",
      { class: "choice", role: "group", "aria-label": say("compare_filters") },
      labelled("compare_kind", kinds),
      several ? labelled("compare_document", documents) : null,
      chosen,
    );
    return { element, show };
  }

  /** A document: what is compared where there are several, how much changed, and its changes by kind. */
  function drawDocument(compared, several, kind) {
    const groups = compared.groups.filter((group) => (kind === ALL ? true : group.kind === kind));
    const level = several ? 3 : 2;
    return el(
      "section",
      { class: "compared", dataset: { document: compared.name } },
      several ? documentText("h2", compared.name) : null,
      several ? drawSides(compared) : null,
      compared.across ? el("p", { class: "across-kinds", text: compared.across }) : null,
      several || countChanges(ALL, compared.name) === 0 ? el("p", { class: "summary", text: compared.summary }) : null,
      ...groups.map((group) => (group.folded ? drawFolded(group, level) : drawGroup(group, level))),
    );
  }

  /** Which files are compared, and of which there are no pages to show. */
  function drawSides(compared) {
    const names = [say("compare_old"), say("compare_new")];
    const sides = compared.sides.map((side, number) => [names[number], side]).filter(([, side]) => side !== null);
    const fact = ([name, side]) => [
      el("dt", { text: name }),
      el(
        "dd",
        {},
        documentText("span", side.file, { class: "file" }),
        " ",
        el("span", { class: "code", text: `SHA-256 ${side.sha256}` }),
        side.note ? el("p", { class: "note", text: side.note }) : null,
      ),
    ];
    return el("dl", { class: "files", "aria-label": say("compare_old_and_new") }, ...sides.flatMap(fact));
  }

  /** The changes of a kind. */
  function drawGroup(group, level) {
    const list = makePortions((item) => drawItem(item, group, level + 1), CHANGES_AT_ONCE);
    list.show(group.items);
    const count = el("span", { class: "how-many", text: String(group.count) });
    return el(
      "section",
      { class: "changes", dataset: { kind: group.kind } },
      el(`h${level}`, {}, group.title, " ", count),
      group.note ? el("p", { class: "note", text: group.note }) : null,
      list.element,
    );
  }

  /** What did not change, folded away, and drawn when it is unfolded. */
  function drawFolded(group, level) {
    const content = el("div", {});
    const fold = el(
      "details",
      { class: "folded", dataset: { kind: group.kind } },
      el("summary", {}, el(`h${level}`, {}, group.title, " ", el("span", { class: "how-many", text: String(group.count) }))),
      content,
    );
    const draw = once(() => {
      const list = makePortions((item) => drawItem(item, group, level + 1), CHANGES_AT_ONCE);
      list.show(group.items);
      content.append(list.element);
      return true;
    });
    fold.addEventListener("toggle", () => fold.open && draw());
    return fold;
  }

  /** What changed of one thing. */
  function drawItem(item, group, level) {
    const { name = "", codes = [], severity = "", lines = [], parts = [], rest = [] } = item;
    const title = [
      severity ? severityMark(severity) : null,
      name ? documentText("span", name, { class: "name" }) : null,
      ...codes.map((code) => el("code", { class: "code", text: code })),
    ].filter((piece) => piece !== null);
    const spaced = title.flatMap((piece) => [piece, " "]);
    if (!lines.length && !parts.length) return el("p", { class: "unchanged", dataset: { code: codes[0] || "" } }, ...spaced);
    return el(
      "article",
      { class: "change", dataset: { kind: group.kind, code: codes[0] || "" } },
      title.length ? el(`h${level}`, {}, ...spaced) : null,
      ...lines.map((line) => documentText("p", line)),
      ...parts.map((part) => (group.kind === "counts" ? drawNumbers(part.changes, name) : drawCells(part))),
      rest.length ? drawRest(rest, parts) : null,
    );
  }

  /** Changed numbers as a table. */
  function drawNumbers(changes, caption) {
    const number = (text) => el("td", { class: "number", text: text === "" ? "–" : text });
    const rows = changes.map(([label, old, now]) =>
      el("tr", {}, documentText("th", label, { scope: "row" }), number(old), number(now)),
    );
    const heads = [say("compare_number"), say("compare_old"), say("compare_new")];
    const header = heads.map((text, place) => el("th", { scope: "col", text, class: place ? "number" : null }));
    return el(
      "table",
      { class: "plain old-and-new" },
      el("caption", { class: "unseen", text: caption }),
      el("thead", {}, el("tr", {}, ...header)),
      el("tbody", {}, ...rows),
    );
  }

  /** What changed of a printed cell, or of what is printed in none: all that is old beside all that is new. */
  function drawCells({ changes = [], cells = [null, null], label = "" }) {
    const marked = changes.map(([name, old, now]) => [name, markedPair(old, now)]);
    // Of what came or went there is nothing to set beside it.
    const sides = ["old", "new"].flatMap((side, number) => {
      if (cells[number] === null && !changes.length) return [];
      const values = marked.flatMap(([name, pair]) => [
        documentText("dt", name, { class: name ? null : "unseen" }),
        el("dd", { dir: "auto" }, ...pair[number]),
      ]);
      return el(
        "div",
        { class: `side ${side}` },
        el("p", { class: "side-name", text: say(`compare_${side}`) }),
        label ? el("p", { class: "label", text: label }) : null,
        values.length ? el("dl", { class: "values" }, ...values) : null,
        ...drawCell(cells[number]),
      );
    });
    return el("div", { class: "sides" }, ...sides);
  }

  /** A printed cell: cut out of each page it stands on where those are at hand, else its text and where it is. */
  function drawCell(cell) {
    if (cell === null) return [];
    const sheets = new Map();
    for (const [id, ...box] of cell.boxes) sheets.set(id, [...(sheets.get(id) || []), box.slice(0, 4)]);
    if (sheets.size) return [...sheets].map(([id, boxes]) => drawCut(id, boxes, cell.text));
    const { pages, places } = cell;
    const on = pages.length === 1 ? "compare_printed_on_one" : "compare_printed_on_many";
    const printed = pages.length ? say(on, { pages: pages.join(", ") }) : say("compare_printed");
    const where = places.length ? say("compare_in_cells", { places: places.join(", ") }) : printed;
    return [el("p", { class: "printed" }, el("span", { class: "label", text: where }), " ", printedText("span", cell.text))];
  }

  /** What is cut out of a page; a row of cells may be wider than there is room, and scrolls by itself. */
  function drawCut(id, boxes, text) {
    const page = DATA.pages[id];
    const caption = say("compare_page", { page: page.number });
    const crop = makeCrop({ id, page, box: boxAround(boxes), alt: text === "" ? say("empty_cell") : text });
    const cut = boxes.length > 1 ? makeScroller(`${text}, ${caption}`, crop) : crop;
    return el("figure", { class: "cut" }, cut, el("figcaption", { text: caption }));
  }

  /** The values of a record that did not change, or all of one that came or went, folded away. */
  function drawRest(rest, parts) {
    const whole = parts.every((part) => !(part.changes || []).length);
    const values = rest.flatMap(([label, text]) => [el("dt", { text: label }), documentText("dd", text)]);
    return el(
      "details",
      { class: "rest" },
      el("summary", { text: say(whole ? "compare_all_values" : "compare_unchanged_values", { count: rest.length }) }),
      el("dl", { class: "values" }, ...values),
    );
  }

  /** Two texts, in each marked what the other does not have; not where they share less than half of the shorter one. */
  function markedPair(old, now) {
    const [before, after] = [old, now].map((text) => text.split(/(\s+)/));
    const most = Math.min(before.length, after.length);
    let start = 0;
    while (start < most && before[start] === after[start]) start += 1;
    let end = 0;
    while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    const mark = (words, tag) => {
      const [head, middle, tail] = [words.slice(0, start), words.slice(start, words.length - end), words.slice(words.length - end)];
      if (words.join("") === "") return [el("span", { class: "empty", text: "–" })];
      if (2 * (start + end) < most || middle.join("") === "") return [words.join("")];
      return [head.join(""), el(tag, { text: middle.join("") }), tail.join("")];
    };
    return [mark(before, "del"), mark(after, "ins")];
  }

  /* ------------------------------------------------------------------ 4 Start -------------- */

  /** The frame of a page: its title and what stands beside that, then the main part. */
  function makePage(title, beside, main, settings = {}) {
    document.getElementById("page").append(
      el("header", { class: "top" }, documentText("h1", title), ...beside),
      el("main", settings, ...main),
      el("div", { id: "announce", role: "status", class: "unseen" }),
    );
    window.addEventListener("beforeprint", loadShownImages);
  }

  if (DATA.kind === "comparison") startComparison();
  else startReview();
})();
