// The scrubber of the World page: another day without loading another page. Every step asks for one small
// JSON document and changes only what differs, in tasks of a few milliseconds: colours and shapes first,
// the table after the next paint. Without scripts the same form loads a page.

const KEEP = 60; // answers kept
const AHEAD = 3; // changes fetched before they are asked for
const PACE = 700; // milliseconds between steps while playing
const ROWS = 40; // rows of the table that are read in one task
const SVG = "http://www.w3.org/2000/svg";
const DAY = 86400000;

const toDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const toNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const BUDGET = 6; // milliseconds after which a task makes room for others
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A map that can be moved to another day: every shape is one path, which belongs to one state, to several, or to none. */
class Drawing {
  constructor(svg) {
    this.svg = svg;
    this.prefix = `${svg.dataset.name}s-`;
    this.land = svg.querySelector(".land");
    this.states = new Map([...svg.querySelectorAll(".state")].map((state) => [state.dataset.state, state]));
    this.all = svg.querySelector(".states");
    this.defs = svg.querySelector("defs");
    this.groups = new Map([...svg.querySelectorAll(".dep")].map((group) => [group.dataset.shape, group]));
    this.mixes = new Map([...this.defs.querySelectorAll('[id*="p-mix-"]')].map((mix) => [mix.id.split("p-mix-")[1], mix]));
    this.paths = new Map([...svg.querySelectorAll("path[data-shape]")].map((path) => [path.dataset.shape, path]));
    this.shapes = new Set([...this.paths.keys(), ...this.groups.keys()]);
    // What the server drew: shape -> whose it is.
    this.placed = new Map([...this.shapes].map((shape) => [shape, this.asSent(shape)]));
  }

  asSent(shape) {
    if (this.groups.has(shape)) return `of ${this.groups.get(shape).parentElement.dataset.state}`;
    if (this.mixes.has(shape)) return [...this.mixes.get(shape).children].map((band) => band.dataset.state).join();
    return this.paths.get(shape).parentElement.dataset.state ?? "";
  }

  /**
   * Colours, words, states and shapes of a day, in short tasks. Each piece of work looks at what stands there
   * and changes what differs, so that the next day can take over in the middle: `wanted` says when.
   */
  async show(frame, wanted) {
    let begun = performance.now();
    for (const work of this.works(frame)) {
      work();
      if (performance.now() - begun < BUDGET) continue;
      await pause();
      if (!wanted()) return false;
      begun = performance.now();
    }
    this.svg.dispatchEvent(new Event("states"));
    return true;
  }

  *works(frame) {
    for (const id of Object.keys(frame.names)) if (!this.states.has(id)) yield () => this.create(id);
    for (const [id, state] of this.states) yield () => this.dress(id, state, frame);
    for (const shape of Object.keys(frame.dependencies)) this.shapes.add(shape); // some are too small for a path
    for (const shape of this.shapes) yield () => this.place(shape, frame);
    for (const mix of this.mixes.values()) {
      yield () => { for (const band of mix.children) set(band, "class", `band ${frame.colours[band.dataset.state] ?? "none"}`); };
    }
    for (const [id, state] of this.states) if (this.svg.dataset.link) yield () => this.link(id, state, frame);
  }

  /** A state's colour and words; states that did not exist are kept, out of sight. */
  dress(id, state, frame) {
    const alive = id in frame.names;
    set(state, "display", alive ? "inline" : "none");
    if (!alive) return;
    set(state, "class", `state ${frame.colours[id] ?? "none"}${state.classList.contains("here") ? " here" : ""}`);
    const name = frame.status[id] ?? frame.names[id];
    const words = id in frame.labels ? `${name}${this.svg.dataset.colon}${frame.labels[id]}` : name;
    if (state.firstElementChild.textContent !== words) state.firstElementChild.textContent = words;
    this.circle(state, frame.points[id]);
  }

  link(id, state, frame) {
    if (id in frame.names) set(state, "href", this.svg.dataset.link.replace("XXX", id).replaceAll(frame.first, frame.date));
  }

  create(id) {
    const state = document.createElementNS(SVG, this.svg.dataset.link ? "a" : "g");
    state.setAttribute("id", this.prefix + id);
    state.setAttribute("data-state", id);
    state.append(document.createElementNS(SVG, "title"));
    this.all.append(state);
    this.states.set(id, state);
  }

  /** Move a shape to whoever held it: a state, several, one that administered it, or nobody. */
  place(shape, frame) {
    const [owner, words] = frame.dependencies[shape] ?? [];
    const holders = owner ? [] : frame.held[shape] ?? (shape in frame.names ? [shape] : []);
    const key = owner ? `of ${owner}` : holders.join();
    if (this.placed.get(shape) === key) {
      if (owner) this.entitle(shape, words, frame);
      return;
    }
    this.placed.set(shape, key);
    this.mixes.get(shape)?.remove();
    this.mixes.delete(shape);
    this.groups.get(shape)?.remove();
    this.groups.delete(shape);
    const path = this.paths.get(shape);
    if (path) {
      path.replaceChildren();
      path.removeAttribute("fill");
      path.removeAttribute("class");
    }
    if (owner) {
      this.depend(shape, owner, path);
      this.entitle(shape, words, frame);
    } else if (path && holders.length === 1) {
      this.states.get(holders[0]).firstElementChild.after(path);
    } else if (path) {
      path.setAttribute("class", holders.length ? "shared" : "nobody");
      if (holders.length) this.mix(shape, holders, path, frame);
      this.land.append(path);
    }
  }

  /** Bands in the colours of the states that shared a shape. */
  mix(shape, holders, path, frame) {
    const pattern = document.createElementNS(SVG, "pattern");
    const attributes = { id: `${this.svg.dataset.name}p-mix-${shape}`, width: 16 * holders.length, height: 16, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value);
    holders.forEach((state, i) => {
      const band = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: 16 * i, width: 16, height: 16, "data-state": state })) band.setAttribute(name, value);
      pattern.append(band);
    });
    this.defs.append(pattern);
    this.mixes.set(shape, pattern);
    path.setAttribute("fill", `url(#${pattern.id})`);
    const title = document.createElementNS(SVG, "title");
    title.textContent = this.svg.dataset.shared.replace("STATES", holders.map((state) => frame.names[state] ?? state).join(", "));
    path.append(title);
  }

  /** A dependency: a group of its own inside the state that administers it. */
  depend(shape, owner, path) {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "dep");
    group.setAttribute("data-shape", shape);
    group.append(document.createElementNS(SVG, "title"));
    if (path) group.append(path);
    this.groups.set(shape, group);
    this.states.get(owner)?.append(group);
  }

  entitle(shape, words, frame) {
    const group = this.groups.get(shape);
    if (group.firstElementChild.textContent !== words) group.firstElementChild.textContent = words;
    this.circle(group, frame.points[shape]);
  }

  circle(parent, point) {
    let circle = [...parent.children].find((child) => child.localName === "circle");
    if (!point) return circle?.remove();
    if (!circle) {
      circle = document.createElementNS(SVG, "circle");
      parent.append(circle);
    }
    const [x, y, size] = point;
    set(circle, "cx", `${x}`);
    set(circle, "cy", `${y}`);
    set(circle, "data-size", `${size}`);
    if (!circle.hasAttribute("r")) circle.setAttribute("r", 13);
    return circle;
  }
}

class Scrubber {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.words = JSON.parse(this.data.words ?? "{}");
    this.range = form.elements.scrub;
    this.input = form.elements.on;
    this.day = this.data.day;
    this.first = this.data.day;
    this.drawing = new Drawing(document.querySelector("svg.map"));
    this.answers = new Map();
    this.asked = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.range.min = toNumber(this.data.first);
    this.range.max = toNumber(this.data.last);
    this.range.value = toNumber(this.day);
    this.range.setAttribute("aria-valuetext", this.day);
    this.range.hidden = false;
    this.changes = fetch(this.data.changes).then((answer) => answer.json()).then(({ days }) => days).catch(() => []);
    this.range.addEventListener("input", () => this.go(toDay(Number(this.range.value)), "drag"));
    this.range.addEventListener("change", () => this.go(toDay(Number(this.range.value)), "step"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.input.value) this.go(this.input.value, "step");
    });
    form.addEventListener("click", (event) => this.click(event));
    addEventListener("popstate", (event) => this.go(event.state?.day ?? this.first, "back"));
    history.replaceState({ ...history.state, day: this.day }, "");
    this.play = form.querySelector('[data-do="play"]');
    if (this.play) this.play.hidden = false;
    this.ahead();
  }

  button(name) {
    return this.form.querySelector(`[data-do="${name}"]`);
  }

  click(event) {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (!what || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (what === "play") this.toggle();
    else if (what === "now") this.go(this.data.last, "step");
    else this.change(what === "next" ? 1 : -1).then((day) => day && this.go(day, "step"));
  }

  /** The next (1) or previous (-1) day on which something changes. */
  async change(direction) {
    const days = await this.changes;
    return direction > 0 ? days.find((day) => day > this.day) : days.findLast((day) => day < this.day);
  }

  toggle() {
    this.playing = !this.playing;
    this.play.textContent = this.playing ? this.words.pause : this.words.play;
    this.play.setAttribute("aria-pressed", this.playing);
    if (this.playing) this.next();
  }

  /** While playing: year by year, or, for those who want less motion, change by change and slower. */
  async next() {
    if (!this.playing) return;
    const step = await this.change(1);
    const year = `${Number(this.day.slice(0, 4)) + 1}${this.day.slice(4).replace("02-29", "02-28")}`;
    const day = this.calm.matches ? step : year <= this.data.last ? year : step && this.data.last;
    if (!day || day <= this.day) {
      this.toggle();
      return;
    }
    await this.go(day, "drag");
    setTimeout(() => this.next(), this.calm.matches ? PACE * 3 : PACE);
  }

  address(pattern, day) {
    return pattern.replace("DAY", day);
  }

  answer(day) {
    if (!this.answers.has(day)) {
      const asked = fetch(this.address(this.data.json, day)).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status}`);
        return answer.json();
      });
      asked.catch(() => this.answers.delete(day));
      this.answers.set(day, asked);
      if (this.answers.size > KEEP) this.answers.delete(this.answers.keys().next().value);
    }
    return this.answers.get(day);
  }

  /** Fetch what is likely to be asked for next, when nothing else is to be done. */
  async ahead() {
    const days = await this.changes;
    const at = days.findIndex((day) => day > this.day);
    const likely = at < 0 ? days.slice(-2) : [days[at - 2], ...days.slice(at, at + AHEAD)];
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    idle(() => likely.filter(Boolean).forEach((day) => this.answer(day).catch(() => {})));
  }

  /**
   * Show a day. `how`: drag (the address is replaced), step (one can go back to the day before), back.
   * Of several days asked for in a row, only the last is drawn.
   */
  async go(day, how) {
    if (day < this.data.first) day = this.data.first;
    if (day > this.data.last) day = this.data.last;
    const turn = ++this.asked;
    this.range.value = toNumber(day);
    this.range.setAttribute("aria-valuetext", day);
    this.input.value = day;
    if (how === "drag" && !this.playing) await new Promise((done) => setTimeout(done, 60));
    if (turn !== this.asked) return;
    this.form.setAttribute("aria-busy", "true");
    let frame;
    try {
      frame = await this.answer(day);
    } catch {
      // The page itself says what is wrong better than a script could.
      if (turn === this.asked) location.assign(this.address(this.data.page, day));
      return;
    }
    if (turn !== this.asked) return;
    await painted();
    if (!(await this.drawing.show({ ...frame, first: this.first }, () => turn === this.asked))) return;
    this.remember(day, how);
    this.day = day;
    await painted();
    if (turn !== this.asked) return;
    this.tell(frame, day);
    await this.table(frame.rows_html, turn);
    if (turn === this.asked) this.form.removeAttribute("aria-busy");
    if (!this.playing) this.ahead();
  }

  remember(day, how) {
    const address = this.address(this.data.page, day);
    if (how === "step" && day !== history.state?.day) history.pushState({ day }, "", address);
    else if (how !== "back") history.replaceState({ day }, "", address);
  }

  /** The words of the page, and links that hold a day. */
  tell(frame, day) {
    for (const slot of document.querySelectorAll('[data-slot="caption"]')) slot.textContent = frame.caption;
    document.title = document.title.replace(/^.*?(?= [·|–-] |$)/, frame.caption);
    const title = this.drawing.svg.querySelector(":scope > title");
    if (title) title.textContent = frame.caption;
    const note = document.querySelector(".map-borders");
    if (note) {
      note.textContent = frame.borders;
      note.dataset.past = frame.past ? "yes" : "no";
    }
    for (const name of ["previous", "next"]) {
      const link = this.button(name);
      if (frame[name]) {
        link.setAttribute("href", this.address(this.data.page, frame[name]));
        link.removeAttribute("aria-disabled");
      } else {
        link.removeAttribute("href");
        link.setAttribute("aria-disabled", "true");
      }
    }
    for (const link of document.querySelectorAll(".downloads a, a[data-day], link[rel=alternate]")) {
      link.href = link.href.replace(/(\/world\/)\d{4}-\d{2}-\d{2}/, `$1${day}`);
    }
    for (const hidden of document.querySelectorAll('form.choose input[type="hidden"][name="on"]')) hidden.value = day;
  }

  /** The table: read a few rows at a time, put in at once, for every change lays all rows out anew. The rows come from our server, escaped there. */
  async table(html, turn) {
    const body = document.querySelector('tbody[data-slot="rows"]');
    if (!body || html === this.rows) return;
    const fresh = document.createElement("tbody");
    const rows = html.split(/(?<=<\/tr>)/);
    for (let i = 0; i < rows.length; i += ROWS) {
      fresh.insertAdjacentHTML("beforeend", rows.slice(i, i + ROWS).join(""));
      await pause();
      if (turn !== this.asked) return;
    }
    body.replaceChildren(...fresh.children);
    this.rows = html;
  }
}

const form = document.querySelector("form#day");
if (form && document.querySelector("svg.map")) new Scrubber(form);
