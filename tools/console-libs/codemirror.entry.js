// What the console uses of CodeMirror, in one module.
export { EditorState, StateEffect, StateField, RangeSetBuilder, Prec, Compartment } from "@codemirror/state";
export { EditorView, Decoration, keymap, lineNumbers, highlightActiveLine, drawSelection, placeholder } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
export { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
export { bracketMatching } from "@codemirror/language";
export { search, searchKeymap } from "@codemirror/search";
