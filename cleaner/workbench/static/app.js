// The workbench: what the user does becomes a question to the server, its answer is shown.
// The rule's YAML is the whole state; undo is an older text.

import * as view from "./view.js";

const ROLES = ["share", "related", "newsletter", "comments", "bio", "ad", "nav", "legal", "cookie", "caption", "byline", "date", "masthead", "footer", "other"];
const $ = (id) => document.getElementById(id);
const state = { overview: null, page: 0, rule: "", saved: "", past: [], future: [], effect: null, choices: [], choice: 0, block: null, node: null };
let asked = 0; // only the answer to the last question about the effect is shown

async function ask(what, question = {}) {
  const answer = await fetch(what, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question),
  }).catch(() => { throw new Error("the server does not answer – start cleaner workbench again"); });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}

// Every handler runs through here: an error is shown, and says what to do.
const safely = (act) => async (...what) => {
  try { await act(...what); } catch (error) { view.say(error.message, true); }
};

const frame = () => $("frame").contentDocument;

// --- the rule ---------------------------------------------------------------------------------------------

async function take(rule) {
  if (rule === state.rule) return;
  state.past.push(state.rule);
  state.future = [];
  await show(rule);
}

async function show(rule) {
  state.rule = rule;
  if ($("yaml").value !== rule) $("yaml").value = rule;
  await refresh();
}

async function step(from, to) {
  if (!from.length) return;
  to.push(state.rule);
  await show(from.pop());
}

async function refresh() {
  $("undo").disabled = !state.past.length;
  $("redo").disabled = !state.future.length;
  $("dirty").textContent = state.rule === state.saved ? "" : "– not saved";
  const turn = ++asked;
  const effect = await ask("effect", { rule: state.rule, page: state.page });
  if (turn !== asked) return;
  view.showProblems(effect.problems);
  $("save").disabled = !effect.pages;
  if (!effect.pages) return;
  state.effect = effect;
  view.showFigures(effect, state.page, safely(goTo));
  view.showEntries(effect.entries, effect.pages.length, safely(remove));
  view.showText(effect.page, state.block, safely(pointAtBlock));
  view.paint(frame(), effect.page);
  if (state.block !== null && effect.page.blocks[state.block]) view.showWhy(effect.page.blocks[state.block]);
  mark();
  document.body.dataset.turn = turn; // for those who wait for an answer
}

async function edit(action) {
  await take((await ask("edit", { rule: state.rule, action })).rule);
}

async function remove(entry) {
  await edit({ do: "remove", directive: entry.directive, number: entry.number, field: entry.field });
}

async function act(button) {
  const choice = state.choices[state.choice];
  if (!choice || button.disabled) return;
  if (button.dataset.meta) {
    const { rule, page, block } = state;
    const question = { rule, page, block, field: button.dataset.meta, choice: choice.text, node: choice.node };
    return take((await ask("meta", question)).rule);
  }
  const directive = button.dataset.do === "drop" && choice.kind === "line" ? "drop_lines" : button.dataset.do;
  const role = directive === "body" || directive === "keep" ? "" : $("role").value;
  await edit({ do: "add", directive, [choice.kind]: choice.text, role });
}

async function accept() {
  const pages = state.effect.pages.flatMap((page, i) => page.applies ? [i] : []);
  await take((await ask("accept", { rule: state.rule, pages })).rule);
  view.say(`${pages.length} pages are tests now`);
}

async function save() {
  const answer = await ask("save", { rule: state.rule });
  if (answer.problems.length) {
    view.showProblems(answer.problems);
    throw new Error("not saved: the rule has errors");
  }
  state.saved = state.rule;
  $("dirty").textContent = "";
  state.overview.is_new = false;
  view.showSite(state.overview, state.page);
  view.say(`saved in ${answer.file}`);
}

// --- pointing ---------------------------------------------------------------------------------------------

async function goTo(page) {
  if (page < 0 || page >= state.overview.pages.length) return;
  Object.assign(state, { page, block: null, node: null, choices: [], choice: 0 });
  $("pages").value = page;
  view.showChoices([], 0, 0, choose);
  await load(page);
  await refresh();
}

function load(page) {
  return new Promise((done) => {
    $("frame").addEventListener("load", () => {
      frame().addEventListener("click", safely(pointAt));
      frame().addEventListener("keydown", safely(press));
      done();
    }, { once: true });
    $("frame").src = `page/${page}`;
  });
}

async function pointAt(event) {
  event.preventDefault();
  const place = event.target.closest("[data-block]") ?? event.target.querySelector("[data-block]");
  if (!place) return;
  await point(Number(place.dataset.block), event.target.closest("[data-n]"));
}

async function pointAtBlock(block) {
  const place = frame().querySelector(`[data-block="${block}"]`);
  place?.scrollIntoView({ block: "center" });
  await point(block, place?.closest("[data-n]"));
}

async function point(block, element) {
  state.block = block;
  state.node = element ? Number(element.dataset.n) : null;
  const { text } = state.effect.page.blocks[block];
  state.choices = await ask("choices", { page: state.page, node: state.node, text });
  view.showWhy(state.effect.page.blocks[block]);
  choose(0);
}

function choose(choice) {
  state.choice = Math.max(0, Math.min(choice, state.choices.length - 1));
  view.showChoices(state.choices, state.choice, state.overview.pages.length, choose);
  mark();
}

function mark() {
  view.highlight(frame(), state.choices[state.choice]?.here ?? [], state.block);
}

// --- keys and buttons -------------------------------------------------------------------------------------

const KEYS = {
  ArrowDown: () => walk(1), ArrowUp: () => walk(-1),
  ArrowLeft: () => choose(state.choice + 1), ArrowRight: () => choose(state.choice - 1),
  d: () => push("[data-do=drop]"), k: () => push("[data-do=keep]"), b: () => push("[data-do=body]"),
  c: () => push("[data-do=cut_before]"), a: () => push("[data-do=cut_after]"),
  t: () => push("[data-meta=title]"), u: () => push("[data-meta=authors]"), p: () => push("[data-meta=published]"),
  "[": () => goTo(state.page - 1), "]": () => goTo(state.page + 1),
  z: () => step(state.past, state.future), y: () => step(state.future, state.past),
  x: accept, "?": () => $("help").showModal(),
};

const push = (selector) => act(document.querySelector(`#actions ${selector}`));

async function walk(by) {
  const { blocks } = state.effect.page;
  let block = state.block === null ? (by > 0 ? 0 : blocks.length - 1) : state.block + by;
  while (blocks[block] && !blocks[block].marks.length) block += by;
  if (blocks[block]) await pointAtBlock(block);
}

async function press(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && key === "s") {
    event.preventDefault();
    return save();
  }
  const writing = event.target.closest?.("textarea, select, input, dialog");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[key] || !state.effect) return;
  event.preventDefault();
  await KEYS[key]();
}

let typing;
function typed() {
  clearTimeout(typing);
  typing = setTimeout(safely(() => take($("yaml").value)), 400);
}

async function start() {
  state.overview = await ask("overview");
  view.showSite(state.overview, 0);
  state.saved = state.overview.is_new ? "" : state.overview.rule;
  state.rule = state.overview.rule;
  $("yaml").value = state.rule;
  $("role").append(...ROLES.map((role) => new Option(role)));
  await goTo(0);
}

document.addEventListener("keydown", safely(press));
window.addEventListener("beforeunload", (event) => { if (state.rule !== state.saved && state.past.length) event.preventDefault(); });
$("yaml").addEventListener("input", typed);
$("pages").addEventListener("change", safely(() => goTo(Number($("pages").value))));
$("previous").addEventListener("click", safely(() => goTo(state.page - 1)));
$("next").addEventListener("click", safely(() => goTo(state.page + 1)));
$("undo").addEventListener("click", safely(() => step(state.past, state.future)));
$("redo").addEventListener("click", safely(() => step(state.future, state.past)));
$("accept").addEventListener("click", safely(accept));
$("save").addEventListener("click", safely(save));
$("keys").addEventListener("click", () => $("help").showModal());
for (const button of document.querySelectorAll("#actions button")) button.addEventListener("click", safely(() => act(button)));
for (const button of document.querySelectorAll(".tabs button")) button.addEventListener("click", () => { document.body.dataset.tab = button.dataset.tab; });
safely(start)();
