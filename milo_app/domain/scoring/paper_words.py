"""The words that a printed report says by itself, in four languages. What people wrote stays as they wrote it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from milo_app.core.clock import zone

LANGUAGES: Final = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
_ORDER: Final = tuple(LANGUAGES)

_WORDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "report": ("Candidate report", "Bericht zur Bewerbung", "Rapport de candidature", "Informe de candidatura"),
    "overall": ("Overall score", "Gesamtwertung", "Score global", "Puntuación global"),
    "strong": ("strong", "stark", "solide", "alta"),
    "fair": ("fair", "mittel", "moyen", "media"),
    "weak": ("weak", "schwach", "faible", "baja"),
    "none": ("not scored", "nicht bewertet", "non évalué", "sin puntuación"),
    "hidden": (
        "hidden until you have rated",
        "verborgen, bis Sie selbst bewertet haben",
        "masqué jusqu'à votre propre évaluation",
        "oculta hasta que usted haya valorado",
    ),
    "scored_by": ("Scored by", "Bewertet von", "Évalué par", "Puntuado por"),
    "status": ("Status", "Stand", "État", "Estado"),
    "not_started": ("Not started", "Nicht begonnen", "Pas commencé", "Sin empezar"),
    "in_progress": ("In progress", "Läuft", "En cours", "En curso"),
    "scoring": ("Being scored", "Wird bewertet", "Évaluation en cours", "En evaluación"),
    "pending": ("Evaluation pending", "Bewertung steht aus", "Évaluation en attente", "Evaluación pendiente"),
    "completed": ("Completed", "Abgeschlossen", "Terminé", "Completado"),
    "disqualified": ("Disqualified", "Ausgeschieden", "Disqualifié", "Descalificado"),
    "stopped_by": ("Stopped by", "Ausgeschieden durch", "Arrêté par", "Descalificado por"),
    "decision": ("Decision", "Entscheidung", "Décision", "Decisión"),
    "undecided": ("No decision yet", "Noch keine Entscheidung", "Pas encore de décision", "Sin decisión todavía"),
    "shortlisted": ("Shortlisted", "In der engeren Wahl", "Présélection", "Preseleccionado"),
    "dismissed": ("Dismissed", "Abgelehnt", "Écarté", "Descartado"),
    "reason": ("Reason", "Grund", "Motif", "Motivo"),
    "email": ("E-mail", "E-Mail", "E-mail", "Correo"),
    "phone": ("Phone", "Telefon", "Téléphone", "Teléfono"),
    "applied": ("Applied", "Beworben", "Candidature", "Candidatura"),
    "finished": ("Interview finished", "Interview beendet", "Entretien terminé", "Entrevista terminada"),
    "minutes": ("{n} min", "{n} Min.", "{n} min", "{n} min"),
    "attempt": ("Attempt", "Versuch", "Tentative", "Intento"),
    "summary": ("Summary", "Zusammenfassung", "Synthèse", "Resumen"),
    "strength": ("Highlight", "Stärke", "Point fort", "Punto fuerte"),
    "ask": ("Lowlight, to ask about", "Schwäche, nachfragen", "Point faible, à clarifier", "Punto débil, por aclarar"),
    "answers": ("From the answers", "Aus den Antworten", "Extrait des réponses", "De las respuestas"),
    "scorecard": ("Scorecard", "Bewertungsbogen", "Grille d'évaluation", "Hoja de puntuación"),
    "stage_share": (
        "{n} % of the overall score",
        "{n} % der Gesamtwertung",
        "{n} % du score global",
        "{n} % de la puntuación global",
    ),
    "weight": (
        "weight {n} of 10, {m} % of this stage",
        "Gewicht {n} von 10, {m} % dieser Stufe",
        "poids {n} sur 10, {m} % de cette étape",
        "peso {n} de 10, {m} % de esta etapa",
    ),
    "left_out": (
        "Not scored and not counted: {n}",
        "Nicht bewertet und nicht gezählt: {n}",
        "Non évalués et non comptés : {n}",
        "Sin puntuar y sin contar: {n}",
    ),
    "checks": ("Checks", "Prüfungen", "Vérifications", "Comprobaciones"),
    "pass": ("Pass", "Erfüllt", "Rempli", "Cumple"),
    "fail": ("Fail", "Nicht erfüllt", "Non rempli", "No cumple"),
    "unknown": ("Unknown", "Unbekannt", "Inconnu", "Desconocido"),
    "dealbreaker": ("Dealbreaker", "Ausschlusskriterium", "Critère éliminatoire", "Criterio excluyente"),
    "wanted": ("wanted: {n}", "verlangt: {n}", "attendu : {n}", "se pide: {n}"),
    "found": ("found: {n}", "gefunden: {n}", "trouvé : {n}", "encontrado: {n}"),
    "transcript": ("Questions and answers", "Fragen und Antworten", "Questions et réponses", "Preguntas y respuestas"),
    "follow_up": ("Follow-up", "Nachfrage", "Relance", "Repregunta"),
    "file": ("File", "Datei", "Fichier", "Archivo"),
    "page_of": ("Page {n} of {m}", "Seite {n} von {m}", "Page {n} sur {m}", "Página {n} de {m}"),
    "printed": ("Printed {n}", "Gedruckt am {n}", "Imprimé le {n}", "Impreso el {n}"),
    "built_in": (
        "Built-in evaluator (rules, no AI)",
        "Eingebaute Bewertung (Regeln, keine KI)",
        "Évaluateur intégré (règles, sans IA)",
        "Evaluador integrado (reglas, sin IA)",
    ),
    "built_in_checks": (
        "Built-in checks (rules, no AI)",
        "Eingebaute Prüfungen (Regeln, keine KI)",
        "Vérifications intégrées (règles, sans IA)",
        "Comprobaciones integradas (reglas, sin IA)",
    ),
    "no_evidence": ("No evidence found", "Kein Beleg gefunden", "Aucune preuve trouvée", "Sin pruebas encontradas"),
    "not_answered": ("Not answered", "Nicht beantwortet", "Sans réponse", "Sin respuesta"),
    "skipped": ("Skipped", "Übersprungen", "Passée", "Omitida"),
    "no_resume": (
        "No resume was uploaded",
        "Kein Lebenslauf hochgeladen",
        "Aucun CV déposé",
        "No se subió ningún currículum",
    ),
    "unreadable": (
        "The resume could not be read",
        "Der Lebenslauf war nicht lesbar",
        "Le CV n'a pas pu être lu",
        "No se pudo leer el currículum",
    ),
    "resume": ("Resume", "Lebenslauf", "CV", "Currículum"),
    "form": ("Form", "Formular", "Formulaire", "Formulario"),
    "interview": ("Interview", "Interview", "Entretien", "Entrevista"),
}
_MONTHS: Final = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "de": ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "es": ["ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."],
}
_SENTENCES: Final = (
    "built_in", "built_in_checks", "no_evidence", "not_answered", "skipped", "no_resume", "unreadable", "none",
    "pending", "scoring", "resume", "form", "interview",
)  # fmt: skip
_KNOWN: Final = {_WORDS[key][0].casefold(): key for key in _SENTENCES}


class Words:
    """The catalogue in one language. In a locked report "not scored" reads "hidden until you have rated"."""

    def __init__(self, language: str, *, is_locked: bool = False) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._at = _ORDER.index(self.language)
        self._is_locked = is_locked

    def __call__(self, key: str, n: object = "", m: object = "") -> str:
        """Return a word of the catalogue, with its places filled."""
        key = "hidden" if key == "none" and self._is_locked else key
        return _WORDS[key][self._at].replace("{n}", str(n)).replace("{m}", str(m))

    def known(self, text: str) -> str:
        """Return a sentence of Milo's own in this language, and any other text as it is."""
        key = _KNOWN.get(text.strip().rstrip(".").casefold())
        return text if key is None or self.language == "en" else self(key)

    def date(self, moment: datetime | None, tz: str, *, with_time: bool = False) -> str:
        """Return a moment as a day of this language in a zone, with the time of day when asked for."""
        if moment is None:
            return ""
        local = moment.astimezone(zone(tz))
        day = f"{local.day}." if self.language == "de" else str(local.day)
        text = f"{day} {_MONTHS[self.language][local.month - 1]} {local.year}"
        return f"{text}, {local:%H:%M}" if with_time else text

    def pages(self) -> str:
        """Return how a page is numbered, with {n} and {m} to be filled."""
        return _WORDS["page_of"][self._at]
