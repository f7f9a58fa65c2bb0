"use strict";
// The table of problems and what is shown of each. All text of models and data sets goes in by textContent: it is never
// read as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const many = data.runs.length > 1;
  const hasCost = data.problems.some((problem) => problem.cells.some((cell) => cell && cell.cost > 0));

  /** Makes an element; a null child is passed over. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) element.append(child);
    return element;
  }

  const muted = (text) => make("span", { class: "muted" }, text);
  const money = (usd) => (usd === null || usd === undefined ? "–" : "$" + usd.toFixed(usd >= 0.995 ? 2 : usd === 0 || usd >= 0.001 ? 4 : 6));
  const collator = new Intl.Collator("en", { numeric: true });

  // What a run made of a problem

  function share(cell) {
    return cell && cell.judged ? cell.accepted / cell.judged : -1;
  }

  function outcome(cell) {
    if (!cell) return "";
    let text;
    if (!cell.judged) text = cell.failed ? "failed" : "not asked";
    else if (cell.judged === 1) text = cell.verdict;
    else text = cell.accepted + "/" + cell.judged;
    if (cell.failed && cell.judged) text += " +" + cell.failed + " failed";
    if (cell.not_asked && (cell.failed || cell.judged)) text += " +" + cell.not_asked + " not asked";
    return text;
  }

  function tone(cell) {
    if (!cell || !cell.judged) return "warn";
    return cell.accepted === cell.judged ? "good" : cell.accepted ? "warn" : "bad";
  }

  const results = [
    ["solved", "accepted in most samples", (problem) => problem.cells.some((cell) => share(cell) > 0.5)],
    ["unsolved", "not accepted", (problem) => problem.cells.some((cell) => cell && cell.judged && !cell.accepted)],
    ["mixed", "samples differ", (problem) => problem.cells.some((cell) => cell && cell.accepted && cell.accepted < cell.judged)],
    ["failed", "failed", (problem) => problem.cells.some((cell) => cell && cell.failed)],
    ["not_asked", "not asked", (problem) => problem.cells.some((cell) => cell && cell.not_asked)],
    ["excluded", "excluded by errata", (problem) => Boolean(problem.excluded)],
  ];
  if (many) {
    results.unshift(["flipped", "runs differ", (problem) => new Set(problem.cells.filter((cell) => cell && cell.judged).map((cell) => share(cell) > 0.5)).size > 1]);
  }

  // Columns

  const order = { easy: 1, medium: 2, hard: 3 };
  const sum = (problem, key) => problem.cells.reduce((total, cell) => total + (cell ? cell[key] || 0 : 0), 0);
  /** What a problem took in all runs; null where a run's price is not known. */
  const cost = (problem) => (problem.cells.some((cell) => cell && typeof cell.cost !== "number") ? null : sum(problem, "cost"));
  const columns = [
    { name: "Problem", words: true, key: (problem) => problem.id, cell: nameCell },
    { name: "Difficulty", words: true, wide: many, key: (problem) => order[problem.difficulty] || 9, cell: (problem) => problem.difficulty || "" },
    { name: "Platform", words: true, wide: true, key: (problem) => problem.platform || "", cell: (problem) => problem.platform || "" },
    { name: "Contest", words: true, wide: true, key: (problem) => problem.date || "", cell: (problem) => problem.date || "" },
    ...data.runs.map((run, index) => ({
      name: many ? run : "Result", words: true, key: (problem) => share(problem.cells[index]),
      cell: (problem) => make("span", { class: tone(problem.cells[index]) }, outcome(problem.cells[index])),
    })),
    { name: "Explores", wide: true, key: (problem) => sum(problem, "explores"), cell: (problem) => String(sum(problem, "explores")) },
    { name: "Calls", wide: true, key: (problem) => sum(problem, "calls"), cell: (problem) => String(sum(problem, "calls")) },
  ];
  if (hasCost) columns.push({ name: "Cost", wide: true, key: (problem) => cost(problem) ?? -1, cell: (problem) => money(cost(problem)) });
  const present = columns.filter((column) =>
    !["Difficulty", "Platform", "Contest"].includes(column.name) || data.problems.some((problem) => column.cell(problem)));

  function nameCell(problem) {
    const button = make(
      "button", { type: "button", class: "open", "aria-expanded": "false" }, make("span", { class: "id" }, problem.id),
      problem.title && problem.title !== problem.id ? make("span", { class: "title" }, problem.title) : null);
    button.addEventListener("click", () => toggle(problem, button));
    return button;
  }

  // Rows: one tbody for each problem, which holds its details too

  const table = document.getElementById("table");
  const bodies = data.problems.map((problem) => {
    const cells = present.map((column) =>
      make("td", { class: [column.words ? "w" : "", column.wide ? "wide" : ""].join(" ").trim() || null }, column.cell(problem)));
    problem.body = make("tbody", {}, make("tr", {}, cells));
    problem.text = (problem.id + " " + problem.title).toLowerCase();
    return problem.body;
  });
  const headings = present.map((column) => {
    const button = make("button", { type: "button" }, column.name);
    const heading = make("th", { scope: "col", class: [column.words ? "w" : "", column.wide ? "wide" : ""].join(" ").trim() || null }, button);
    button.addEventListener("click", () => sortBy(column, heading));
    return heading;
  });
  table.tHead.append(make("tr", {}, headings));
  table.append(...bodies);

  function sortBy(column, heading) {
    const isAscending = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
    const compare = (a, b) => {
      const [left, right] = [column.key(a), column.key(b)];
      const result = typeof left === "number" ? left - right : collator.compare(left, right);
      return isAscending ? result : -result;
    };
    table.append(...[...data.problems].sort(compare).map((problem) => problem.body));
  }

  // Filters

  const form = document.getElementById("filters");
  const [search, difficulty, platform, result, count] = ["search", "difficulty", "platform", "result", "count"]
    .map((id) => document.getElementById(id));

  function offer(select, key) {
    const values = [...new Set(data.problems.map((problem) => problem[key]).filter(Boolean))];
    values.sort((a, b) => (order[a] || 9) - (order[b] || 9) || collator.compare(a, b));
    select.append(...values.map((value) => make("option", { value }, value)));
    select.parentElement.hidden = values.length < 2;
  }
  offer(difficulty, "difficulty");
  offer(platform, "platform");
  result.append(...results.filter(([, , test]) => data.problems.some(test)).map(([value, name]) => make("option", { value }, name)));

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const test = (results.find(([value]) => value === result.value) || [null, null, () => true])[2];
    let shown = 0;
    for (const problem of data.problems) {
      const fits = words.every((word) => problem.text.includes(word))
        && (!difficulty.value || problem.difficulty === difficulty.value)
        && (!platform.value || problem.platform === platform.value) && test(problem);
      problem.body.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + " of " + data.problems.length + " problems";
  }
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  table.hidden = false;
  filter();

  // Details

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  // A narrow window shows fewer columns; a cell over more of them than there are would make room for the rest.
  const shownColumns = () => headings.filter((heading) => heading.offsetParent !== null).length;
  window.addEventListener("resize", () => {
    for (const problem of data.problems) if (problem.detail) problem.detail.firstChild.colSpan = shownColumns();
  });

  async function toggle(problem, button) {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (problem.detail) {
      problem.detail.hidden = isOpen;
      return;
    }
    const cell = make("td", { class: "detail", colspan: shownColumns() });
    problem.detail = make("tr", {}, cell);
    problem.body.append(problem.detail);
    try {
      cell.append(...details(problem, await unpack(problem.details)));
    } catch (error) {
      cell.append(make("p", { class: "note" }, "These details cannot be shown: " + error.message));
    }
  }

  function details(problem, contents) {
    const parts = problem.excluded ? [make("p", { class: "note" }, "Excluded by the errata: " + problem.excluded)] : [];
    if (!contents.samples.length) parts.push(make("p", { class: "note" }, "No sample of it has ended."));
    return parts.concat(contents.samples.map((sample) => sampleView(sample, contents.samples.length > 1)));
  }

  const verdictView = (verdict) => make("span", { class: verdict === "AC" ? "good" : "bad" }, verdict);

  function sampleView(sample, isNumbered) {
    const lack = { machine: "failed", cap: "not asked" }[sample.failure];
    const verdict = lack ? make("span", { class: "warn" }, lack) : verdictView(sample.verdict || "no program");
    const name = [many ? data.runs[sample.run] : null, isNumbered ? "sample " + sample.sample : null].filter(Boolean).join(", ");
    const took = [
      sample.calls + (sample.calls === 1 ? " call" : " calls"), sample.input_tokens + " tokens in", sample.output_tokens + " out",
      sample.cost > 0 ? money(sample.cost) : null, sample.seconds.toFixed(1) + " s",
    ].filter(Boolean).join(", ");
    const view = make("div", { class: "sample" }, make("h3", {}, name ? name + ": " : "On all tests: ", verdict));
    view.append(make("div", { class: "muted" }, took));
    if (sample.message) view.append(make("p", { class: "text" }, sample.message));
    if (sample.corrected) view.append(make("p", { class: "text" }, "By the errata: ", verdictView(sample.corrected)));
    if (sample.trajectory) view.append(...trajectoryView(sample.trajectory));
    if (sample.stop) view.append(make("p", { class: "text muted" }, "Stopped: " + sample.stop + "."));
    if (sample.trajectory && sample.trajectory.stop_note) view.append(make("p", { class: "text muted" }, sample.trajectory.stop_note));
    if (sample.program) view.append(codeView("program", sample.program, true));
    return view;
  }

  function trajectoryView(trajectory) {
    const steps = [];
    const shown = new Set();
    const explores = new Map(trajectory.explores.map((explore) => [explore.n, explore]));
    for (const call of trajectory.calls) {
      // An explore whose solver was not reached has no call.
      if (call.role === "orchestrator") for (const made of trajectory.explores) if (made.turn < call.n && !shown.has(made.n)) {
        shown.add(made.n);
        steps.push(exploreView(made, trajectory));
      }
      const explore = call.role === "solver" || call.role === "reviser" ? explores.get(call.n) : undefined;
      if (explore && !shown.has(explore.n)) {
        shown.add(explore.n);
        steps.push(exploreView(explore, trajectory));
      } else {
        steps.push(make(
          "div", { class: "step" },
          make("h4", {}, call.role.replace(/_/g, " ") + " " + call.n + (call.action ? ": " + call.action : "") + " ", muted(call.model)),
          call.thought ? make("p", { class: "text" }, call.thought) : null));
      }
    }
    for (const explore of trajectory.explores) if (!shown.has(explore.n)) steps.push(exploreView(explore, trajectory));
    const final = trajectory.final;
    if (final) {
      const step = make("div", { class: "step" }, make("h4", {}, "final program, by " + final.source, " ", publicVerdict(final.judgement)));
      if (final.source === "orchestrator") step.append(codeView("program", final.program, true));
      if (final.source === "orchestrator") step.append(...judgementView(final.judgement));
      if (final.source === "orchestrator" || trajectory.calls.length > 1) steps.push(step);
    }
    return steps;
  }

  function publicVerdict(judgement) {
    if (!judgement || !judgement.verdict) return muted("not run");
    const accepted = judgement.tests.filter((test) => test.verdict === "AC").length;
    return make("span", {}, verdictView(judgement.verdict), muted(" " + accepted + " of " + judgement.tests.length + " public tests"));
  }

  function exploreView(explore, trajectory) {
    const claims = [
      explore.claimed_complexity, typeof explore.confidence === "number" ? Math.round(explore.confidence * 100) + " % sure" : null,
      ...Object.entries(explore.arguments || {}).map(([name, value]) => name + " " + value),
    ].filter(Boolean).join(", ");
    const step = make("div", { class: "step" }, make(
      "h4", {}, "explore " + explore.n + " ", explore.failure ? make("span", { class: "warn" }, explore.not_made ? "not made" : "no answer") : publicVerdict(explore.judgement), " ",
      muted(["", explore.model, claims].filter((part, index) => index === 0 || part).join(" · "))));
    if (explore.failure) step.append(make("p", { class: "text" }, explore.failure));
    if (explore.approach) step.append(make("p", { class: "text" }, explore.approach));
    if (explore.reasoning) step.append(make("p", { class: "text muted" }, explore.reasoning));
    step.append(...relationView(explore.relation));
    if (explore.program) step.append(codeView("program", explore.program, trajectory.explores.length === 1));
    else if (!explore.failure) step.append(make("p", { class: "text muted" }, explore.finish === "length" ? "The answer was cut off at max_tokens: it holds no program." : "The answer holds no program."));
    const isCopy = Boolean(explore.relation && explore.relation.same_program_as);
    step.append(...judgementView(explore.judgement, isCopy));
    return step;
  }

  function relationView(relation) {
    if (!relation) return [];
    const lines = [];
    if (relation.same_program_as) lines.push("Same program as explore " + relation.same_program_as + ".");
    else if (relation.behaves_like.length) lines.push("Behaves like explore " + relation.behaves_like.join(", ") + " on the public tests.");
    for (const one of relation.differences) {
      lines.push("Differs from explore " + one.explore + " on test " + one.test + ": this " + one.this + "; the other " + one.other + ".");
    }
    return lines.map((line) => make("p", { class: "text muted" }, line));
  }

  function codeView(name, code, isOpen) {
    const lines = code.trimEnd().split("\n").length;
    return make("details", { open: isOpen ? "" : null }, make("summary", {}, name + ", " + lines + (lines === 1 ? " line" : " lines")), make("pre", { tabindex: "0" }, code));
  }

  /** What a program did on the public tests; of a copy of an earlier one the texts are not shown again. */
  function judgementView(judgement, isCopy) {
    if (!judgement) return [];
    const views = [];
    if (judgement.message && judgement.verdict !== "AC") views.push(make("p", { class: "text" }, judgement.message));
    for (const test of judgement.tests) if (test.excerpts && !isCopy) views.push(...excerptView(test));
    if (judgement.tests.length) {
      const rows = judgement.tests.map((test) => make(
        "tr", {}, make("td", { class: "w" }, test.name), make("td", { class: "w" }, verdictView(test.verdict)),
        make("td", {}, test.cpu_ms.toFixed(1) + " ms"), make("td", {}, (test.peak_kib / 1024).toFixed(1) + " MiB"),
        make("td", { class: "w" }, test.message || "")));
      const head = make("tr", {}, ...["public test", "verdict"].map((name) => make("th", { class: "w", scope: "col" }, name)),
        ...["CPU", "peak"].map((name) => make("th", { scope: "col" }, name)), make("th", { class: "w", scope: "col" }, "why"));
      views.push(make("details", {}, make("summary", {}, "tests"), make("div", { class: "scroll" },
        make("table", {}, make("thead", {}, head), make("tbody", {}, rows)))));
    }
    return views;
  }

  function excerptView(test) {
    const { input, expected, actual, stderr } = test.excerpts;
    const views = [make("div", { class: "pair" },
      make("div", {}, make("h5", {}, "test " + test.name + ", input"), make("pre", { tabindex: "0" }, input.text)),
      // An interactor or asserts took the output: their word is all there is.
      actual ? make("div", {}, make("h5", {}, "− expected, + got"), diffView(expected.text, actual.text)) : null)];
    if (stderr) views.push(make("h5", {}, "stderr"), make("pre", { tabindex: "0" }, stderr.text));
    return views;
  }

  /** Expected and got, line by line, by the longest common subsequence; outputs are excerpts of at most 4 KiB. */
  function diffView(expected, got) {
    const a = expected.split("\n"), b = got.split("\n");
    while (a.length > 1 && a.at(-1) === "") a.pop();
    while (b.length > 1 && b.at(-1) === "") b.pop();
    const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    const lines = [];
    if (got === "") {
      return make("pre", { class: "diff", tabindex: "0" }, a.map((line) => make("span", { class: "minus" }, "− " + line)), muted("no output"));
    }
    let i = 0, j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        lines.push(make("span", {}, "  " + a[i]));
        i += 1; j += 1;
      } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) {
        lines.push(make("span", { class: "minus" }, "− " + a[i]));
        i += 1;
      } else {
        lines.push(make("span", { class: "plus" }, "+ " + b[j]));
        j += 1;
      }
    }
    return make("pre", { class: "diff", tabindex: "0" }, lines);
  }
})();
