import { useId, useState } from "react";

// Takes a pasted list and sends it to one of our HTTP routes as a file, so that its size does not matter to the socket.
const OFFLINE = "Milo did not answer. Your list is still here. Check your connection and try again.";

export function PasteBox({ url, name = "list", label = "List", button = "Go on", placeholder = "", rows = 8, maxBytes = 5000000, onDone }) {
  const id = useId();
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  const send = async () => {
    if (busy) return;
    const file = new Blob([text], { type: "text/plain;charset=utf-8" });
    if (!text.trim()) return setError("Paste at least one line with an email address.");
    if (file.size > maxBytes) return setError("This list is too long to paste. Send it as a file, in parts of up to 5 MB.");
    setBusy(true);
    setError("");
    const body = new FormData();
    body.append("file", file, name);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) onDone?.(String(said.id ?? ""), String(said.name ?? name));
      else setError(typeof said.error === "string" ? said.error : OFFLINE);
    } catch {
      setError(OFFLINE);
    }
    setBusy(false);
  };
  const edit = (event) => {
    setText(event.target.value);
    setError("");
  };
  return (
    <div className="m-field">
      <div className="m-field-top"><label htmlFor="people">{label}</label></div>
      <textarea
        id="people" rows={rows} value={text} onChange={edit} placeholder={placeholder} className="m-input is-area"
        aria-invalid={error ? "true" : "false"} aria-describedby={`${id}-error`} spellCheck={false}
      />
      <div className="m-field-below" id={`${id}-error`} role="alert">{error ? <span className="m-field-error">{error}</span> : null}</div>
      <div className="m-dialog-foot">
        <button type="button" onClick={send} disabled={busy} className="m-btn is-solid is-normal">
          {busy ? <span className="m-spin" aria-hidden="true" /> : null}
          <span>{button}</span>
        </button>
      </div>
    </div>
  );
}
