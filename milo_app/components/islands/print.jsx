// Opens the browser's print dialog; printing is the one thing that a page cannot do by itself.
export function PrintButton({ label = "Print" }) {
  return (
    <button type="button" className="m-btn is-solid is-normal" onClick={() => window.print()}>
      <span>{label}</span>
    </button>
  );
}
