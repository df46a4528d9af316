import { useEffect, useId, useRef, useState } from "react";

// Picks or takes a dropped file, checks size and kind, and posts it with a progress bar. The server checks again.
const megabytes = (bytes) => `${(bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0).replace(/\.0$/, "")} MB`;
const endingOf = (name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase();
const OFFLINE = "The file did not arrive. Nothing is lost. Check your connection and choose it again.";

function problem(file, accept, maxBytes) {
  const kinds = accept.map((one) => one.replace(".", "").toUpperCase()).join(", ");
  if (accept.length && !accept.map((one) => one.replace(".", "")).includes(endingOf(file.name)))
    return `This kind of file is not taken. Choose one of: ${kinds}.`;
  if (file.size === 0) return "This file is empty. Choose another one.";
  if (file.size > maxBytes) return `This file has ${megabytes(file.size)}. Choose one of up to ${megabytes(maxBytes)}.`;
  return "";
}

function sentence(request) {
  try {
    const body = JSON.parse(request.responseText);
    const said = body.sentence ?? body.detail ?? body.message ?? body.error?.message ?? body.error;
    if (typeof said === "string" && said) return said;
  } catch {
    // Not JSON: a proxy answered. The sentences below are all that is known.
  }
  if (request.status === 413) return "This file is too large. Choose a smaller one.";
  if (request.status === 401 || request.status === 403) return "Your link is no longer open here. Open it again from your mail.";
  return "The file was not taken. Nothing else is lost. Choose it again, or choose another one.";
}

// Cuts the middle out of a picture and makes it small, so that no server has to open what a stranger chose.
async function squared(file, side) {
  const picture = await createImageBitmap(file);
  const edge = Math.min(picture.width, picture.height);
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, side, side);
  pen.drawImage(picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, side, side);
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
  return new File([small], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}

export function UploadBox({
  url, accept = [], maxBytes = 10485760, name = "file", fields = {}, label = "Choose a file", hint = "",
  current = "", many = false, square = 0, onDone, onText, onBusy, disabled = false,
}) {
  const id = useId();
  const [state, setState] = useState({ step: current ? "done" : "idle", file: current, percent: 0, error: "" });
  const [over, setOver] = useState(false);
  const request = useRef(null);
  const input = useRef(null);
  useEffect(() => () => request.current?.abort(), []);
  useEffect(() => {
    if (current) setState((now) => (now.step === "sending" ? now : { step: "done", file: current, percent: 100, error: "" }));
  }, [current]);

  const fail = (file, error) => setState({ step: "failed", file, percent: 0, error });
  const finish = (xhr, file) => {
    onBusy?.(false);
    if (xhr.status < 200 || xhr.status > 299) return fail(file.name, sentence(xhr));
    let body;
    try {
      body = JSON.parse(xhr.responseText);
    } catch {
      return fail(file.name, sentence(xhr));
    }
    setState({ step: many ? "idle" : "done", file: body.name ?? file.name, percent: 100, error: "" });
    if (typeof body.text === "string") onText?.(body.text, String(body.name ?? file.name), String(body.note ?? ""));
    onDone?.(String(body.id ?? ""), String(body.name ?? file.name));
  };
  const take = (file) => {
    if (!file || disabled) return;
    const wrong = problem(file, accept, maxBytes);
    if (wrong) return fail(file.name, wrong);
    if (!square) return send(file);
    squared(file, square).then(send, () => fail(file.name, "This file is no picture that can be used. Choose a PNG or JPG."));
  };
  const send = (file) => {
    const form = new FormData();
    Object.entries(fields ?? {}).forEach(([key, value]) => form.append(key, value));
    form.append(name, file);
    const xhr = new XMLHttpRequest();
    request.current?.abort();
    request.current = xhr;
    xhr.upload.onprogress = (event) =>
      event.lengthComputable && setState((now) => ({ ...now, percent: Math.round((event.loaded / event.total) * 100) }));
    xhr.onload = () => finish(xhr, file);
    xhr.onerror = () => (onBusy?.(false), fail(file.name, OFFLINE));
    xhr.onabort = () => onBusy?.(false);
    setState({ step: "sending", file: file.name, percent: 0, error: "" });
    onBusy?.(true);
    xhr.open("POST", url);
    xhr.setRequestHeader("Accept", "application/json");
    xhr.send(form);
  };
  const cancel = () => {
    request.current?.abort();
    setState({ step: "idle", file: "", percent: 0, error: "" });
    input.current?.focus();
  };
  const pick = (event) => {
    take(event.target.files?.[0]);
    event.target.value = "";
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files?.[0]);
  };
  const { step, file, percent, error } = state;
  const sending = step === "sending";
  return (
    <div
      className={`m-upload is-${step}${over ? " is-over" : ""}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input} id={id} type="file" className="m-sr m-upload-input" onChange={pick} disabled={disabled || sending}
        accept={accept.map((one) => (one.startsWith(".") ? one : `.${one}`)).join(",")} aria-describedby={`${id}-hint`}
      />
      <div className="m-upload-words">
        <strong>{step === "idle" ? label : file || label}</strong>
        <span id={`${id}-hint`} role="status" className={step === "failed" ? "m-upload-error" : ""}>
          {step === "failed" ? error : sending ? (percent < 100 ? `${percent}% sent` : "Sent. Reading it ...") : step === "done" ? "Uploaded" : hint}
        </span>
      </div>
      {sending ? (
        <button type="button" className="m-btn is-outline is-normal" onClick={cancel}>Cancel</button>
      ) : (
        <label htmlFor={id} className="m-btn is-outline is-normal">{step === "idle" ? "Choose a file" : "Choose another"}</label>
      )}
      {sending ? <progress max="100" value={percent} aria-label="Upload" /> : null}
    </div>
  );
}
