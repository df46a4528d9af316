import { useEffect, useRef, useState } from "react";

// The one budget popover of a table. A button with `data-budget` (the amount as typed, empty for no limit) in a row opens
// it; `data-name` and `data-note` are its words. It closes when the server says so by a new `saved`.
export function RowBudget({ scope, sign = "$", error = "", saved = 0, onSave }) {
  const [open, setOpen] = useState(null);
  const [busy, setBusy] = useState(false);
  const box = useRef(null);
  const field = useRef(null);
  const sent = useRef(false);

  useEffect(() => {
    const click = (event) => {
      const button = event.target.closest?.(`${scope} [data-budget]`);
      if (!button) return;
      const { id, name, note } = { id: button.closest("[data-row]").dataset.row, ...button.dataset };
      setBusy(false);
      sent.current = false;
      setOpen({ id, name, note, text: button.dataset.budget, button });
    };
    document.addEventListener("click", click);
    return () => document.removeEventListener("click", click);
  }, [scope]);

  const close = () => {
    setOpen(null);
    if (open?.button?.isConnected) open.button.focus({ preventScroll: true });
  };
  const first = useRef(saved);
  useEffect(() => {
    if (saved !== first.current && open) close();
    first.current = saved;
  }, [saved]);
  useEffect(() => setBusy(false), [error, saved]);

  useEffect(() => {
    if (!open || !box.current) return undefined;
    const at = open.button.getBoundingClientRect();
    const own = box.current.getBoundingClientRect();
    const below = at.bottom + 6 + own.height <= window.innerHeight;
    box.current.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - own.height)}px`;
    box.current.style.left = `${Math.max(8, Math.min(at.left - 120, window.innerWidth - own.width - 8))}px`;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    const away = (event) => !box.current?.contains(event.target) && setOpen(null);
    document.addEventListener("pointerdown", away, true);
    return () => document.removeEventListener("pointerdown", away, true);
  }, [open?.id]);

  if (!open) return null;
  const send = (text) => {
    setBusy(true);
    sent.current = true;
    onSave?.(open.id, text);
  };
  const said = sent.current ? error : "";
  return (
    <form
      ref={box}
      role="dialog"
      aria-label={`Budget of ${open.name}`}
      className="m-row-budget"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        send(field.current.value);
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <label htmlFor="m-budget-field" className="m-strong">Budget limit</label>
      <span className="m-meta">{open.note}</span>
      <div className="m-row-budget-line">
        <span className="m-with-sign"><span aria-hidden="true">{sign}</span>
          <input
            id="m-budget-field"
            ref={field}
            className="m-input"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={open.text}
            placeholder="No limit"
            maxLength={20}
            aria-invalid={said ? "true" : "false"}
            aria-describedby="m-budget-said"
          />
        </span>
        <button type="submit" className="m-btn is-soft is-normal" disabled={busy}><span>Save</span></button>
      </div>
      <span id="m-budget-said" className={said ? "m-field-error" : "m-meta"} role={said ? "alert" : undefined}>
        {said || "Empty means no limit. At the limit, nobody new gets in."}
      </span>
    </form>
  );
}
