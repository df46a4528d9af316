"""Makes PDFs with Typst, a typesetter that comes as a wheel and needs nothing of the system."""
