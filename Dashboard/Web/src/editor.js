// The sweep file editor. What is wrong with the text is found on the server, by the reader that every other way in uses too.
import { basicSetup } from 'codemirror';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { tags } from '@lezer/highlight';

const editors = (window.__editors ??= {});

const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--blue)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.literal], color: 'var(--green)' },
  { tag: tags.comment, color: 'var(--quiet)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--quiet)' },
]));

function diagnostics(state, problems) {
  return problems.map(({ line, column, severity, message }) => {
    const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
    const from = Math.min(at.from + column - 1, at.to);
    return { from, to: Math.max(from, at.to), severity, message };
  });
}

export function create(id, element, text, label, page) {
  dispose(id);
  const editor = editors[id] = { version: 0, silent: false };
  const check = async () => {
    const version = editor.version;
    let problems;
    try {
      problems = await page.invokeMethodAsync('Check', editor.view.state.doc.toString());
    } catch (e) {
      if (editors[id] !== editor) return; // The page was left while it was asked.
      throw e;
    }
    if (editors[id] === editor && version === editor.version) editor.view.dispatch(setDiagnostics(editor.view.state, diagnostics(editor.view.state, problems)));
  };
  editor.changed = () => {
    editor.version++;
    clearTimeout(editor.waiting);
    editor.waiting = setTimeout(check, 250);
  };
  editor.view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Without a binding of its own Tab leaves the editor, as everywhere in the page.
        basicSetup, yaml(), colours, lintGutter(),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => { if (update.docChanged) editor.changed(); }),
      ],
    }),
  });
  editor.view.scrollDOM.tabIndex = 0;
  check();
}

export function read(id) {
  return editors[id].view.state.doc.toString();
}

export function write(id, text) {
  const { view } = editors[id];
  if (view.state.doc.toString() !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

export function reveal(id, line, column) {
  const { view } = editors[id];
  const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(at.from + column - 1, at.to) }, scrollIntoView: true });
  view.focus();
}

export function dispose(id) {
  clearTimeout(editors[id]?.waiting);
  editors[id]?.view.destroy();
  delete editors[id];
}
