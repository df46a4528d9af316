import { useRef, useState } from "react";

// A form that posts to one of our HTTP routes and goes where the answer says, by a full navigation (so that the
// websocket reconnects with the new cookie). `tokenFromPath` adds the last part of the address as `token`: pages whose
// address holds a token send no referrer, and a plain form post would then carry no origin.
const OFFLINE = "Milo did not answer. What you typed is still here. Check your connection and try again.";

export function FetchForm({ action, fields = {}, tokenFromPath = false, children, label = "", id = "" }) {
  const [error, setError] = useState("");
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef(null);

  // A field that shows its own error has an element `data-error-for` beside it, which React leaves to this form.
  const place = (field) => form.current.querySelector(`[data-error-for="${CSS.escape(field)}"]`);
  const clear = (field) => {
    const spot = place(field);
    if (!spot || !spot.textContent) return;
    spot.textContent = "";
    form.current.elements.namedItem(field)?.removeAttribute("aria-invalid");
  };
  const point = (field, sentence) => {
    const control = field && form.current.elements.namedItem(field);
    const spot = field && place(field);
    if (spot) spot.textContent = sentence;
    else setError(sentence);
    if (!control?.focus) return;
    if (spot) control.setAttribute("aria-invalid", "true");
    control.focus();
  };

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError("");
    form.current.querySelectorAll("[data-error-for]").forEach((spot) => clear(spot.dataset.errorFor));
    const body = new FormData(form.current);
    Object.entries(fields ?? {}).forEach(([key, value]) => body.append(key, value));
    body.append("tz", Intl.DateTimeFormat().resolvedOptions().timeZone || "");
    if (tokenFromPath) body.append("token", window.location.pathname.split("/").filter(Boolean).pop() ?? "");
    const next = new URLSearchParams(window.location.search).get("next");
    if (next && !body.has("next")) body.append("next", next);
    try {
      const answer = await fetch(action, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok && said.next) {
        window.location.assign(said.next);
        return;
      }
      if (answer.ok) setMessage(said.message ?? "Done.");
      else point(said.field, typeof said.error === "string" ? said.error : OFFLINE);
    } catch {
      setError(OFFLINE);
    }
    setBusy(false);
  };

  return (
    <form ref={form} id={id || undefined} onSubmit={submit} onInput={(event) => clear(event.target.name)} aria-label={label || undefined} aria-busy={busy} className="m-form" noValidate>
      {children}
      <div role="alert" className={error ? "m-form-error" : "m-form-quiet"}>
        {error}
      </div>
      <div role="status" className={message ? "m-form-message" : "m-form-quiet"}>
        {message}
      </div>
    </form>
  );
}
