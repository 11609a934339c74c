// Comfort on every page: `/` for the search, a palette, names of states, copying. Nothing here is needed to read or to ask.

const find = document.querySelector("form.find");
const words = find ? JSON.parse(find.dataset.words) : {};

function typing(target) {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

async function suggest(text) {
  const address = new URL(find.dataset.suggest, location.href);
  address.searchParams.set("q", text);
  try {
    const answer = await fetch(address);
    return answer.ok ? (await answer.json()).found : [];
  } catch {
    return [];
  }
}

function later(wait, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}

// --- the palette ------------------------------------------------------------------------------

function palette() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", words.title);
  const heading = document.createElement("h2");
  heading.textContent = words.title;
  const input = document.createElement("input");
  input.type = "search";
  input.maxLength = 200;
  input.setAttribute("aria-label", words.title);
  const list = document.createElement("ul");
  const shut = document.createElement("button");
  shut.type = "button";
  shut.textContent = words.close;
  shut.addEventListener("click", () => dialog.close());
  dialog.append(heading, input, list, shut);
  document.body.append(dialog);

  function show(items) {
    list.replaceChildren(...items.map((item) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = item.href;
      const kind = document.createElement("span");
      kind.className = "what";
      kind.textContent = `${words[item.kind]} `;
      link.append(kind, item.detail ? `${item.name} (${item.detail})` : item.name);
      line.append(link);
      return line;
    }));
    if (!items.length) {
      const line = document.createElement("li");
      line.className = "note";
      line.textContent = words.none;
      list.append(line);
    }
  }

  const pages = [...document.querySelectorAll(".top nav a")].map((link) => ({ kind: "page", name: link.textContent.trim(), href: link.href, detail: "" }));
  const look = later(120, async () => {
    const text = input.value.trim();
    if (!text) {
      show(pages);
      return;
    }
    const asked = new URL(document.querySelector(".top nav a").href);
    asked.pathname = asked.pathname.replace(/\/$/, "") + "/ask";
    asked.searchParams.set("q", text);
    const fitting = pages.filter((page) => page.name.toLowerCase().startsWith(text.toLowerCase()));
    const found = await suggest(text);
    if (input.value.trim() === text) {
      show([...fitting, ...found, ...(text.includes(" ") ? [{ kind: "ask", name: text, href: asked.href, detail: "" }] : [])]);
    }
  });
  input.addEventListener("input", look);
  dialog.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      (links[next] ?? input).focus();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      event.preventDefault();
      links[0].click();
    }
  });
  dialog.addEventListener("close", () => { input.value = ""; });
  return () => {
    show(pages);
    dialog.showModal();
    input.focus();
  };
}

if (find) {
  let open = null;
  const summon = () => {
    open ??= palette();
    open();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      summon();
    } else if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.querySelector("input").focus();
    }
  });
}

// --- names of states, while they are typed -----------------------------------------------------

let number = 0;
for (const input of document.querySelectorAll("input[data-states], form.find input")) {
  if (!find) break;
  const list = document.createElement("datalist");
  number += 1;
  list.id = `names-${number}`;
  input.after(list);
  input.setAttribute("list", list.id);
  const wide = !input.matches("[data-states]");
  input.addEventListener("input", later(150, async () => {
    const parts = input.value.split(",");
    const text = (wide ? input.value : parts.at(-1)).trim();
    if (text.length < 2) return;
    const before = wide ? "" : parts.slice(0, -1).map((part) => `${part.trim()}, `).join("");
    const found = await suggest(text);
    list.replaceChildren(...found.filter((item) => wide || item.kind === "state").map((item) => {
      const option = document.createElement("option");
      option.value = wide && item.kind === "instrument" ? item.id : before + item.name;
      option.label = item.kind === "instrument" ? item.name : item.detail;
      return option;
    }));
  }));
}

// --- clean addresses, copying, a sign that something is being done -----------------------------

for (const form of document.querySelectorAll("form:not([method=post])")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "" || (name === "side" && value === "received") || (name === "focus" && value === "world")) {
        const rest = event.formData.getAll(name).filter((each) => each !== value);
        event.formData.delete(name);
        for (const each of rest) event.formData.append(name, each);
      }
    }
    event.formData.delete("scrub");
  });
}

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const said = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 1500);
  });
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    const said = button.textContent;
    button.textContent = form.dataset.busy;
    button.setAttribute("aria-busy", "true");
    addEventListener("pageshow", () => { button.textContent = said; }, { once: true });
  });
}
