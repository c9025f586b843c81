// What the workbench shows: functions from values to elements. Text goes in as text, never as markup.

const $ = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString("en");

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function change(before, now) {
  if (before === now) return "";
  const more = now > before;
  return make("span", { class: more ? "more" : "less" }, ` ${more ? "+" : "−"}${number(Math.abs(now - before))}`);
}

export function showSite(overview, current) {
  $("site").textContent = overview.site;
  $("file").textContent = `${overview.is_new ? "new, in" : "in"} ${overview.file}`;
  document.title = `${overview.site} – cleaner workbench`;
  $("pages").replaceChildren(...overview.pages.map((page, i) => make("option", { value: i, selected: i === current }, page.file)));
}

export function showFigures(effect, current, go) {
  const figures = effect.pages[current];
  $("figures").replaceChildren(`${number(figures.words)} words`, change(figures.before, figures.words));
  $("figures-of-all").tBodies[0].replaceChildren(...effect.pages.map((page, i) => make(
    "tr", { class: i === current ? "current" : page.applies ? "" : "idle", title: page.warnings.join("\n") },
    make("td", {}, make("button", { onclick: () => go(i) }, page.title || page.file), page.applies ? "" : " (not of this site)"),
    make("td", {}, page.warnings.length ? "⚠ " : "", number(page.words), change(page.before, page.words)),
  )));
  $("warnings").replaceChildren(...figures.warnings.map((warning) => make("li", {}, `⚠ ${warning}`)));
}

export function showEntries(entries, pages, remove) {
  $("entries").tBodies[0].replaceChildren(...entries.map((entry) => make(
    "tr", { class: entry.pages ? "" : "idle" },
    make("td", {}, `${entry.directive}${entry.field ? "." + entry.field : ""} `, make("code", {}, entry.shown)),
    make("td", {}, entry.value ?? `${entry.pages} of ${pages} pages, ${number(entry.words)} words `,
      " ", make("button", { title: "Take out", "aria-label": `Take out ${entry.shown}`, onclick: () => remove(entry) }, "×")),
  )));
}

export function showProblems(problems) {
  $("problems").replaceChildren(...problems.map((problem) => make(
    "li", { class: problem.severity }, `line ${problem.line || "?"}: ${problem.message}`,
  )));
}

export function showText(page, at, point) {
  $("metadata").replaceChildren(...page.metadata.flatMap(({ field, value, source }) => [
    make("dt", {}, field),
    make("dd", { class: /^[^ ]*\.ya?ml:\d+$/.test(source) ? "by-rule" : "" }, value, " ", make("small", {}, source)),
  ]));
  $("text").replaceChildren(...page.blocks.flatMap((block, i) => block.keep && block.text ? [make(
    /^h[1-6]$/.test(block.tag) ? "h3" : block.tag === "pre" ? "pre" : "p",
    { "data-block": i, class: i === at && "at", onclick: () => point(i) },
    block.tag === "li" ? "• " : "", left(block),
  )] : []));
}

function left(block) {
  let text = "", end = 0;
  for (const [start, stop] of block.cuts) {
    text += block.text.slice(end, start);
    end = stop;
  }
  return text + block.text.slice(end);
}

export function showWhy(block) {
  const lost = block.lost.length ? `; lost: ${block.lost.join("; ")}` : "";
  $("why").className = `role-${block.role}`;
  $("why").replaceChildren(
    make("b", {}, `${block.keep ? "kept" : "dropped"} as ${block.role}`), ` by ${block.by} (${block.layer}): ${block.why}${lost}`,
  );
}

export function showChoices(choices, chosen, pages, choose) {
  $("choices").replaceChildren(...choices.map((choice, i) => make(
    "label", {},
    make("input", { type: "radio", name: "choice", checked: i === chosen, onchange: () => choose(i) }),
    make("code", {}, choice.kind === "line" ? `“${choice.text}”` : choice.text),
    make("small", {}, `on ${choice.pages} of ${pages} pages, ${number(choice.blocks)} blocks, ${number(choice.words)} words of text`),
  )));
  const line = choices[chosen]?.kind === "line";
  for (const button of $("actions").querySelectorAll("button")) {
    button.disabled = !choices.length || (line && button.dataset.do === "body");
  }
}

export function paint(frame, page) {
  const places = new Map([...frame.querySelectorAll("[data-t]")].map((place) => [Number(place.dataset.t), place]));
  for (const place of places.values()) place.className = place.className.replace(/\b(kept|dropped|by-rule|role-\w+)\b/g, "").trim();
  page.blocks.forEach((block, i) => {
    for (const mark of block.marks) {
      const place = places.get(mark);
      if (!place) continue;
      place.classList.add(block.keep ? "kept" : "dropped", `role-${block.role}`);
      if (block.layer === "site rule" && !block.keep) place.classList.add("by-rule");
      place.dataset.block = i;
    }
  });
}

export function highlight(frame, blocks, at) {
  for (const place of frame.querySelectorAll(".hit, .at")) place.classList.remove("hit", "at");
  const hits = new Set(blocks);
  for (const place of frame.querySelectorAll("[data-block]")) {
    const block = Number(place.dataset.block);
    if (hits.has(block)) place.classList.add("hit");
    if (block === at) place.classList.add("at");
  }
  for (const element of document.querySelectorAll("#text > *")) {
    element.classList.toggle("at", Number(element.dataset.block) === at);
  }
}

let fading;
export function say(text, isError = false) {
  clearTimeout(fading);
  $("status").textContent = text;
  $("status").classList.toggle("error", isError);
  fading = setTimeout(() => { $("status").textContent = ""; }, isError ? 8000 : 3000);
}
