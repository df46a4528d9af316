// Links that show other rows of the page that is open. A plain click asks the page itself, which shows them before the
// address follows; any other click, such as for a new tab, opens the address.
export function InPlace({ label, onGo, children }) {
  const click = (event) => {
    const link = event.target.closest?.("a[data-go]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onGo?.(link.dataset.go);
  };
  return <nav className="m-seg" aria-label={label} onClickCapture={click}>{children}</nav>;
}
