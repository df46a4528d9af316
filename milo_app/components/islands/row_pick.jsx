import { useEffect, useRef } from "react";

// Selecting rows: boxes with `data-pick` (an id), one with `data-pick-all`, Shift for a range. What is selected lives here
// and is told to the page; `ids` are the rows that stand, `clear` grows when the selection is to be dropped, and `all`
// says that more than this page is selected. Arrow up and down move the focus to the same place of the next row. With
// `letters`, j and k go to the next and the previous row from anywhere, and x selects the row that has the focus.
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable='true'], [role='menu']";

export function RowPick({ scope, ids = [], clear = 0, all = false, letters = false, onChange }) {
  const picked = useRef(new Set());
  const last = useRef(null);
  const latest = useRef({});
  latest.current = { ids, onChange, all, letters };
  const stood = useRef(-1);

  const paint = () => {
    for (const box of document.querySelectorAll(`${scope} [data-pick]`)) {
      const holds = all || picked.current.has(box.dataset.pick);
      box.checked = holds;
      box.closest("tr").dataset.selected = holds ? "yes" : "no";
    }
    const head = document.querySelector(`${scope} [data-pick-all]`);
    const count = ids.filter((id) => picked.current.has(id)).length;
    if (head) {
      head.checked = all || (count > 0 && count === ids.length);
      head.indeterminate = !all && count > 0 && count < ids.length;
    }
    document.querySelector(scope)?.setAttribute("data-picking", all || count ? "yes" : "no");
  };

  const wiped = useRef(clear);
  const adopted = useRef(false);
  useEffect(() => {
    if (!adopted.current) {
      // A box that was ticked before this script had loaded counts.
      adopted.current = true;
      for (const box of document.querySelectorAll(`${scope} [data-pick]`)) if (box.checked) picked.current.add(box.dataset.pick);
      if (picked.current.size) latest.current.onChange?.(ids.filter((id) => picked.current.has(id)));
    }
    if (wiped.current !== clear) picked.current.clear();
    wiped.current = clear;
    const here = new Set(ids);
    for (const id of [...picked.current]) if (!here.has(id)) picked.current.delete(id);
    paint();
  });

  useEffect(() => {
    const click = (event) => {
      const box = event.target.closest?.(`${scope} [data-pick], ${scope} [data-pick-all]`);
      if (!box) return;
      const order = latest.current.ids;
      if (latest.current.all) for (const one of order) picked.current.add(one);
      const id = box.dataset.pick;
      const from = event.shiftKey && last.current ? order.indexOf(last.current) : -1;
      const to = order.indexOf(id);
      const range = id === undefined ? order : from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
      for (const one of range) box.checked ? picked.current.add(one) : picked.current.delete(one);
      if (id !== undefined) last.current = id;
      paint();
      latest.current.onChange?.(order.filter((one) => picked.current.has(one)));
    };
    const letter = (event) => {
      const step = { j: 1, k: -1, x: 0, X: 0 }[event.key];
      if (!latest.current.letters || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.(TYPING) || document.querySelector("[role='dialog'], [role='alertdialog']")) return;
      const rows = [...document.querySelectorAll(`${scope} tbody tr`)];
      const at = rows.indexOf(event.target.closest?.(`${scope} tbody tr`));
      const from = at >= 0 ? at : Math.min(stood.current, rows.length - 1);
      const row = rows[step ? Math.max(0, Math.min(from + step, rows.length - 1)) : from];
      if (!row) return;
      event.preventDefault();
      stood.current = rows.indexOf(row);
      if (step) row.querySelector("a")?.focus();
      else row.querySelector("[data-pick]")?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: event.shiftKey }));
    };
    const key = (event) => {
      letter(event);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const row = step && event.target.closest?.(`${scope} tbody tr`);
      if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select, textarea")) return;
      const places = (tr) => [...tr.querySelectorAll("a, button, input")];
      const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
      if (!next) return;
      event.preventDefault();
      const at = places(row).indexOf(event.target);
      (places(next)[at] || places(next)[0])?.focus();
    };
    document.addEventListener("click", click);
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("click", click);
      document.removeEventListener("keydown", key);
    };
  }, [scope]);

  return null;
}
