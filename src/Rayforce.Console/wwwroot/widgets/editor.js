// Editors of Rayfall: CodeMirror, with colours and completion as .NET knows them. Each lies in a shadow root, where its
// styles are adopted style sheets, which a strict content security policy allows.
import {
  Decoration, EditorState, EditorView, Prec, RangeSetBuilder, StateEffect, StateField, autocompletion, bracketMatching,
  closeBrackets, closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, history, historyKeymap, keymap,
  lineNumbers, placeholder, search, searchKeymap,
} from "../lib/codemirror.js";

const editors = new Map();
const completions = new Map();
const styles = [null, "comment", "text", "symbol", "number", null, "head", "key", "bracket", "bracket", null]
  .map((name) => name && Decoration.mark({ class: `rf-${name}` }));
const nameBegun = /[!#-&*+,\-./0-9<=>?@A-Z^_a-z|~]+$/;
const nameWhole = /^[!#-&*+,\-./0-9<=>?@A-Z^_a-z|~]*$/;
let read = () => {};
let tokens = [];
let asked = 0;

export function useTokens(callback) {
  read = callback;
}

/** Called by the callback: kind, start and length of each piece. */
export function setTokens(numbers) {
  tokens = numbers;
}

function colour(state) {
  tokens = [];
  read(state.doc.toString());
  const marks = new RangeSetBuilder();
  for (let i = 0; i < tokens.length; i += 3) {
    const style = styles[tokens[i]];
    if (style && tokens[i + 2] > 0) {
      marks.add(tokens[i + 1], Math.min(tokens[i + 1] + tokens[i + 2], state.doc.length), style);
    }
  }
  return marks.finish();
}

const colours = StateField.define({
  create: colour,
  update: (marks, change) => (change.docChanged ? colour(change.state) : marks),
  provide: (field) => EditorView.decorations.from(field),
});

const setFault = StateEffect.define();
const fault = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    let next = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) {
      if (effect.is(setFault)) {
        next = effect.value === null ? Decoration.none : Decoration.set([
          Decoration.mark({ class: "rf-fault", attributes: { title: effect.value.message } })
            .range(effect.value.from, effect.value.to),
        ]);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--field)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--field)", color: "var(--dim)", border: "none" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "1px solid var(--line)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]":
    { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--text)" },
  ".rf-comment": { color: "var(--dim)", fontStyle: "italic" },
  ".rf-text": { color: "var(--code-text)" },
  ".rf-symbol": { color: "var(--code-symbol)" },
  ".rf-number": { color: "var(--code-number)" },
  ".rf-head": { color: "var(--code-head)", fontWeight: "600" },
  ".rf-key": { color: "var(--code-key)" },
  ".rf-bracket": { color: "var(--dim)" },
  ".rf-fault": { textDecoration: "underline wavy var(--bad)", backgroundColor: "var(--bad-back)" },
});

function complete(id) {
  return (context) => {
    const begun = context.matchBefore(nameBegun);
    if (!begun && !context.explicit) {
      return null;
    }
    const number = ++asked;
    return new Promise((resolve) => {
      completions.set(number, resolve);
      context.addEventListener("abort", () => answerCompletion(number, 0, []));
      editors.get(id).ask(context.state.doc.toString(), context.pos, number);
    });
  };
}

/** Answers a question for names; one that nobody waits for any more is dropped. */
export function answerCompletion(number, from, names) {
  const resolve = completions.get(number);
  completions.delete(number);
  resolve?.(names.length === 0 ? null : { from, options: names.map((label) => ({ label })), validFor: nameWhole });
}

export function createEditor(id, text, label, hint, changed, ask, press) {
  const host = document.getElementById(id);
  const root = host.attachShadow({ mode: "open" });
  const key = (name) => () => (press(name), true);
  editors.set(id, { ask });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([
          { key: "Mod-Enter", run: key("run") },
          { key: "Alt-ArrowUp", run: key("older") },
          { key: "Alt-ArrowDown", run: key("newer") },
        ])),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), search({ top: true }),
        EditorState.languageData.of(() => [{ closeBrackets: { brackets: ["(", "[", "{", '"'] }, commentTokens: { line: ";" } }]),
        autocompletion({ override: [complete(id)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...searchKeymap]),
        EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": label }), placeholder(hint),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        colours, fault, theme,
      ],
    }),
  });
  editors.set(id, { ask, view });
}

export function setText(id, text) {
  const { view } = editors.get(id);
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } });
}

export function markFault(id, start, length, message) {
  const { view } = editors.get(id);
  const end = view.state.doc.length;
  const from = Math.min(start, Math.max(0, end - 1));
  const to = Math.min(Math.max(from + length, from + 1), end);
  view.dispatch({ effects: setFault.of(from < to ? { from, to, message } : null), selection: { anchor: from } });
}

export function clearFault(id) {
  editors.get(id).view.dispatch({ effects: setFault.of(null) });
}

export function focusEditor(id) {
  editors.get(id).view.focus();
}

export function removeEditor(id) {
  editors.get(id)?.view.destroy();
  editors.delete(id);
}
